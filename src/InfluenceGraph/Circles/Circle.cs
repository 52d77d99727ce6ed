namespace InfluenceGraph;

/// <summary>People whom a customer put together under a name, such as "family". Only the owner says who belongs.</summary>
/// <remarks>Members need no tie with the owner or each other. Rows of one owner and name make one circle.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Owner">Whose circle it is.</param>
/// <param name="Name">What the owner calls it.</param>
/// <param name="Members">Who belongs, without the owner.</param>
public sealed record Circle<TKey>(TKey Owner, string Name, IReadOnlyList<TKey> Members)
    where TKey : notnull;
