using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace InfluenceGraph.GraphFiles;

/// <summary>The same hash as <see cref="DataHash"/> of the graph in memory, so that a receipt does not tell where the answer was computed. Goes through customers in the order of their keys, so it reads the file here and there.</summary>
internal static class FileDataHash
{
    internal static string Of<TKey>(GraphFileContent<TKey> content, bool[] included, double[] startingValues)
        where TKey : notnull
    {
        content.File.RequireUnchanged();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        int[] numbers = content.NumbersOfPlaces();
        int[] rankOf = new int[numbers.Length];
        int rank = 0;
        foreach (int number in numbers)
        {
            rankOf[number] = included.Length == 0 || included[number] ? rank++ : -1;
        }

        var row = new ArrayBufferWriter<byte>();
        for (int place = 0; place < numbers.Length; place++)
        {
            int number = numbers[place];
            if (rankOf[number] < 0)
            {
                continue;
            }

            row.ResetWrittenCount();
            string text = KeyText.Of(content.Keys[place]);
            Write(row, text.Length);
            row.Write(MemoryMarshal.AsBytes(text.AsSpan()));
            Write(row, BitConverter.DoubleToInt64Bits(startingValues[number]));
            (_, int[] targets, float[] permissions, float[] strengths) = content.Forward.Row(number);
            int[] ranks = Array.ConvertAll(targets, target => rankOf[target]);
            float[] weights = new float[targets.Length];
            for (int e = 0; e < weights.Length; e++)
            {
                weights[e] = Graphs.EdgeRow.WeightOf(permissions[e], strengths[e]);
            }

            Array.Sort(ranks, weights);
            for (int e = 0; e < ranks.Length; e++)
            {
                if (weights[e] > 0 && ranks[e] >= 0)
                {
                    Write(row, ranks[e]);
                    Write(row, BitConverter.SingleToInt32Bits(weights[e]));
                }
            }

            // Ends the row: no rank is negative.
            Write(row, -1);
            hash.AppendData(row.WrittenSpan);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Write<T>(ArrayBufferWriter<byte> row, T value)
        where T : unmanaged =>
        row.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
}
