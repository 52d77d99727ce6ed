using InfluenceGraph.Kernels;

namespace InfluenceGraph.SocialValues;

/// <summary>The linear system of <see cref="PageRankSolver"/>, by slot: <c>z = source + d P z</c> with <c>d P_uv = weight_uv rate_v</c>.</summary>
/// <param name="Rows">The edge weights, row by row.</param>
/// <param name="Rate">What a slot passes on per unit of value and weight; 0 where nothing is.</param>
/// <param name="Source">What starts at each slot; 0 or more.</param>
/// <param name="Total">The sum of the sources.</param>
/// <param name="RestartShare">Which part of what arrives at nodes that nobody can reach starts anew at each slot; empty where nothing does.</param>
internal sealed record PageRankSystem(IRowSums Rows, double[] Rate, double[] Source, double Total, double[] RestartShare);
