using System.Globalization;
using InfluenceGraph.Graphs;

namespace InfluenceGraph;

/// <summary>How long a word takes on a tie. Make one with <see cref="Fixed(TimeSpan)"/>, <see cref="Exponential(TimeSpan)"/> or <see cref="Of{TKey}"/>.</summary>
public sealed record TieDelay
{
    private readonly Delegate? _ofTie;
    private readonly TimeSpan _same;

    private TieDelay(TimeSpan same, Delegate? ofTie, bool isExponential)
    {
        _same = same;
        _ofTie = ofTie;
        IsExponential = isExponential;
    }

    /// <summary>Whether delays are drawn anew for each try, exponentially distributed around the mean.</summary>
    public bool IsExponential { get; }

    /// <summary>The same time on each tie.</summary>
    /// <param name="delay">The time, 0 or more.</param>
    /// <returns>The delay.</returns>
    public static TieDelay Fixed(TimeSpan delay) => new(delay, null, isExponential: false);

    /// <summary>Times that vary from try to try, exponentially distributed: a word is as likely to be passed on in this hour as in the next.</summary>
    /// <param name="mean">The mean time, 0 or more.</param>
    /// <returns>The delay.</returns>
    public static TieDelay Exponential(TimeSpan mean) => new(mean, null, isExponential: true);

    /// <summary>A time for each tie.</summary>
    /// <typeparam name="TKey">The graph's kind of key.</typeparam>
    /// <param name="ofTie">Tells a tie's time, 0 or more; the same whenever it is asked.</param>
    /// <param name="isExponential">Whether the times are means of exponential distributions.</param>
    /// <returns>The delay.</returns>
    public static TieDelay Of<TKey>(Func<Tie<TKey>, TimeSpan> ofTie, bool isExponential = false)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(ofTie);
        return new(default, ofTie, isExponential);
    }

    internal void AddErrors(OptionErrors errors) =>
        errors.Require(_same >= TimeSpan.Zero, $"{nameof(CascadeModel.Delay)} is {_same}; expected 0 or more");

    /// <summary>The time of a tie in days.</summary>
    internal Func<int, int, EdgeRow, float> For<TKey>(CustomerGraphView<TKey> view)
        where TKey : notnull
    {
        if (_ofTie is null)
        {
            float same = (float)_same.TotalDays;
            return (_, _, _) => same;
        }

        Func<Tie<TKey>, TimeSpan> ofTie = Propensity.OfKind<TKey, TimeSpan>(_ofTie, nameof(CascadeModel.Delay));
        return (from, to, row) =>
        {
            TimeSpan delay = ofTie(view.TieOf(from, to, row));
            return delay >= TimeSpan.Zero
                ? (float)delay.TotalDays
                : throw new ArgumentException($"The delay of the tie '{view.Data.Keys[from]}' -> '{view.Data.Keys[to]}' is {delay}; expected 0 or more.");
        };
    }

    /// <summary>The delay in words, for receipts.</summary>
    /// <returns>A few words, invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(IsExponential ? "exponential delays" : "delays")} {(_ofTie is null ? $"of {_same:g}" : "given per tie")}");
}
