using System.Globalization;

namespace InfluenceGraph.Tool.Progress;

/// <summary>The library's reports as a part done and a few words, passed on at once and on the thread that reports.</summary>
internal static class Reports
{
    internal static IProgress<WorkProgress> Work(Action<double, string> tell) => new Passed<WorkProgress>(value =>
        tell(value.Fraction, value.Phase));

    internal static IProgress<RowProgress> Rows(Action<double, string> tell) => new Passed<RowProgress>(value =>
        tell(value.Fraction, string.Create(CultureInfo.InvariantCulture, $"{value.Rows:N0} rows, {value.RowsPerSecond:N0} a second")));

    internal static IProgress<IterationProgress> Iterations(Action<double, string> tell) => new Passed<IterationProgress>(value =>
        tell(value.Fraction, string.Create(CultureInfo.InvariantCulture, $"iteration {value.Iteration}, residual {value.Residual:0.0e+0}")));

    internal static IProgress<SeedProgress> Seeds(Action<double, string> tell) => new Passed<SeedProgress>(value =>
        tell(0, string.Create(CultureInfo.InvariantCulture, $"round {value.Round}, {value.SampledSets:N0} samples, certified {value.CertifiedRatio:0.000} of the best")));

    private sealed class Passed<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
