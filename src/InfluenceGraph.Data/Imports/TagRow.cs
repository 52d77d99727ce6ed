namespace InfluenceGraph.Data;

/// <summary>A row of a table of tags: one tag of one customer.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Customer">Whose tag it is.</param>
/// <param name="Tag">The tag.</param>
public readonly record struct TagRow<TKey>(TKey Customer, CustomerTag Tag)
    where TKey : notnull;

/// <summary>A row of a table of circles: one member of one circle. Rows of one owner and name make the circle.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Owner">Whose circle it is.</param>
/// <param name="Circle">What the owner calls it.</param>
/// <param name="Member">Who belongs.</param>
public readonly record struct CircleRow<TKey>(TKey Owner, string Circle, TKey Member)
    where TKey : notnull;
