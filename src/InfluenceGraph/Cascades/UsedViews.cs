namespace InfluenceGraph.Cascades;

/// <summary>The views that an answer depends on: the one that was asked, and those that said who may take part or on which was learned.</summary>
internal sealed class UsedViews
{
    private readonly Func<bool>[] _isStale;
    private readonly Lazy<DateTimeOffset?> _validUntil;

    private UsedViews(Func<bool>[] isStale, Lazy<DateTimeOffset?> validUntil)
    {
        _isStale = isStale;
        _validUntil = validUntil;
    }

    internal bool IsAnyStale => Array.Exists(_isStale, isStale => isStale());

    /// <summary>The first moment after their own at which something recorded begins or ends for any of them.</summary>
    internal DateTimeOffset? ValidUntil => _validUntil.Value;

    internal static UsedViews Of<TKey>(params IEnumerable<CustomerGraphView<TKey>?> views)
        where TKey : notnull
    {
        CustomerGraphView<TKey>[] used = [.. views.OfType<CustomerGraphView<TKey>>()];
        return new(Array.ConvertAll<CustomerGraphView<TKey>, Func<bool>>(used, view => () => view.IsStale), new(() => used.Min(view => view.Receipt.ValidUntil)));
    }

    internal bool IsAnyStaleAt(DateTimeOffset moment) => IsAnyStale || ValidUntil <= moment;
}
