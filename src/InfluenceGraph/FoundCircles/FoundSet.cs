namespace InfluenceGraph.FoundCircles;

/// <summary>A circle of an ego network.</summary>
/// <param name="Members">The members, ascending.</param>
/// <param name="Evidence">The decimal logarithm of how many times likelier the ties are with it, beside the others.</param>
internal readonly record struct FoundSet(int[] Members, double Evidence);
