namespace InfluenceGraph.SocialValues;

/// <summary>
/// How moves are added up so that little is left: a polynomial of the matrix that moves, 1 at 1 and small where the matrix has
/// its other eigenvalues. Found for one starting vector, it serves others on the same edges nearly as well.
/// </summary>
/// <param name="Counts">How often each move counts, from the first.</param>
/// <param name="Left">What the combination of the moves comes to, as a part of the first, about.</param>
internal sealed record MovePolynomial(double[] Counts, double Left)
{
    /// <summary>A move counts by the factors of itself and of all later ones.</summary>
    internal static MovePolynomial Of(double[] factors, double left)
    {
        double[] counts = new double[factors.Length];
        double count = 0;
        for (int move = counts.Length - 1; move >= 0; move--)
        {
            count += factors[move];
            counts[move] = count;
        }

        return new(counts, left);
    }
}
