using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>Where a customer stands between others: a bridge between people who do not know each other, or deep inside a group.</summary>
/// <remarks>
/// Ties count without direction and weigh <c>w(u,v) = w(u->v) + w(v->u)</c>, but for <paramref name="DirectedReciprocity"/>. With
/// <c>s(u)</c> the weight of all ties of <c>u</c>, <c>p(u,v) = w(u,v) / s(u)</c> is the part of <c>u</c>'s attention that goes to
/// <c>v</c>. R. Burt, "Structural Holes", 1992, defines constraint, effective size, efficiency and hierarchy.
/// </remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Customer">The key.</param>
/// <param name="Contacts">The number of people with a tie to the customer.</param>
/// <param name="Constraint">
/// How much the customer depends on few people who know each other: the sum over contacts <c>v</c> of
/// <c>c(v) = (p(u,v) + sum over q of p(u,q) p(q,v))^2</c>. Near 0 for a broker among many strangers, 1 for one contact, 1.125 for
/// two contacts who know each other, all ties equal, which is the most that equal ties come to; always below 2 (unequal ties can
/// come near that). <see langword="null"/> without contacts.
/// </param>
/// <param name="EffectiveSize">
/// Contacts without redundancy: the sum over contacts <c>v</c> of <c>1 - sum over q of p(u,q) w(v,q) / max over k of w(v,k)</c>; 1 to
/// the number of contacts where all ties are equal, above 0 always. <see langword="null"/> without contacts.
/// </param>
/// <param name="Efficiency">Effective size over contacts, above 0, at most 1. <see langword="null"/> without contacts.</param>
/// <param name="Hierarchy">
/// Whether the constraint comes from one contact: with <c>r(v) = c(v) n / C</c>, <c>sum over v of r(v) ln r(v) / (n ln n)</c>;
/// 0 where each of <c>n</c> contacts constrains alike, 1 where one does all. <see langword="null"/> with fewer than 2 contacts.
/// </param>
/// <param name="CoreNumber">The largest k such that the customer belongs to a group in which everybody has k ties. V. Batagelj, M. Zaversnik, arXiv:cs/0310049.</param>
/// <param name="Triangles">The number of pairs of contacts with a tie.</param>
/// <param name="Clustering">These pairs over all pairs of contacts, 0 to 1; <see langword="null"/> with fewer than 2 contacts. D. Watts, S. Strogatz, Nature 393 (1998).</param>
/// <param name="BarratClustering">The same where each pair counts with the mean weight of the customer's two ties; <see langword="null"/> with fewer than 2 contacts. A. Barrat et al., PNAS 101 (2004).</param>
/// <param name="OnnelaClustering">The mean over pairs of contacts of the cube root of the product of the triangle's three weights, over the graph's largest weight; <see langword="null"/> with fewer than 2 contacts. J.-P. Onnela et al., Phys. Rev. E 71 (2005).</param>
/// <param name="DirectedReciprocity">The part of the customer's ties, each way counted, that go both ways: 0 to 1; <see langword="null"/> without contacts.</param>
public readonly record struct BrokeragePlace<TKey>(
    TKey Customer,
    int Contacts,
    double? Constraint,
    double? EffectiveSize,
    double? Efficiency,
    double? Hierarchy,
    int CoreNumber,
    long Triangles,
    double? Clustering,
    double? BarratClustering,
    double? OnnelaClustering,
    double? DirectedReciprocity)
    where TKey : notnull
{
    /// <summary>The customer with the measures that are spoken of most.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Constraint is double constraint
        ? Invariant($"{Customer}: constraint {constraint:0.000}, effective size {EffectiveSize:0.0} of {Contacts}, core {CoreNumber}, {Triangles} triangles")
        : Invariant($"{Customer}: no contacts");
}
