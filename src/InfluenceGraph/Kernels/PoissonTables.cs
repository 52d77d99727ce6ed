using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InfluenceGraph.Kernels;

/// <summary>
/// Poisson numbers by alias tables, for means on a grid of four steps an octave. Who needs another mean draws for the
/// grid's next one and thins what comes: each event is kept with the ratio of the two. Below the grid that is done here.
/// </summary>
/// <remarks>Built with products and quotients only, so the same bits on every machine. Tails below 1e-18 of the peak are cut.</remarks>
internal static class PoissonTables
{
    private const int LeastExponent = -7;
    private const int MostExponent = 10;
    private const int MantissaShift = 50;
    private const double Least = 1.0 / (1 << -LeastExponent);
    private const double Cut = 1e-18;

    private const int Tables = ((MostExponent - LeastExponent) * 4) + 1;

    // One table behind the other, and where each starts.
    private static readonly (Column[] Columns, int[] Starts) _tables = NewTables();

    private static int FirstStep => (1023 + LeastExponent) << 2;

    /// <summary>A Poisson number whose mean is the first on the grid that is not below the one given.</summary>
    /// <param name="random">The source of randomness.</param>
    /// <param name="mean">The mean needed, above 0.</param>
    /// <param name="drawnMean">The mean drawn for.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Next(ref CounterRandom random, double mean, out double drawnMean)
    {
        const double Most = 1 << MostExponent;
        if (mean > Most)
        {
            return NextLarge(ref random, mean, out drawnMean);
        }

        if (mean < Least)
        {
            drawnMean = mean;
            return NextSmall(ref random, mean);
        }

        int table = TableOf(mean);
        drawnMean = MeanOf(table);
        return NextOf(ref random, table);
    }

    private static int NextSmall(ref CounterRandom random, double mean)
    {
        int count = 0;
        for (int drawn = NextOf(ref random, 0); drawn > 0; drawn--)
        {
            count += random.NextUnit() * Least < mean ? 1 : 0;
        }

        return count;
    }

    private static int NextLarge(ref CounterRandom random, double mean, out double drawnMean)
    {
        const double Most = 1 << MostExponent;
        int count = 0;
        drawnMean = 0;
        for (; mean > Most; mean -= Most)
        {
            count += NextOf(ref random, Tables - 1);
            drawnMean += Most;
        }

        // What is left may be below the grid; then more is drawn than is needed, as always.
        int table = TableOf(mean);
        drawnMean += MeanOf(table);
        return count + NextOf(ref random, table);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NextOf(ref CounterRandom random, int table)
    {
        ref int start = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_tables.Starts), table);
        ulong bits = random.Next();
        nint column = start + (nint)(((bits >> 32) * (ulong)(Unsafe.Add(ref start, 1) - start)) >> 32);
        Column chosen = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_tables.Columns), column);

        // Without a branch, as nobody could foretell it.
        int isOwn = (int)(((long)(uint)bits - chosen.Threshold) >> 63);
        return chosen.Alias ^ ((chosen.Alias ^ chosen.Own) & isOwn);
    }

    /// <summary>A step is an exponent and two bits of mantissa; rounding up the bits below gives the next mean on the grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TableOf(double mean) =>
        Math.Max(0, (int)((BitConverter.DoubleToInt64Bits(mean) + (1L << MantissaShift) - 1) >> MantissaShift) - FirstStep);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double MeanOf(int table) => BitConverter.Int64BitsToDouble((long)(FirstStep + table) << MantissaShift);

    private static (Column[] Columns, int[] Starts) NewTables()
    {
        var columns = new List<Column>();
        int[] starts = new int[Tables + 1];
        for (int table = 0; table < Tables; table++)
        {
            columns.AddRange(NewTable(MeanOf(table)));
            starts[table + 1] = columns.Count;
        }

        return ([.. columns], starts);
    }

    private static Column[] NewTable(double mean)
    {
        int peak = (int)mean;
        var below = new List<double>();
        for (double weight = peak / mean, k = peak - 1; k >= 0 && weight > Cut; weight *= k / mean, k--)
        {
            below.Add(weight);
        }

        below.Reverse();
        int first = peak - below.Count;
        List<double> weights = [.. below];
        double above = 1;
        for (int k = peak; above > Cut; k++, above *= mean / k)
        {
            weights.Add(above);
        }

        uint[] thresholds = new uint[weights.Count];
        int[] aliases = new int[weights.Count];
        AliasTable.Fill(weights.ToArray(), thresholds, aliases);
        var columns = new Column[thresholds.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = new(thresholds[i], (ushort)(first + i), (ushort)(first + aliases[i]));
        }

        return columns;
    }

    private readonly record struct Column(uint Threshold, ushort Own, ushort Alias);
}
