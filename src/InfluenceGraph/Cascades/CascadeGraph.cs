using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Cascades;

/// <summary>
/// What a cascade runs on: the included nodes of a view, numbered anew, and the edges that can carry a word, each with its
/// probability as weight. It holds nothing of what is left out, so that what is left out cannot move a random number.
/// Immutable, safe to share between threads.
/// </summary>
internal sealed class CascadeGraph
{
    private readonly Lazy<CsrGraph> _backward;
    private readonly Lazy<CsrGraph?> _backwardDelays;
    private readonly Lazy<JumpRows> _forwardJumps;
    private readonly Lazy<JumpRows> _backwardJumps;

    internal CascadeGraph(CascadeProcess process, CsrGraph forward, float[]? delays = null, bool isDelayExponential = false, int maxHops = int.MaxValue, float timeLimit = float.PositiveInfinity)
    {
        Process = process;
        Forward = forward;
        Delays = delays;
        IsDelayExponential = isDelayExponential;
        MaxHops = maxHops;
        TimeLimit = timeLimit;
        _backward = new(forward.Transpose);
        _backwardDelays = new(() => delays is null ? null : forward.WithWeights(delays).Transpose());
        _forwardJumps = new(() => JumpRows.Of(Forward.Offsets, Forward.Targets, Forward.Weights));
        _backwardJumps = new(() => JumpRows.Of(Backward.Offsets, Backward.Targets, Backward.Weights));
    }

    internal CascadeProcess Process { get; }

    /// <summary>Row <c>u</c>: whom <c>u</c> can pass the word on to, ascending, with the probability, above 0 to 1. No self edges.</summary>
    internal CsrGraph Forward { get; }

    /// <summary>Row <c>v</c>: from whom <c>v</c> can hear, ascending, with the probability. Under the linear threshold a row adds up to at most 1.</summary>
    internal CsrGraph Backward => _backward.Value;

    /// <summary>Days on each forward edge, or the mean of them; <see langword="null"/> where only hops count.</summary>
    internal float[]? Delays { get; }

    /// <summary>Days on each backward edge.</summary>
    internal float[]? BackwardDelays => _backwardDelays.Value?.Weights;

    internal bool IsDelayExponential { get; }

    internal int MaxHops { get; }

    /// <summary>In days.</summary>
    internal float TimeLimit { get; }

    /// <summary>By which share of it a time may be off: given delays are stored in single precision and added up in one order or the other, and three hours of one hour each are not late after three.</summary>
    internal double TimeTolerance => IsDelayExponential ? 0 : 1e-6;

    /// <summary>In days; who hears later does not count.</summary>
    internal double LatestArrival => TimeLimit * (1 + TimeTolerance);

    /// <summary>Whether a word stops for want of hops or time.</summary>
    internal bool IsLimited => MaxHops < NodeCount - 1 || TimeLimit < float.PositiveInfinity;

    internal int NodeCount => Forward.NodeCount;

    internal int EdgeCount => Forward.EdgeCount;

    /// <summary>The forward rows made ready to jump from one live edge to the next.</summary>
    internal JumpRows ForwardJumps => _forwardJumps.Value;

    /// <summary>The backward rows made ready to jump.</summary>
    internal JumpRows BackwardJumps => _backwardJumps.Value;
}
