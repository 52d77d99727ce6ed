using System.Globalization;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How a complaint is contained. Every option has a default; change one with <c>o => o with { ... }</c>.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed record ContainmentOptions<TKey>
    where TKey : notnull
{
    /// <summary>How the complaint travels, and the good word of advocates with it: on the same ties, as readily. Complaints travel with other probabilities than praise: say with which.</summary>
    /// <value>The independent cascade with the weighted cascade's probabilities by default, as for any word.</value>
    public CascadeModel Model { get; init; } = new();

    /// <summary>What a customer counts whom the complaint reaches: what is to be saved.</summary>
    /// <value><see cref="ReachMeasure.OwnValue"/> by default where any customer has an own value, else <see cref="ReachMeasure.Customers"/>: <see langword="null"/>.</value>
    public ReachMeasure? Measure { get; init; }

    /// <summary>The most customers to answer.</summary>
    /// <value>10 by default (<see langword="null"/>), or as many as a <see cref="Budget"/> allows; 0 or more.</value>
    public int? Count { get; init; }

    /// <summary>The most that all steps may cost, answers and advocates together.</summary>
    /// <value><see langword="null"/> by default: no budget. More than 0, in the unit of <see cref="Cost"/>.</value>
    public double? Budget { get; init; }

    /// <summary>What answering a customer, or asking an advocate, costs.</summary>
    /// <value><see langword="null"/> by default: 1 each where there is a budget, else nothing. 0 to 1e100.</value>
    public Func<Customer<TKey>, double>? Cost { get; init; }

    /// <summary>Whether the complainers count in the loss, so that answering one saves what they count too. Where <see langword="false"/> they are lost already, and only what they would take with them counts.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool CountComplainers { get; init; } = true;

    /// <summary>A view of the same graph in which only those stand who may be answered: those who consent to being contacted, on this channel.</summary>
    /// <value><see langword="null"/> by default: everybody in the view that is asked.</value>
    public CustomerGraphView<TKey>? MayContact { get; init; }

    /// <summary>Customers who are neither answered nor asked as advocates, though the word travels through them.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyCollection<TKey> Exclude { get; init; } = [];

    /// <summary>The most advocates to ask for help. Answers and advocates are chosen together, whichever saves most next.</summary>
    /// <value>0 by default: nobody is asked; where an <see cref="AdvocateBudget"/> is given, <see langword="null"/> means as many as it allows.</value>
    public int? AdvocateCount { get; init; }

    /// <summary>The most that all advocates may cost; counted in the <see cref="Budget"/> as well, where there is one.</summary>
    /// <value><see langword="null"/> by default: no limit but the <see cref="Budget"/>. More than 0, in the unit of <see cref="Cost"/>.</value>
    public double? AdvocateBudget { get; init; }

    /// <summary>A view of the same graph in which only those stand who may be asked: those who consent to it, for example to <see cref="Purpose.Seed"/>.</summary>
    /// <value><see langword="null"/> by default: everybody in the view that is asked.</value>
    public CustomerGraphView<TKey>? MayAdvocate { get; init; }

    /// <summary>Who might be an advocate, where not everybody who may be asked is one.</summary>
    /// <value><see langword="null"/> by default: everybody who may be asked and does not complain.</value>
    public IReadOnlyCollection<TKey>? Advocates { get; init; }

    /// <summary>How many hops the complaint is ahead when advocates start; for models without delays.</summary>
    /// <value>0 by default: they start together. 0 or more.</value>
    public int HeadStart { get; init; }

    /// <summary>How long the complaint is ahead when advocates start; for models with delays.</summary>
    /// <value>0 by default: they start together. 0 or more.</value>
    public TimeSpan HeadStartTime { get; init; }

    /// <summary>Whether a customer who hears both at the same moment believes the good word.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool GoodWordWinsTies { get; init; } = true;

    /// <summary>How many worlds the plan is chosen on, and on how many others it is judged.</summary>
    /// <value>1,000 by default, so 2,000 in all; 2 to 10,000,000.</value>
    public int Worlds { get; init; } = 1000;

    /// <summary>How sure the intervals are.</summary>
    /// <value>0.95 by default; above 0, below 1.</value>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Which worlds are drawn. The same seed, the same bits.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; init; } = 1;

    /// <summary>The number of threads. The result is the same to the last bit for any number.</summary>
    /// <value><see langword="null"/> by default: one per processor, fewer on small graphs.</value>
    public int? Threads { get; init; }

    /// <summary>The most bytes that drawn worlds may take, and again the most for the sets that advocates are chosen from. Worlds that do not fit are drawn again for each step, with the same result; sets that do not fit are left out, and the plan says from how many worlds they came.</summary>
    /// <value>1 GiB by default; 0 or more.</value>
    public long MaxMemory { get; init; } = 1L << 30;

    internal int AnswerCount => Count ?? (Budget is null ? 10 : int.MaxValue);

    internal int AdvocateLimit => AdvocateCount ?? (AdvocateBudget is null ? 0 : int.MaxValue);

    internal void Validate()
    {
        var errors = new OptionErrors("ContainmentOptions");
        errors.Require(Model is not null, $"{nameof(Model)} is null; expected how the complaint travels");
        Model?.AddErrors(errors);
        errors.Require(Count is null or >= 0, $"{nameof(Count)} is {Count}; expected 0 or more, or null");
        errors.Require(Budget is null or (> 0 and < double.PositiveInfinity), Invariant($"{nameof(Budget)} is {Budget}; expected more than 0, or null for none"));
        errors.Require(AdvocateCount is null or >= 0, $"{nameof(AdvocateCount)} is {AdvocateCount}; expected 0 or more, or null");
        errors.Require(AdvocateBudget is null or (> 0 and < double.PositiveInfinity), Invariant($"{nameof(AdvocateBudget)} is {AdvocateBudget}; expected more than 0, or null for none"));
        errors.Require(AnswerCount > 0 || AdvocateLimit > 0, $"{nameof(Count)} and {nameof(AdvocateCount)} are both 0; expected something to do");
        errors.Require(Exclude is not null, $"{nameof(Exclude)} is null; expected customers, or an empty list");
        errors.Require(HeadStart >= 0, $"{nameof(HeadStart)} is {HeadStart}; expected 0 or more");
        errors.Require(HeadStartTime >= TimeSpan.Zero, $"{nameof(HeadStartTime)} is {HeadStartTime}; expected 0 or more");
        errors.Require(HeadStart == 0 || Model?.Delay is null, $"{nameof(HeadStart)} counts hops, but the model has a {nameof(CascadeModel.Delay)}; set {nameof(HeadStartTime)}");
        errors.Require(HeadStartTime == TimeSpan.Zero || Model?.Delay is not null, $"{nameof(HeadStartTime)} is set, but the model has no {nameof(CascadeModel.Delay)}; set {nameof(HeadStart)}");
        errors.Require(AdvocateLimit <= 0 || Model?.Delay is null || Model.MaxHops is null, $"advocates are asked for in a model with both {nameof(CascadeModel.Delay)} and {nameof(CascadeModel.MaxHops)}, where who comes first and who comes far enough are different questions; leave one of them out");
        errors.Require(Worlds is >= 2 and <= 10_000_000, $"{nameof(Worlds)} is {Worlds}; expected 2 to 10,000,000");
        errors.RequireConfidence(Confidence, nameof(Confidence));
        errors.RequireThreads(Threads, nameof(Threads));
        errors.Require(MaxMemory >= 0, $"{nameof(MaxMemory)} is {MaxMemory}; expected 0 or more, in bytes");
        errors.ThrowIfAny();
    }

    internal string Describe(string complainers) => string.Create(
        CultureInfo.InvariantCulture,
        $"complaint of {complainers}, {(CountComplainers ? "complainers count" : "complainers lost")}, {Limit(AnswerCount, "answers")}, {Limit(AdvocateLimit, "advocates")}{(Budget is null ? "" : Invariant($", for {Budget} in all"))}{(AdvocateBudget is null ? "" : Invariant($", advocates for {AdvocateBudget}"))}, {Exclude.Count} excluded{(MayContact is null ? "" : $", may be contacted: {MayContact}")}{(MayAdvocate is null ? "" : $", may be asked: {MayAdvocate}")}, head start {(Model.Delay is null ? $"{HeadStart} hops" : $"{HeadStartTime}")}, ties go to the {(GoodWordWinsTies ? "good word" : "complaint")}, {Worlds} worlds to choose and {Worlds} to judge, seed {Seed}, confidence {Confidence}");

    private static string Limit(int count, string what) => count == int.MaxValue ? what : Invariant($"at most {count} {what}");
}
