namespace InfluenceGraph.SocialValues;

/// <summary>What <see cref="PageRank"/> found.</summary>
/// <param name="Arrived"><c>z</c>: all value that ever arrives at each node.</param>
/// <param name="Rate">Damping over weight received; 0 where nothing is passed on.</param>
/// <param name="Iterations">Sweeps made.</param>
/// <param name="Residual">Share of all value that may still be on its way.</param>
/// <param name="Converged">Whether the residual is within the tolerance.</param>
/// <param name="Total">The sum of the sources.</param>
internal sealed record PageRankSolution(
    double[] Arrived,
    double[] Rate,
    int Iterations,
    double Residual,
    bool Converged,
    double Total)
{
    /// <summary><c>y</c>: what a node passes on, per unit of weight.</summary>
    internal double PassedOn(int node) => Arrived[node] * Rate[node];

    /// <summary>Multiplies each source, for value that starts anew in proportion to the sources.</summary>
    internal double SourceFactor { get; init; }

    /// <summary>Added to each source, for value that starts anew anywhere.</summary>
    internal double SourceOffset { get; init; }

    /// <summary>The sum of <c>z</c>.</summary>
    internal double TotalArrived { get; init; }

    /// <summary>Value that arrived at nodes that nobody can reach.</summary>
    internal double LeftAtUnreached { get; init; }
}
