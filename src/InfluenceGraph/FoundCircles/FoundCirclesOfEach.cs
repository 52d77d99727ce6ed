using System.Collections;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>The circles found around many customers.</summary>
/// <remarks>Goes through the owners in the order of their keys. Immutable and safe to share between threads.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class FoundCirclesOfEach<TKey> : IReadOnlyCollection<FoundCircleResult<TKey>>
    where TKey : notnull
{
    private readonly UsedCustomers<TKey> _used;
    private readonly int[] _owners;
    private readonly FoundCircleResult<TKey>[] _results;

    internal FoundCirclesOfEach(UsedCustomers<TKey> used, FoundCircleOptions options, int[] owners, FoundCircleResult<TKey>[] results, Receipt receipt)
    {
        _used = used;
        _owners = owners;
        _results = results;
        Options = options;
        Receipt = receipt;
    }

    /// <summary>What was asked.</summary>
    public FoundCircleOptions Options { get; }

    /// <summary>What the answer was computed from.</summary>
    public Receipt Receipt { get; }

    /// <summary>Whether a consent recorded since may change the answer. Ask again from a new view.</summary>
    public bool IsStale => _used.View.IsStale;

    /// <summary>The number of owners.</summary>
    public int Count => _results.Length;

    /// <summary>The number of circles of all owners together.</summary>
    public int CircleCount => _results.Sum(result => result.Circles.Count);

    /// <summary>The circles of an owner.</summary>
    /// <param name="owner">The key.</param>
    /// <returns>The circles and what speaks for each.</returns>
    /// <exception cref="KeyNotFoundException">The owner is unknown, left out, or was not asked for.</exception>
    public FoundCircleResult<TKey> this[TKey owner] => _owners.AsSpan().BinarySearch(_used.NodeOf(owner)) is >= 0 and int place
        ? _results[place]
        : throw new KeyNotFoundException($"The circles of '{owner}' were not asked for; expected one of the {Count} owners.");

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because something dated begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be asked again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment;

    /// <summary>Goes through the owners in the order of their keys.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<FoundCircleResult<TKey>> GetEnumerator() => _results.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many circles of how many owners.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant($"{CircleCount} circles around {Count} customers");
}
