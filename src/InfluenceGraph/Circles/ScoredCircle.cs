namespace InfluenceGraph.Circles;

/// <summary>A named circle with its score, NaN where there is not enough evidence.</summary>
internal readonly record struct ScoredCircle(int Owner, string Name, CircleSums Sums, double Score, double Error);
