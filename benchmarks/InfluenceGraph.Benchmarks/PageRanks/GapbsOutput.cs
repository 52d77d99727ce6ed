using System.Globalization;
using System.Text.RegularExpressions;

namespace InfluenceGraph.Benchmarks.PageRanks;

/// <summary>What gapbs' <c>pr</c> and <c>pr_spmv</c> say with the flags -l and -a: a line per iteration, a time per trial, the best five.</summary>
/// <param name="Trials">Seconds and iterations of each trial.</param>
/// <param name="Top">The nodes with the highest scores, with six digits.</param>
internal sealed partial record GapbsOutput(IReadOnlyList<Trial> Trials, IReadOnlyList<(int Node, double Score)> Top)
{
    internal static GapbsOutput Parse(IEnumerable<string> lines)
    {
        var trials = new List<Trial>();
        var top = new List<(int, double)>();
        int iterations = 0;
        foreach (string line in lines)
        {
            if (line.StartsWith("Trial Time:", StringComparison.Ordinal))
            {
                double seconds = Number(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]);
                trials.Add(new(seconds, iterations, seconds / Math.Max(1, iterations)));
                iterations = 0;
            }
            else if (Iteration().IsMatch(line))
            {
                iterations++;
            }
            else if (Best().Match(line) is { Success: true } best)
            {
                top.Add((int.Parse(best.Groups["node"].Value, CultureInfo.InvariantCulture), Number(best.Groups["score"].Value)));
            }
        }

        return trials.Count > 0 && top.Count > 0
            ? new(trials, top)
            : throw new InvalidDataException($"The program printed {trials.Count} trial times and {top.Count} best nodes; expected some of both, as gapbs' pr does with -l -a.");
    }

    private static double Number(string text) => double.Parse(text.Trim(), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*\d+\s+\d+\.\d+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Iteration();

    [GeneratedRegex(@"^(?<node>\d+):(?<score>[0-9.e+-]+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Best();
}

/// <summary>One question answered once.</summary>
/// <param name="Seconds">The whole answer, without reading the graph.</param>
/// <param name="Iterations">Sweeps over the edges; 0 where the code has none to count.</param>
/// <param name="SecondsPerIteration">One of them.</param>
internal sealed record Trial(double Seconds, int Iterations, double SecondsPerIteration);
