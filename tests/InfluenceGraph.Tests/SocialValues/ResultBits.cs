using System.Security.Cryptography;

namespace InfluenceGraph.Tests.SocialValues;

/// <summary>Everything that a result says, as text that differs as soon as one bit does.</summary>
internal static class ResultBits
{
    /// <summary>Scores, iterations, bounds, ranking, parts, explanations and data hash.</summary>
    internal static IReadOnlyList<string> Of<TKey>(SocialValueResult<TKey> value, int explained = int.MaxValue)
        where TKey : notnull
    {
        Ranking<TKey> ranking = value.Top(value.Count);
        return
        [
            $"{value.Count} customers, {value.Iterations} iterations, {value.Converged}, certain {ranking.CertainThrough}",
            $"residual {Hex(value.Residual)} error {Hex(value.ErrorBound)} total {Hex(value.TotalValue)} dropped {Hex(value.DroppedValue)}",
            .. value.Select(pair => $"score {pair.Key} {Hex(pair.Value)}"),
            .. ranking.Select(place => $"place {place.Rank} {place.Customer} {Hex(place.Score)}"),
            .. value.Breakdown().Select(parts => $"parts {parts.Rank} {parts.Customer} {Hex(parts.OwnValue)} {Hex(parts.SocialValue)} {Hex(parts.OwnPart)} {Hex(parts.CirclePart)} {Hex(parts.BeyondPart)}"),
            .. value.Take(explained).SelectMany(pair => Explained(value.Explain(pair.Key))),
            $"data {value.Receipt.DataHash}",
        ];
    }

    /// <summary>SHA-256 of the scores alone.</summary>
    internal static string HashOfScores<TKey>(SocialValueResult<TKey> value)
        where TKey : notnull =>
        Convert.ToHexStringLower(SHA256.HashData([.. value.SelectMany(pair => BitConverter.GetBytes(BitConverter.DoubleToInt64Bits(pair.Value)))]));

    private static IEnumerable<string> Explained<TKey>(Explanation<TKey> why)
        where TKey : notnull =>
        [
            $"why {why.Customer} {why.Rank} of {why.TotalCustomers} {Hex(why.SocialValue)} {Hex(why.OwnPart)} {Hex(why.CirclePart)} {Hex(why.BeyondPart)}",
            $"  others {Hex(why.OtherOrigins)} {Hex(why.Redistributed)} {Hex(why.Untraced)} {Hex(why.UntracedBound)} {Hex(why.OtherTies)} {why.TieCount} {why.TieVisits}",
            .. why.Origins.Select(origin => $"  origin {origin.Customer} {Hex(origin.Amount)} {Hex(origin.StartingValue)} {origin.IsInCircle}"),
            .. why.Ties.Select(tie => $"  tie {tie.Customer} {Hex(tie.Permission)} {Hex(tie.Strength)} {Hex(tie.ShareOfTheirs)} {Hex(tie.Amount)}"),
        ];

    private static string Hex(double value) => $"{BitConverter.DoubleToInt64Bits(value):x16}";
}
