namespace InfluenceGraph.Communities;

/// <summary>How <see cref="Leiden"/> looks for communities.</summary>
/// <param name="Quality">What to maximise.</param>
/// <param name="Resolution">The resolution, above 0.</param>
/// <param name="Directed">Whether modularity knows who sends and who receives.</param>
/// <param name="Seed">The seed of the orders in which nodes are visited.</param>
/// <param name="MaxPasses">The most passes of a run.</param>
/// <param name="Runs">Independent runs, of which the best counts.</param>
/// <param name="Threads">The number of threads; no bit depends on it.</param>
internal sealed record LeidenSettings(CommunityQuality Quality, double Resolution, bool Directed, ulong Seed, int MaxPasses, int Runs, int Threads);

/// <summary>The communities found.</summary>
/// <param name="GroupOf">Node to community, numbered in the order of their first nodes.</param>
/// <param name="Count">The number of communities.</param>
/// <param name="Levels">The levels below: node to group, finest first, each nested in the next and the last one in the communities.</param>
/// <param name="Quality">What was maximised.</param>
/// <param name="Passes">Passes of the best run.</param>
/// <param name="Converged">Whether the last pass found nothing to improve, so that no single move of a node improves anything.</param>
/// <param name="Run">Which run was best.</param>
internal sealed record LeidenSolution(int[] GroupOf, int Count, IReadOnlyList<int[]> Levels, double Quality, int Passes, bool Converged, int Run);
