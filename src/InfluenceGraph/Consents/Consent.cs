namespace InfluenceGraph;

/// <summary>
/// One decision of a customer about what the <em>enterprise</em> may do. Another thing than the permission on a
/// <see cref="Tie{TKey}"/>, which is between two customers; the two are never merged.
/// </summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Customer">Who decided.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Channel">On which channel; <see cref="Channel.Any"/> for all.</param>
/// <param name="Granted"><see langword="true"/> for a grant, <see langword="false"/> for a refusal or a revocation.</param>
/// <param name="From">The moment from which it holds.</param>
/// <param name="Until">The first moment at which it no longer holds, or <see langword="null"/> for "until further notice".</param>
/// <param name="Source">Where it was given, for the audit: a form, a call, an import.</param>
public sealed record Consent<TKey>(
    TKey Customer,
    Purpose Purpose,
    Channel Channel,
    bool Granted,
    DateTimeOffset From,
    DateTimeOffset? Until,
    string Source)
    where TKey : notnull
{
    internal bool InForceAt(DateTimeOffset moment) => From <= moment && (Until is null || moment < Until);
}

/// <summary>What a missing consent means.</summary>
public enum ConsentPolicy
{
    /// <summary>Absent means no: only customers with a grant in force are used.</summary>
    DenyUnlessGranted,

    /// <summary>Absent means yes: all customers are used except those with a refusal in force. To be chosen by name, with a legal ground.</summary>
    AllowUnlessRefused,
}
