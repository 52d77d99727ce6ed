using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How communities are found. Every option has a default; change one with <c>o => o with { ... }</c>.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed record CommunityOptions<TKey>
    where TKey : notnull
{
    /// <summary>What makes a grouping good.</summary>
    /// <value><see cref="CommunityQuality.Modularity"/> by default.</value>
    public CommunityQuality Quality { get; init; } = CommunityQuality.Modularity;

    /// <summary>How fine: more makes more and smaller communities.</summary>
    /// <value>1 by default, the usual modularity; above 0. For <see cref="CommunityQuality.ConstantPotts"/> it is the mean tie weight of a pair, both ways together, that a community must have inside.</value>
    public double Resolution { get; init; } = 1;

    /// <summary>Whether modularity knows who reaches whom: what chance would do follows from who sends how much and who receives how much.</summary>
    /// <value><see langword="false"/> by default: a tie is a tie, whichever way. Without meaning for <see cref="CommunityQuality.ConstantPotts"/>, and refused there.</value>
    public bool Directed { get; init; }

    /// <summary>How much alike tags count beside ties: each tie weighs <c>(1 - TagShare)</c> of its weight plus <c>TagShare</c> of the mean tie's weight times the cosine of the two customers' tags, rare tags counting more.</summary>
    /// <value>0 by default (ties only) to 1 (tags only, still along ties).</value>
    public double TagShare { get; init; }

    /// <summary>With how many customers whose tags are most like theirs each customer is linked, also without a tie; such a link weighs <see cref="TagShare"/> of the mean tie's weight times the cosine. Communities then need not be connected by ties.</summary>
    /// <value>0 by default: only ties link; at most 1000. Needs a <see cref="TagShare"/> above 0.</value>
    public int SimilarCustomers { get; init; }

    /// <summary>An earlier result to start from, of this graph or another one with the same kind of keys. Few customers change community then, and communities keep their ids as far as their members stay together.</summary>
    /// <remarks>Ids are always kept. The search itself starts from there only where the earlier result knew nobody who may not be used now, so that who was left out has no influence; see <see cref="StartsDespiteWithdrawal"/>. The receipt says which.</remarks>
    /// <value><see langword="null"/> by default: start with each customer alone.</value>
    public CommunityResult<TKey>? Start { get; init; }

    /// <summary>Whether the search starts from <see cref="Start"/> even where that knew customers who may not be used now. They are not used themselves, but where they were tells on where others end.</summary>
    /// <value><see langword="false"/> by default.</value>
    public bool StartsDespiteWithdrawal { get; init; }

    /// <summary>The size from which communities are listed. Smaller ones are found, counted and answered for their members, but not listed.</summary>
    /// <value>1 by default: all; at least 1.</value>
    public int MinSize { get; init; } = 1;

    /// <summary>The seed of the orders in which customers are visited.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; init; } = 1;

    /// <summary>The most passes of a run. Stopping here is not an error: see <see cref="CommunityResult{TKey}.Converged"/>.</summary>
    /// <value>10 by default; at least 1. Two or three are nearly as good.</value>
    public int MaxPasses { get; init; } = 10;

    /// <summary>Independent runs, of which the best counts.</summary>
    /// <value><see langword="null"/> by default: 20 on small graphs, fewer above 100,000 ties, 1 from some millions or after a start; 1 to 1000.</value>
    public int? Runs { get; init; }

    /// <summary>The number of threads. The result is the same to the last bit for any number.</summary>
    /// <value><see langword="null"/> by default: one per processor. Runs share them; threads that are left help within a run.</value>
    public int? Threads { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors("CommunityOptions");
        errors.RequireDefined(Quality, nameof(Quality));
        errors.Require(Resolution > 0 && double.IsFinite(Resolution), Invariant($"{nameof(Resolution)} is {Resolution}; expected above 0"));
        errors.Require(!Directed || Quality == CommunityQuality.Modularity, $"{nameof(Directed)} is true, but {nameof(CommunityQuality.ConstantPotts)} has no direction; expected false, or {nameof(CommunityQuality.Modularity)}");
        errors.Require(TagShare is >= 0 and <= 1, Invariant($"{nameof(TagShare)} is {TagShare}; expected 0 to 1"));
        errors.Require(SimilarCustomers is >= 0 and <= 1000, $"{nameof(SimilarCustomers)} is {SimilarCustomers}; expected 0 to 1000");
        errors.Require(SimilarCustomers == 0 || TagShare > 0, $"{nameof(SimilarCustomers)} is {SimilarCustomers}, but {nameof(TagShare)} is 0, so that similar tags weigh nothing; expected a share above 0");
        errors.Require(MinSize >= 1, $"{nameof(MinSize)} is {MinSize}; expected 1 or more");
        errors.Require(MaxPasses >= 1, $"{nameof(MaxPasses)} is {MaxPasses}; expected 1 or more");
        errors.Require(Runs is null or (>= 1 and <= 1000), $"{nameof(Runs)} is {Runs}; expected 1 to 1000, or null");
        errors.RequireThreads(Threads, nameof(Threads));
        errors.ThrowIfAny();
    }

    internal int RunsFor(long edges, bool isWarm) => Runs ?? (isWarm ? 1 : (int)Math.Clamp(4_000_000 / (edges + 1), 1, 20));

    internal string Text(int runs, bool isWarm) => Invariant(
        $"{Quality}{(Directed ? ", directed" : "")}, Resolution {Resolution}, TagShare {TagShare}, SimilarCustomers {SimilarCustomers}, Seed {Seed}, MaxPasses {MaxPasses}, Runs {runs}{(Start is null ? "" : isWarm ? ", from an earlier result" : ", ids from an earlier result but not its start, as it knew customers who may not be used here")}");
}
