using InfluenceGraph.Graphs;
using InfluenceGraph.Learning;

namespace InfluenceGraph.Cascades;

/// <summary>A view's customers and ties as the ground on which a word travels by a model: where the customer world meets the integer world.</summary>
internal sealed class CascadeGround<TKey>
    where TKey : notnull
{
    /// <summary>Probabilities are rounded to single precision, so those of a row may add up to a little more than 1.</summary>
    private const double RowSumTolerance = 1e-6;

    private readonly int[] _viewNodes;
    private readonly int[] _nodes;
    private readonly LeftOut[] _notes;

    private CascadeGround(CustomerGraphView<TKey> view, CascadeModel model, CascadeGraph graph, int[] viewNodes, int[] nodes, LeftOut[] notes)
    {
        View = view;
        Model = model;
        Graph = graph;
        _viewNodes = viewNodes;
        _nodes = nodes;
        _notes = notes;
    }

    internal CustomerGraphView<TKey> View { get; }

    internal CascadeModel Model { get; }

    internal CascadeGraph Graph { get; }

    internal int NodeCount => _viewNodes.Length;

    /// <summary>O(customers + ties), and a call of the propensity for each tie.</summary>
    internal static CascadeGround<TKey> Of(CustomerGraphView<TKey> view, CascadeModel model, CancellationToken cancellationToken)
    {
        int[] nodes = new int[view.Nodes.NodeCount];
        int[] viewNodes = new int[view.Nodes.IncludedCount];
        for (int viewNode = 0, node = 0; viewNode < nodes.Length; viewNode++)
        {
            nodes[viewNode] = view.Nodes.Includes(viewNode) ? node : -1;
            if (nodes[viewNode] >= 0)
            {
                viewNodes[node++] = viewNode;
            }
        }

        Func<int, int, EdgeRow, double> propensity = model.Propensity.For(view);
        Func<int, int, EdgeRow, float>? delay = model.Delay?.For(view);
        long[] offsets = new long[viewNodes.Length + 1];
        int[] targets = new int[view.Nodes.UsedEdges.Edges];
        float[] probabilities = new float[targets.Length];
        float[] delays = delay is null ? [] : new float[targets.Length];
        CsrGraph forward = view.Nodes.Forward;
        (int count, long selfTies, long withoutChance) = (0, 0, 0);
        for (int u = 0; u < viewNodes.Length; u++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int source = viewNodes[u];
            for (int e = (int)forward.Offsets[source]; e < (int)forward.Offsets[source + 1]; e++)
            {
                int target = forward.Targets[e];
                if (forward.Weights[e] == 0 || nodes[target] < 0)
                {
                    continue;
                }

                if (target == source)
                {
                    selfTies++;
                    continue;
                }

                EdgeRow row = view.RowOfEdge(source, e);
                double given = propensity(source, target, row);
                if (!Probabilities.IsValid(given))
                {
                    throw new ArgumentException(FormattableString.Invariant($"The propensity of the tie '{view.Data.Keys[source]}' -> '{view.Data.Keys[target]}' is {given}; expected a probability, 0 to 1."));
                }

                float probability = (float)(model.UsePermission ? given * row.Permission : given);
                if (probability == 0)
                {
                    withoutChance++;
                    continue;
                }

                targets[count] = nodes[target];
                probabilities[count] = probability;
                if (delay is not null)
                {
                    delays[count] = delay(source, target, row);
                }

                count++;
            }

            offsets[u + 1] = count;
        }

        Array.Resize(ref targets, count);
        Array.Resize(ref probabilities, count);
        Array.Resize(ref delays, delay is null ? 0 : count);

        var graph = new CascadeGraph(
            model.Process,
            new(offsets, targets, probabilities),
            delay is null ? null : delays,
            model.Delay?.IsExponential ?? false,
            model.MaxHops ?? int.MaxValue,
            (float?)model.TimeLimit?.TotalDays ?? float.PositiveInfinity);
        LeftOut[] notes = Array.FindAll<LeftOut>([new("ties from a customer to themselves, which carry no word", selfTies), new("ties with probability 0", withoutChance)], note => note.Count > 0);
        var ground = new CascadeGround<TKey>(view, model, graph, viewNodes, nodes, notes);
        if (model.Process == CascadeProcess.LinearThreshold)
        {
            ground.RequireRowsWithinOne();
        }

        return ground;
    }

    internal TKey KeyOf(int node) => View.Data.Keys[_viewNodes[node]];

    /// <summary>The node of a customer who may be used.</summary>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out; the message says which.</exception>
    internal int NodeOf(TKey customer) => _nodes[View.RequireNode(customer)];

    internal bool TryGetNode(TKey customer, out int node)
    {
        node = View.Data.Keys.TryGetNode(customer, out int viewNode) ? _nodes[viewNode] : -1;
        return node >= 0;
    }

    /// <summary>Values by node of the view, as values by node here.</summary>
    internal double[] Gather(ReadOnlySpan<double> ofViewNodes)
    {
        double[] values = new double[NodeCount];
        for (int node = 0; node < values.Length; node++)
        {
            values[node] = ofViewNodes[_viewNodes[node]];
        }

        return values;
    }

    /// <summary>The customer with own value and attributes.</summary>
    internal Customer<TKey> CustomerAt(int node) => View.Data.CustomerAt(_viewNodes[node]);

    /// <summary>Permission and strength of the tie between two nodes.</summary>
    internal Tie<TKey> TieAt(int source, int target)
    {
        (int from, int to) = (_viewNodes[source], _viewNodes[target]);
        return View.TieOf(from, to, View.RowOf(from, to));
    }

    /// <summary>What an answer depends on: the view, the one on which the model's propensities were learned, and others that had a say.</summary>
    internal UsedViews ViewsWith(params IEnumerable<CustomerGraphView<TKey>?> others) =>
        UsedViews.Of([View, (Model.Propensity as LearnedPropensity<TKey>)?.Learned.View, .. others]);

    /// <summary>The view's receipt with the model, the options and what the model left out, valid as long as all views used and what else the question used.</summary>
    internal Receipt NewReceipt(UsedViews views, string options, UsedFacts facts, params IEnumerable<LeftOut> notes)
    {
        // Models see permission and strength of a tie apart.
        Receipt receipt = View.NewReceipt(View.Data.OwnValues, facts | UsedFacts.Ties);
        return receipt with
        {
            ValidUntil = new[] { receipt.ValidUntil, views.ValidUntil }.Min(),
            Options = $"{Model}; {options}",
            Notes = [.. receipt.Notes, .. _notes, .. notes],
        };
    }

    private void RequireRowsWithinOne()
    {
        for (int v = 0; v < NodeCount; v++)
        {
            double sum = 0;
            foreach (float probability in Graph.Backward.WeightsOf(v))
            {
                sum += probability;
            }

            if (sum > 1 + RowSumTolerance)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The probabilities of the ties to '{KeyOf(v)}' add up to {sum:0.######}; expected at most 1 under {nameof(CascadeProcess.LinearThreshold)}. Use {nameof(Propensity)}.{nameof(Propensity.WeightedCascade)} or {nameof(Propensity)}.{nameof(Propensity.ShareOfInfluence)}, or smaller propensities."));
            }
        }
    }
}
