using System.Collections;
using System.Globalization;
using InfluenceGraph.SocialValues;
using InfluenceGraph.Topics;

namespace InfluenceGraph;

/// <summary>The social values of one topic: for each customer the value that starts with people who are about the topic and stops with them.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class TopicValue<TKey> : IEnumerable<KeyValuePair<TKey, double>>
    where TKey : notnull
{
    private readonly TopicPass<TKey> _pass;
    private readonly LaneSolution? _solution;
    private readonly Lazy<double> _rounding;

    internal TopicValue(Topic topic, TopicPass<TKey> pass, LaneSolution? solution, int sourceCount)
    {
        Topic = topic;
        _pass = pass;
        _solution = solution;
        SourceCount = sourceCount;

        // As social value's: each row rounds by at most (terms + a few) half-ulps of all that ever arrives.
        _rounding = new(() => solution is null ? 0 : ((2.0 * pass.MaxDegree) + 16) * Math.ScaleB(1, -53) * solution.Arrived.Sum());
    }

    /// <summary>The topic.</summary>
    public Topic Topic { get; }

    /// <summary>The number of customers with whom value of the topic starts. Where it is 0 nothing is known of the topic: every value is 0 and <see cref="Top"/> is empty.</summary>
    public int SourceCount { get; }

    /// <summary>The sum of all starting values of the topic; money, or customers under <see cref="TopicValueOptions.CountCustomers"/>.</summary>
    public double TotalValue => _solution?.Total ?? 0;

    /// <summary>Whether the residual came down to the tolerance.</summary>
    public bool Converged => _solution?.Converged ?? true;

    /// <summary>Sweeps over the ties until the topic was done.</summary>
    public int Iterations => _solution?.Iterations ?? 0;

    /// <summary>The share of the topic's value that may still be on its way: an upper bound.</summary>
    public double Residual => _solution?.Residual ?? 0;

    /// <summary>The value that left the graph under <see cref="UnreachedPolicy.Drop"/>; 0 under the other policies.</summary>
    public double DroppedValue => _solution is null || _pass.Options.Unreached != UnreachedPolicy.Drop
        ? 0
        : _pass.Options.Damping * Enumerable.Range(0, _pass.Used.Count).Sum(node => _pass.WeightReceived[node] == 0 ? _solution.Arrived[node] : 0);

    /// <summary>The most by which all values of the topic together can be off, by stopping early and by rounding.</summary>
    public double ErrorBound => (TotalValue * Residual) + _rounding.Value;

    /// <summary>The value of a customer on the topic.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The value; 0 where none of the topic's value arrives.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown, or left out of the view; the message says which.</exception>
    public double this[TKey customer] => ScoreOf(_pass.Used.NodeOf(customer));

    /// <summary>The customers with the highest value on the topic. O(customers log count).</summary>
    /// <param name="count">How many at most, at least 0; customers at whom nothing of the topic arrives are never listed.</param>
    /// <returns>The ranking; equal values stand in the order of their keys.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public Ranking<TKey> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        (double Score, int Node)[] top = TopNodes.Of(
            Enumerable.Range(0, _pass.Used.Count).Select(node => (ScoreOf(node), node)).Where(item => item.Item1 > 0),
            (int)Math.Min(count + 1L, _pass.Used.Count));
        int shown = Math.Min(count, top.Length);
        int certain = 0;

        // Behind the last with any value come those with none.
        while (certain < shown && top[certain].Score - (certain + 1 < top.Length ? top[certain + 1].Score : 0) > ErrorBound)
        {
            certain++;
        }

        return new([.. Enumerable.Range(0, shown).Select(i => new RankedCustomer<TKey>(i + 1, _pass.Used.KeyOf(top[i].Node), top[i].Score))], certain);
    }

    /// <summary>Goes through the customers and their values, in the order of the keys.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<KeyValuePair<TKey, double>> GetEnumerator() =>
        Enumerable.Range(0, _pass.Used.Count).Select(node => KeyValuePair.Create(_pass.Used.KeyOf(node), ScoreOf(node))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One line: topic, sources, value, sweeps and residual.</summary>
    /// <returns>The line, invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Topic}: {TotalValue:0.##} from {SourceCount} customers; {Iterations} iterations, residual {Residual:0.0e+0}{(Converged ? "" : ", not converged")}");

    /// <summary>By node of <see cref="UsedCustomers{TKey}"/>.</summary>
    internal double ScoreOf(int node) => _solution is null ? 0 : _pass.StopShareOf(node) * _solution.Arrived[node];

    internal LaneSolution? Solution => _solution;
}
