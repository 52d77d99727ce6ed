using InfluenceGraph;
using InfluenceGraph.Data;

namespace Quickstart;

/// <summary>Sixteen families, their wealth and their ties: two CSV files become a graph.</summary>
internal static class Florence
{
    internal const string Medici = "Medici";
    internal const string Strozzi = "Strozzi";

    /// <summary>Wealth is the own value. A pair with a marriage and a business has two rows for each way, whose strengths add up.</summary>
    internal static CustomerGraph<string> Graph() => CustomerGraph.FromTies(Ties(), Families());

    /// <summary>The same with dates: the ties of the Strozzi end with their exile. Each family is tagged with those it has a tie with.</summary>
    internal static CustomerGraph<string> GraphWithExile(DateTimeOffset exile)
    {
        Tie<string>[] ties = Ties();
        ILookup<string, string> allies = ties.ToLookup(tie => tie.From, tie => tie.To, StringComparer.Ordinal);
        return CustomerGraph.FromTies(
            ties.Select(tie => tie.From is Strozzi || tie.To is Strozzi ? tie with { Until = exile } : tie),
            Families().Select(family => family with { Tags = [.. allies[family.Key].Distinct(StringComparer.Ordinal).Select(ally => new CustomerTag(ally))] }));
    }

    internal static Customer<string>[] Families()
    {
        using RowSource file = Open("florence-families.csv");
        return [.. file.ReadCustomers<string>(new() { Key = "family", OwnValue = "wealth" })];
    }

    /// <summary>The source knows no direction: whoever shared a marriage or a business could reach the other.</summary>
    internal static Tie<string>[] Ties(string? kind = null)
    {
        using RowSource file = Open("florence-ties.csv");
        return
        [
            .. file.ReadTies<string>(new()
            {
                From = "from",
                To = "to",
                Direction = TieDirection.BothWays,
                Only = kind is null ? null : new("kind", [kind]),
            }),
        ];
    }

    private static RowSource Open(string name) => RowSource.FromFile(Path.Combine(AppContext.BaseDirectory, "data", name));
}
