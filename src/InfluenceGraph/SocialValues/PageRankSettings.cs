namespace InfluenceGraph.SocialValues;

/// <summary>How to solve: the options of <see cref="SocialValueOptions{TKey}"/> that are not about keys, with the worker count settled.</summary>
internal sealed record PageRankSettings(double Damping, UnreachedPolicy Unreached, double Tolerance, int MaxIterations, int Workers);
