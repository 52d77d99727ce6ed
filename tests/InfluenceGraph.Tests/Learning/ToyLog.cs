namespace InfluenceGraph.Tests.Learning;

/// <summary>A log small enough to count by hand, in days from a start.</summary>
internal static class ToyLog
{
    internal static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static Tie<string>[] Ties { get; } = [new("a", "b", 1), new("a", "c", 1), new("b", "c", 1), new("c", "d", 1)];

    /// <summary>
    /// In x, c follows a and b, and b follows a. In y, c follows a. In z all act at the same moment. In w, c acts before a.
    /// In v, only a acts. So a did 5 things, b 2, c 4, d nothing.
    /// </summary>
    internal static CustomerAction<string>[] Rows { get; } =
    [
        Row("a", "x", 0), Row("b", "x", 1), Row("c", "x", 2),
        Row("a", "y", 0), Row("c", "y", 4),
        Row("b", "z", 0), Row("a", "z", 0), Row("c", "z", 0),
        Row("c", "w", 0), Row("a", "w", 1),
        Row("a", "v", 0),
    ];

    internal static ActionLog<string> Log { get; } = ActionLog.FromRows(Rows);

    internal static CustomerAction<string> Row(string customer, string action, double day) => new(customer, action, Start.AddDays(day));

    internal static CustomerGraph<string> Graph(ConsentLedger<string>? consents = null) => CustomerGraph.FromTies(Ties, consents: consents);

    /// <summary>Without a prior: plain counts.</summary>
    internal static LearnedPropensities<string> Learn(Func<LearningOptions, LearningOptions> configure) =>
        Graph().LearnPropensities(Log, o => configure(o with { PriorStrength = 0 }));
}
