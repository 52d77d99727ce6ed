using System.Runtime.CompilerServices;

namespace InfluenceGraph.Kernels;

/// <summary>
/// Poisson numbers by alias tables, for means on a grid of four steps an octave. Who needs another mean draws for the
/// grid's next one and thins what comes: each event is kept with the ratio of the two.
/// </summary>
/// <remarks>Built with products and quotients only, so the same bits on every machine. Tails below 1e-18 of the peak are cut.</remarks>
internal static class PoissonTables
{
    private const int LeastExponent = -7;
    private const int MostExponent = 10;
    private const int MantissaShift = 50;
    private const double Cut = 1e-18;

    private static readonly Column[][] _tables = [.. Enumerable.Range(0, ((MostExponent - LeastExponent) * 4) + 1).Select(table => NewTable(MeanOf(table)))];

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

        int table = TableOf(mean);
        drawnMean = MeanOf(table);
        return NextOf(ref random, table);
    }

    private static int NextLarge(ref CounterRandom random, double mean, out double drawnMean)
    {
        const double Most = 1 << MostExponent;
        int count = 0;
        drawnMean = 0;
        for (; mean > Most; mean -= Most)
        {
            count += NextOf(ref random, _tables.Length - 1);
            drawnMean += Most;
        }

        int table = TableOf(mean);
        drawnMean += MeanOf(table);
        return count + NextOf(ref random, table);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NextOf(ref CounterRandom random, int table)
    {
        Column[] columns = _tables[table];
        int column = (int)Math.BigMul(random.Next(), (ulong)columns.Length, out ulong rest);
        ref readonly Column chosen = ref columns[column];

        // Without a branch, as nobody could foretell it.
        int isOwn = (int)(((long)(rest >> 32) - chosen.Threshold) >> 63);
        return chosen.Alias ^ ((chosen.Alias ^ chosen.Own) & isOwn);
    }

    /// <summary>A step is an exponent and two bits of mantissa; rounding up the bits below gives the next mean on the grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TableOf(double mean) =>
        Math.Max(0, (int)((BitConverter.DoubleToInt64Bits(mean) + (1L << MantissaShift) - 1) >> MantissaShift) - FirstStep);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double MeanOf(int table) => BitConverter.Int64BitsToDouble((long)(FirstStep + table) << MantissaShift);

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
