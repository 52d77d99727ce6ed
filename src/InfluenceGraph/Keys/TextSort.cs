using System.Buffers.Binary;

namespace InfluenceGraph.Keys;

/// <summary>Sorts ids of texts by their bytes: eight bytes at a time as one number, then what shares them by the next eight.</summary>
internal static class TextSort
{
    private const int Step = sizeof(ulong);

    internal static void Sort(StringKeyTable table, int[] ids)
    {
        ulong[] words = GC.AllocateUninitializedArray<ulong>(ids.Length);
        var waiting = new Stack<(int Start, int Count, int Depth)>();
        waiting.Push((0, ids.Length, 0));
        while (waiting.TryPop(out (int Start, int Count, int Depth) range))
        {
            Span<int> some = ids.AsSpan(range.Start, range.Count);
            Span<ulong> theirs = words.AsSpan(range.Start, range.Count);
            for (int i = 0; i < some.Length; i++)
            {
                theirs[i] = WordAt(table.TextOf(some[i]), range.Depth);
            }

            WordSort.Sort(theirs, some);
            for (int start = 0, end; start < some.Length; start = end)
            {
                end = start + 1;
                while (end < some.Length && theirs[end] == theirs[start])
                {
                    end++;
                }

                if (end > start + 1)
                {
                    int ended = EndedFirst(table, some[start..end], range.Depth + Step);
                    if (end - start - ended > 1)
                    {
                        waiting.Push((range.Start + start + ended, end - start - ended, range.Depth + Step));
                    }
                }
            }
        }
    }

    /// <summary>The bytes from a depth on as a number, as if zeros followed the last.</summary>
    private static ulong WordAt(ReadOnlySpan<byte> text, int depth)
    {
        if (text.Length - depth >= Step)
        {
            return BinaryPrimitives.ReadUInt64BigEndian(text[depth..]);
        }

        ulong word = 0;
        for (int i = depth; i < depth + Step; i++)
        {
            word = (word << 8) | (i < text.Length ? text[i] : 0u);
        }

        return word;
    }

    /// <summary>Brings texts that end here, and so differ only in how many zeros they end with, to the front, shorter ones first.</summary>
    /// <returns>How many they are.</returns>
    private static int EndedFirst(StringKeyTable table, Span<int> ids, int depth)
    {
        int ended = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            if (table.TextOf(ids[i]).Length <= depth)
            {
                (ids[ended], ids[i]) = (ids[i], ids[ended]);
                ended++;
            }
        }

        ids[..ended].Sort((a, b) => table.TextOf(a).Length.CompareTo(table.TextOf(b).Length));
        return ended;
    }
}
