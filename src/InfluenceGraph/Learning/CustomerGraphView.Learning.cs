using InfluenceGraph.Cascades;
using InfluenceGraph.Learning;

namespace InfluenceGraph;

public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>Edges, tries, credits, prior, probabilities of two rounds; 40 of them for the two halves of the log while the prior's strength is chosen.</summary>
    private const long BytesPerTie = 200;

    /// <summary>Edge, delay and group, by group and by edge, in lists that double.</summary>
    private const long BytesPerFollow = 60;
    private const long BytesPerRow = 40;
    private const long BytesPerCustomer = 80;

    /// <summary>Learns from a log how readily each tie carries a word: who did what when, and who followed whom.</summary>
    /// <remarks>
    /// <para>Thin data does not give 0 or 1: each probability is shrunk towards ties like it, by a Beta prior fitted to the log, and comes with an interval. A log cannot tell influence from likeness; see <see cref="LearnedPropensities{TKey}"/>.</para>
    /// <para>O(log rows x ties of each actor), and for expectation maximisation O(follow-ups + ties) a step; <see cref="EstimateLearningMemory"/> tells the memory. Ties count as the view has them, whatever the moment of an action: for ties that come and go, learn on the view of a moment from the actions around it.</para>
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
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        LearningOptions options = CustomerGraph.Configured(new LearningOptions(), configure);
        options.Validate();
        var ground = CascadeGround<TKey>.Of(this, EveryUsableTie, cancellationToken);
        (NodeLog rows, LeftOut[] leftOut) = LogOnGround.Of(log, ground, options.OnUnknownCustomer, options.ObservedUntil);
        TryTable tries = TryScan.Read(ground.Graph.Forward, rows, options, progress, cancellationToken);
        if (options.PriorMean is null && Array.TrueForAll(tries.Tries, count => count == 0))
        {
            throw new ArgumentException($"The log holds no action that anybody could have followed: none by a customer who can reach somebody that had not acted before; expected at least one, or a {nameof(LearningOptions.PriorMean)} for all ties.");
        }

        int threads = options.Threads ?? DefaultThreads();
        double strength = options.PriorStrength ?? StrengthChoice.Of(ground.Graph.Forward, rows, options, threads, progress, cancellationToken);
        Lesson lesson = new Learner(ground.Graph.Forward, options, threads, progress, cancellationToken).Learn(tries, strength);
        return new(ground, options, tries, lesson, rows.Nodes.Length, leftOut);
    }

    /// <summary>At most how many bytes learning from a log needs on top of the graph and the log, told beforehand. O(log rows).</summary>
    /// <param name="log">The log.</param>
    /// <returns>The bytes in use at the peak; less by as much as fewer contacts follow each other than could, and without the choice of the prior's strength.</returns>
    public long EstimateLearningMemory(ActionLog<TKey> log)
    {
        ArgumentNullException.ThrowIfNull(log);
        long[] rowsOf = new long[log.Actions.Count];
        foreach (ActionRow row in log.ActionRows)
        {
            rowsOf[row.Action]++;
        }

        // Nobody is followed by more than they can reach, nor by more than did the same.
        long follows = 0;
        foreach (ActionRow row in log.ActionRows)
        {
            int degree = Data.Keys.TryGetNode(log.CustomerKeys[row.Customer], out int node) && Nodes.Includes(node) ? Nodes.Forward.DegreeOf(node) : 0;
            follows += Math.Min(degree, rowsOf[row.Action] - 1);
        }

        return (BytesPerTie * Nodes.UsedEdges.Edges) + (BytesPerFollow * follows) + (BytesPerRow * log.Rows) + (BytesPerCustomer * CustomerCount);
    }

    /// <summary>Tests models on a log that they were not learned from, side by side: who acts next, and how far each spread goes.</summary>
    /// <remarks>Each action is stopped after its first 1, 2, 4, 8, ... actors; see <see cref="PropensityEvaluation"/>. O(log rows x ties of each actor x log of an action's rows) for each model, and the simulated worlds.</remarks>
    /// <param name="heldOut">The log to foretell, as from <see cref="ActionLog{TKey}.Split"/>.</param>
    /// <param name="models">The models by name, such as <see cref="LearnedPropensities{TKey}.AsModel"/> beside <see cref="Propensity.WeightedCascade"/>. Without time limit; independent cascade or linear threshold.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Window = TimeSpan.FromDays(7) }</c>.</param>
    /// <param name="progress">Told after each action and each model.</param>
    /// <param name="cancellationToken">Stops the test; nothing is left half-done.</param>
    /// <returns>The scores.</returns>
    /// <exception cref="ArgumentException">An option or a model is out of range, two models have one name, or there is no model.</exception>
    /// <exception cref="OperationCanceledException">The test was cancelled.</exception>
    public PropensityEvaluation EvaluateModels(
        ActionLog<TKey> heldOut,
        IEnumerable<KeyValuePair<string, CascadeModel>> models,
        Func<EvaluationOptions, EvaluationOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(heldOut);
        ArgumentNullException.ThrowIfNull(models);
        EvaluationOptions options = CustomerGraph.Configured(new EvaluationOptions(), configure);
        options.Validate();
        var ground = CascadeGround<TKey>.Of(this, EveryUsableTie, cancellationToken);
        (NodeLog log, LeftOut[] leftOut) = LogOnGround.Of(heldOut, ground, options.OnUnknownCustomer, options.ObservedUntil);
        var contestants = new List<Contestant>();
        var learnedOn = new List<CustomerGraphView<TKey>?>();
        foreach ((string name, CascadeModel model) in models)
        {
            if (contestants.Exists(other => string.Equals(other.Name, name, StringComparison.Ordinal)))
            {
                throw new ArgumentException($"Two models are called '{name}'; expected a name for each.", nameof(models));
            }

            if (model is null)
            {
                throw new ArgumentException($"The model '{name}' is null; expected a model to test.", nameof(models));
            }

            contestants.Add(Contestant.Of(name, model, ground, log.ActionCount, cancellationToken));
            learnedOn.Add((model.Propensity as LearnedPropensity<TKey>)?.Learned.View);
        }

        if (contestants.Count == 0)
        {
            throw new ArgumentException("There is no model to test; expected at least one.", nameof(models));
        }

        var evaluator = new Evaluator(ground.Graph.Forward, log, [.. contestants], options);
        evaluator.Ask(progress, cancellationToken);
        var report = new EvaluationReport(evaluator, options);
        var scores = new List<PropensityScore>();
        foreach (Contestant contestant in contestants)
        {
            double[] sizes = evaluator.Foretell(contestant, options.Threads ?? DefaultThreads(), cancellationToken);
            scores.Add(report.ScoreOf(contestant, sizes));
            progress?.Report(new("foretelling sizes", scores.Count, contestants.Count));
        }

        UsedViews views = ground.ViewsWith(learnedOn);
        return report.Of(scores, views, Receipt, log, leftOut);
    }

    private static CascadeModel EveryUsableTie { get; } = new() { Propensity = Propensity.Constant(1), UsePermission = false };
}
