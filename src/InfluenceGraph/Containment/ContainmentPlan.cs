using System.Globalization;
using System.Text;
using InfluenceGraph.Cascades;

namespace InfluenceGraph;

/// <summary>
/// Whom to answer first, and which advocates to ask, to contain a complaint: ordered steps, each with the loss that it avoids.
/// The steps were chosen on one half of the worlds; every number here comes from the other half. Immutable.
/// </summary>
/// <remarks>Answers and advocates are chosen together, always the step that saves most given those before (per cost where there is a budget): greedy, without a guarantee against the best plan, but no step ever does harm. The loss without action, what is avoided, what remains and how far the good word travels stand side by side and are never netted. A loss is what those count whom the complaint reaches, in the measure of the question.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class ContainmentPlan<TKey>
    where TKey : notnull
{
    private readonly UsedViews _views;

    internal ContainmentPlan(UsedViews views) => _views = views;

    /// <summary>Who complained, in the order of their keys, each once.</summary>
    public required IReadOnlyList<TKey> Complainers { get; init; }

    /// <summary>In what losses are counted.</summary>
    public required string Measure { get; init; }

    /// <summary>The expected loss when nobody does anything.</summary>
    public required Estimate LossWithoutAction { get; init; }

    /// <summary>What to do, in order; fewer steps than allowed where no further one would avoid anything.</summary>
    public required IReadOnlyList<ContainmentStep<TKey>> Steps { get; init; }

    /// <summary>The expected loss that all steps together avoid.</summary>
    public required Estimate LossAvoided { get; init; }

    /// <summary>The part of <see cref="LossAvoided"/> that the answers avoid, each given the steps before it.</summary>
    public required Estimate AvoidedByAnswers { get; init; }

    /// <summary>The part of <see cref="LossAvoided"/> that the advocates avoid, each given the steps before.</summary>
    public required Estimate AvoidedByAdvocates { get; init; }

    /// <summary>The expected loss that remains.</summary>
    public required Estimate LossRemaining { get; init; }

    /// <summary>The expected loss that would be avoided if everybody were answered who may be: no plan of answers, however large, avoids more.</summary>
    public required Estimate MostAvoidable { get; init; }

    /// <summary>How many customers hear the good word before the complaint, the advocates included, whether or not the complaint ever came to them; 0 without advocates.</summary>
    public required Estimate GoodWordReached { get; init; }

    /// <summary>Whether each answer was the best next one on the worlds of the choice for certain. Always so without limits of hops and time and without advocates. The order is greedy: there is no guarantee that other answers together would not avoid more.</summary>
    public required bool IsEachAnswerBest { get; init; }

    /// <summary>What the chosen advocates avoid, divided by the most that any advocates within the same limits could avoid beside the same answers, on the worlds of the choice; usually near 1. Without answers it is 1 - 1/e or more by theory (half of that with a budget). <see langword="null"/> where no advocates were asked for.</summary>
    public required double? AdvocateRatio { get; init; }

    /// <summary>From how many worlds the sets came that advocates were chosen from; fewer than <see cref="Worlds"/> when memory ran out.</summary>
    public required int AdvocateWorlds { get; init; }

    /// <summary>What all steps cost.</summary>
    public required double TotalCost { get; init; }

    /// <summary>The number of worlds that judged the plan; as many others chose it.</summary>
    public required int Worlds { get; init; }

    /// <summary>Which worlds were drawn.</summary>
    public required int Seed { get; init; }

    /// <summary>What the numbers were computed from.</summary>
    public required Receipt Receipt { get; init; }

    /// <summary>Whether a consent recorded since may change the answer. Compute again from a new view.</summary>
    public bool IsStale => _views.IsAnyStale;

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because a permission or consent begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be computed again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => _views.IsAnyStaleAt(moment);

    /// <summary>The plan as a few lines of text.</summary>
    /// <returns>Lines for a log or a console, invariant culture.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        CultureInfo culture = CultureInfo.InvariantCulture;
        text.AppendLine(culture, $"A complaint of {Complainers.Count}: loss without action {LossWithoutAction}, avoided {LossAvoided}, remaining {LossRemaining} ({Measure}; {Worlds:#,0} worlds, seed {Seed})");
        foreach (ContainmentStep<TKey> step in Steps.Take(10))
        {
            text.AppendLine(culture, $"  {step}");
        }

        if (Steps.Count > 10)
        {
            text.AppendLine(culture, $"  and {Steps.Count - 10} more");
        }

        text.Append(culture, $"  at most {MostAvoidable} can be avoided by answers, however many");
        if (AdvocateRatio is double ratio)
        {
            text.AppendLine();
            text.Append(culture, $"  the good word reaches {GoodWordReached} customers; advocates are within {100 * ratio:0.#} % of the best on the worlds of the choice");
        }

        return text.ToString();
    }
}

/// <summary>What to do at one step of a plan.</summary>
public enum ContainmentAction
{
    /// <summary>Answer somebody who complained: they stop being a source.</summary>
    AnswerComplainer,

    /// <summary>Answer a customer before the complaint comes to them: they neither believe it nor pass it on.</summary>
    AnswerCustomer,

    /// <summary>Ask an advocate to tell others the good word.</summary>
    AskAdvocate,
}

/// <summary>One step of a plan.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Order">The place in the plan, from 1.</param>
/// <param name="Customer">Whom to answer or to ask.</param>
/// <param name="Action">Which of it.</param>
/// <param name="LossAvoided">The expected loss avoided by this step, given the steps before.</param>
/// <param name="LossRemaining">The expected loss that remains after it.</param>
/// <param name="Cost">What the step costs.</param>
public readonly record struct ContainmentStep<TKey>(int Order, TKey Customer, ContainmentAction Action, Estimate LossAvoided, Estimate LossRemaining, double Cost)
    where TKey : notnull
{
    /// <summary>The step in words.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString()
    {
        string action = Action switch
        {
            ContainmentAction.AnswerComplainer => "answer the complainer",
            ContainmentAction.AnswerCustomer => "answer",
            _ => "ask the advocate",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Order}. {action} {Customer}: avoids {LossAvoided}, then {LossRemaining} remain{(Cost > 0 ? $", cost {Cost:#,0.##}" : "")}");
    }
}
