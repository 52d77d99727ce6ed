using InfluenceGraph.SocialValues;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How social value is computed. Every option has a default; change one with <c>o => o with { ... }</c>.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed record SocialValueOptions<TKey>
    where TKey : notnull
{
    /// <summary>The word-of-mouth share <c>d</c>: the part of each unit of value that moves on to somebody who can reach its holder, at each step.</summary>
    /// <value>0.85 by default, as in PageRank; marketing studies report 0.2 to 0.5. From 0 (social value is own value) to below 1 (at 1 value would never stop anywhere).</value>
    public double Damping { get; init; } = 0.85;

    /// <summary>The value that starts at each customer, in place of their own value. Customers not named start with 0.</summary>
    /// <value><see langword="null"/> by default: own values. Give every customer 1 for a plain PageRank.</value>
    public IReadOnlyDictionary<TKey, double>? Prior { get; init; }

    /// <summary>What becomes of value that would move on from a customer whom nobody can reach.</summary>
    /// <value><see cref="UnreachedPolicy.Keep"/> by default.</value>
    public UnreachedPolicy Unreached { get; init; } = UnreachedPolicy.Keep;

    /// <summary>The share of all value that may still be on its way when the computation stops. It means the same for ten customers and for ten million.</summary>
    /// <value>1e-10 by default. 0 runs all of <see cref="MaxIterations"/> unless nothing moves any more.</value>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>The most sweeps over all ties. Stopping here is not an error: see <see cref="SocialValueResult{TKey}.Converged"/>.</summary>
    /// <value>1000 by default; at least 1.</value>
    public int MaxIterations { get; init; } = 1000;

    /// <summary>An earlier result to start from, of this graph or of another one with the same kind of keys. It changes the way, not the goal.</summary>
    /// <remarks>A warm start leaves traces of the earlier data below the tolerance. So it is not used, and the receipt says so,
    /// when the earlier result used a customer who may not be used now. Start cold where ties were revoked since and no trace may stay.</remarks>
    /// <value><see langword="null"/> by default: start from the prior.</value>
    public SocialValueResult<TKey>? WarmStart { get; init; }

    /// <summary>The number of threads. The result is the same to the last bit for any number.</summary>
    /// <value><see langword="null"/> by default: one per processor, fewer on small graphs.</value>
    public int? Threads { get; init; }

    /// <summary>The caller's options, checked, with a prior that does not change with theirs.</summary>
    internal static SocialValueOptions<TKey> From(Func<SocialValueOptions<TKey>, SocialValueOptions<TKey>>? configure)
    {
        SocialValueOptions<TKey> options = CustomerGraph.Configured(new SocialValueOptions<TKey>(), configure);
        options = options.Prior is null ? options : options with { Prior = new Dictionary<TKey, double>(options.Prior) };
        options.Validate();
        return options;
    }

    internal PageRankSettings SettingsFor(int workers) => new(Damping, Unreached, Tolerance, MaxIterations, workers);

    private void Validate()
    {
        var errors = new OptionErrors("SocialValueOptions");
        errors.Require(Damping is >= 0 and < 1, Invariant($"{nameof(Damping)} is {Damping}; expected 0 or more and below 1 (at 1 value would never stop anywhere)"));
        errors.Require(Tolerance is >= 0 and < 1, Invariant($"{nameof(Tolerance)} is {Tolerance}; expected 0 or more and below 1, as a share of all value"));
        errors.Require(MaxIterations >= 1, $"{nameof(MaxIterations)} is {MaxIterations}; expected 1 or more");
        errors.RequireThreads(Threads, nameof(Threads));
        errors.RequireDefined(Unreached, nameof(Unreached));
        foreach ((TKey key, double value) in Prior ?? new Dictionary<TKey, double>())
        {
            if (!OwnValues.IsValid(value))
            {
                errors.Require(false, Invariant($"{nameof(Prior)} of '{key}' is {value}; expected {OwnValues.Expected}"));
                break;
            }
        }

        errors.ThrowIfAny();
    }
}
