using System.Globalization;
using InfluenceGraph.Cascades;

namespace InfluenceGraph;

public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>How far a word travels that starts with given customers: the expected number of customers it reaches, or what they are worth, with intervals, quantiles and a curve over hops or time.</summary>
    /// <remarks>
    /// By simulating random worlds until the wanted precision is met: 512 worlds at once, hop by hop, at a cost per success
    /// rather than per try. With a <see cref="CascadeModel.Delay"/> one world at a time, by earliest arrival. See docs/cascade-reach.md.
    /// </remarks>
    /// <param name="seeds">With whom the word starts. Who is named more than once counts once, and a note on the receipt says how often that was.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Measure = ReachMeasure.OwnValue }</c>.</param>
    /// <param name="progress">Told after batches of worlds, on any of the working threads, once at a time and never less than before. A report that takes its time holds up the thread it is made on; the others go on.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The reach and how sure it is.</returns>
    /// <exception cref="ArgumentException">An option is out of range, nobody is named, the model does not fit the graph, or the word can reach more customers than there is room for (268 million, without a delay); the message says what.</exception>
    /// <exception cref="KeyNotFoundException">A customer is unknown or left out; the message says which.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public CascadeReachResult<TKey> CascadeReach(
        IEnumerable<TKey> seeds,
        Func<CascadeReachOptions, CascadeReachOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        CascadeReachOptions options = CustomerGraph.Configured(new CascadeReachOptions(), configure);
        options.Validate();
        CascadeGround<TKey> ground = GroundFor(options.Model, cancellationToken);
        (TKey[] distinct, int[] nodes, int repeated) = DistinctSeeds(ground, seeds);
        (double[] worth, LeftOut[] notes) = options.Measure.WorthOn(ground);
        double[]? ownWorth = options.Measure is CustomerCount ? null : worth;

        // In the order of the nodes, so that the bits do not depend on the order in which the seeds were named.
        Array.Sort(nodes);
        ReachSpace space = ReachSpace.Of(ground.Graph, nodes);
        double step = 0;
        IWorldEngine engine;
        if (options.Model.Delay is null)
        {
            engine = new WaveEngine(ground.Graph, space, ownWorth, options.Seed);
        }
        else
        {
            step = CurveStepInDays(ground.Graph, nodes, options, cancellationToken);
            engine = new DelayedEngine(ground.Graph, nodes, ownWorth, options.Seed, step);
        }

        WorldSample sample = WorldSampler.Run(engine, options, ownWorth is not null, progress, cancellationToken);
        LeftOut[] allNotes = repeated == 0 ? notes : [.. notes, new("seeds named again, which count once", repeated)];
        return new(ground, distinct, options, sample, ReachBounds.Of(space, worth), step, allNotes);
    }

    /// <summary>How many bytes <see cref="CascadeReach"/> needs at most on top of the graph, told before anything is simulated: as if everybody could be reached and all <see cref="CascadeReachOptions.MaxWorlds"/> were needed.</summary>
    /// <param name="configure">Changes the default options, as for the question itself.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public long EstimateCascadeReachMemory(Func<CascadeReachOptions, CascadeReachOptions>? configure = null)
    {
        CascadeReachOptions options = CustomerGraph.Configured(new CascadeReachOptions(), configure);
        options.Validate();
        return ReachMemory.Of(CustomerCount, Nodes.UsedEdges.Edges, options);
    }

    private static double CurveStepInDays(CascadeGraph graph, int[] nodes, CascadeReachOptions options, CancellationToken cancellationToken)
    {
        const int DefaultSteps = 20;
        if (options.CurveStep is TimeSpan step)
        {
            return step.TotalDays;
        }

        double longest = float.IsFinite(graph.TimeLimit)
            ? graph.TimeLimit
            : new DelayedEngine(graph, nodes, null, options.Seed, step: double.MaxValue).LongestTime(cancellationToken);
        return longest > 0 ? longest / DefaultSteps : 1;
    }

    private static (TKey[] Seeds, int[] Nodes, int Repeated) DistinctSeeds(CascadeGround<TKey> ground, IEnumerable<TKey> seeds)
    {
        var nodes = new HashSet<int>();
        var distinct = new List<TKey>();
        int repeated = 0;
        foreach (TKey seed in seeds)
        {
            if (nodes.Add(ground.NodeOf(seed)))
            {
                distinct.Add(seed);
            }
            else
            {
                repeated++;
            }
        }

        return distinct.Count > 0
            ? ([.. distinct], [.. nodes], repeated)
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are no seeds; expected at least one of {ground.NodeCount} customers with whom the word starts."), nameof(seeds));
    }
}
