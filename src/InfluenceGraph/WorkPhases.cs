namespace InfluenceGraph;

/// <summary>Phases of a question, told to a caller who may not listen.</summary>
internal static class WorkPhases
{
    /// <summary>A phase begins.</summary>
    /// <param name="progress">The caller, or <see langword="null"/>.</param>
    /// <param name="phase">What is being done.</param>
    /// <param name="total">What it comes to.</param>
    /// <returns>Says how much more was done, from any thread.</returns>
    internal static Action<long> Begin(this IProgress<WorkProgress>? progress, string phase, long total)
    {
        if (progress is null)
        {
            return static _ => { };
        }

        progress.Report(new(phase, 0, total));
        return new PhaseProgress<WorkProgress>(progress, done => new(phase, done, total)).Add;
    }
}
