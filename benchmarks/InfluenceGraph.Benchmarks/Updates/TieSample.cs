using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.Updates;

/// <summary>Ties of a view at random, by a hash of their number, and changes of them.</summary>
internal sealed class TieSample
{
    private readonly ulong _seed;
    private readonly Tie<long>[] _ties;
    private readonly Tie<long>[] _atHubs;
    private readonly long[] _atLeaves;
    private readonly long[] _unreached;
    private readonly long[] _customers;

    internal TieSample(CustomerGraphView<long> view, ulong seed)
    {
        const int Sampled = 200_000;
        _seed = seed;
        _customers = [.. view.Customers];
        int[] reached = [.. _customers.Select(customer => view.TiesTo(customer).Count)];
        long[] ends = new long[reached.Length];
        long all = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            ends[i] = all += reached[i];
        }

        // Each tie is as likely as any other, and none comes twice: changes are of different ties.
        long[] places = [.. Enumerable.Range(0, Sampled).Select(i => (long)(CounterHash.Unit(seed, (ulong)i, 1) * all)).Distinct().Order()];
        var ties = new List<Tie<long>>();
        for (int customer = 0, next = 0; next < places.Length; customer++)
        {
            IReadOnlyList<Tie<long>> into = places[next] < ends[customer] ? view.TiesTo(_customers[customer]) : [];
            for (; next < places.Length && places[next] < ends[customer]; next++)
            {
                ties.Add(into[(int)(places[next] - (ends[customer] - reached[customer]))]);
            }
        }

        _ties = [.. ties.OrderBy(tie => CounterHash.Bits(seed, (ulong)tie.From, (ulong)tie.To))];
        int[] order = [.. Enumerable.Range(0, reached.Length)];
        Array.Sort(Array.ConvertAll(reached, count => -count), order);
        _atHubs = [.. order.Take(100).SelectMany(customer => view.TiesTo(_customers[customer]).Where((_, i) => i % 50 == 0)).OrderBy(tie => CounterHash.Bits(seed, (ulong)tie.From, 2))];
        _atLeaves = [.. order.Where(customer => reached[customer] == 1).Take(20_000).Select(customer => _customers[customer])];
        _unreached = [.. order.Where(customer => reached[customer] == 0).Take(20_000).Select(customer => _customers[customer])];
    }

    internal GraphChange<long>[] Stronger(int i) => [Stronger(_ties[i % _ties.Length])];

    internal GraphChange<long>[] Removed(int i) => [GraphChange.RemoveTie(_ties[i].From, _ties[i].To)];

    internal GraphChange<long>[] Added(int i) => [GraphChange.SetTie(_ties[^(i + 1)].From, _ties[_ties.Length / 2 - i].To, 1)];

    internal GraphChange<long>[] First(int i) => [GraphChange.SetTie(_ties[^(i + 1)].From, _unreached[i], 1)];

    internal GraphChange<long>[] AtHub(int i) => [Stronger(_atHubs[i % _atHubs.Length])];

    internal GraphChange<long>[] AtLeaf(int i) => [GraphChange.SetTie(_ties[^(i + 1)].From, _atLeaves[i], 1)];

    internal GraphChange<long>[] OwnValue(int i)
    {
        long customer = _customers[(int)(CounterHash.Bits(_seed, (ulong)i, 3) % (ulong)_customers.Length)];
        return [GraphChange.SetOwnValue(customer, SeededGraph.OwnValueOf((int)customer) + 100)];
    }

    internal GraphChange<long>[] Batch(int batch, int size) =>
        [.. Enumerable.Range(0, size).Select(i => Stronger(_ties[(int)(CounterHash.Bits(_seed, (ulong)batch, (ulong)i + 10) % (ulong)_ties.Length)]))];

    private static TieSet<long> Stronger(Tie<long> tie) => GraphChange.SetTie(tie.From, tie.To, tie.Permission, tie.Strength + 1);
}
