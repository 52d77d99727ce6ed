namespace InfluenceGraph.Keys;

/// <summary>Sorts words with what goes with them: radix sort from the lowest byte up, which passes over bytes that all have in common.</summary>
internal static class WordSort
{
    private const int DigitBits = 8;
    private const int Digits = 1 << DigitBits;

    /// <summary>Fewer are compared.</summary>
    private const int FewWords = 512;

    internal static void Sort(Span<ulong> words, Span<int> ids)
    {
        if (words.Length < FewWords)
        {
            words.Sort(ids);
            return;
        }

        ulong differing = 0;
        foreach (ulong word in words)
        {
            differing |= word ^ words[0];
        }

        ulong[] otherWords = GC.AllocateUninitializedArray<ulong>(words.Length);
        int[] otherIds = GC.AllocateUninitializedArray<int>(words.Length);
        Span<ulong> fromWords = words;
        Span<int> fromIds = ids;
        Span<ulong> toWords = otherWords;
        Span<int> toIds = otherIds;
        for (int shift = 0; shift < sizeof(ulong) * 8; shift += DigitBits)
        {
            if (((differing >> shift) & (Digits - 1)) != 0)
            {
                Pass(fromWords, fromIds, toWords, toIds, shift);
                Span<ulong> sortedWords = toWords;
                toWords = fromWords;
                fromWords = sortedWords;
                Span<int> sortedIds = toIds;
                toIds = fromIds;
                fromIds = sortedIds;
            }
        }

        if (fromWords != words)
        {
            fromWords.CopyTo(words);
            fromIds.CopyTo(ids);
        }
    }

    private static void Pass(ReadOnlySpan<ulong> words, ReadOnlySpan<int> ids, Span<ulong> toWords, Span<int> toIds, int shift)
    {
        Span<int> places = stackalloc int[Digits + 1];
        places.Clear();
        foreach (ulong word in words)
        {
            places[(byte)(word >> shift) + 1]++;
        }

        for (int digit = 1; digit < Digits; digit++)
        {
            places[digit] += places[digit - 1];
        }

        for (int i = 0; i < words.Length; i++)
        {
            int place = places[(byte)(words[i] >> shift)]++;
            (toWords[place], toIds[place]) = (words[i], ids[i]);
        }
    }
}
