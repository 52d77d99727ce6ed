using InfluenceGraph.Cascades;
using InfluenceGraph.Containment;

namespace InfluenceGraph;

public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>What comes of a complaint when nobody does anything: whom it reaches, what is at risk, how fast, and over which ties it tips.</summary>
    /// <remarks>
    /// The complaint travels as any word does, by <see cref="DominoOptions.Model"/>. In each simulated world the ties that
    /// alone carry it to somebody are found exactly, by the dominator tree of what is reached. Expected O(what the complaint
    /// reaches) per world, and 32 bytes a customer and 8 a tie.
    /// L. Georgiadis, R. E. Tarjan, R. F. Werneck, "Finding dominators in practice", J. Graph Algorithms Appl. 10 (2006).
    /// </remarks>
    /// <param name="complainers">With whom it starts; a customer named twice counts once.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Worlds = 10_000 }</c>.</param>
    /// <param name="progress">Told after each few hundred worlds, on any of the working threads.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The domino, each number with its interval.</returns>
    /// <exception cref="ArgumentException">An option is out of range, nobody complains, or the model does not fit the graph.</exception>
    /// <exception cref="KeyNotFoundException">A complainer is unknown or left out of this view; the message says which.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public DominoResult<TKey> Domino(
        IEnumerable<TKey> complainers,
        Func<DominoOptions, DominoOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        DominoOptions options = CustomerGraph.Configured(new DominoOptions(), configure);
        options.Validate();
        Complaint<TKey> complaint = Complaint<TKey>.Of(this, complainers, options.Model, options.Measure, cancellationToken);
        double[] ownValues = complaint.Ground.Gather(Data.OwnValues);
        var simulation = new DominoSimulation(
            new LiveEdges(complaint.Ground.Graph, options.Seed),
            complaint.Nodes,
            ownValues,
            complaint.Worth,
            options,
            options.Threads ?? DefaultThreads(),
            progress,
            cancellationToken);
        simulation.Run();
        return DominoOf(complaint, ownValues, options, simulation);
    }

    /// <summary>How many bytes <see cref="Domino"/> needs at most on top of the graph, told before anything is simulated: as if the complaint came to everybody who can hear of anything. O(customers + ties).</summary>
    /// <param name="configure">Changes the default options, as for the question itself.</param>
    /// <param name="cancellationToken">Stops reading the ties' probabilities.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the model does not fit the graph.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public long EstimateDominoMemory(Func<DominoOptions, DominoOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        DominoOptions options = CustomerGraph.Configured(new DominoOptions(), configure);
        options.Validate();
        return ContainmentMemory.OfDomino(GroundFor(options.Model, cancellationToken).Graph, options, options.Threads ?? DefaultThreads());
    }

    private static DominoResult<TKey> DominoOf(Complaint<TKey> complaint, double[] ownValues, DominoOptions options, DominoSimulation simulation)
    {
        double confidence = options.Confidence;
        double allOwnValue = ownValues.Sum();
        double complainersOwnValue = complaint.Nodes.Sum(node => ownValues[node]);
        UsedViews views = complaint.Ground.ViewsWith();
        return new(views)
        {
            Complainers = complaint.Keys,
            ComplainersOwnValue = complainersOwnValue,
            Reached = SampleMean.Of(simulation.Reached).Estimate(confidence, complaint.Nodes.Length, ownValues.Length),
            AtRisk = SampleMean.Of(simulation.AtRisk).Estimate(confidence, complainersOwnValue, allOwnValue),
            BadCaseReached = SampleQuantile.Of([.. simulation.Reached.Order()], options.BadCase, confidence, complaint.Nodes.Length, ownValues.Length),
            BadCaseAtRisk = SampleQuantile.Of([.. simulation.AtRisk.Order()], options.BadCase, confidence, complainersOwnValue, allOwnValue),
            PassesCustomerThreshold = options.CustomerThreshold is long customers ? Estimates.OfShareAbove(simulation.Reached, customers, confidence) : null,
            PassesOwnValueThreshold = options.OwnValueThreshold is double value ? Estimates.OfShareAbove(simulation.AtRisk, value, confidence) : null,
            OverHops = [.. simulation.OverHops.Estimates(confidence, complaint.Nodes.Length, complainersOwnValue).Select((point, hops) => new DominoPoint(hops, null, point.Nodes, point.Value))],
            OverTime = [.. simulation.OverTime.Estimates(confidence, complaint.Nodes.Length, complainersOwnValue)
                .Take(simulation.Moments.Count)
                .Select((point, moment) => new DominoPoint(null, TimeSpan.FromDays(simulation.Moments[moment]), point.Nodes, point.Value))],
            MostAtRisk = [.. simulation.Nodes.Select(chosen => new CustomerAtRisk<TKey>(
                complaint.Ground.KeyOf(chosen.Node),
                Estimates.OfShare(chosen.Hits, simulation.SecondHalf, confidence),
                ownValues[chosen.Node]))],
            TippingTies = [.. simulation.Edges.Select(chosen => TippingTie(complaint.Ground, chosen.Edge, chosen.Saved.Estimate(confidence)))],
            Worlds = options.Worlds,
            Seed = options.Seed,
            Receipt = complaint.Ground.NewReceipt(views, $"{options.Describe(complaint.Names)}, measured in {complaint.Measure}", complaint.Measure.Facts, complaint.Notes),
        };
    }

    private static TippingTie<TKey> TippingTie(CascadeGround<TKey> ground, int edge, Estimate saved)
    {
        Tie<TKey> tie = ground.TieAt(ground.Graph.Forward.SourceOf(edge), ground.Graph.Forward.Targets[edge]);
        return new(tie.From, tie.To, tie.Permission, tie.Strength, saved);
    }
}
