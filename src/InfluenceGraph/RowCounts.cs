namespace InfluenceGraph;

/// <summary>Where the rows of a build went before ties were merged.</summary>
/// <param name="Customers">Customer rows.</param>
/// <param name="Ties">Tie rows.</param>
/// <param name="SelfTies">Tie rows left out because both ends are the same.</param>
/// <param name="UnknownCustomerTies">Tie rows left out because they name an unknown customer.</param>
/// <param name="UnknownCustomersAdded">Customers added because a tie named them.</param>
/// <param name="UnknownOwnValue">The own value they were given.</param>
internal sealed record RowCounts(
    long Customers,
    long Ties,
    long SelfTies,
    long UnknownCustomerTies,
    long UnknownCustomersAdded,
    double UnknownOwnValue);
