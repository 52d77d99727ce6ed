namespace InfluenceGraph;

/// <summary>What a circle's strength is made of. Each part is 0 to 1, and the score rises with each.</summary>
/// <remarks>
/// The circle is an owner <c>u</c> and members <c>v</c>; <c>w(u->v)</c> is the influence weight of a tie, <c>w(u,v)</c> the sum
/// of the two ways. In an ego network everybody with a tie to the owner is a member; the parts of a named circle are defined
/// over its members alone, also those without a tie to the owner.
/// </remarks>
/// <param name="Permission">The mean permission that members grant the owner, 0 for a member who grants none.</param>
/// <param name="Reciprocity">
/// <c>sum over v of min(w(u->v), w(v->u)) / sum over v of max(w(u->v), w(v->u))</c>: 1 where both ways are equal throughout, 0
/// where all ties go one way or there are none. After T. Squartini, F. Picciolo, F. Ruzzenenti, D. Garlaschelli, "Reciprocity of
/// weighted networks", Scientific Reports 3 (2013), there divided by all weight, here by the larger ways, so that 1 can be reached.
/// </param>
/// <param name="Closure">
/// How much of the owner's ties lies in triangles: <c>sum over v of w(u,v) t(u,v) / (s (k - 1))</c> with <c>t(u,v)</c> the members
/// whom both know, <c>s</c> and <c>k</c> the weight and the number of the owner's ties in the circle; 0 where <c>k</c> is below 2.
/// The weighted clustering of A. Barrat, M. Barthelemy, R. Pastor-Satorras, A. Vespignani, PNAS 101 (2004).
/// </param>
/// <param name="Density">Pairs of members with a tie, over all pairs of members. D. Watts, S. Strogatz, Nature 393 (1998).</param>
/// <param name="Recency">
/// The mean of <c>2^(-age / half-life)</c> over the owner's ties with a known last contact, at the view's moment;
/// <see langword="null"/> where none is known or the view has no moment, and then the other parts count alone.
/// </param>
/// <param name="Seclusion">
/// 1 minus the conductance of owner and members: the weight of ties that lead out of the circle, over the smaller of the weight
/// of all ties of those inside and of those outside; 1 where none leads out, 0 where there are no ties. Conductance: R. Kannan,
/// S. Vempala, A. Vetta, "On clusterings", Journal of the ACM 51 (2004).
/// </param>
public readonly record struct CircleParts(double Permission, double Reciprocity, double Closure, double Density, double? Recency, double Seclusion)
{
    /// <summary>The parts.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"permission {Permission:0.00}, reciprocity {Reciprocity:0.00}, closure {Closure:0.00}, density {Density:0.00}, recency {(Recency is double recency ? FormattableString.Invariant($"{recency:0.00}") : "not known")}, seclusion {Seclusion:0.00}");
}
