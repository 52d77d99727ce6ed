namespace InfluenceGraph.Benchmarks.Graphs;

/// <summary>
/// The graph as peers see it: distinct edges without self edges, in compressed sparse rows, made without any code of the
/// library. A peer's edge v -> u, along which the score of v flows to u, is our tie From u, To v: who is reached passes value on.
/// </summary>
internal sealed class PlainGraph
{
    private PlainGraph(string name, bool isSymmetric, bool isWeighted, Rows outgoing)
    {
        (Name, IsSymmetric, IsWeighted, Out) = (name, isSymmetric, isWeighted, outgoing);
        In = isSymmetric ? outgoing : outgoing.Transpose();
    }

    internal string Name { get; }

    /// <summary>Whether each edge stands both ways.</summary>
    internal bool IsSymmetric { get; }

    internal bool IsWeighted { get; }

    /// <summary>Row v: to whom the score of v flows.</summary>
    internal Rows Out { get; }

    /// <summary>Row u: whose score flows to u.</summary>
    internal Rows In { get; }

    internal int NodeCount => Out.Offsets.Length - 1;

    internal int EdgeCount => Out.Targets.Length;

    /// <summary>Every edge as a tie, in the order of the peers' rows.</summary>
    internal IEnumerable<Tie<long>> Ties
    {
        get
        {
            for (int v = 0; v < NodeCount; v++)
            {
                for (long e = Out.Offsets[v]; e < Out.Offsets[v + 1]; e++)
                {
                    int u = Out.Targets[e];
                    yield return new(From: u, To: v, WeightOf(v, u));
                }
            }
        }
    }

    /// <summary>R-MAT without self edges and parallel edges; with each edge both ways where symmetric.</summary>
    internal static PlainGraph Create(int scale, int degree, bool isSymmetric, bool isWeighted)
    {
        long[] edges = new long[(long)degree << scale];
        Parallel.For(0, 1 << scale, node =>
        {
            for (long edge = (long)node * degree; edge < (node + 1L) * degree; edge++)
            {
                (int from, int to) = RMat.EdgeAt(edge, scale);
                edges[edge] = ((long)from << 32) | (uint)to;
            }
        });
        string kind = $"{(isSymmetric ? "symmetric" : "directed")}, {(isWeighted ? "weighted" : "without weights")}";
        return new($"R-MAT scale {scale}, degree {degree}, seed {RMat.DefaultSeed}, {kind}", isSymmetric, isWeighted, Rows.Of(edges, 1 << scale, isSymmetric));
    }

    /// <summary>The weight of an edge: 1, or a hash of both ends in 1/65536 to 1, which single precision holds exactly.</summary>
    internal float WeightOf(int from, int to) => IsWeighted
        ? ((((uint)from * 2654435761) ^ ((uint)to * 40503)) % (1 << 16) + 1) / (float)(1 << 16)
        : 1;

    /// <summary>The weights of all edges in the order of <see cref="Out"/>.</summary>
    internal IEnumerable<float> Weights()
    {
        for (int v = 0; v < NodeCount; v++)
        {
            for (long e = Out.Offsets[v]; e < Out.Offsets[v + 1]; e++)
            {
                yield return WeightOf(v, Out.Targets[e]);
            }
        }
    }

    /// <summary>Rows that ascend, with each target once.</summary>
    internal sealed record Rows(long[] Offsets, int[] Targets)
    {
        internal long DegreeOf(int node) => Offsets[node + 1] - Offsets[node];

        internal static Rows Of(long[] edges, int nodeCount, bool isSymmetric)
        {
            long[] starts = new long[nodeCount + 1];
            foreach (long edge in edges)
            {
                (int from, int to) = ((int)(edge >> 32), (int)edge);
                starts[from + 1] += from == to ? 0 : 1;
                starts[to + 1] += from == to || !isSymmetric ? 0 : 1;
            }

            AddUp(starts);
            int[] targets = new int[starts[^1]];
            long[] next = starts[..^1];
            foreach (long edge in edges)
            {
                (int from, int to) = ((int)(edge >> 32), (int)edge);
                if (from != to)
                {
                    targets[next[from]++] = to;
                    if (isSymmetric)
                    {
                        targets[next[to]++] = from;
                    }
                }
            }

            long[] offsets = new long[nodeCount + 1];
            Parallel.For(0, nodeCount, node => offsets[node + 1] = Distinct(targets.AsSpan((int)starts[node], (int)(starts[node + 1] - starts[node]))));
            AddUp(offsets);
            int[] distinct = new int[offsets[^1]];
            Parallel.For(0, nodeCount, node => Array.Copy(targets, starts[node], distinct, offsets[node], offsets[node + 1] - offsets[node]));
            return new(offsets, distinct);
        }

        internal Rows Transpose()
        {
            long[] offsets = new long[Offsets.Length];
            foreach (int target in Targets)
            {
                offsets[target + 1]++;
            }

            AddUp(offsets);
            int[] sources = new int[Targets.Length];
            long[] next = offsets[..^1];
            for (int node = 0; node < Offsets.Length - 1; node++)
            {
                for (long e = Offsets[node]; e < Offsets[node + 1]; e++)
                {
                    sources[next[Targets[e]]++] = node;
                }
            }

            return new(offsets, sources);
        }

        /// <summary>Sorts a row, moves the distinct targets to its front and says how many they are.</summary>
        private static int Distinct(Span<int> row)
        {
            row.Sort();
            int count = 0;
            for (int i = 0; i < row.Length; i++)
            {
                if (i == 0 || row[i] != row[i - 1])
                {
                    row[count++] = row[i];
                }
            }

            return count;
        }

        private static void AddUp(long[] counts)
        {
            for (int i = 1; i < counts.Length; i++)
            {
                counts[i] += counts[i - 1];
            }
        }
    }
}
