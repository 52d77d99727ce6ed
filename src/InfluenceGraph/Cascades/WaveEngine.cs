using System.Globalization;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Cascades;

/// <summary>512 worlds at once, hop by hop.</summary>
internal sealed class WaveEngine : IWorldEngine
{
    private readonly CascadeGraph _graph;
    private readonly ReachSpace _space;
    private readonly ulong _seed;
    private readonly double[]? _worth;
    private readonly EventRows? _events;
    private readonly ThresholdRows? _thresholds;

    /// <summary>Prepares the part of the graph that matters.</summary>
    /// <param name="graph">The graph, without delays.</param>
    /// <param name="space">What the seeds can reach.</param>
    /// <param name="worth">What each node of the graph counts, or <see langword="null"/> for one each.</param>
    /// <param name="seed">Which worlds.</param>
    internal WaveEngine(CascadeGraph graph, ReachSpace space, double[]? worth, int seed)
    {
        RequireRoom(space.Nodes.Length);
        _graph = graph;
        _space = space;
        _seed = (ulong)seed;
        _worth = worth is null ? null : Array.ConvertAll(_space.Nodes, node => worth[node]);
        float[] probabilities = _space.Gather(graph.Forward.Weights);
        if (graph.Process == CascadeProcess.IndependentCascade)
        {
            _events = EventRows.Of(_space.Offsets, _space.Targets, probabilities, _space.Degrees);
        }
        else
        {
            ThresholdSpan[] spans = ThresholdRows.SpansOf(_space.Targets, probabilities, _space.Nodes.Length);
            _thresholds = new(_space.Offsets, _space.Targets, spans, _space.Degrees);
        }
    }

    /// <summary>Throws unless there is room for 512 worlds of so many customers.</summary>
    internal static void RequireRoom(long customers)
    {
        if (customers > WaveFront.MostNodes)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"The word can reach {customers:#,0} customers; expected at most {WaveFront.MostNodes:#,0}, as each of them has a row of 512 worlds in one array. Bound it with {nameof(CascadeModel)}.{nameof(CascadeModel.MaxHops)} or ask a view that leaves customers out; with a {nameof(CascadeModel)}.{nameof(CascadeModel.Delay)} worlds are simulated one at a time, without that bound."));
        }
    }

    public int WorldsPerBatch => WorldWave<IndependentTries>.Worlds;

    public IBatchWorker NewWorker() => _events is not null
        ? new Worker<IndependentTries>(this, new(_events))
        : new Worker<ThresholdTries>(this, new(_thresholds!));

    private sealed class Worker<TTries>(WaveEngine engine, TTries tries) : IBatchWorker
        where TTries : struct, IWaveTries
    {
        private readonly WorldWave<TTries> _wave = new(engine._space.Nodes.Length, tries, engine._worth);
        private readonly int[] _counts = new int[WorldWave<TTries>.Worlds];

        public BatchOutcome Run(int batch, Span<double> counts, Span<double> values, CancellationToken cancellationToken)
        {
            long before = _wave.EdgeVisits;
            _wave.Run(engine._seed, (ulong)batch, engine._space.Seeds, counts.Length, engine._graph.MaxHops, cancellationToken);
            _wave.CopyCounts(_counts);
            for (int world = 0; world < counts.Length; world++)
            {
                counts[world] = _counts[world];
            }

            _wave.WorthReached[..values.Length].CopyTo(values);
            bool hasWorth = engine._worth is not null;
            CurveSums[] curve = [.. _wave.Hops.Select(hop => hasWorth ? new CurveSums(hop.Worth, hop.WorthSquares) : new(hop.Count, hop.CountSquares))];
            return new(counts.Length, _wave.EdgeVisits - before, curve);
        }
    }
}
