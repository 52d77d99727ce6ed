using InfluenceGraph.Kernels;

namespace InfluenceGraph.Cascades.Everyone;

/// <summary>
/// An unbiased estimate of the worth of all descendants, for every component at once: at each component something arrives
/// at random moments, at a rate of its worth, and all that lead there take note. The k-th arrival that a component notes
/// comes after a Gamma distributed time, whose rate is the worth sought: (k - 1) / time is unbiased, with a relative
/// standard deviation of 1 / sqrt(k - 2). Who has noted fewer when time is up has arrivals / time, which keeps the whole
/// unbiased.
/// </summary>
/// <remarks>
/// Bottom-k sketches with replacement: E. Cohen, "Size-estimation framework with applications to transitive closure and
/// reachability", J. Comput. Syst. Sci. 55 (1997). O(k edges) and nothing stored but a count and a time for each.
/// </remarks>
internal sealed class ArrivalSketch(Condensation graph, byte[] halves, int[] stack)
{
    /// <summary>A mean over worlds wears the error of each down, so a small number will do: 27 % a world, 0.9 % in 1,000.</summary>
    internal const int Arrivals = 16;

    /// <summary>How many arrivals there are in all, for each component.</summary>
    private const double ArrivalsPerComponent = 4;

    private readonly int[] _parentOffsets = new int[graph.Worth.Length + 1];
    private readonly byte[] _noted = new byte[graph.Worth.Length];
    private readonly long[] _lastNoted = new long[graph.Worth.Length];
    private readonly double[] _estimate = new double[graph.Worth.Length];
    private readonly double[] _upTo = new double[graph.Worth.Length];
    private int[] _parents = [];
    private double _endTime;
    private long _arrival;

    internal double ReachOf(int component) =>
        _noted[component] == Arrivals ? _estimate[component] : _endTime == 0 ? 0 : _noted[component] / _endTime;

    /// <summary>Estimates for one half of a world.</summary>
    /// <param name="half">The half.</param>
    /// <param name="random">The world's random numbers for estimates.</param>
    internal void Estimate(byte half, ref CounterRandom random)
    {
        TurnRound(half);
        Array.Clear(_noted, 0, graph.Count);
        double total = 0;
        int members = 0;
        for (int c = 0; c < graph.Count; c++)
        {
            bool isHere = (halves[c] & half) != 0;
            total += isHere ? graph.Worth[c] : 0;
            _upTo[c] = total;
            members += isHere ? 1 : 0;
        }

        _endTime = total == 0 ? 0 : ArrivalsPerComponent * (members + Arrivals) / total;
        double time = random.NextExponential() / total;
        while (time < _endTime)
        {
            Arrive(ComponentAt(random.NextUnit() * total), time);
            time += random.NextExponential() / total;
        }
    }

    /// <summary>All that lead to a component take note.</summary>
    private void Arrive(int component, double time)
    {
        _arrival++;
        if (_noted[component] == Arrivals)
        {
            return;
        }

        int waiting = 1;
        stack[0] = component;
        _lastNoted[component] = _arrival;
        while (waiting > 0)
        {
            int noting = stack[--waiting];
            if (++_noted[noting] == Arrivals)
            {
                _estimate[noting] = (Arrivals - 1) / time;
            }

            for (int e = _parentOffsets[noting]; e < _parentOffsets[noting + 1]; e++)
            {
                // Who has noted all has parents who have.
                int parent = _parents[e];
                if (_lastNoted[parent] != _arrival && _noted[parent] < Arrivals)
                {
                    _lastNoted[parent] = _arrival;
                    stack[waiting++] = parent;
                }
            }
        }
    }

    private int ComponentAt(double position)
    {
        (int low, int high) = (0, graph.Count - 1);
        while (low < high)
        {
            int middle = (int)(((uint)low + (uint)high) / 2);
            (low, high) = _upTo[middle] > position ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private void TurnRound(byte half)
    {
        int count = graph.Count;
        if (_parents.Length < graph.Offsets[count])
        {
            _parents = new int[graph.Targets.Length];
        }

        Array.Clear(_parentOffsets, 0, count + 1);
        for (int c = 0; c < count; c++)
        {
            for (int e = graph.Offsets[c]; (halves[c] & half) != 0 && e < graph.Offsets[c + 1]; e++)
            {
                _parentOffsets[graph.Targets[e]]++;
            }
        }

        // Each row's end; filling it moves it to the row's start.
        for (int c = 1; c <= count; c++)
        {
            _parentOffsets[c] += _parentOffsets[c - 1];
        }

        for (int c = count - 1; c >= 0; c--)
        {
            for (int e = graph.Offsets[c]; (halves[c] & half) != 0 && e < graph.Offsets[c + 1]; e++)
            {
                _parents[--_parentOffsets[graph.Targets[e]]] = c;
            }
        }
    }
}
