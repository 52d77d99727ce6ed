namespace InfluenceGraph;

public sealed partial class CustomerGraph<TKey>
{
    /// <summary>Learns from a log how readily each tie carries a word. The same as asking the view of all customers.</summary>
    /// <param name="log">Who did what when.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Window = TimeSpan.FromDays(7) }</c>.</param>
    /// <param name="progress">Told after each action read and each step.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>A probability for each usable tie, and how it came about.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or ties are dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range, the log names an unknown customer and that is refused, or nobody could have followed anybody and there is no prior mean.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public LearnedPropensities<TKey> LearnPropensities(
        ActionLog<TKey> log,
        Func<LearningOptions, LearningOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireNoConsents();
        return _everybody.Value.LearnPropensities(log, configure, progress, cancellationToken);
    }

    /// <summary>Tests models on a log that they were not learned from, side by side. The same as asking the view of all customers.</summary>
    /// <param name="heldOut">The log to foretell, as from <see cref="ActionLog{TKey}.Split"/>.</param>
    /// <param name="models">The models by name, such as <see cref="LearnedPropensities{TKey}.AsModel"/> beside <see cref="Propensity.WeightedCascade"/>. Without time limit.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Window = TimeSpan.FromDays(7) }</c>.</param>
    /// <param name="progress">Told after each action and each model.</param>
    /// <param name="cancellationToken">Stops the test; nothing is left half-done.</param>
    /// <returns>The scores.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or ties are dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option or a model is out of range, two models have one name, or there is no model.</exception>
    /// <exception cref="OperationCanceledException">The test was cancelled.</exception>
    public PropensityEvaluation EvaluateModels(
        ActionLog<TKey> heldOut,
        IEnumerable<KeyValuePair<string, CascadeModel>> models,
        Func<EvaluationOptions, EvaluationOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireNoConsents();
        return _everybody.Value.EvaluateModels(heldOut, models, configure, progress, cancellationToken);
    }
}
