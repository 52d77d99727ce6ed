namespace InfluenceGraph;

/// <content>Customer cards.</content>
public sealed partial class CustomerGraph<TKey>
{
    /// <summary>Everything known of one customer in one object. The same as asking the view of all customers.</summary>
    /// <param name="customer">The key.</param>
    /// <param name="configure">Hands in results of <see cref="AsView"/>.</param>
    /// <returns>The card.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something is dated and there is no moment.</exception>
    /// <exception cref="KeyNotFoundException">The customer is not a customer of this graph.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or a result is of another view.</exception>
    public CustomerCard<TKey> Card(TKey customer, Func<CardOptions<TKey>, CardOptions<TKey>>? configure = null) => AsView().Card(customer, configure);
}
