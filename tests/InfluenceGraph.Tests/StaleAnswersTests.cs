using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests;

/// <summary>Every answer says in the same way whether it still holds.</summary>
public sealed class StaleAnswersTests
{
    private static readonly Dictionary<string, Func<CustomerGraphView<string>, Answer>> _questions = new()
    {
        ["reach"] = view => Of(view.CascadeReach(["ann"]), answer => (answer.IsStale, answer.Receipt), (answer, moment) => answer.IsStaleAt(moment)),
        ["reach of each"] = view => Of(view.CascadeReachOfEach(o => o with { Worlds = 2 }), answer => (answer.IsStale, answer.Receipt), (answer, moment) => answer.IsStaleAt(moment)),
        ["seeds"] = view => Of(view.Seeds(1), answer => (answer.IsStale, answer.Receipt), (answer, moment) => answer.IsStaleAt(moment)),
        ["domino"] = view => Of(view.Domino(["ann"], o => o with { Worlds = 2 }), answer => (answer.IsStale, answer.Receipt), (answer, moment) => answer.IsStaleAt(moment)),
        ["containment"] = view => Of(view.Containment(["ann"], o => o with { Worlds = 2 }), answer => (answer.IsStale, answer.Receipt), (answer, moment) => answer.IsStaleAt(moment)),
        ["paths"] = view => Of(view.LikeliestPaths("ann", "bob", 1, o => o with { Worlds = 2 }), answer => (answer.IsStale, answer.Receipt), (answer, moment) => answer.IsStaleAt(moment)),
        ["learned propensities"] = view => Of(view.LearnPropensities(Log), answer => (answer.IsStale, answer.Receipt), (answer, moment) => answer.IsStaleAt(moment)),
        ["evaluation of models"] = view => Of(view.EvaluateModels(Log, [new("wc", new())], o => o with { Worlds = 2 }), answer => (answer.IsStale, answer.Receipt), (answer, moment) => answer.IsStaleAt(moment)),
        ["social value"] = view => Of(view.SocialValue(), answer => (answer.IsStale, answer.Receipt), (answer, moment) => answer.IsStaleAt(moment)),
        ["view"] = view => Of(view, answer => (answer.IsStale, answer.Receipt), (answer, moment) => answer.IsStaleAt(moment)),
    };

    private readonly ConsentLedger<string> _ledger = new();

    public StaleAnswersTests()
    {
        _ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form");
        _ledger.Grant("bob", Purpose.Score, Channel.Any, January, "form", until: June);
    }

    public static TheoryData<string> Questions => [.. _questions.Keys];

    private static ActionLog<string> Log => ActionLog.FromRows<string>([new("ann", "x", January), new("bob", "x", January.AddDays(1))]);

    private CustomerGraph<string> Graph => CustomerGraph.FromTies<string>([new("ann", "bob", 1), new("bob", "ann", 1)], consents: _ledger);

    [Theory]
    [MemberData(nameof(Questions))]
    public void An_answer_is_stale_once_a_decision_is_recorded_that_may_change_it(string question)
    {
        CustomerGraph<string> graph = Graph;
        Answer answer = _questions[question](graph.For(Purpose.Score, March));
        Assert.False(answer.IsStale());

        graph.Consents.Refuse("bob", Purpose.Contact, Channel.Any, March, "call");
        Assert.False(answer.IsStale());

        graph.Consents.Refuse("bob", Purpose.Score, Channel.Any, March, "call");
        Assert.True(answer.IsStale());
        Assert.True(answer.IsStaleAt(March));
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void An_answer_is_stale_at_the_moment_of_a_change_that_is_known_already(string question)
    {
        Answer answer = _questions[question](Graph.For(Purpose.Score, March));

        Assert.Equal(June, answer.ValidUntil());
        Assert.False(answer.IsStaleAt(June.AddTicks(-1)));
        Assert.True(answer.IsStaleAt(June));
        Assert.False(answer.IsStale());
    }

    [Fact]
    public void A_plan_is_stale_when_those_change_who_may_be_chosen()
    {
        _ledger.Grant("ann", Purpose.Seed, Channel.Any, January, "form", until: March.AddDays(1));
        _ledger.Grant("bob", Purpose.Contact, Channel.Any, January, "form", until: March.AddDays(2));
        CustomerGraph<string> graph = Graph;
        CustomerGraphView<string> view = graph.For(Purpose.Score, March);
        SeedPlan<string> seeds = view.Seeds(1, o => o with { Eligible = graph.For(Purpose.Seed, March) });
        ContainmentPlan<string> answers = view.Containment(["ann"], o => o with { Worlds = 2, MayContact = graph.For(Purpose.Contact, March) });
        ContainmentPlan<string> advocates = view.Containment(["bob"], o => o with { Worlds = 2, Count = 0, AdvocateCount = 1, MayAdvocate = graph.For(Purpose.Seed, March) });

        Assert.Equal(March.AddDays(1), seeds.Receipt.ValidUntil);
        Assert.Equal(March.AddDays(2), answers.Receipt.ValidUntil);
        Assert.Equal(March.AddDays(1), advocates.Receipt.ValidUntil);
        Assert.True(seeds.IsStaleAt(March.AddDays(1)) && !answers.IsStaleAt(March.AddDays(1)) && advocates.IsStaleAt(March.AddDays(1)));

        graph.Consents.Refuse("ann", Purpose.Seed, Channel.Any, March, "call");
        Assert.True(seeds.IsStale && !answers.IsStale && advocates.IsStale);

        graph.Consents.Refuse("bob", Purpose.Contact, Channel.Any, March, "call");
        Assert.True(answers.IsStale);
    }

    [Fact]
    public void An_answer_is_stale_when_its_probabilities_were_learned_from_somebody_who_has_refused_since()
    {
        CustomerGraph<string> graph = Graph;
        LearnedPropensities<string> learned = graph.For(Purpose.Score, March).LearnPropensities(Log);
        CascadeReachResult<string> reach = graph.IgnoringConsent("test").CascadeReach(["ann"], o => o with { Model = learned.AsModel() });
        PropensityEvaluation evaluation = graph.IgnoringConsent("test").EvaluateModels(Log, [new("learned", learned.AsModel())], o => o with { Worlds = 2 });

        Assert.False(reach.IsStale || evaluation.IsStale);
        Assert.Equal(June, reach.Receipt.ValidUntil);

        graph.Consents.Refuse("bob", Purpose.Score, Channel.Any, March, "call");
        Assert.True(reach.IsStale && evaluation.IsStale);
    }

    private static Answer Of<T>(T answer, Func<T, (bool IsStale, Receipt Receipt)> now, Func<T, DateTimeOffset, bool> at) =>
        new(() => now(answer).IsStale, moment => at(answer, moment), () => now(answer).Receipt.ValidUntil);

    private sealed record Answer(Func<bool> IsStale, Func<DateTimeOffset, bool> IsStaleAt, Func<DateTimeOffset?> ValidUntil);
}
