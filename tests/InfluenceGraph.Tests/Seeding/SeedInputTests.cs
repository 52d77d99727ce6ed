using Xunit;

namespace InfluenceGraph.Tests.Seeding;

public sealed class SeedInputTests
{
    private readonly CustomerGraph<string> _graph = CustomerGraph.FromTies([new Tie<string>("ann", "bob", 1), new("bob", "cat", 1), new("cat", "dan", 1)]);

    public static TheoryData<Func<SeedOptions<string>, SeedOptions<string>>, string> Refused => new()
    {
        { o => o with { Count = 5 }, "only 4 can be seeds" },
        { o => o with { Count = 0 }, "Count is 0" },
        { o => o with { Count = null }, "Count and Budget are both null" },
        { o => o with { Budget = 0 }, "Budget is 0" },
        { o => o with { Budget = -1 }, "Budget is -1" },
        { o => o with { Budget = double.NaN }, "Budget is NaN" },
        { o => o with { Budget = double.PositiveInfinity }, "Budget is Infinity" },
        { o => o with { Budget = 5, Cost = _ => -2 }, "The cost of 'ann' is -2" },
        { o => o with { Budget = 5, Cost = _ => double.NaN }, "The cost of 'ann' is NaN" },
        { o => o with { Budget = 5, Cost = _ => double.PositiveInfinity }, "The cost of 'ann' is Infinity" },
        { o => o with { Budget = 5, Cost = _ => 6 }, "the cheapest customer who may be a seed costs 6" },
        { o => o with { Cost = _ => 1 }, "Cost is set, but Budget is not" },
        { o => o with { Exclude = ["ann", "bob", "cat", "dan"] }, "Nobody may be a seed: 4 customers are excluded" },
        { o => o with { Exclude = ["ann", "bob", "cat"] }, "only 1 can be seeds" },
        { o => o with { MustHave = ["ann"], Exclude = ["ann"] }, "'ann', who may not be a seed: excluded" },
        { o => o with { MustHave = ["ann", "ann"] }, "'ann' twice" },
        { o => o with { MustHave = ["ann", "bob", "cat"] }, "Count is 2, but 3 customers are must-haves" },
        { o => o with { MustHave = ["ann", "bob"], Budget = 1 }, "The must-haves cost 2 together" },
        { o => o with { MustHave = ["ann", "bob"], GroupOf = _ => "all", MaxPerGroup = 1 }, "2 must-haves are of the group 'all'" },
        { o => o with { GroupOf = _ => "all", MaxPerGroup = 1 }, "only 1 can be seeds with at most 1 of a group" },
        { o => o with { GroupOf = _ => "all" }, "GroupOf and MaxPerGroup need each other" },
        { o => o with { MaxPerGroup = 1 }, "GroupOf and MaxPerGroup need each other" },
        { o => o with { GroupOf = _ => "all", MaxPerGroup = 0 }, "MaxPerGroup is 0" },
        { o => o with { MaxContacts = 1 }, "Contacts and MaxContacts need each other" },
        { o => o with { Contacts = new Dictionary<string, int> { ["ann"] = 1 } }, "Contacts and MaxContacts need each other" },
        { o => o with { Contacts = new Dictionary<string, int> { ["ann"] = -1 }, MaxContacts = 1 }, "Contacts of 'ann' is -1" },
        { o => o with { Contacts = new Dictionary<string, int> { ["ann"] = 1 }, MaxContacts = 0 }, "MaxContacts is 0" },
        { o => o with { Contacts = new Dictionary<string, int> { ["ann"] = 3 }, MaxContacts = 3, MustHave = ["ann"] }, "'ann', who may not be a seed: contacted as often as allowed" },
        { o => o with { Epsilon = 0 }, "Epsilon is 0" },
        { o => o with { Epsilon = 1 }, "Epsilon is 1" },
        { o => o with { Delta = 0 }, "Delta is 0" },
        { o => o with { Delta = double.NaN }, "Delta is NaN" },
        { o => o with { RefineTolerance = -1 }, "RefineTolerance is -1" },
        { o => o with { Confidence = 1 }, "Confidence is 1" },
        { o => o with { MaxMemory = 1000 }, "MaxMemory is 1000 bytes" },
        { o => o with { MaxSets = 10 }, "MaxSets is 10" },
        { o => o with { TimeBudget = TimeSpan.FromSeconds(-1) }, "TimeBudget is -00:00:01" },
        { o => o with { Threads = 0 }, "Threads is 0" },
        { o => o with { Model = null! }, "Model is null" },
        { o => o with { Model = new() { MaxHops = -1 } }, "MaxHops is -1" },
        { o => o with { Measure = null! }, "Measure is null" },
        { o => o with { Measure = ReachMeasure.Of<string>(_ => 0) }, "counts nobody" },
        { o => o with { Measure = ReachMeasure.Of<string>(_ => -1) }, "The worth of 'ann' is -1" },
        { _ => null!, "The options are null" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Bad_options_are_refused_with_what_was_expected(Func<SeedOptions<string>, SeedOptions<string>> configure, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => _graph.Seeds(2, configure)).Message, StringComparison.Ordinal);

    [Fact]
    public void All_errors_come_in_one_message()
    {
        string message = Assert.Throws<ArgumentException>(() => _graph.Seeds(-3, o => o with { Epsilon = 2, Delta = 7 })).Message;
        Assert.StartsWith("SeedOptions: ", message, StringComparison.Ordinal);
        Assert.Contains("Count is -3", message, StringComparison.Ordinal);
        Assert.Contains("Epsilon is 2", message, StringComparison.Ordinal);
        Assert.Contains("Delta is 7", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_customers_are_named()
    {
        void Refuses(Func<SeedOptions<string>, SeedOptions<string>> configure, string message) =>
            Assert.Contains(message, Assert.Throws<KeyNotFoundException>(() => _graph.Seeds(2, configure)).Message, StringComparison.Ordinal);

        Refuses(o => o with { Exclude = ["nobody"] }, "Exclude names 'nobody'");
        Refuses(o => o with { MustHave = ["nobody"] }, "'nobody' is not a customer");
        Refuses(o => o with { Contacts = new Dictionary<string, int> { ["nobody"] = 1 }, MaxContacts = 1 }, "Contacts names 'nobody'");
        Refuses(o => o with { Measure = ReachMeasure.Only(["nobody"]) }, "'nobody'");
    }

    [Fact]
    public void A_must_have_whom_consent_excludes_is_an_error_and_an_excluded_one_is_not()
    {
        var ledger = new ConsentLedger<string>();
        foreach (string customer in new[] { "ann", "bob", "cat" })
        {
            ledger.Grant(customer, Purpose.Score, Channel.Any, Moments.January, "form");
        }

        CustomerGraph<string> graph = CustomerGraph.FromTies([new Tie<string>("ann", "bob", 1), new("bob", "cat", 1), new("cat", "dan", 1)], consents: ledger);
        CustomerGraphView<string> view = graph.For(Purpose.Score, Moments.June);
        Assert.Contains("'dan' may not be used here", Assert.Throws<KeyNotFoundException>(() => view.Seeds(1, o => o with { MustHave = ["dan"] })).Message, StringComparison.Ordinal);
        Assert.Single(view.Seeds(1, o => o with { Exclude = ["dan"] }).Seeds);
        Assert.Contains("Nobody may be a seed", Assert.Throws<ArgumentException>(() => view.Seeds(1, o => o with { Eligible = graph.For(Purpose.Seed, Moments.June) })).Message, StringComparison.Ordinal);
        Assert.Contains("another graph", Assert.Throws<ArgumentException>(() => view.Seeds(1, o => o with { Eligible = _graph.AsView() })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_without_customers_has_nobody_to_tell() =>
        Assert.Contains("the view has no customers", Assert.Throws<ArgumentException>(() => CustomerGraph.FromTies(Array.Empty<Tie<string>>()).Seeds(1)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_linear_threshold_whose_ties_add_up_to_more_than_one_is_refused() =>
        Assert.Contains("add up to", Assert.Throws<ArgumentException>(() => CustomerGraph.FromTies([new Tie<string>("a", "c", 1), new("b", "c", 1)]).Seeds(1, o => o with { Model = new() { Process = CascadeProcess.LinearThreshold, Propensity = Propensity.Constant(0.7) } })).Message, StringComparison.Ordinal);
}
