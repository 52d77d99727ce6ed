namespace InfluenceGraph.Cards;

/// <summary>A result that may be handed in for a card.</summary>
/// <param name="Option">The option, with the name under which it was given where there are several.</param>
/// <param name="How">How to get it.</param>
/// <param name="View">The view that was asked, where it tells; <see langword="null"/> also where nothing was handed in.</param>
/// <param name="IsStale">Whether it is stale; <see langword="null"/> where nothing was handed in.</param>
/// <param name="IsStaleAt">Whether it is at a moment.</param>
internal sealed record CardSource<TKey>(string Option, string How, CustomerGraphView<TKey>? View, Func<bool>? IsStale, Func<DateTimeOffset, bool>? IsStaleAt)
    where TKey : notnull
{
    internal bool IsGiven => IsStale is not null;
}
