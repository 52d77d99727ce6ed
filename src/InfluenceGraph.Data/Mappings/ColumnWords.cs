using System.Text;

namespace InfluenceGraph.Data.Mappings;

/// <summary>The names that columns commonly have, by what they are for. Ranks: of a role's lists, the first that fits decides.</summary>
internal static class ColumnWords
{
    /// <summary>Words that say nothing of a column's role when another word stands beside them.</summary>
    private static readonly HashSet<string> _noise = ["id", "key", "customer", "user", "client", "member", "person", "node", "name", "no", "nr", "number", "code", "the", "of", "date", "time"];

    internal static readonly (string From, string To, TieDirection Direction)[] Pairs =
    [
        ("from", "to", TieDirection.FromReachesTo),
        ("source", "target", TieDirection.FromReachesTo),
        ("src", "dst", TieDirection.FromReachesTo),
        ("source", "destination", TieDirection.FromReachesTo),
        ("sender", "recipient", TieDirection.FromReachesTo),
        ("sender", "receiver", TieDirection.FromReachesTo),
        ("caller", "callee", TieDirection.FromReachesTo),
        ("referrer", "referred", TieDirection.FromReachesTo),
        ("referrer", "referee", TieDirection.FromReachesTo),
        ("inviter", "invitee", TieDirection.FromReachesTo),
        ("inviter", "invited", TieDirection.FromReachesTo),
        ("influencer", "influenced", TieDirection.FromReachesTo),
        ("grantee", "grantor", TieDirection.FromReachesTo),
        ("truster", "trustee", TieDirection.ToReachesFrom),
        ("trustor", "trustee", TieDirection.ToReachesFrom),
        ("follower", "followee", TieDirection.ToReachesFrom),
        ("follower", "followed", TieDirection.ToReachesFrom),
        ("follower", "following", TieDirection.ToReachesFrom),
        ("voter", "candidate", TieDirection.ToReachesFrom),
        ("rater", "rated", TieDirection.ToReachesFrom),
        ("rater", "ratee", TieDirection.ToReachesFrom),
    ];

    internal static readonly string[][] Key = [["key", "customer", "customerid", "customerkey", "customerno", "customernumber", "customercode", "id", "userid", "user", "clientid", "client", "memberid", "member", "accountid", "contactid", "account", "contact", "personid", "person", "kunde", "kundennummer", "kundennr", "kundenid"], ["name", "email", "mail"]];
    internal static readonly string[][] OwnValue = [["ownvalue", "customervalue", "clv", "ltv", "lifetimevalue"], ["value", "spend", "spent", "spending", "revenue", "turnover", "sales", "monetary", "amount", "totalspend", "totalspent", "totalrevenue", "annualrevenue", "wealth", "umsatz", "jahresumsatz"]];
    internal static readonly string[][] Tags = [["tags", "tag", "interests", "labels"]];
    internal static readonly string[][] Permission = [["permission", "permissionpercent", "permissionpct", "permissionlevel", "sharepermission"], ["allowed", "allow", "share"]];
    internal static readonly string[][] Strength = [["strength", "tiestrength", "closeness"], ["weight", "frequency", "interactions", "interactioncount", "count", "contacts", "messages", "calls", "duration"]];
    internal static readonly string[][] Since = [["since", "validfrom", "permissionsince", "grantedat", "grantedon"], ["start", "startdate", "startsat", "begin", "begins", "effectivefrom", "created", "createdat"]];
    internal static readonly string[][] Until = [["until", "validto", "validuntil", "permissionuntil"], ["end", "enddate", "endsat", "ends", "expires", "expiresat", "expiry", "expirydate", "effectiveto"]];
    internal static readonly string[][] LastContact = [["lastcontact", "lastcontactat", "lastcontacted", "lastinteraction", "lastinteractionat", "lastseen", "lastactivity", "recency"]];
    internal static readonly string[][] Purpose = [["purpose", "consentpurpose"], ["consenttype", "consentfor", "consent"]];
    internal static readonly string[][] Channel = [["channel", "consentchannel", "medium"]];
    internal static readonly string[][] Granted = [["granted", "isgranted", "consentgiven", "given"], ["optin", "optedin", "decision", "status", "consentstatus", "answer"]];
    internal static readonly string[][] ConsentFrom = [["from", "since", "validfrom", "grantedat", "grantedon", "consentdate"], ["start", "startdate", "effectivefrom", "recordedat", "timestamp", "createdat", "created", "date", "at", "time"]];
    internal static readonly string[][] Source = [["source", "consentsource", "origin", "form"]];
    internal static readonly string[][] Action = [["action", "interaction", "event", "activity"], ["campaign", "product", "item", "eventtype", "actiontype", "type", "what"]];
    internal static readonly string[][] At = [["at", "when", "timestamp", "datetime", "occurredat", "eventtime", "eventdate", "actiontime"], ["time", "date", "createdat", "created", "unixtime"]];

    internal static readonly string[][] Tag = [["tag", "tagname"], ["tags", "interest", "label", "need", "intention", "trait", "topic"]];
    internal static readonly string[][] Weight = [["weight", "tagweight"], ["score", "strength", "confidence", "count"]];
    internal static readonly string[][] Owner = [["owner", "circleowner"], ["customer", "customerid", "customerkey", "user", "userid", "ego"]];
    internal static readonly string[][] Circle = [["circle", "circlename"], ["group", "groupname", "list", "listname"]];
    internal static readonly string[][] Member = [["member", "memberid", "circlemember"], ["alter", "contact", "contactid", "friend"]];

    private static readonly HashSet<string> _known = [.. Pairs.SelectMany(pair => new[] { pair.From, pair.To }), .. new[] { Key, OwnValue, Tags, Permission, Strength, Since, Until, LastContact, Purpose, Channel, Granted, ConsentFrom, Source, Action, At, Tag, Owner, Circle, Member }.SelectMany(ranks => ranks).SelectMany(words => words)];

    /// <summary>Whether it is a name that columns have.</summary>
    internal static bool IsKnown(string name) => _known.Contains(Joined(name)) || _known.Contains(Meant(name));

    internal static bool IsPercent(string name) => name.Contains('%', StringComparison.Ordinal) || Words(name).Any(word => word is "percent" or "pct" or "percentage");

    internal static bool IsAmong(string name, string[] words)
    {
        string joined = Joined(name);
        return words.Contains(joined, StringComparer.Ordinal) || words.Contains(Meant(name), StringComparer.Ordinal);
    }

    internal static bool Is(string name, string word) => string.Equals(Joined(name), word, StringComparison.Ordinal) || string.Equals(Meant(name), word, StringComparison.Ordinal);

    private static string Joined(string name) => string.Concat(Words(name));

    /// <summary>The name without words that say nothing: from_customer_id is from.</summary>
    private static string Meant(string name) => string.Concat(Words(name).Where(word => !_noise.Contains(word)));

    /// <summary>The words of a name, whatever separates them: user_id, UserId, "user id".</summary>
    private static IEnumerable<string> Words(string name)
    {
        var word = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            bool isNew = char.IsUpper(name[i]) && i > 0 && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsUpper(name[i - 1]) && char.IsLower(name[i + 1])));
            if ((isNew || !char.IsLetterOrDigit(name[i])) && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }

            if (char.IsLetterOrDigit(name[i]))
            {
                word.Append(char.ToLowerInvariant(name[i]));
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }
}
