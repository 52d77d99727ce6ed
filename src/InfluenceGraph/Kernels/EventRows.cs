namespace InfluenceGraph.Kernels;

/// <summary>
/// Rows of edges made ready to try all edges of a row in many worlds at once. Each edge of probability p and each world
/// get a Poisson number of events with mean <c>-ln(1 - p)</c>, and the edge is live in the world when there is one at
/// least: that has probability p, independent of all else. So all events of a row come as one Poisson number, each of
/// them at a world chosen evenly and at an edge chosen by its mean: the work is per live try, whatever the degrees.
/// </summary>
/// <remarks>
/// Splitting of Poisson processes: J. F. C. Kingman, "Poisson processes", Oxford 1993, section 5.1. An edge that is live
/// more often than not stands apart: there the events are those of being dead, with mean <c>-ln p</c>, none where p is 1.
/// </remarks>
internal sealed class EventRows
{
    /// <summary>From here on an edge is cheaper by the worlds in which it is dead.</summary>
    private const double StrongFrom = 0.5;

    /// <summary>From so many events to an edge, a row of random bits costs less than the events. Measured.</summary>
    private const double DenseEventsPerEdge = 10;

    private EventRows(EventRow[] rows, int[] targets, uint[] thresholds, EventColumn[] columns, StrongEdge[] strong)
    {
        Rows = rows;
        Targets = targets;
        Thresholds = thresholds;
        Columns = columns;
        Strong = strong;
    }

    /// <summary>One for each node, and one more where they end.</summary>
    internal EventRow[] Rows { get; }

    /// <summary>Where the edges lead, strong ones aside.</summary>
    internal int[] Targets { get; }

    /// <summary>Their probabilities in 2^32ths.</summary>
    internal uint[] Thresholds { get; }

    /// <summary>The alias tables of the rows, with the targets in them; empty where each row's edges are all alike.</summary>
    internal EventColumn[] Columns { get; }

    internal StrongEdge[] Strong { get; }

    internal int Count => Rows.Length - 1;

    internal long Bytes => (Rows.LongLength * 32) + (Targets.LongLength * 8) + (Columns.LongLength * 12) + (Strong.LongLength * 8);

    /// <summary>Prepares rows. O(edges).</summary>
    /// <param name="offsets">Where each row starts, and where the last one ends.</param>
    /// <param name="targets">Edge targets, each a row.</param>
    /// <param name="probabilities">Above 0, to 1.</param>
    /// <param name="degrees">How many edges each row stands for.</param>
    internal static EventRows Of(ReadOnlySpan<int> offsets, ReadOnlySpan<int> targets, ReadOnlySpan<float> probabilities, ReadOnlySpan<int> degrees)
    {
        var rows = new EventRow[offsets.Length];
        var strong = new List<StrongEdge>();
        int weakCount = 0;
        foreach (float probability in probabilities)
        {
            weakCount += probability < StrongFrom ? 1 : 0;
        }

        int[] ownTargets = new int[weakCount];
        uint[] ownThresholds = new uint[weakCount];
        var columns = new EventColumn[weakCount];
        bool isUniform = true;
        int next = 0;
        double[] means = [];
        uint[] thresholds = [];
        int[] aliases = [];
        for (int row = 0; row < offsets.Length - 1; row++)
        {
            int degree = offsets[row + 1] - offsets[row];
            if (means.Length < degree)
            {
                (means, thresholds, aliases) = (new double[degree * 2], new uint[degree * 2], new int[degree * 2]);
            }

            (int first, int strongFirst) = (next, strong.Count);
            double mean = 0;
            for (int e = offsets[row]; e < offsets[row + 1]; e++)
            {
                double p = probabilities[e];
                if (p < StrongFrom)
                {
                    means[next - first] = EventMean(p);
                    mean += means[next - first];
                    isUniform &= means[next - first] == means[0];
                    ownThresholds[next] = ThresholdOf(p);
                    ownTargets[next++] = targets[e];
                }
                else
                {
                    strong.Add(new(targets[e], ThresholdOf(p)));
                }
            }

            int count = next - first;
            AliasTable.Fill(means.AsSpan(0, count), thresholds.AsSpan(0, count), aliases.AsSpan(0, count));
            for (int i = 0; i < count; i++)
            {
                columns[first + i] = new(thresholds[i], ownTargets[first + i], ownTargets[first + aliases[i]]);
            }

            rows[row] = new(first, strongFirst, degrees[row], DenseFrom(count, mean), mean, 1 / mean);
        }

        rows[^1] = new(next, strong.Count, 0, 0, 0, 0);
        return new(rows, ownTargets, ownThresholds, isUniform ? [] : columns, [.. strong]);
    }

    private static int DenseFrom(int edges, double mean) => edges == 0 ? 0 : (int)Math.Min(int.MaxValue, Math.Ceiling(DenseEventsPerEdge * edges / mean));

    private static uint ThresholdOf(double p) => (uint)Math.Min(uint.MaxValue, Math.Round(p * 4294967296.0));

    /// <summary>-ln(1 - p); by its series where 1 - p would round p away.</summary>
    private static double EventMean(double p) => p < 1e-5 ? p * (1 + (p * (0.5 + (p / 3)))) : -Math.Log(1 - p);
}

/// <summary>A row.</summary>
/// <param name="Start">Its first edge.</param>
/// <param name="StrongStart">Its first strong edge.</param>
/// <param name="Degree">How many edges it stands for: edges that can tell nothing new may be left out of it.</param>
/// <param name="DenseFrom">From so many worlds on, a row of random bits for each edge costs less than the events.</param>
/// <param name="Mean">The mean number of events of all its edges in one world.</param>
/// <param name="WorldsPerEvent">One divided by <paramref name="Mean"/>.</param>
internal readonly record struct EventRow(int Start, int StrongStart, int Degree, int DenseFrom, double Mean, double WorldsPerEvent);

/// <summary>A column of a row's alias table.</summary>
/// <param name="Threshold">Below which of 2^32 the column's own edge is taken.</param>
/// <param name="Own">Where that edge leads.</param>
/// <param name="Alias">Where the other edge leads.</param>
internal readonly record struct EventColumn(uint Threshold, int Own, int Alias)
{
    /// <summary>Where one of the two edges leads, by 32 random bits. Without a branch, as nobody could foretell it.</summary>
    internal int Choose(uint bits)
    {
        int isOwn = (int)(((long)bits - Threshold) >> 63);
        return Alias ^ ((Alias ^ Own) & isOwn);
    }
}

/// <summary>An edge that is live more often than not.</summary>
/// <param name="Target">Where it leads.</param>
/// <param name="Threshold">Its probability in 2^32ths; the largest number where it is live for certain.</param>
internal readonly record struct StrongEdge(int Target, uint Threshold);
