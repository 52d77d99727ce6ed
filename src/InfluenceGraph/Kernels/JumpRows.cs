namespace InfluenceGraph.Kernels;

/// <summary>
/// Rows of edges with a probability each, cut into runs of similar probability, so that a sampler jumps from one live edge
/// to the next instead of drawing for each edge: in a run whose largest probability is p, the distance to the next
/// candidate is geometric with p, and a candidate whose own probability is smaller is accepted with the ratio of the two.
/// Within a row edges stand by falling probability, then as they stood.
/// </summary>
/// <remarks>Q. Guo, S. Wang, Z. Wei, M. Chen, "Influence maximization revisited: efficient reverse reachable set generation with bound tightened", SIGMOD 2020 (SUBSIM).</remarks>
internal sealed class JumpRows
{
    private JumpRows(int[] rowRuns, EdgeRun[] runs, int[] targets, float[] acceptance, int[] edges)
    {
        RowRuns = rowRuns;
        Runs = runs;
        Targets = targets;
        Acceptance = acceptance;
        Edges = edges;
    }

    /// <summary>The runs of row <c>u</c> are <c>Runs[RowRuns[u] .. RowRuns[u + 1]]</c>; a run starts where the one before ends.</summary>
    internal int[] RowRuns { get; }

    internal EdgeRun[] Runs { get; }

    /// <summary>The edges' targets, in the order of the runs.</summary>
    internal int[] Targets { get; }

    /// <summary>A candidate's chance to be live, 1 where the run is uniform; empty when every run is.</summary>
    internal float[] Acceptance { get; }

    /// <summary>Where each edge stood in the rows that were given; empty when the order is the same.</summary>
    internal int[] Edges { get; }

    /// <summary>Where the edge at a position stood in the rows that were given.</summary>
    internal int EdgeAt(int position) => Edges.Length == 0 ? position : Edges[position];

    /// <summary>Cuts rows into runs. O(edges log degree).</summary>
    internal static JumpRows Of(ReadOnlySpan<long> offsets, int[] targets, float[] probabilities)
    {
        int rows = offsets.Length - 1;
        int[] rowRuns = new int[rows + 1];
        var runs = new List<EdgeRun>(rows);
        int[] edges = [];
        float[] acceptance = [];
        (bool isUniform, bool isInOrder) = (true, true);
        for (int row = 0; row < rows; row++)
        {
            (int start, int end) = ((int)offsets[row], (int)offsets[row + 1]);
            ReadOnlySpan<float> given = probabilities.AsSpan(start..end);
            if (given.IsEmpty || !given.ContainsAnyExcept(given[0]))
            {
                // A row of one probability is one run as it stands, and most graphs have no other rows.
                if (!given.IsEmpty)
                {
                    runs.Add(RunOf(end, given[0]));
                }

                rowRuns[row + 1] = runs.Count;
                continue;
            }

            if (edges.Length == 0)
            {
                edges = new int[targets.Length];
                acceptance = new float[targets.Length];
                Array.Fill(acceptance, 1);
                for (int edge = 0; edge < edges.Length; edge++)
                {
                    edges[edge] = edge;
                }
            }

            Span<int> order = edges.AsSpan(start..end);
            if (!IsFalling(given))
            {
                isInOrder = false;
                order.Sort((a, b) => probabilities[a] != probabilities[b] ? probabilities[b].CompareTo(probabilities[a]) : a.CompareTo(b));
            }

            for (int first = start; first < end;)
            {
                float largest = probabilities[edges[first]];
                int next = first;

                // A run of its own for the rest costs one draw and saves the candidates that would be refused.
                while (next < end && (end - next) * ((double)largest - probabilities[edges[next]]) <= 1)
                {
                    acceptance[next] = probabilities[edges[next]] / largest;
                    isUniform &= acceptance[next] == 1;
                    next++;
                }

                runs.Add(RunOf(next, largest));
                first = next;
            }

            rowRuns[row + 1] = runs.Count;
        }

        return new(
            rowRuns,
            [.. runs],
            isInOrder ? targets : Array.ConvertAll(edges, edge => targets[edge]),
            isUniform ? [] : acceptance,
            isInOrder ? [] : edges);
    }

    /// <summary>A run that ends before an edge, by its largest probability.</summary>
    internal static EdgeRun RunOf(int end, double largest) => new(end, 1 / EventRate(largest));

    /// <summary>-ln(1 - p); by its series where 1 - p would round p away.</summary>
    private static double EventRate(double p) => p < 1e-5 ? p * (1 + (p * (0.5 + (p / 3)))) : -Math.Log(1 - p);

    private static bool IsFalling(ReadOnlySpan<float> probabilities)
    {
        for (int i = 1; i < probabilities.Length; i++)
        {
            if (probabilities[i] > probabilities[i - 1])
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A run of edges in a row.</summary>
/// <param name="End">The first edge after the run.</param>
/// <param name="Scale">1 / -ln(1 - p) of the largest probability p: an exponential number times this, rounded down, is how many edges to skip; 0 where p is 1.</param>
internal readonly record struct EdgeRun(int End, double Scale);
