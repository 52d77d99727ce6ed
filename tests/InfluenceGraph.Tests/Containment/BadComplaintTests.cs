using Xunit;

namespace InfluenceGraph.Tests.Containment;

/// <summary>Each bad input has a declared meaning or a message that says what was got and what was expected.</summary>
public sealed class BadComplaintTests
{
    private static readonly CustomerGraph<string> _graph = CustomerGraph.FromTies<string>([new("ann", "bob", 1), new("bob", "cat", 1)]);
    private static readonly CascadeModel _certain = new() { Propensity = Propensity.Constant(1) };

    [Fact]
    public void Complainers_must_be_there()
    {
        Assert.Contains("Nobody complains", Assert.Throws<ArgumentException>(() => _graph.Domino([])).Message, StringComparison.Ordinal);
        Assert.Contains("Nobody complains", Assert.Throws<ArgumentException>(() => _graph.Containment([])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => _graph.Domino(null!));
        Assert.Throws<ArgumentNullException>(() => _graph.Containment(null!));
        Assert.Contains("'dan' is not a customer", Assert.Throws<KeyNotFoundException>(() => _graph.Domino(["ann", "dan"])).Message, StringComparison.Ordinal);
        Assert.Contains("'dan' is not a customer", Assert.Throws<KeyNotFoundException>(() => _graph.Containment(["dan"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_all_complain_nobody_is_left_at_risk_but_all_can_be_answered()
    {
        DominoResult<string> domino = _graph.Domino(["ann", "bob", "cat"]);
        ContainmentPlan<string> plan = _graph.Containment(["ann", "bob", "cat"]);

        Assert.Equal((3.0, 0.0), (domino.Reached.Value, domino.OthersReached.Value));
        Assert.Empty(domino.MostAtRisk);
        Assert.Empty(domino.TippingTies);
        Assert.Equal([1.0, 1.0, 1.0], plan.Steps.Select(step => step.LossAvoided.Value));
        Assert.All(plan.Steps, step => Assert.Equal(ContainmentAction.AnswerComplainer, step.Action));
        Assert.Contains("Nobody may be asked", Assert.Throws<ArgumentException>(() => _graph.Containment(["ann", "bob", "cat"], o => o with { AdvocateCount = 1 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_complaint_that_reaches_nobody_needs_no_plan_beyond_its_own_answer()
    {
        ContainmentPlan<string> plan = _graph.Containment(["cat"], o => o with { CountComplainers = false });

        Assert.Empty(plan.Steps);
        Assert.Equal((0.0, 0.0, 0.0), (plan.LossWithoutAction.Value, plan.LossAvoided.Value, plan.LossRemaining.Value));
    }

    [Fact]
    public void Options_of_the_domino_are_told_all_at_once()
    {
        string message = Assert.Throws<ArgumentException>(() => _graph.Domino(["ann"], o => o with
        {
            Worlds = 1,
            CustomerThreshold = -1,
            OwnValueThreshold = double.NaN,
            BadCase = 1,
            Top = -1,
            Confidence = 0,
            Threads = 0,
            Moments = [TimeSpan.FromDays(-1)],
            Model = new() { Propensity = Propensity.Constant(2) },
        })).Message;

        Assert.All(
            ["DominoOptions: ", "Worlds is 1", "CustomerThreshold is -1", "OwnValueThreshold is NaN", "BadCase is 1", "Top is -1", "Confidence is 0", "Threads is 0", "negative time", "no Delay", "Propensity is 2"],
            part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => _graph.Domino(["ann"], o => o with { Model = null! }));
        Assert.Throws<ArgumentException>(() => _graph.Domino(["ann"], o => o with { Moments = null! }));
        Assert.Throws<ArgumentException>(() => _graph.Domino(["ann"], _ => null!));
    }

    [Fact]
    public void Options_of_the_plan_are_told_all_at_once()
    {
        string message = Assert.Throws<ArgumentException>(() => _graph.Containment(["ann"], o => o with
        {
            Count = -1,
            Budget = 0,
            AdvocateCount = -1,
            AdvocateBudget = double.NaN,
            Exclude = null!,
            HeadStart = -1,
            HeadStartTime = TimeSpan.FromDays(-1),
            Worlds = 0,
            Confidence = double.NaN,
            Threads = 5000,
            MaxMemory = -1,
            Model = null!,
        })).Message;

        Assert.All(
            ["ContainmentOptions: ", "Model is null", "Count is -1", "Budget is 0; expected more than 0", "AdvocateCount is -1", "AdvocateBudget is NaN", "both 0", "Exclude is null", "HeadStart is -1", "HeadStartTime is -1", "Worlds is 0", "Confidence is NaN", "Threads is 5000", "MaxMemory is -1"],
            part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.Contains("Budget is -5", Assert.Throws<ArgumentException>(() => _graph.Containment(["ann"], o => o with { Budget = -5 })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void A_cost_out_of_range_names_the_customer(double cost)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => _graph.Containment(["ann"], o => o with { Budget = 1, Cost = customer => customer.Key == "bob" ? cost : 1 }));
        Assert.Contains("The cost of 'bob' is", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_that_buys_nobody_makes_an_empty_plan()
    {
        ContainmentPlan<string> plan = _graph.Containment(["ann"], o => o with { Budget = 1, Cost = _ => 2, Model = _certain });

        Assert.Empty(plan.Steps);
        Assert.Equal((3.0, 3.0, 0.0), (plan.LossWithoutAction.Value, plan.LossRemaining.Value, plan.TotalCost));
    }

    [Fact]
    public void Nobody_eligible_is_an_error()
    {
        Assert.Contains("Nobody may be answered", Assert.Throws<ArgumentException>(() => _graph.Containment(["ann"], o => o with { Exclude = ["ann", "bob", "cat"] })).Message, StringComparison.Ordinal);
        Assert.Contains("Nobody may be asked", Assert.Throws<ArgumentException>(() => _graph.Containment(["ann"], o => o with { AdvocateCount = 1, Advocates = ["ann"] })).Message, StringComparison.Ordinal);
        Assert.Contains("Exclude names 'dan'", Assert.Throws<KeyNotFoundException>(() => _graph.Containment(["ann"], o => o with { Exclude = ["dan"] })).Message, StringComparison.Ordinal);
        Assert.Contains("Advocates names 'dan'", Assert.Throws<KeyNotFoundException>(() => _graph.Containment(["ann"], o => o with { AdvocateCount = 1, Advocates = ["dan"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_of_another_graph_is_refused()
    {
        CustomerGraphView<string> other = CustomerGraph.FromTies<string>([new("ann", "bob", 1)]).AsView();

        Assert.Contains("MayContact is a view of another graph", Assert.Throws<ArgumentException>(() => _graph.Containment(["ann"], o => o with { MayContact = other })).Message, StringComparison.Ordinal);
        Assert.Contains("MayAdvocate is a view of another graph", Assert.Throws<ArgumentException>(() => _graph.Containment(["ann"], o => o with { AdvocateCount = 1, MayAdvocate = other })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Head_starts_fit_the_model()
    {
        CascadeModel timed = _certain with { Delay = TieDelay.Fixed(TimeSpan.FromDays(1)) };

        Assert.Contains("set HeadStartTime", Assert.Throws<ArgumentException>(() => _graph.Containment(["ann"], o => o with { Model = timed, HeadStart = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("set HeadStart", Assert.Throws<ArgumentException>(() => _graph.Containment(["ann"], o => o with { HeadStartTime = TimeSpan.FromDays(1) })).Message, StringComparison.Ordinal);
        Assert.Contains("leave one of them out", Assert.Throws<ArgumentException>(() => _graph.Containment(["ann"], o => o with { Model = timed with { MaxHops = 2 }, AdvocateCount = 1 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_throws_and_progress_comes_to_its_end()
    {
        Assert.Throws<OperationCanceledException>(() => _graph.Domino(["ann"], cancellationToken: new(canceled: true)));
        Assert.Throws<OperationCanceledException>(() => _graph.Containment(["ann"], cancellationToken: new(canceled: true)));

        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => _graph.Domino(["ann"], o => o with { Worlds = 100_000 }, new Listener(_ => stop.Cancel()), stop.Token));

        WorkProgress last = default;
        _graph.Domino(["ann"], o => o with { Worlds = 1000 }, new Listener(report => last = report));
        Assert.Equal(new("worlds", 1000, 1000), last);
        _graph.Containment(["ann"], o => o with { Worlds = 500 }, new Listener(report => last = report));
        Assert.Equal(new("independent worlds", 500, 500), last);
    }

    private sealed class Listener(Action<WorkProgress> told) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => told(value);
    }
}
