namespace InfluenceGraph;

/// <content>Where a result came from, for questions that are handed one.</content>
public sealed partial class SocialValueResult<TKey>
{
    /// <summary>The view that was asked.</summary>
    internal CustomerGraphView<TKey> View => _view;
}
