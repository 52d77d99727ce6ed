namespace InfluenceGraph;

/// <summary>The channel a consent is about, such as e-mail or phone. Names are compared without case.</summary>
public readonly record struct Channel
{
    private readonly string? _name;

    /// <summary>Creates a channel of the caller's own.</summary>
    /// <param name="name">A name that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    public Channel(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _name = name.Trim().ToLowerInvariant();
    }

    /// <summary>All channels: a consent for <see cref="Any"/> answers for each one. Asking for <see cref="Any"/> is answered by such consents only.</summary>
    public static Channel Any { get; } = new("any");

    /// <summary>E-mail.</summary>
    public static Channel Email { get; } = new("email");

    /// <summary>Telephone.</summary>
    public static Channel Phone { get; } = new("phone");

    /// <summary>Text message.</summary>
    public static Channel Sms { get; } = new("sms");

    /// <summary>Letter.</summary>
    public static Channel Post { get; } = new("post");

    /// <summary>Web site or app.</summary>
    public static Channel Web { get; } = new("web");

    /// <summary>The channel's name, in lower case.</summary>
    public string Name => _name ?? "any";

    /// <summary>Compares by name; a channel that was never set is <see cref="Any"/>.</summary>
    /// <param name="other">The other channel.</param>
    /// <returns><see langword="true"/> for the same channel.</returns>
    public bool Equals(Channel other) => string.Equals(Name, other.Name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    /// <summary>Returns <see cref="Name"/>.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;

    /// <summary>Whether a consent recorded for this channel answers a question about <paramref name="asked"/>.</summary>
    internal bool AnswersFor(Channel asked) => Equals(asked) || Equals(Any);
}
