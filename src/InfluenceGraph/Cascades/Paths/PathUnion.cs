using InfluenceGraph.Kernels;

namespace InfluenceGraph.Cascades.Paths;

/// <summary>The probability that at least one of some paths is live as a whole: exactly by inclusion and exclusion for a few paths, from simulated worlds for many. Paths share edges, so probabilities do not add up.</summary>
internal sealed class PathUnion
{
    /// <summary>So many paths take 65,536 terms.</summary>
    internal const int MostExact = 16;

    private const ulong UnionStream = 0x756E696F6E;

    private readonly int[][] _paths;
    private readonly int[] _targets;
    private readonly double[] _probabilities;
    private readonly int[] _uses;
    private readonly int[] _chosenInto;
    private readonly bool _isThreshold;

    internal PathUnion(CascadeGraph graph, IReadOnlyList<int[]> paths)
    {
        int[] edges = [.. paths.SelectMany(path => path).Distinct().Order()];
        int[] nodes = [.. edges.Select(edge => graph.Forward.Targets[edge]).Distinct().Order()];
        _paths = [.. paths.Select(path => Array.ConvertAll(path, edge => Array.BinarySearch(edges, edge)))];
        _targets = Array.ConvertAll(edges, edge => Array.BinarySearch(nodes, graph.Forward.Targets[edge]));
        _probabilities = Array.ConvertAll(edges, edge => (double)graph.Forward.Weights[edge]);
        _uses = new int[edges.Length];
        _chosenInto = new int[nodes.Length];
        _isThreshold = graph.Process == CascadeProcess.LinearThreshold;
    }

    internal Estimate Probability(int worlds, int seed, double confidence) => _paths.Length switch
    {
        0 => Estimate.Exact(0),
        <= MostExact => Estimate.Exact(Math.Clamp(Sum(0, 1, -1), 0, 1)),
        _ => Simulate(worlds, seed, confidence),
    };

    /// <summary>The signed terms of all sets that add paths from <paramref name="next"/> on to those chosen.</summary>
    private double Sum(int next, double product, int sign)
    {
        if (next == _paths.Length)
        {
            return 0;
        }

        double without = Sum(next + 1, product, sign);
        double with = product;
        foreach (int edge in _paths[next])
        {
            if (_uses[edge]++ == 0)
            {
                // Under the linear threshold a node hears over one edge only.
                with *= _isThreshold && _chosenInto[_targets[edge]] > 0 ? 0 : _probabilities[edge];
                _chosenInto[_targets[edge]]++;
            }
        }

        double sum = with == 0 ? 0 : (-sign * with) + Sum(next + 1, with, -sign);
        foreach (int edge in _paths[next])
        {
            if (--_uses[edge] == 0)
            {
                _chosenInto[_targets[edge]]--;
            }
        }

        return without + sum;
    }

    private Estimate Simulate(int worlds, int seed, double confidence)
    {
        bool[] isLive = new bool[_probabilities.Length];
        double[] numbers = new double[_chosenInto.Length];
        long hits = 0;
        for (int world = 0; world < worlds; world++)
        {
            var random = new CounterRandom(CounterRandom.Hash((ulong)seed, UnionStream), (ulong)world);
            Draw(ref random, isLive, numbers);
            hits += Array.Exists(_paths, path => Array.TrueForAll(path, edge => isLive[edge])) ? 1 : 0;
        }

        return Estimates.OfShare(hits, worlds, confidence);
    }

    private void Draw(ref CounterRandom random, bool[] isLive, double[] numbers)
    {
        if (!_isThreshold)
        {
            for (int edge = 0; edge < isLive.Length; edge++)
            {
                isLive[edge] = random.NextUnit() < _probabilities[edge];
            }

            return;
        }

        for (int node = 0; node < numbers.Length; node++)
        {
            numbers[node] = random.NextUnit();
        }

        // Each edge owns the next piece of its target's [0, 1].
        for (int edge = 0; edge < isLive.Length; edge++)
        {
            ref double number = ref numbers[_targets[edge]];
            isLive[edge] = number >= 0 && number < _probabilities[edge];
            number -= _probabilities[edge];
        }
    }
}
