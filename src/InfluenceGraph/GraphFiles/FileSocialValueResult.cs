using System.Collections;
using System.Globalization;
using InfluenceGraph.GraphFiles;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph;

/// <summary>Social values of a graph that stays in its file. All of them together are the own values of all.</summary>
/// <remarks>Immutable and safe to share between threads. Keys are looked up in the file, which so has to be open; 16 bytes a customer.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class FileSocialValueResult<TKey> : IEnumerable<KeyValuePair<TKey, double>>
    where TKey : notnull
{
    private readonly CustomerGraphFileView<TKey> _view;
    private readonly GraphFileContent<TKey> _content;
    private readonly SocialValueOptions<TKey> _options;
    private readonly double[] _scores;
    private readonly double _rounding;
    private readonly double _leftAtUnreached;
    private readonly Lazy<Receipt> _receipt;

    internal FileSocialValueResult(
        CustomerGraphFileView<TKey> view,
        GraphFileContent<TKey> content,
        SocialValueOptions<TKey> options,
        double[] source,
        PageRankSolution solution,
        long longestRows,
        Lazy<Receipt> receipt)
    {
        (_view, _content, _options) = (view, content, options);

        // The solution is this result's own: what arrived becomes what stops.
        _scores = solution.Arrived;
        for (int number = 0; number < _scores.Length; number++)
        {
            bool keeps = options.Unreached == UnreachedPolicy.Keep && solution.Rate[number] == 0;
            _scores[number] *= keeps ? 1 : 1 - options.Damping;
        }

        (Iterations, Residual, Converged, TotalValue) = (solution.Iterations, solution.Residual, solution.Converged, solution.Total);
        _leftAtUnreached = solution.LeftAtUnreached;

        // As for SocialValueResult: half-ulps of the terms in rate and row, for all value that ever arrives.
        _rounding = ((2.0 * longestRows) + 16) * Math.ScaleB(1, -53) * solution.TotalArrived;
        string optionsText = string.Create(
            CultureInfo.InvariantCulture,
            $"Damping {options.Damping}, Prior {(options.Prior is null ? "own values" : $"given for {options.Prior.Count}")}, Unreached {options.Unreached}, Tolerance {options.Tolerance}, MaxIterations {options.MaxIterations}");
        _receipt = new(() => receipt.Value with { Options = optionsText });
    }

    /// <summary>The number of customers.</summary>
    public int Count => _view.CustomerCount;

    /// <summary>Whether the residual came down to the tolerance. If not, raise <see cref="SocialValueOptions{TKey}.MaxIterations"/>; the scores are good to <see cref="ErrorBound"/> all the same.</summary>
    public bool Converged { get; }

    /// <summary>Sweeps over the ties.</summary>
    public int Iterations { get; }

    /// <summary>The share of all value that may still be on its way: an upper bound, 0 to 1.</summary>
    public double Residual { get; }

    /// <summary>The sum of all starting values, in money.</summary>
    public double TotalValue { get; }

    /// <summary>The value that left the graph under <see cref="UnreachedPolicy.Drop"/>, in money; 0 under the other policies.</summary>
    public double DroppedValue => _options.Unreached == UnreachedPolicy.Drop ? _options.Damping * _leftAtUnreached : 0;

    /// <summary>The most money by which all scores together can be off, by stopping early and by rounding, for the ties as the file has them.</summary>
    public double ErrorBound => (TotalValue * Residual) + _rounding;

    /// <summary>What the scores were computed from; the same as of the graph in memory.</summary>
    public Receipt Receipt => _receipt.Value;

    /// <summary>Whether a consent recorded since may change the answer. Compute again from a new view.</summary>
    public bool IsStale => _view.IsStale;

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because one begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be computed again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => _view.IsStaleAt(moment);

    /// <summary>The social value of a customer, in money. O(log customers).</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The score.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown, or left out of the view; the message says which.</exception>
    /// <exception cref="GraphFileException">What was looked at is damaged, or the file was changed.</exception>
    public double this[TKey customer] => _scores[_view.RequireNumber(customer)];

    /// <summary>The social value of a customer, where there is one.</summary>
    /// <param name="customer">The key.</param>
    /// <param name="score">The score, or 0.</param>
    /// <returns><see langword="false"/> for an unknown customer and for one who is left out.</returns>
    /// <exception cref="GraphFileException">What was looked at is damaged, or the file was changed.</exception>
    public bool TryGetValue(TKey customer, out double score)
    {
        ArgumentNullException.ThrowIfNull(customer);
        _content.File.RequireUnchanged();
        int number = _content.NumberOf(customer);
        bool found = number >= 0 && _view.Includes(number);
        score = found ? _scores[number] : 0;
        return found;
    }

    /// <summary>The customers with the highest social value. O(customers log count).</summary>
    /// <param name="count">How many, at least 0; all where there are fewer.</param>
    /// <returns>The ranking; equal scores stand in the order of their keys.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="GraphFileException">What was looked at is damaged, or the file was changed.</exception>
    public Ranking<TKey> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _content.File.RequireUnchanged();
        (double Score, int Place)[] top = TopNodes.Of(ByPlace().Select(item => (item.Score, item.Place)), (int)Math.Min(count + 1L, Count));
        int shown = Math.Min(count, top.Length);
        int certain = 0;
        while (certain < shown && (certain + 1 == top.Length || top[certain].Score - top[certain + 1].Score > ErrorBound))
        {
            certain++;
        }

        var ranked = new RankedCustomer<TKey>[shown];
        for (int i = 0; i < shown; i++)
        {
            ranked[i] = new(i + 1, _content.Keys[top[i].Place], top[i].Score);
        }

        return new(ranked, certain);
    }

    /// <summary>Goes through the customers and their social values, in the order of the keys, which are read as they are reached.</summary>
    /// <returns>The enumerator.</returns>
    /// <exception cref="GraphFileException">What was looked at is damaged, or the file was changed.</exception>
    public IEnumerator<KeyValuePair<TKey, double>> GetEnumerator()
    {
        _content.File.RequireUnchanged();
        return ByPlace().Select(item => KeyValuePair.Create(_content.Keys[item.Place], item.Score)).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One line: customers, value, sweeps and residual.</summary>
    /// <returns>The line, invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"social value of {Count} customers, {TotalValue:0.##} in all; {Iterations} iterations, residual {Residual:0.0e+0}{(Converged ? "" : ", not converged")}");

    private IEnumerable<(int Place, double Score)> ByPlace()
    {
        const int Step = 1 << 16;
        int customers = _content.Numbers.Customers;
        int[] numbers = new int[Math.Min(Step, customers)];
        for (int first = 0; first < customers; first += Step)
        {
            int count = Math.Min(Step, customers - first);
            _content.CopyNumbers(first, numbers.AsSpan(0, count));
            for (int i = 0; i < count; i++)
            {
                if (_view.Includes(numbers[i]))
                {
                    yield return (first + i, _scores[numbers[i]]);
                }
            }
        }
    }
}
