namespace InfluenceGraph.Tool.Generate;

/// <summary>What a generated CRM shall be like. The same plan gives the same bytes.</summary>
internal sealed record CrmPlan
{
    internal const int MostCustomers = 200_000_000;

    /// <summary>How many customers.</summary>
    internal int Customers { get; init; } = 1000;

    internal int Seed { get; init; } = 1;

    /// <summary>About how many rows of ties there are for each customer.</summary>
    internal double TiesPerCustomer { get; init; } = 8;

    /// <summary>The share of a customer's ties that leave the community (the mixing parameter of LFR).</summary>
    internal double Mixing { get; init; } = 0.2;

    /// <summary>The moment at which the CRM was exported: nothing but the end of a permission is later.</summary>
    internal DateTimeOffset AsOf { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
