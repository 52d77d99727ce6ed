using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>A group of customers and how it stands to the others. Weights are influence weights, both ways added up.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class Community<TKey>
    where TKey : notnull
{
    private readonly Lazy<IReadOnlyList<TKey>> _members;

    internal Community(Func<IReadOnlyList<TKey>> members) => _members = new(members);

    /// <summary>The id, 0 or more: by falling size, or as in the earlier result that the search started from.</summary>
    public required int Id { get; init; }

    /// <summary>The name that the caller gave; <see langword="null"/> for a community that was found.</summary>
    public required string? Name { get; init; }

    /// <summary>The number of members.</summary>
    public required int Size { get; init; }

    /// <summary>The members, in the order of their keys.</summary>
    public IReadOnlyList<TKey> Members => _members.Value;

    /// <summary>The own values of the members together, in money.</summary>
    public required double OwnValue { get; init; }

    /// <summary>The weight of the ties between members.</summary>
    public required double InternalWeight { get; init; }

    /// <summary>The weight of the ties between members and others.</summary>
    public required double ExternalWeight { get; init; }

    /// <summary>Pairs of members with a tie, whichever way.</summary>
    public required long InternalTies { get; init; }

    /// <summary>The share of all pairs of members that have a tie, 0 to 1; <see langword="null"/> for a community of one, which has no pairs.</summary>
    public double? Density => Size > 1 ? InternalTies / (Size * (Size - 1.0) / 2) : null;

    /// <summary>
    /// The weight of the ties to others as a share of all weight that members have, or that others have if that is less
    /// (Kannan, Vempala, Vetta 2004): 0 (closed) to 1; <see langword="null"/> where one side has no ties.
    /// </summary>
    public required double? Conductance { get; init; }

    /// <summary>Whether everybody is tied to everybody through members only. Always so for communities that were found.</summary>
    public required bool IsConnected { get; init; }

    /// <summary>Id, size and what holds it together.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant(
        $"community {Id}{(Name is null ? "" : $" '{Name}'")}: {Size} customers worth {OwnValue:0.##}, density {Show(Density)}, conductance {Show(Conductance)}{(IsConnected ? "" : ", not connected")}");

    private static string Show(double? value) => value is double known ? Invariant($"{known:0.000}") : "unknown";
}
