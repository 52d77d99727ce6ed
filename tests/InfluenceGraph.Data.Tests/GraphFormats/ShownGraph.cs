namespace InfluenceGraph.Data.Tests.GraphFormats;

/// <summary>The graph behind figures/shown.graphml and figures/shown.gexf.</summary>
internal static class ShownGraph
{
    internal const string Markup = "<b>\"O'Hara\" & Söhne</b>";

    internal static Customer<string>[] Customers { get; } =
    [
        new("ann", 120.5)
        {
            Attributes = new Dictionary<string, string> { ["city"] = "Roma", ["note"] = "line one\nline two\t<end>" },
            Tags = [new("running"), new("chess", 2.5, IsInferred: true, Since: new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))],
        },
        new("bob", 0.1),
        new(Markup, 3) { Attributes = new Dictionary<string, string> { ["city"] = "京都 \uD83D\uDE00" } },
    ];

    internal static Tie<string>[] Ties { get; } =
    [
        new("ann", "bob", 0.5, 4, LastContact: new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero)),
        new("ann", Markup, 1),
        new(Markup, "ann", 0.25, 3),
    ];

    internal static CustomerGraphView<string> View { get; } = CustomerGraph.FromTies(Ties, Customers).AsView();

    internal static GraphExportOptions WithColumns(GraphExportOptions options) => options with
    {
        Columns =
        [
            CustomerColumn.Of("score", new Dictionary<string, double> { ["ann"] = 1.0 / 3, ["bob"] = 2 }),
            CustomerColumn.Of("community", new Dictionary<string, int> { ["ann"] = 0, ["bob"] = 0, [Markup] = 1 }),
            CustomerColumn.Of("role", new Dictionary<string, string> { ["bob"] = "hub" }),
            CustomerColumn.Of("vip", new Dictionary<string, bool> { ["ann"] = true, ["bob"] = false }),
        ],
    };
}
