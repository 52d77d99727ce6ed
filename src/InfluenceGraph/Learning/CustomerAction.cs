namespace InfluenceGraph;

/// <summary>One row of an action log: who did what, and when.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Customer">Who acted.</param>
/// <param name="Action">The thing that spreads: a campaign, a product, a link. Names that differ in one letter or in case are different things.</param>
/// <param name="At">When. Two customers who act at the same moment did not influence each other.</param>
public readonly record struct CustomerAction<TKey>(TKey Customer, string Action, DateTimeOffset At)
    where TKey : notnull;
