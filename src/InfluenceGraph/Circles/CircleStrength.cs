using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How strong a circle is, of what, and from how much evidence.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed record CircleStrength<TKey>
    where TKey : notnull
{
    internal CircleStrength()
    {
    }

    /// <summary>Whose circle it is.</summary>
    public required TKey Owner { get; init; }

    /// <summary>What the owner calls it; <see langword="null"/> for everybody with a tie to the owner.</summary>
    public required string? Name { get; init; }

    /// <summary>The weighted mean of the parts, 0 to 100; <see langword="null"/> where there is not enough evidence: too few members, or no ties.</summary>
    public required double? Score { get; init; }

    /// <summary>The lower end of the interval; <see langword="null"/> without a score.</summary>
    /// <remarks>
    /// By jackknife over members: the score is computed again without each member in turn, and from how much these differ
    /// follows the standard error (Tukey 1958), with Student's t at members - 1 degrees. It tells how much the score hangs on
    /// single members, as if they were drawn from more such people; it does not tell what the data may have missed.
    /// </remarks>
    public required double? Low { get; init; }

    /// <summary>The upper end of the interval; <see langword="null"/> without a score.</summary>
    public required double? High { get; init; }

    /// <summary>The jackknife standard error of the score; <see langword="null"/> without a score.</summary>
    public required double? StandardError { get; init; }

    /// <summary>What the score is made of; <see langword="null"/> without a score.</summary>
    public required CircleParts? Parts { get; init; }

    /// <summary>The number of members who may be used.</summary>
    public required int Members { get; init; }

    /// <summary>The number of pairs among owner and members with a tie, one way or both.</summary>
    public required long TiesUsed { get; init; }

    /// <summary>The number of the owner's ties in the circle with a known last contact.</summary>
    public required int TiesWithContact { get; init; }

    /// <summary>Score, interval and parts.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString()
    {
        string circle = Name is null ? $"{Owner}" : $"{Owner} '{Name}'";
        return Score is double score
            ? Invariant($"{circle}: {score:0.0} ({Low:0.0} to {High:0.0}), {Members} members; {Parts}")
            : Invariant($"{circle}: not enough evidence, {Members} members, {TiesUsed} ties");
    }
}
