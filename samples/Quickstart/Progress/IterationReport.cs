using System.Globalization;
using InfluenceGraph;

namespace Quickstart.Progress;

/// <summary>Passes on how far the computation is, at once and on its own thread.</summary>
internal sealed class IterationReport(Action<double, string> tell) : IProgress<IterationProgress>
{
    public void Report(IterationProgress value) =>
        tell(value.Fraction, string.Create(CultureInfo.InvariantCulture, $"iteration {value.Iteration}, residual {value.Residual:0.0e+0}"));
}
