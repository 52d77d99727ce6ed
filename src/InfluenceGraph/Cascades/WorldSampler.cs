using System.Collections.Concurrent;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Cascades;

/// <summary>Simulates worlds in rounds until the mean is known well enough. Where a round ends depends on what the rounds before gave and on nothing else.</summary>
internal sealed class WorldSampler
{
    private readonly IWorldEngine _engine;
    private readonly CascadeReachOptions _options;
    private readonly WorldSample _sample;
    private readonly SharedProgress? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly ConcurrentBag<IBatchWorker> _workers = [];

    private WorldSampler(IWorldEngine engine, CascadeReachOptions options, bool hasWorth, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        _engine = engine;
        _options = options;
        _sample = new(hasWorth);
        _progress = progress is null ? null : new(progress, "worlds", options.MaxWorlds);
        _cancellationToken = cancellationToken;
    }

    internal static WorldSample Run(IWorldEngine engine, CascadeReachOptions options, bool hasWorth, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var sampler = new WorldSampler(engine, options, hasWorth, progress, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        int worlds = sampler.WholeBatches(options.Precision == 0 ? options.MaxWorlds : options.MinWorlds);
        while (true)
        {
            sampler.RunUntil(worlds);
            int wanted = sampler.WholeBatches(sampler.WorldsWanted());
            if (wanted <= worlds)
            {
                return sampler._sample;
            }

            worlds = wanted;
        }
    }

    /// <summary>Whether a mean is known well enough.</summary>
    internal static bool IsPrecise(Estimate mean, double precision, double confidence) =>
        Estimates.StandardErrorsFor(confidence) * mean.StandardError <= precision * mean.Value;

    private void RunUntil(int worlds)
    {
        int perBatch = _engine.WorldsPerBatch;
        int first = _sample.Worlds / perBatch;
        _sample.Reserve(worlds);
        var outcomes = new BatchOutcome[((worlds + perBatch - 1) / perBatch) - first];
        int threads = Math.Min(_options.Threads ?? Environment.ProcessorCount, outcomes.Length);
        WorkerTeam.Run(threads, outcomes.Length, block => outcomes[block] = RunBatch(first + block, worlds), () => false, _cancellationToken);
        foreach (BatchOutcome outcome in outcomes)
        {
            _sample.Add(outcome);
        }
    }

    private BatchOutcome RunBatch(int batch, int worlds)
    {
        int start = batch * _engine.WorldsPerBatch;
        (Memory<double> counts, Memory<double> values) = _sample.Slots(start, Math.Min(_engine.WorldsPerBatch, worlds - start));
        IBatchWorker worker = _workers.TryTake(out IBatchWorker? idle) ? idle : _engine.NewWorker();
        BatchOutcome outcome = worker.Run(batch, counts.Span, values.Span, _cancellationToken);
        _workers.Add(worker);
        _progress?.Add(outcome.Worlds);
        return outcome;
    }

    /// <summary>How many worlds the wanted precision needs, judged by those there are, plus a little; at most eight times as many.</summary>
    private long WorldsWanted()
    {
        Estimate mean = SampleMean.Of(_sample.Values).Estimate(_options.Confidence);
        if (_sample.Worlds >= _options.MaxWorlds || IsPrecise(mean, _options.Precision, _options.Confidence))
        {
            return _sample.Worlds;
        }

        const double Reserve = 1.1;
        double excess = Estimates.StandardErrorsFor(_options.Confidence) * mean.StandardError / (_options.Precision * mean.Value);
        return (long)Math.Clamp(Reserve * excess * excess * _sample.Worlds, _sample.Worlds + 1.0, 8.0 * _sample.Worlds);
    }

    private int WholeBatches(long worlds)
    {
        long batches = (worlds + _engine.WorldsPerBatch - 1) / _engine.WorldsPerBatch;
        return (int)Math.Min(_options.MaxWorlds, batches * _engine.WorldsPerBatch);
    }
}
