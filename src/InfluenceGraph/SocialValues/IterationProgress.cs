namespace InfluenceGraph;

/// <summary>How far an iterative computation has come.</summary>
/// <param name="Iteration">Sweeps over all ties made so far.</param>
/// <param name="Residual">The share of all value that may still be on its way: after most sweeps an estimate, at the end of a round and of the computation certain.</param>
/// <param name="Tolerance">The residual at which the computation stops.</param>
public readonly record struct IterationProgress(int Iteration, double Residual, double Tolerance)
{
    /// <summary>An estimate of the part done, 0 to 1, from how the residual falls.</summary>
    public double Fraction => Residual <= Tolerance ? 1 : Residual >= 1 || Tolerance <= 0 ? 0 : Math.Log(Residual) / Math.Log(Tolerance);
}
