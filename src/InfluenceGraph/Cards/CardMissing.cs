using static System.FormattableString;

namespace InfluenceGraph.Cards;

/// <summary>What a card cannot tell, in plain sentences.</summary>
internal static class CardMissing
{
    internal static IEnumerable<string> NotGiven<TKey>(CardOptions<TKey> options)
        where TKey : notnull
    {
        (object? Result, string Name)[] results =
        [
            (options.SocialValue, "Social value"),
            (options.Spend, "The quadrant of spend against social value"),
            (options.Index, "The index"),
            (options.Reach, "Reach"),
        ];
        foreach ((_, string name) in results.Where(pair => pair.Result is null))
        {
            yield return $"{name} was not handed in.";
        }

        if (options.Roles.Count == 0)
        {
            yield return "No roles in communities were handed in.";
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
            yield return "No last contact is known.";
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
