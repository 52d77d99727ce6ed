namespace InfluenceGraph;

/// <summary>Makes changes for <see cref="LiveSocialValue{TKey}.Apply"/>.</summary>
public static class GraphChange
{
    /// <summary>Adds a tie, or gives one that is there another permission and strength.</summary>
    /// <typeparam name="TKey">The caller's customer key.</typeparam>
    /// <param name="from">The customer who can reach the other one.</param>
    /// <param name="to">The customer who is reached, and who granted the permission.</param>
    /// <param name="permission">The permission, 0 to 1; 0 is an explicit no.</param>
    /// <param name="strength">How much the two really interact, 0 or more.</param>
    /// <returns>The change.</returns>
    public static TieSet<TKey> SetTie<TKey>(TKey from, TKey to, double permission, double strength = 1)
        where TKey : notnull => new(from, to, permission, strength);

    /// <summary>Removes a tie.</summary>
    /// <typeparam name="TKey">The caller's customer key.</typeparam>
    /// <param name="from">The customer who can reach the other one.</param>
    /// <param name="to">The customer who is reached.</param>
    /// <returns>The change.</returns>
    public static TieRemoved<TKey> RemoveTie<TKey>(TKey from, TKey to)
        where TKey : notnull => new(from, to);

    /// <summary>Adds a customer, without ties.</summary>
    /// <typeparam name="TKey">The caller's customer key.</typeparam>
    /// <param name="customer">The key.</param>
    /// <param name="ownValue">The own value, in money.</param>
    /// <returns>The change.</returns>
    public static CustomerAdded<TKey> AddCustomer<TKey>(TKey customer, double ownValue)
        where TKey : notnull => new(customer, ownValue);

    /// <summary>Gives a customer another own value.</summary>
    /// <typeparam name="TKey">The caller's customer key.</typeparam>
    /// <param name="customer">The key.</param>
    /// <param name="ownValue">The own value, in money.</param>
    /// <returns>The change.</returns>
    public static OwnValueChanged<TKey> SetOwnValue<TKey>(TKey customer, double ownValue)
        where TKey : notnull => new(customer, ownValue);

    /// <summary>Deletes a customer with all their ties.</summary>
    /// <typeparam name="TKey">The caller's customer key.</typeparam>
    /// <param name="customer">The key.</param>
    /// <returns>The change.</returns>
    public static CustomerRemoved<TKey> RemoveCustomer<TKey>(TKey customer)
        where TKey : notnull => new(customer);
}

/// <summary>One change of a customer base. Changes of a batch take effect in their order, and all together or not at all.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public abstract record GraphChange<TKey>
    where TKey : notnull
{
    private protected GraphChange()
    {
    }
}

/// <summary>A tie is added, or gets another permission and strength. Both customers must be there.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="From">The customer who can reach the other one.</param>
/// <param name="To">The customer who is reached, and who granted the permission.</param>
/// <param name="Permission">How strongly <paramref name="To"/> lets <paramref name="From"/> reach them, 0 to 1. 0 is an explicit no, which takes a tie away and is remembered.</param>
/// <param name="Strength">How much the two really interact, 0 or more.</param>
public sealed record TieSet<TKey>(TKey From, TKey To, double Permission, double Strength = 1) : GraphChange<TKey>
    where TKey : notnull;

/// <summary>A tie, or an explicit no, is removed as if it had never been.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="From">The customer who can reach the other one.</param>
/// <param name="To">The customer who is reached.</param>
public sealed record TieRemoved<TKey>(TKey From, TKey To) : GraphChange<TKey>
    where TKey : notnull;

/// <summary>A customer is added, without ties.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Customer">The key; of nobody who is there already.</param>
/// <param name="OwnValue">What the customer spends or is expected to spend, 0 to 1e100.</param>
public sealed record CustomerAdded<TKey>(TKey Customer, double OwnValue) : GraphChange<TKey>
    where TKey : notnull;

/// <summary>A customer's own value is another one.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Customer">The key.</param>
/// <param name="OwnValue">What the customer spends or is expected to spend, 0 to 1e100.</param>
public sealed record OwnValueChanged<TKey>(TKey Customer, double OwnValue) : GraphChange<TKey>
    where TKey : notnull;

/// <summary>A customer is deleted with all their ties and everything else that is known of them.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Customer">The key.</param>
public sealed record CustomerRemoved<TKey>(TKey Customer) : GraphChange<TKey>
    where TKey : notnull;
