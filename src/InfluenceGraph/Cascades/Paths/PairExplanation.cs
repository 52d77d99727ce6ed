using System.Globalization;
using System.Text;
using InfluenceGraph.Cascades;

namespace InfluenceGraph;

/// <summary>How a word gets from one customer to another: the likeliest paths, and how much of all ways they are. Immutable.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class PairExplanation<TKey>
    where TKey : notnull
{
    private readonly UsedViews _views;

    internal PairExplanation(UsedViews views) => _views = views;

    /// <summary>With whom the word starts.</summary>
    public required TKey From { get; init; }

    /// <summary>To whom it comes.</summary>
    public required TKey To { get; init; }

    /// <summary>The likeliest paths without loops, likeliest first; empty where no path leads there within the model's limits.</summary>
    public required IReadOnlyList<WordPath<TKey>> Paths { get; init; }

    /// <summary>The probability that the word arrives on any path: exact where few ties matter (<see cref="IsExact"/>), else from simulated worlds (Wilson's interval).</summary>
    public required Estimate Chance { get; init; }

    /// <summary>Whether <see cref="Chance"/> is exact: always where at most 20 uncertain ties lie on ways from one to the other, often with more.</summary>
    public required bool IsExact { get; init; }

    /// <summary>The probability that at least one of <see cref="Paths"/> carries the word all the way: exact for up to 16 paths, else from simulated worlds. Less than the sum of their probabilities, as paths share ties.</summary>
    public required Estimate ListedChance { get; init; }

    /// <summary>The share of <see cref="Chance"/> that the listed paths explain, 0 to 1; 0 where the word never arrived.</summary>
    public double ShareExplained => Paths.Count == 0 ? 0 : Math.Min(1, ListedChance.Value / Math.Max(Chance.Value, ListedChance.Value));

    /// <summary>The number of worlds for whatever is not exact.</summary>
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

    /// <summary>The explanation as a few lines of text.</summary>
    /// <returns>Lines for a log or a console, invariant culture.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        CultureInfo culture = CultureInfo.InvariantCulture;
        if (Paths.Count == 0)
        {
            return string.Create(culture, $"{From} -> {To}: no path, 0 %");
        }

        text.Append(culture, $"{From} -> {To}: {100 * Chance.Value:0.##} %{(IsExact ? "" : string.Create(culture, $" ({100 * Chance.Low:0.##} to {100 * Chance.High:0.##})"))}; {(Paths.Count == 1 ? "this path explains" : $"these {Paths.Count} paths explain")} {100 * ShareExplained:0} %");
        foreach (WordPath<TKey> path in Paths)
        {
            text.AppendLine();
            text.Append(culture, $"  {path}");
        }

        return text.ToString();
    }
}

/// <summary>A path on which a word can travel. Immutable.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class WordPath<TKey>
    where TKey : notnull
{
    internal WordPath(IReadOnlyList<WordTie<TKey>> ties, double probability)
    {
        (Ties, Probability) = (ties, probability);
    }

    /// <summary>The ties in order.</summary>
    public IReadOnlyList<WordTie<TKey>> Ties { get; }

    /// <summary>The probability that every tie of the path carries the word: the product of theirs.</summary>
    public double Probability { get; }

    /// <summary>How long the word takes: the sum of the ties' delays, or of their means where delays are exponential; <see langword="null"/> where the model has none.</summary>
    public TimeSpan? Time => Ties[0].Delay is null ? null : TimeSpan.FromTicks(Ties.Sum(tie => tie.Delay!.Value.Ticks));

    /// <summary>The customers on the path, both ends included.</summary>
    public IEnumerable<TKey> Customers => Ties.Select(tie => tie.From).Append(Ties[^1].To);

    /// <summary>Probability, customers and time.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{100 * Probability:0.####} % {Ties[0].From}{string.Concat(Ties.Select(tie => string.Create(CultureInfo.InvariantCulture, $" -({100 * tie.Probability:0.##} %)-> {tie.To}")))}{(Time is TimeSpan time ? $" in {time:g}" : "")}");
}

/// <summary>A tie of a path.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="From">Who passes the word on.</param>
/// <param name="To">To whom.</param>
/// <param name="Permission">The permission of the tie.</param>
/// <param name="Strength">The strength of the tie.</param>
/// <param name="Probability">How likely it carries the word, 0 to 1.</param>
/// <param name="Delay">How long it takes, or the mean; <see langword="null"/> where the model has no delay.</param>
public readonly record struct WordTie<TKey>(TKey From, TKey To, double Permission, double Strength, double Probability, TimeSpan? Delay)
    where TKey : notnull;
