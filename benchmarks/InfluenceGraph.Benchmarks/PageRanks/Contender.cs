namespace InfluenceGraph.Benchmarks.PageRanks;

/// <summary>A code with a number of threads, and how it did so far.</summary>
/// <param name="name">The name in the table.</param>
/// <param name="threads">How many threads it has.</param>
/// <param name="turn">Answers the question once or more.</param>
internal sealed class Contender(string name, int threads, Func<IReadOnlyList<Trial>> turn)
{
    private readonly List<Trial> _trials = [];

    internal string Name => name;

    internal int Threads => threads;

    internal IReadOnlyList<Trial> Trials => _trials;

    /// <summary>The median of the seconds of an answer; not a number for a code that makes single iterations only.</summary>
    internal double Seconds => Median(trial => trial.Seconds);

    internal double SecondsPerIteration => _trials.Exists(trial => trial.Iterations == 0) ? double.NaN : Median(trial => trial.SecondsPerIteration);

    internal int Iterations => (int)Median(trial => trial.Iterations);

    /// <summary>The most memory that the code needed at once.</summary>
    internal long Peak { get; set; }

    /// <summary>How its answer compares.</summary>
    internal string Answer { get; set; } = "";

    internal void Take() => _trials.AddRange(turn());

    private double Median(Func<Trial, double> of)
    {
        double[] sorted = [.. _trials.Select(of).Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
