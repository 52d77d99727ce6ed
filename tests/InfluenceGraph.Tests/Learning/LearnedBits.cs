namespace InfluenceGraph.Tests.Learning;

/// <summary>Everything that was learned, as text that differs as soon as one bit does.</summary>
internal static class LearnedBits
{
    internal static IReadOnlyList<string> Of<TKey>(LearnedPropensities<TKey> learned)
        where TKey : notnull =>
        [
            $"{learned.Count} ties, {learned.Tries} tries, {learned.Follows} follows, {learned.Followers} followers, {learned.Iterations} steps, {learned.Converged}, {learned.RowsUsed} rows",
            $"prior {Hex(learned.PriorMean)} x {Hex(learned.PriorStrength)}, likelihood {Hex(learned.LogLikelihood)}, delay {learned.MeanDelay?.Ticks}",
            .. learned.LogPosteriors.Select(Hex),
            .. learned.Select(tie => $"{tie.From} -> {tie.To} {Hex(tie.Probability.Value)} {Hex(tie.Probability.Low)} {Hex(tie.Probability.High)} {Hex(tie.Trials)} {Hex(tie.Credit)} {tie.MeanDelay?.Ticks}"),
        ];

    private static string Hex(double value) => $"{BitConverter.DoubleToInt64Bits(value):x16}";
}
