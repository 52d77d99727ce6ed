using System.Globalization;
using InfluenceGraph.Tests.RealData;

namespace InfluenceGraph.Tests.Tags;

/// <summary>HetRec 2011 Last.fm (Cantador, Brusilovsky, Kuflik): who gave which tags to artists, and who is whose friend.</summary>
internal static class LastFm
{
    /// <summary>Each user with the tags that they gave, weighing how often.</summary>
    internal static Customer<string>[] Customers()
    {
        RealDataFiles.SkipWhereAbsent();
        var given = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        foreach (string[] row in RealDataFiles.Rows("lastfm-hetrec/user_taggedartists.dat.gz", '\t', header: true))
        {
            if (!given.TryGetValue(row[0], out Dictionary<string, int>? tags))
            {
                given.Add(row[0], tags = new(StringComparer.Ordinal));
            }

            tags[row[2]] = tags.GetValueOrDefault(row[2]) + 1;
        }

        return [.. given.OrderBy(pair => int.Parse(pair.Key, CultureInfo.InvariantCulture)).Select(pair => new Customer<string>(pair.Key, 1)
        {
            Tags = [.. pair.Value.Select(tag => new CustomerTag($"t{tag.Key}", tag.Value))],
        })];
    }

    /// <summary>Friendships, both ways as they are listed.</summary>
    internal static Tie<string>[] Friends() =>
        [.. RealDataFiles.Rows("lastfm-hetrec/user_friends.dat.gz", '\t', header: true).Select(row => new Tie<string>(row[0], row[1].Trim(), 1))];
}
