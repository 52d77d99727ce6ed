using System.Collections;
using System.Globalization;
using InfluenceGraph.Cascades;
using InfluenceGraph.Graphs;
using InfluenceGraph.Learning;

namespace InfluenceGraph;

/// <summary>For each usable tie of a view, the probability that a word passes along it, learned from who did what when.</summary>
/// <remarks>
/// <para>A log shows who acted after whom, not who acted because of whom. Friends resemble each other, see the same
/// advertisement and live through the same day, so numbers learned from it overstate influence: S. Aral, L. Muchnik,
/// A. Sundararajan, PNAS 106 (2009), find 300 to 700 % in one case; C. R. Shalizi, A. C. Thomas, Sociological Methods &amp;
/// Research 40 (2011), show that observation alone cannot tell the two apart. Test on actions held out
/// (<see cref="ActionLog{TKey}.Split"/>), and where a decision hangs on it, by a randomised trial. See docs/learning.md.</para>
/// <para>Immutable and safe to share between threads. Intervals are computed when a tie is looked at.</para>
/// </remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class LearnedPropensities<TKey> : IReadOnlyCollection<LearnedTie<TKey>>
    where TKey : notnull
{
    private readonly CascadeGround<TKey> _ground;
    private readonly TryTable _tries;
    private readonly Lesson _lesson;
    private readonly Lazy<Receipt> _receipt;

    internal LearnedPropensities(CascadeGround<TKey> ground, LearningOptions options, TryTable tries, Lesson lesson, long rows, LeftOut[] rowsLeftOut)
    {
        (_ground, Options, _tries, _lesson, RowsUsed, RowsLeftOut) = (ground, options, tries, lesson, rows, Array.AsReadOnly(rowsLeftOut));
        _receipt = new(NewReceipt);
    }

    internal LearningOptions Options { get; }

    internal CustomerGraphView<TKey> View => _ground.View;

    /// <summary>The number of ties.</summary>
    public int Count => Graph.EdgeCount;

    /// <summary>How an action was put down to those before it.</summary>
    public LearningMethod Method => Options.Method;

    /// <summary>Whether expectation maximisation came to rest. If not, raise <see cref="LearningOptions.MaxIterations"/>. Always true for the methods that only count.</summary>
    public bool Converged => _lesson.Solution?.Converged ?? true;

    /// <summary>Steps of expectation maximisation, with the last prior; 0 for the methods that only count.</summary>
    public int Iterations => Math.Max(0, LogPosteriors.Count - 1);

    /// <summary>The logarithm of the log's likelihood under the learned probabilities; NaN for the methods that only count.</summary>
    public double LogLikelihood => _lesson.Solution?.LogLikelihood ?? double.NaN;

    /// <summary>The logarithm of likelihood times prior before each step, and at the end; it never falls. Empty for the methods that only count. With prior strength 0, it is the likelihood's alone.</summary>
    public IReadOnlyList<double> LogPosteriors => _lesson.Solution?.Objectives.AsReadOnly() ?? (IReadOnlyList<double>)[];

    /// <summary>The mean probability that a tie had before its own evidence: what a tie gets that the log and the graph did not know.</summary>
    public double PriorMean => _lesson.Prior.Mean;

    /// <summary>How many tries the prior of a tie is worth.</summary>
    public double PriorStrength => _lesson.Prior.Strength;

    /// <summary>The mean delay of all ties: learned with the probabilities where delays are exponential and the method is expectation maximisation, else the mean of what was seen; <see langword="null"/> where nobody followed.</summary>
    public TimeSpan? MeanDelay => SpanOf(_lesson.Solution is { MeanDelay: double learned } && !double.IsNaN(learned) ? learned : _tries.MeanDelay);

    /// <summary>Tries on all ties: actions of a customer that somebody whom they can reach had not done.</summary>
    public long Tries => _tries.Tries.Sum(count => (long)count);

    /// <summary>Tries on all ties that were followed, whoever was the cause.</summary>
    public long Follows => _tries.Follows.Sum(count => (long)count);

    /// <summary>Actions that followed at least one contact's: what there is to be explained.</summary>
    public long Followers => _tries.GroupCount;

    /// <summary>Ties on which the log has at least one trial.</summary>
    public int TiesWithEvidence => _lesson.Trials.Count(trials => trials > 0);

    /// <summary>Rows of the log that were used.</summary>
    public long RowsUsed { get; }

    /// <summary>Rows of the log that were left out, by reason. Used and left out add up to the rows put in.</summary>
    public IReadOnlyList<LeftOut> RowsLeftOut { get; }

    /// <summary>What the probabilities were learned from.</summary>
    public Receipt Receipt => _receipt.Value;

    /// <summary>Whether a consent recorded since may change the answer. Compute again from a new view.</summary>
    public bool IsStale => View.IsStale;

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because a permission or consent begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be computed again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => View.IsStaleAt(moment);

    private CsrGraph Graph => _ground.Graph.Forward;

    /// <summary>What was learned of a tie.</summary>
    /// <param name="from">Who acts.</param>
    /// <param name="to">Who may follow.</param>
    /// <returns>Probability, interval and evidence.</returns>
    /// <exception cref="KeyNotFoundException">A customer is unknown or left out, or there is no usable tie between the two.</exception>
    public LearnedTie<TKey> this[TKey from, TKey to]
    {
        get
        {
            (int source, int target) = (_ground.NodeOf(from), _ground.NodeOf(to));
            int edge = Graph.IndexOf(source, target);
            return edge >= 0 ? TieAt(source, edge) : throw new KeyNotFoundException($"There is no usable tie '{from}' -> '{to}' here.");
        }
    }

    /// <summary>The ties in the order of their keys.</summary>
    /// <returns>What was learned of each.</returns>
    public IEnumerator<LearnedTie<TKey>> GetEnumerator()
    {
        for (int u = 0; u < Graph.NodeCount; u++)
        {
            for (int e = (int)Graph.Offsets[u]; e < (int)Graph.Offsets[u + 1]; e++)
            {
                yield return TieAt(u, e);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The probabilities for a <see cref="CascadeModel"/> of any view of a graph with the same kind of keys. Ties that were not there when they were learned get <see cref="PriorMean"/>.</summary>
    /// <remarks>They were learned with permission as it was, and contain it: set <see cref="CascadeModel.UsePermission"/> to <see langword="false"/>, as <see cref="AsModel"/> does, or it counts twice. What was learned from a customer's actions stays in the numbers of their contacts: learn on the view that you ask, so that who is left out leaves no trace.</remarks>
    /// <returns>The propensity.</returns>
    public Propensity AsPropensity() => new LearnedPropensity<TKey>(this, IsWithinOne: false);

    /// <summary>A model that uses the probabilities as they are.</summary>
    /// <remarks>Under the linear threshold, the probabilities of the ties to one customer are scaled down together where they add up to more than 1: with <see cref="LearningMethod.PartialCredit"/>, these are weights by normalised credits. Where delays were learned, ties get exponential delays with <see cref="MeanDelay"/>.</remarks>
    /// <param name="process">What makes a customer pass the word on.</param>
    /// <returns>The model, without limits; change it with <c>with { ... }</c>.</returns>
    public CascadeModel AsModel(CascadeProcess process = CascadeProcess.IndependentCascade) => new()
    {
        Process = process,
        Propensity = new LearnedPropensity<TKey>(this, IsWithinOne: process == CascadeProcess.LinearThreshold),
        UsePermission = false,
        Delay = Options.Timing == InfluenceTiming.Exponential && MeanDelay is TimeSpan mean ? TieDelay.Exponential(mean) : null,
    };

    /// <summary>Tests what was learned on a log that it was not learned from, beside one probability for all ties and the weighted cascade.</summary>
    /// <param name="heldOut">The log to foretell, as from <see cref="ActionLog{TKey}.Split"/>.</param>
    /// <param name="configure">Changes the options; window and end of observation are those learned with, unless changed.</param>
    /// <param name="progress">Told after each action and each model.</param>
    /// <param name="cancellationToken">Stops the test; nothing is left half-done.</param>
    /// <returns>The scores of <c>learned</c>, <c>one probability</c> (<see cref="PriorMean"/>) and <c>weighted cascade</c>.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The test was cancelled.</exception>
    public PropensityEvaluation Evaluate(
        ActionLog<TKey> heldOut,
        Func<EvaluationOptions, EvaluationOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var options = new EvaluationOptions { Window = Options.Window, ObservedUntil = Options.Window is null ? null : Options.ObservedUntil, OnUnknownCustomer = Options.OnUnknownCustomer, Threads = Options.Threads };
        return View.EvaluateModels(
            heldOut,
            [
                new("learned", AsModel()),
                new("one probability", new CascadeModel { Propensity = Propensity.Constant(PriorMean), UsePermission = false }),
                new("weighted cascade", new CascadeModel { UsePermission = false }),
            ],
            _ => CustomerGraph.Configured(options, configure),
            progress,
            cancellationToken);
    }

    /// <summary>What was learned, in a few lines.</summary>
    /// <returns>Invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Method}: {Count:#,0} ties, {TiesWithEvidence:#,0} with evidence; {Tries:#,0} tries, {Follows:#,0} followed by {Followers:#,0} actions
        prior: mean {PriorMean:0.####}, worth {PriorStrength:0.##} tries{(MeanDelay is TimeSpan delay ? $"; mean delay {delay.TotalDays:0.###} days" : "")}
        {(_lesson.Solution is null ? "counted" : $"{(Converged ? "converged" : "not converged")} after {Iterations} steps, log-likelihood {LogLikelihood:0.###}")}; {RowsUsed:#,0} log rows used{string.Concat(RowsLeftOut.Select(item => FormattableString.Invariant($", {item.Count} {item.Reason}")))}
        A log overstates influence: who acts after a friend need not act because of them.
        """);

    /// <summary>The probability of a tie by nodes of a view, which may be another one than that learned from.</summary>
    internal Func<int, int, double> ByNodesOf(CustomerGraphView<TKey> view)
    {
        int[] nodes = new int[view.Nodes.NodeCount];
        for (int node = 0; node < nodes.Length; node++)
        {
            _ = _ground.TryGetNode(view.Data.Keys[node], out nodes[node]);
        }

        return (source, target) =>
        {
            int edge = nodes[source] >= 0 && nodes[target] >= 0 ? Graph.IndexOf(nodes[source], nodes[target]) : -1;
            return edge >= 0 ? _lesson.Probabilities[edge] : PriorMean;
        };
    }

    private LearnedTie<TKey> TieAt(int source, int edge) => new(
        _ground.KeyOf(source),
        _ground.KeyOf(Graph.Targets[edge]),
        BetaQuantiles.Of(_lesson.Probabilities[edge], PriorStrength + _lesson.Evidence[edge], Options.Confidence),
        _lesson.Trials[edge],
        _lesson.Credits[edge],
        SpanOf(_tries.MeanDelayOf(edge)));

    private Receipt NewReceipt()
    {
        Receipt receipt = View.Receipt;
        LeftOut[] notes = Array.FindAll<LeftOut>(
            [
                new("log rows used", RowsUsed),
                .. RowsLeftOut,
                new("log rows of actors who could not be watched for the whole window", _tries.UnfinishedRows),
                new("ties whose two customers acted at the same moment, where neither can have followed the other", _tries.Simultaneous),
            ],
            note => note.Count > 0);
        return receipt with { Options = $"learning: {Options}", Notes = [.. receipt.Notes, .. notes] };
    }

    private static TimeSpan? SpanOf(double days) => double.IsNaN(days) ? null : TimeSpan.FromTicks((long)(days * TimeSpan.TicksPerDay));
}
