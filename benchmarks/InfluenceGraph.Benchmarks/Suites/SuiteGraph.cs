using System.Globalization;
using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.Suites;

/// <summary>The graph of the suites: R-MAT, degree 16, of the scale in the environment variable INFLUENCEGRAPH_SCALE (16 unless set).</summary>
internal static class SuiteGraph
{
    internal const string ScaleVariable = "INFLUENCEGRAPH_SCALE";

    internal static EdgeSource Edges { get; } = RMat.Create(Scale(), degree: 16);

    private static int Scale()
    {
        string? text = Environment.GetEnvironmentVariable(ScaleVariable);
        return string.IsNullOrEmpty(text) ? 16
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int scale) ? scale
            : throw new InvalidOperationException($"{ScaleVariable} is '{text}'; expected a number such as 16.");
    }
}
