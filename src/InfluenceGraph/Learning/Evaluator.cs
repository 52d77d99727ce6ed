using System.Runtime.InteropServices;
using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Learning;

/// <summary>Puts the same questions of a log to several models.</summary>
internal sealed class Evaluator
{
    private readonly CsrGraph _graph;
    private readonly NodeLog _log;
    private readonly Contestant[] _contestants;
    private readonly EvaluationOptions _options;
    private readonly long _window;
    private readonly long _lastMoment;

    /// <summary>By node: when it acted in the action being read; <see cref="long.MaxValue"/> where it did not.</summary>
    private readonly long[] _actedAt;

    /// <summary>By node: its place among the candidates of the moment, from 1.</summary>
    private readonly int[] _candidatePlaces;
    private readonly List<int> _candidates = [];
    private readonly List<double>[] _probabilities;

    internal Evaluator(CsrGraph graph, NodeLog log, Contestant[] contestants, EvaluationOptions options)
    {
        (_graph, _log, _contestants, _options) = (graph, log, contestants, options);
        _window = options.Window?.Ticks ?? long.MaxValue;
        _lastMoment = options.ObservedUntil is null ? long.MaxValue : options.ObservedUntil.Value.UtcTicks - _window;
        _actedAt = new long[graph.NodeCount];
        Array.Fill(_actedAt, long.MaxValue);
        _candidatePlaces = new int[graph.NodeCount];
        _probabilities = Array.ConvertAll(contestants, _ => new List<double>());
    }

    internal int Moments { get; private set; }

    internal int UnfinishedMoments { get; private set; }

    internal long Candidates { get; private set; }

    internal long Acted { get; private set; }

    /// <summary>The actions whose size is foretold, with those who are active at that moment.</summary>
    internal List<(int Action, int Active)> Sizes { get; } = [];

    /// <summary>Asks who acts next, at each moment of each action.</summary>
    internal void Ask(IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        for (int action = 0; action < _log.ActionCount; action++)
        {
            (int start, int end) = (_log.Offsets[action], _log.Offsets[action + 1]);
            for (int i = start; i < end; i++)
            {
                _actedAt[_log.Nodes[i]] = _log.Ticks[i];
            }

            int asked = 0;
            for (int first = 1; first <= end - start; first *= 2)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int active = ActiveAfter(start, end, first);
                if (active > asked)
                {
                    asked = active;
                    AskAt(action, start, active);
                }

                if (first > int.MaxValue / 2)
                {
                    break;
                }
            }

            if (_options.Worlds > 0 && end - start >= _options.SpreadAfter)
            {
                Sizes.Add((action, ActiveAfter(start, end, _options.SpreadAfter)));
            }

            for (int i = start; i < end; i++)
            {
                _actedAt[_log.Nodes[i]] = long.MaxValue;
            }

            progress?.Report(new("asking who acts next", action + 1, _log.ActionCount));
        }
    }

    /// <summary>The sizes that a contestant foretells, in the order of <see cref="Sizes"/>.</summary>
    internal double[] Foretell(Contestant contestant, int threads, CancellationToken cancellationToken)
    {
        double[] sizes = new double[Sizes.Count];
        using var forecasts = new ThreadLocal<SizeForecast>(() => new(contestant.Spread));
        WorkerTeam.Run(
            Math.Clamp(sizes.Length, 1, threads),
            sizes.Length,
            block =>
            {
                (int action, int active) = Sizes[block];
                ulong seed = CounterRandom.Hash((ulong)_options.Seed, (ulong)action);
                sizes[block] = forecasts.Value!.MeanSize(_log.Nodes.AsSpan(_log.Offsets[action], active), _options.Worlds, seed, cancellationToken);
            },
            () => false,
            cancellationToken);
        return sizes;
    }

    internal int SizeOf(int action) => _log.Offsets[action + 1] - _log.Offsets[action];

    /// <summary>Those who act at the same moment as the last of the first are active too.</summary>
    private int ActiveAfter(int start, int end, int first)
    {
        int active = first;
        while (start + active < end && _log.Ticks[start + active] == _log.Ticks[start + first - 1])
        {
            active++;
        }

        return active;
    }

    private void AskAt(int action, int start, int active)
    {
        long moment = _log.Ticks[start + active - 1];
        if (moment > _lastMoment)
        {
            UnfinishedMoments++;
            return;
        }

        Moments++;
        for (int i = start; i < start + active; i++)
        {
            if (moment - _log.Ticks[i] < _window)
            {
                Expose(_log.Nodes[i], moment);
            }
        }

        bool[] acted = [.. _candidates.Select(node => _actedAt[node] < long.MaxValue && _actedAt[node] - moment <= _window)];
        Candidates += acted.Length;
        Acted += acted.AsSpan().Count(true);
        for (int c = 0; c < _contestants.Length; c++)
        {
            var predictions = new (double Probability, bool Acted)[_candidates.Count];
            for (int i = 0; i < predictions.Length; i++)
            {
                predictions[i] = (_probabilities[c][i], acted[i]);
            }

            _contestants[c].Sheet.Add(action, predictions);
            _probabilities[c].Clear();
        }

        foreach (int node in _candidates)
        {
            _candidatePlaces[node] = 0;
        }

        _candidates.Clear();
    }

    private void Expose(int source, long moment)
    {
        for (int e = (int)_graph.Offsets[source]; e < (int)_graph.Offsets[source + 1]; e++)
        {
            int target = _graph.Targets[e];
            if (_actedAt[target] <= moment)
            {
                continue;
            }

            if (_candidatePlaces[target] == 0)
            {
                _candidates.Add(target);
                _candidatePlaces[target] = _candidates.Count;
                foreach (List<double> probabilities in _probabilities)
                {
                    probabilities.Add(0);
                }
            }

            int place = _candidatePlaces[target] - 1;
            for (int c = 0; c < _contestants.Length; c++)
            {
                ref double probability = ref CollectionsMarshal.AsSpan(_probabilities[c])[place];
                probability = _contestants[c].Join(probability, e);
            }
        }
    }
}
