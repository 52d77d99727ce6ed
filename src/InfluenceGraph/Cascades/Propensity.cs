using InfluenceGraph.Cascades;
using InfluenceGraph.Graphs;

namespace InfluenceGraph;

/// <summary>How readily a tie carries a word, 0 to 1; times the permission it is the tie's probability. Choose one of the members, or give your own with <see cref="Of{TKey}"/>.</summary>
public abstract record Propensity
{
    private protected Propensity()
    {
    }

    /// <summary>1 / the number of people who can reach the target: all of them together persuade each customer once in expectation. Needs no parameter; the literature's weighted cascade.</summary>
    public static Propensity WeightedCascade { get; } = new WeightedCascadePropensity();

    /// <summary>The tie's share of all influence weight that its target receives: the weighted cascade for ties of different strength. Permission counts in the share already; set <see cref="CascadeModel.UsePermission"/> to <see langword="false"/> unless it should count twice.</summary>
    public static Propensity ShareOfInfluence { get; } = new ShareOfInfluencePropensity();

    /// <summary>0.1, 0.01 or 0.001, at random for each pair of keys: the literature's trivalency model.</summary>
    public static Propensity Trivalency { get; } = OneOf(0, 0.1, 0.01, 0.001);

    /// <summary>The same for every tie.</summary>
    /// <param name="propensity">0 to 1.</param>
    /// <returns>The propensity.</returns>
    public static Propensity Constant(double propensity) => new ConstantPropensity(propensity);

    /// <summary>Strength counts contacts, and each is a try of its own: <c>1 - (1 - p)^strength</c>. For parallel ties that were summed up.</summary>
    /// <param name="perContact">The chance of one contact, 0 to 1.</param>
    /// <returns>The propensity.</returns>
    public static Propensity PerContact(double perContact) => new PerContactPropensity(perContact);

    /// <summary>One of several levels for each tie, at random by the text of its two keys, so that it stays when other customers come or go.</summary>
    /// <param name="seed">Which draw.</param>
    /// <param name="levels">The levels, each 0 to 1; at least one.</param>
    /// <returns>The propensity.</returns>
    public static Propensity OneOf(int seed, params double[] levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        return new LevelPropensity(seed, [.. levels]);
    }

    /// <summary>Whatever the caller computes from a tie.</summary>
    /// <typeparam name="TKey">The graph's kind of key.</typeparam>
    /// <param name="ofTie">Tells a tie's propensity, 0 to 1; the same whenever it is asked.</param>
    /// <returns>The propensity.</returns>
    public static Propensity Of<TKey>(Func<Tie<TKey>, double> ofTie)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(ofTie);
        return new FunctionPropensity<TKey>(ofTie);
    }

    internal virtual void AddErrors(OptionErrors errors)
    {
    }

    /// <summary>The propensity of a view's tie by nodes and row. What it gives is checked by the caller.</summary>
    internal abstract Func<int, int, EdgeRow, double> For<TKey>(CustomerGraphView<TKey> view)
        where TKey : notnull;

    /// <summary>A function of ties as one for the graph's own kind of key.</summary>
    internal static Func<Tie<TKey>, TValue> OfKind<TKey, TValue>(Delegate function, string option)
        where TKey : notnull =>
        function as Func<Tie<TKey>, TValue>
            ?? throw new ArgumentException($"{option} was given for ties of {function.GetType().GenericTypeArguments[0].GenericTypeArguments[0].Name}; expected a function of Tie<{typeof(TKey).Name}>, as this graph has.");
}
