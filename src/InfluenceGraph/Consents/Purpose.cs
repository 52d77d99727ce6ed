namespace InfluenceGraph;

/// <summary>What the enterprise wants to do with a customer's data. Names are compared without case.</summary>
public readonly record struct Purpose
{
    private readonly string? _name;

    /// <summary>Creates a purpose of the caller's own.</summary>
    /// <param name="name">A name that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    public Purpose(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _name = name.Trim().ToLowerInvariant();
    }

    /// <summary>Compute scores about the customer and from the customer's ties.</summary>
    public static Purpose Score { get; } = new("score");

    /// <summary>Contact the customer.</summary>
    public static Purpose Contact { get; } = new("contact");

    /// <summary>Choose the customer as a starting point of a campaign.</summary>
    public static Purpose Seed { get; } = new("seed");

    /// <summary>Pass the customer's data on.</summary>
    public static Purpose Share { get; } = new("share");

    /// <summary>The purpose's name, in lower case.</summary>
    public string Name => _name ?? "";

    /// <summary>Returns <see cref="Name"/>.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
