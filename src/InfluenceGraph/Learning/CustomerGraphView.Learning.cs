using InfluenceGraph.Cascades;
using InfluenceGraph.Learning;

namespace InfluenceGraph;

public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>Learns from a log how readily each tie carries a word: who did what when, and who followed whom.</summary>
    /// <remarks>
    /// <para>Thin data does not give 0 or 1: each probability is shrunk towards ties like it, by a Beta prior fitted to the log, and comes with an interval. A log cannot tell influence from likeness; see <see cref="LearnedPropensities{TKey}"/>.</para>
    /// <para>O(log rows x ties of each actor), and for expectation maximisation O(follow-ups + ties) a step; 40 bytes a tie and 40 a follow-up. Ties count as the view has them, whatever the moment of an action: for ties that come and go, learn on the view of a moment from the actions around it.</para>
    /// </remarks>
    /// <param name="log">The log. Customers whom the view leaves out, and their actions, leave no trace.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Window = TimeSpan.FromDays(7) }</c>.</param>
    /// <param name="progress">Told after each action read and each step.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>A probability for each usable tie, and how it came about.</returns>
    /// <exception cref="ArgumentException">An option is out of range; the log names an unknown customer and that is refused; or nobody could have followed anybody and there is no prior mean.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public LearnedPropensities<TKey> LearnPropensities(
        ActionLog<TKey> log,
        Func<LearningOptions, LearningOptions>? configure = null,
        IProgress<CascadeProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        LearningOptions options = CustomerGraph.Configured(new LearningOptions(), configure);
        options.Validate();
        var ground = CascadeGround<TKey>.Of(this, EveryUsableTie, cancellationToken);
        (NodeLog rows, LeftOut[] leftOut) = LogOnGround.Of(log, ground, options.OnUnknownCustomer, options.ObservedUntil);
        TryTable tries = TryScan.Read(ground.Graph.Forward, rows, options, progress, cancellationToken);
        Lesson lesson = Learner.Learn(ground.Graph.Forward, tries, options, options.Threads ?? DefaultThreads(), progress, cancellationToken);
        return new(ground, options, tries, lesson, rows.Nodes.Length, leftOut);
    }

    private static CascadeModel EveryUsableTie { get; } = new() { Propensity = Propensity.Constant(1), UsePermission = false };
}
