namespace InfluenceGraph.Tool.Commands;

/// <summary>
/// The most memory that the process of a <c>score</c> has at one time. The library knows its arrays; what rows, texts and the
/// runtime take besides is calibrated on peak resident sets of runs with 50,000 to 10 million ties (2026-11, .NET 10, Linux), which it meets within a factor of 1.5.
/// </summary>
internal static class RunMemory
{
    /// <summary>The runtime, its compiled code and the buffers of a reader.</summary>
    private const long AtStart = 45L << 20;

    /// <summary>What was thrown away but not collected yet.</summary>
    private const double Garbage = 1.5;

    private const long StoredTie = 125;

    private const long DatedTie = 180;

    private const long Consent = 255;

    /// <summary>An attribute or a tag, with its name.</summary>
    private const long Attribute = 190;

    internal static long Of(MemoryEstimate graph, long customers, long ties, long consents, int attributes, bool isDated, bool isStore) =>
        AtStart
        + (long)(Garbage * Math.Max(graph.PeakWhileBuilding, graph.AtRest + graph.SocialValue))
        + (ties * ((isStore ? StoredTie : 0) + (isDated ? DatedTie : 0)))
        + (consents * Consent)
        + (customers * attributes * Attribute);
}
