using System.Globalization;

namespace InfluenceGraph;

/// <summary>How a customer stands to one purpose on one channel, by the decision that counts at the card's moment.</summary>
/// <param name="Purpose">What the enterprise wants to do.</param>
/// <param name="Channel">On which channel; <see cref="Channel.Any"/> for the decisions that hold on all.</param>
/// <param name="Standing">How the customer stands to it.</param>
/// <param name="From">From when the decision holds; <see langword="null"/> where there is none that counts.</param>
/// <param name="Until">The first moment at which it no longer holds; <see langword="null"/> for "until further notice".</param>
/// <param name="Source">Where it was given.</param>
/// <param name="NextChange">The first later moment at which something recorded about this purpose and channel begins or ends.</param>
public sealed record CardConsent(
    Purpose Purpose,
    Channel Channel,
    ConsentStanding Standing,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    string? Source,
    DateTimeOffset? NextChange)
{
    /// <summary>Purpose, channel, standing and period.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Purpose} on {(Channel == Channel.Any ? "any channel" : Channel.Name)}: {StandingText}{(From is null ? "" : $" from {From:yyyy-MM-dd}")}{(Until is null ? "" : $" until {Until:yyyy-MM-dd}")}");

    private string StandingText => Standing switch
    {
        ConsentStanding.NotYetInForce => "not yet in force",
        _ => Standing.ToString().ToLowerInvariant(),
    };
}
