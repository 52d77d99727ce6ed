using static System.FormattableString;

namespace InfluenceGraph.Cards;

/// <summary>What a card cannot tell, in plain sentences.</summary>
internal static class CardMissing
{
    /// <summary>One sentence for all that could be on the card and is not, with how to get each.</summary>
    internal static IEnumerable<string> NotGiven<TKey>(IEnumerable<CardSource<TKey>> sources)
        where TKey : notnull
    {
        string[] missing = [.. sources.Where(source => !source.IsGiven).Select(source => $"{source.Option} ({source.How})")];
        if (missing.Length > 0)
        {
            yield return $"Not handed in: {string.Join(", ", missing)}.";
        }
    }

    internal static IEnumerable<string> OutOfDate<TKey>(string? recorded, IEnumerable<CardSource<TKey>> sources)
        where TKey : notnull
    {
        if (recorded is not null)
        {
            yield return $"Out of date: {recorded}. Make a new view and ask it again.";
            yield break;
        }

        string[] stale = [.. sources.Where(source => source.IsStale?.Invoke() == true).Select(source => source.Option)];
        if (stale.Length > 0)
        {
            yield return $"Out of date: {string.Join(", ", stale)}, as a consent was recorded since to what they asked for. Compute them again.";
        }
    }

    internal static IEnumerable<string> Circles<TKey>(CircleStrength<TKey>? circle, IEnumerable<CircleStrength<TKey>> named, int minMembers)
        where TKey : notnull
    {
        foreach (CircleStrength<TKey> unknown in named.Prepend(circle).OfType<CircleStrength<TKey>>().Where(strength => strength.Score is null))
        {
            string which = unknown.Name is null ? "the circle's strength" : $"the circle '{unknown.Name}'";
            yield return unknown.Members < minMembers
                ? Invariant($"Not enough evidence for {which}: {unknown.Members} {(unknown.Members == 1 ? "member" : "members")} who may be used, fewer than {minMembers}.")
                : Invariant($"Not enough evidence for {which}: no tie among its {unknown.Members} members.");
        }
    }

    internal static IEnumerable<string> Roles<TKey>(IReadOnlyDictionary<string, CustomerRole<TKey>> roles, IReadOnlyDictionary<string, RolesResult<TKey>> results)
        where TKey : notnull
    {
        foreach ((string name, CustomerRole<TKey> role) in roles)
        {
            if (role.Community is null)
            {
                yield return $"In no community of '{name}'.";
            }
            else if (role.Role is null)
            {
                yield return role.ZScoreByTies is null
                    ? Invariant($"Not enough evidence for a role in '{name}': the community has {role.CommunityMembers} members, fewer than {results[name].Options.MinMembers}.")
                    : $"Not enough evidence for a role in '{name}': no tie leads into any community.";
            }
        }
    }

    internal static IEnumerable<string> Ties<TKey>(CardTies<TKey> ties)
        where TKey : notnull
    {
        if (ties.CanReach + ties.CanBeReachedBy == 0)
        {
            yield return "No tie that may be used is known.";
        }
        else if (ties.LastContact is null)
        {
            yield return "No last contact is known: give Tie.LastContact.";
        }
    }

    internal static IEnumerable<string> Index<TKey>(CustomerIndex<TKey>? index, IndexResult<TKey>? result)
        where TKey : notnull
    {
        if (index is { HasEnoughEvidence: false })
        {
            yield return Invariant($"Not enough evidence for a firm index: it rests on {index.Ties} ties, fewer than {result!.Options.MinTies}.");
        }

        foreach (string sentence in result?.Missing ?? [])
        {
            yield return sentence;
        }
    }

    internal static IEnumerable<string> Contact(IReadOnlyList<CardConsent> consents, ConsentPolicy policy)
    {
        CardConsent[] contact = [.. consents.Where(consent => consent.Purpose == Purpose.Contact)];
        bool isRefusedOnAll = contact.Any(consent => consent.Channel == Channel.Any && consent.Standing == ConsentStanding.Refused);
        bool isAllowed = policy == ConsentPolicy.AllowUnlessRefused
            ? !isRefusedOnAll || contact.Any(consent => consent.Standing != ConsentStanding.Refused)
            : contact.Any(consent => consent.Standing == ConsentStanding.Granted);
        if (!isAllowed)
        {
            yield return contact.Any(consent => consent.Standing == ConsentStanding.Refused) ? "No consent to contact: refused." : "No consent to contact is in force.";
        }
    }
}
