using System.Globalization;

namespace InfluenceGraph;

/// <summary>How a word travels: by which process, with which probability on each tie, how far and for how long. Immutable; a value of its own, so that several questions can share it.</summary>
/// <remarks>
/// A word travels along a tie <c>From -> To</c> with probability <c>permission x propensity</c>. A tie without permission
/// or without strength carries nothing, nor does a tie to oneself.
/// D. Kempe, J. Kleinberg, É. Tardos, "Maximizing the spread of influence through a social network", KDD 2003.
/// </remarks>
public sealed record CascadeModel
{
    /// <summary>What makes a customer pass the word on.</summary>
    /// <value><see cref="CascadeProcess.IndependentCascade"/> by default.</value>
    public CascadeProcess Process { get; init; } = CascadeProcess.IndependentCascade;

    /// <summary>How readily a tie carries the word, where permission is full: 0 to 1.</summary>
    /// <value><see cref="InfluenceGraph.Propensity.WeightedCascade"/> by default: each of the n people who can reach a customer persuades them with probability 1/n.</value>
    public Propensity Propensity { get; init; } = Propensity.WeightedCascade;

    /// <summary>Whether the propensity is multiplied by the tie's permission.</summary>
    /// <value><see langword="true"/> by default. Where <see langword="false"/>, permission only decides whether there is a tie.</value>
    public bool UsePermission { get; init; } = true;

    /// <summary>The most ties the word may travel from where it started.</summary>
    /// <value><see langword="null"/> by default: no limit. 0 reaches nobody but those who start.</value>
    public int? MaxHops { get; init; }

    /// <summary>How long the word takes on a tie. Needed for <see cref="TimeLimit"/> and for a curve over time.</summary>
    /// <value><see langword="null"/> by default: only hops are counted.</value>
    public TieDelay? Delay { get; init; }

    /// <summary>For how long the word travels; who would be reached later is not reached.</summary>
    /// <value><see langword="null"/> by default: no limit.</value>
    public TimeSpan? TimeLimit { get; init; }

    internal void AddErrors(OptionErrors errors)
    {
        errors.RequireDefined(Process, nameof(Process));
        errors.Require(Propensity is not null, $"{nameof(Propensity)} is null; expected one such as {nameof(Propensity)}.{nameof(Propensity.WeightedCascade)}");
        errors.Require(MaxHops is null or >= 0, $"{nameof(MaxHops)} is {MaxHops}; expected 0 or more, or null for no limit");
        errors.Require(TimeLimit is null || TimeLimit >= TimeSpan.Zero, $"{nameof(TimeLimit)} is {TimeLimit}; expected 0 or more, or null for no limit");
        errors.Require(TimeLimit is null || Delay is not null, $"{nameof(TimeLimit)} is set, but {nameof(Delay)} is not; set how long the word takes on a tie");
        Propensity?.AddErrors(errors);
        Delay?.AddErrors(errors);
    }

    /// <summary>The model in words, for receipts.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Process}, {(UsePermission ? "permission x " : "")}{Propensity}{(MaxHops is null ? "" : $", at most {MaxHops} hops")}{(Delay is null ? "" : $", {Delay}")}{(TimeLimit is null ? "" : $", within {TimeLimit}")}");
}

/// <summary>What makes a customer pass the word on.</summary>
public enum CascadeProcess
{
    /// <summary>Each customer reached gets one try on each tie, independent of all others: word of mouth.</summary>
    IndependentCascade,

    /// <summary>A customer is reached once the probabilities of the ties from those already reached add up to their own threshold, drawn uniformly from 0 to 1: social proof. The probabilities of all ties to one customer may add up to at most 1.</summary>
    LinearThreshold,
}
