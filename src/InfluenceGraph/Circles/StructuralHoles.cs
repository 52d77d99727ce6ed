using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Circles;

/// <summary>
/// Burt's measures, clustering and cores of all nodes. One pass over the triangles adds up by tie <c>uv</c>, over third nodes
/// <c>q</c>, all that the formulas ask of pairs: <c>w(u,q) w(v,q)</c>, the same over <c>s(q)</c>, and with cube roots.
/// </summary>
internal sealed class StructuralHoles
{
    private const int BlocksPerWorker = 16;

    private readonly MutualGraph _graph;

    private StructuralHoles(MutualGraph graph)
    {
        _graph = graph;
        int count = graph.NodeCount;
        CoreNumbers = Circles.CoreNumbers.Of(graph.Both);
        Constraints = new double[count];
        EffectiveSizes = new double[count];
        Hierarchies = new double[count];
        Triangles = new long[count];
        BarratClusterings = new double[count];
        OnnelaClusterings = new double[count];
        Reciprocities = new double[count];
    }

    internal int[] CoreNumbers { get; }

    internal double[] Constraints { get; }

    internal double[] EffectiveSizes { get; }

    internal double[] Hierarchies { get; }

    internal long[] Triangles { get; }

    internal double[] BarratClusterings { get; }

    internal double[] OnnelaClusterings { get; }

    internal double[] Reciprocities { get; }

    internal long TotalTriangles { get; private set; }

    internal int Contacts(int node) => _graph.Both.DegreeOf(node);

    internal static StructuralHoles Of(MutualGraph graph, int workers, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        Action<long> tellOfTies = progress.Begin("triangles", graph.Both.EdgeCount / 2);
        cancellationToken.ThrowIfCancellationRequested();
        var holes = new StructuralHoles(graph);
        CsrGraph both = graph.Both;
        var rows = OrientedRows.Of(both.Offsets, both.Targets);
        double most = 0;
        double[] strengths = new double[both.NodeCount];
        double[] largest = new double[both.NodeCount];
        for (int node = 0; node < strengths.Length; node++)
        {
            for (int edge = (int)both.Offsets[node]; edge < (int)both.Offsets[node + 1]; edge++)
            {
                double weight = WeightOf(graph, edge);
                strengths[node] += weight;
                largest[node] = Math.Max(largest[node], weight);
            }

            most = Math.Max(most, largest[node]);
        }

        // Shares of the largest weight, so that products of two stay within range.
        double[] weights = new double[rows.TieCount];
        double[] roots = new double[rows.TieCount];
        for (int tie = 0; tie < weights.Length; tie++)
        {
            weights[tie] = WeightOf(graph, rows.Pairs[tie]) / most;
            roots[tie] = Math.Cbrt(weights[tie]);
        }

        var sink = new CommonProducts(weights, roots, Array.ConvertAll(rows.NodeAt, node => strengths[node] / most));
        cancellationToken.ThrowIfCancellationRequested();
        TriangleSweep.Run(rows, sink, workers, cancellationToken);
        int[] tieOf = new int[both.EdgeCount];
        for (int tie = 0; tie < weights.Length; tie++)
        {
            tieOf[rows.Pairs[tie]] = tie;
            tieOf[rows.Reverse[rows.Pairs[tie]]] = tie;
        }

        tellOfTies(weights.Length);
        Action<long> tell = progress.Begin("customers", both.NodeCount);
        int[] blocks = RowBlocks.Split(both.Offsets, BlocksPerWorker * workers);
        WorkerTeam.Run(
            workers,
            blocks.Length - 1,
            block =>
            {
                for (int node = blocks[block]; node < blocks[block + 1]; node++)
                {
                    holes.Measure(node, tieOf, weights, roots, sink, strengths[node] / most, largest, most);
                }

                tell(blocks[block + 1] - blocks[block]);
            },
            () => false,
            cancellationToken);
        holes.TotalTriangles = holes.Triangles.Sum() / 3;
        return holes;
    }

    private void Measure(int node, int[] tieOf, double[] weights, double[] roots, CommonProducts sums, double strength, double[] largest, double most)
    {
        (int first, int end) = ((int)_graph.Both.Offsets[node], (int)_graph.Both.Offsets[node + 1]);
        int contacts = end - first;
        (long triangles, double closed, double intensity, double redundancy, double constraint, double entropy) = (0, 0, 0, 0, 0, 0);
        int mutual = 0;
        for (int edge = first; edge < end; edge++)
        {
            int tie = tieOf[edge];
            TieSums ofTie = sums.Sums[tie];
            triangles += ofTie.Triangles;
            closed += weights[tie] * ofTie.Triangles;
            intensity += roots[tie] * ofTie.OfRoots;
            redundancy += ofTie.OfWeights / (strength * (largest[_graph.Both.Targets[edge]] / most));
            double ofContact = Constraint(tie);
            constraint += ofContact;
            mutual += _graph.Outward[edge] > 0 && _graph.Inward[edge] > 0 ? 1 : 0;
        }

        for (int edge = first; edge < end && contacts > 1; edge++)
        {
            double relative = Constraint(tieOf[edge]) * contacts / constraint;
            entropy += relative > 0 ? relative * Math.Log(relative) : 0;
        }

        double pairs = (double)contacts * (contacts - 1);
        Triangles[node] = triangles / 2;
        Constraints[node] = constraint;
        EffectiveSizes[node] = contacts - redundancy;
        Hierarchies[node] = contacts > 1 ? Math.Clamp(entropy / (contacts * Math.Log(contacts)), 0, 1) : 0;
        BarratClusterings[node] = contacts > 1 ? Math.Min(1, closed / (strength * (contacts - 1))) : 0;
        OnnelaClusterings[node] = contacts > 1 ? Math.Min(1, intensity / pairs) : 0;
        Reciprocities[node] = contacts > 0 ? 2.0 * mutual / (contacts + mutual) : 0;

        double Constraint(int tie)
        {
            double share = (weights[tie] + sums.Sums[tie].OfShares) / strength;
            return share * share;
        }
    }

    private static double WeightOf(MutualGraph graph, int edge) => (double)graph.Outward[edge] + graph.Inward[edge];

    /// <summary>Triangles of a tie, and the products of the two other ties of each.</summary>
    private struct TieSums
    {
        internal double OfWeights;
        internal double OfShares;
        internal double OfRoots;
        internal int Triangles;
    }

    private readonly struct CommonProducts(double[] weights, double[] roots, double[] strengths) : ITriangleSink
    {
        internal TieSums[] Sums { get; } = new TieSums[weights.Length];

        public void Close(int tie, int third, int fromRow, int fromTarget)
        {
            double product = weights[fromRow] * weights[fromTarget];
            ref TieSums sums = ref Sums[tie];
            sums.OfWeights += product;
            sums.OfShares += product / strengths[third];
            sums.OfRoots += roots[fromRow] * roots[fromTarget];
            sums.Triangles++;
        }
    }
}
