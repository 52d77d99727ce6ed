namespace InfluenceGraph.Benchmarks.Seeds;

/// <summary>What one run of one code gave.</summary>
/// <param name="Seconds">The code's own time, without reading the graph.</param>
/// <param name="Certified">Seconds until its certificate, where it goes on after; else the same.</param>
/// <param name="Bytes">Memory: of the process less its graph for peers, of the sampled sets for ours.</param>
/// <param name="Seeds">The seeds, as nodes from 0.</param>
/// <param name="Ratio">The certified ratio, where the code tells one.</param>
/// <param name="Sets">Sampled sets.</param>
/// <param name="Note">Anything else.</param>
internal sealed record SeedRun(double Seconds, double? Certified, long Bytes, int[] Seeds, double? Ratio, long Sets, string Note = "");
