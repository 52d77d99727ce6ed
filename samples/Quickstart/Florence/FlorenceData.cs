using InfluenceGraph;
using Quickstart.Csv;

namespace Quickstart.Florence;

/// <summary>Sixteen families, their wealth and their ties, from the two files beside the program.</summary>
internal static class FlorenceData
{
    /// <summary>Builds the graph: wealth is the own value; ties go both ways, and a pair with two ties has strength 2.</summary>
    internal static CustomerGraph<string> Graph() =>
        CustomerGraph.FromTies(Ties(), Families(), o => o with { OnDuplicate = TieMerge.Sum });

    /// <summary>The same graph with dates: ties of one family end at a moment. Each family is tagged with those it has a tie with.</summary>
    internal static CustomerGraph<string> GraphWithExile(string exiled, DateTimeOffset moment)
    {
        Tie<string>[] ties = [.. Ties()];
        ILookup<string, string> allies = ties.ToLookup(tie => tie.From, tie => tie.To, StringComparer.Ordinal);
        return CustomerGraph.FromTies(
            ties.Select(tie => string.Equals(tie.From, exiled, StringComparison.Ordinal) || string.Equals(tie.To, exiled, StringComparison.Ordinal) ? tie with { Until = moment } : tie),
            Families().Select(family => family with { Tags = [.. allies[family.Key].Distinct(StringComparer.Ordinal).Select(ally => new CustomerTag(ally))] }),
            o => o with { OnDuplicate = TieMerge.Sum });
    }

    /// <summary>The number of ties of each kind, for the story.</summary>
    internal static IReadOnlyDictionary<string, int> TiesByKind()
    {
        using CsvTable table = Open("florence-ties.csv");
        CsvColumn kind = table.Find("kind", "kind");
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        while (table.Read())
        {
            counts[table.Key(kind)] = counts.GetValueOrDefault(table.Key(kind)) + 1;
        }

        return counts;
    }

    private static IEnumerable<Customer<string>> Families()
    {
        using CsvTable table = Open("florence-families.csv");
        CsvColumn family = table.Find("family", "family");
        CsvColumn wealth = table.Find("wealth", "wealth");
        while (table.Read())
        {
            yield return new(table.Key(family), OwnValue: table.Number(wealth));
        }
    }

    /// <summary>The source knows no direction: whoever shared a marriage or a business could reach the other.</summary>
    private static IEnumerable<Tie<string>> Ties()
    {
        using CsvTable table = Open("florence-ties.csv");
        CsvColumn from = table.Find("from", "from");
        CsvColumn to = table.Find("to", "to");
        while (table.Read())
        {
            yield return new(From: table.Key(from), To: table.Key(to), Permission: 1);
            yield return new(From: table.Key(to), To: table.Key(from), Permission: 1);
        }
    }

    private static CsvTable Open(string name) =>
        CsvTable.Open(Path.Combine(AppContext.BaseDirectory, "data", name), CsvDialect.Default);
}
