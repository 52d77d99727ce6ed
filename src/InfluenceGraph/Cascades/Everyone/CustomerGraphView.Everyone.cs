using InfluenceGraph.Cascades;
using InfluenceGraph.Cascades.Everyone;

namespace InfluenceGraph;

public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>How far a word travels from each customer, if it starts with that one alone: expected reach of every customer at once, with error bars.</summary>
    /// <remarks>
    /// <para>Each world draws which ties pass the word on, finds the strongly connected components of what is live, and from
    /// them what every customer reaches (Ohsaka, Akiba, Yoshida, Kawarabayashi, AAAI 2014). Rare tries are not waited for:
    /// a customer with few ties is told from their probabilities and from what the targets reach. O(customers + live ties) a
    /// world, times the searches of overlapping parts up to a constant, beyond which sketches (Cohen 1997) take over.</para>
    /// <para>Under <see cref="CascadeModel.MaxHops"/> or <see cref="CascadeModel.TimeLimit"/>, each world draws for each
    /// customer who would have reached them; where that is much, for a part of the customers only. Somebody is reached when
    /// some way of live ties leads to them within both limits.</para>
    /// </remarks>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Worlds = 10_000 }</c>.</param>
    /// <param name="progress">Told after each 16 worlds, on any of the working threads, one call at a time; nobody waits for a slow listener, who then hears the latest number only.</param>
    /// <param name="cancellationToken">Stops the computation between worlds, and between the steps before and after them; nothing is left half-done.</param>
    /// <returns>The reach of each customer that may be used.</returns>
    /// <exception cref="ArgumentException">An option is out of range (the message names all that are), or a propensity, a worth or, under the linear threshold, a sum of probabilities is.</exception>
    /// <exception cref="KeyNotFoundException">The measure's segment names an unknown customer.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public CascadeReachScores<TKey> CascadeReachOfEach(
        Func<CascadeReachOfEachOptions, CascadeReachOfEachOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        CascadeReachOfEachOptions options = CustomerGraph.Configured(new CascadeReachOfEachOptions(), configure);
        options.Validate();
        CascadeGround<TKey> ground = GroundFor(options.Model, cancellationToken);
        (double[] worth, LeftOut[] notes) = options.Measure.WorthOn(ground);
        var settings = new ReachSettings(options.Worlds, (ulong)options.Seed, options.Threads ?? DefaultThreads());
        ReachSolution solution = EveryonesReach.Solve(ground.Graph, worth, settings, progress, cancellationToken);
        return new(ground, options, worth, solution, notes);
    }

    /// <summary>How much memory <see cref="CascadeReachOfEach"/> will take on top of the graph, told before it runs. O(customers + ties).</summary>
    /// <remarks>With n customers, m ties and L ties live in an average world: 150 n + 50 m bytes, and 160 n + 36 L bytes for each thread; under limits 130 n + 40 m, and 70 n for each thread.</remarks>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="cancellationToken">Stops reading the ties' probabilities.</param>
    /// <returns>Bytes; an estimate from above for the usual graph.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or a probability is.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public long EstimateCascadeReachOfEachMemory(
        Func<CascadeReachOfEachOptions, CascadeReachOfEachOptions>? configure = null,
        CancellationToken cancellationToken = default)
    {
        CascadeReachOfEachOptions options = CustomerGraph.Configured(new CascadeReachOfEachOptions(), configure);
        options.Validate();
        return EveryonesMemory.Of(GroundFor(options.Model, cancellationToken).Graph, options.Threads ?? DefaultThreads());
    }
}
