namespace InfluenceGraph;

/// <summary>How brokerage is measured.</summary>
public sealed record BrokerageOptions
{
    /// <summary>How many threads work.</summary>
    /// <value><see langword="null"/> by default: one per processor, fewer for small graphs; 1 to 1024. The answer does not depend on it.</value>
    public int? Threads { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(BrokerageOptions));
        errors.RequireThreads(Threads, nameof(Threads));
        errors.ThrowIfAny();
    }
}
