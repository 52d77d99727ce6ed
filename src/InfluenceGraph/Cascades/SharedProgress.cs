namespace InfluenceGraph.Cascades;

/// <summary>How far threads have come with one phase of a cascade computation.</summary>
internal sealed class SharedProgress(IProgress<WorkProgress> progress, string phase, long total)
    : PhaseProgress<WorkProgress>(progress, done => new(phase, done, total));
