namespace InfluenceGraph;

/// <summary>
/// One row of "who can reach whom": <paramref name="From"/> can reach <paramref name="To"/>, because
/// <paramref name="To"/> granted that permission.
/// </summary>
/// <remarks>
/// This is the one place where the direction is defined. The grantor is always <paramref name="To"/>; value flows
/// back along the tie, from the person reached to the person who reached them. A tie weighs
/// <c>permission x strength</c>, its <em>influence weight</em>. Both are held in single precision (24 bits).
/// </remarks>
/// <typeparam name="TKey">The caller's customer key, for example <see cref="string"/>, <see cref="long"/> or <see cref="Guid"/>.</typeparam>
/// <param name="From">The customer who can reach the other one.</param>
/// <param name="To">The customer who is reached, and who granted the permission.</param>
/// <param name="Permission">How strongly <paramref name="To"/> lets <paramref name="From"/> reach them, 0 to 1. 0 is an explicit no: the tie is never used.</param>
/// <param name="Strength">How much the two really interact, 0 or more; any unit, as only ratios count. 1 where unknown.</param>
/// <param name="Since">The moment from which the permission holds, or <see langword="null"/> for "always has".</param>
/// <param name="Until">The first moment at which it no longer holds, or <see langword="null"/> for "until further notice".</param>
/// <param name="LastContact">When the two last had to do with each other, or <see langword="null"/> where unknown. Of several rows of a pair the latest counts. Says how recent a circle is; no other score uses it.</param>
public readonly record struct Tie<TKey>(
    TKey From,
    TKey To,
    double Permission,
    double Strength = 1,
    DateTimeOffset? Since = null,
    DateTimeOffset? Until = null,
    DateTimeOffset? LastContact = null)
    where TKey : notnull
{
    /// <summary>What keeps the tie from being used in a graph: a key that is <see langword="null"/>, a permission or strength out of range, an empty period.</summary>
    /// <returns>What was got, what was expected and what to do; <see langword="null"/> where nothing is wrong.</returns>
    public string? FindProblem() => TieRules.FindProblem(this);
}
