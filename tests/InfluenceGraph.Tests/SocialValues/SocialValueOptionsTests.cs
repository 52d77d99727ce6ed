using Xunit;

namespace InfluenceGraph.Tests.SocialValues;

public sealed class SocialValueOptionsTests
{
    private static readonly CustomerGraph<string> _graph = CustomerGraph.FromTies<string>(
        [new("ann", "bob", 1), new("bob", "cat", 1), new("cat", "ann", 0.5), new("ann", "cat", 1)],
        [new("ann", 1), new("bob", 2), new("cat", 3), new("dan", 0.1)]);

    [Fact]
    public void Every_wrong_option_is_named_in_one_message()
    {
        string message = ErrorOf(options => options with
        {
            Damping = 1,
            Tolerance = -1e-9,
            MaxIterations = 0,
            Threads = 0,
            Unreached = (UnreachedPolicy)9,
            Prior = new Dictionary<string, double> { ["ann"] = double.NaN },
        });

        Assert.All(
            ["Damping is 1;", "Tolerance is -1E-09;", "MaxIterations is 0;", "Threads is 0;", "Unreached is 9; expected one of Keep, Prior, Uniform, Drop", "Prior of 'ann' is NaN;"],
            expected => Assert.Contains(expected, message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Damping_lies_from_0_to_below_1(double damping) =>
        Assert.Contains($"Damping is {damping}", ErrorOf(options => options with { Damping = damping }), StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(-1e-300)]
    [InlineData(double.NaN)]
    public void Tolerance_lies_from_0_to_below_1(double tolerance) =>
        Assert.Contains($"Tolerance is {tolerance}", ErrorOf(options => options with { Tolerance = tolerance }), StringComparison.Ordinal);

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e101)]
    public void A_prior_is_an_amount_of_money(double amount) =>
        Assert.Contains($"Prior of 'bob' is {amount}", ErrorOf(options => options with { Prior = new Dictionary<string, double> { ["bob"] = amount } }), StringComparison.Ordinal);

    [Fact]
    public void A_prior_for_an_unknown_key_is_an_error_that_names_it() =>
        Assert.Contains("Prior names 'zoe'", ErrorOf(options => options with { Prior = new Dictionary<string, double> { ["ann"] = 1, ["zoe"] = 1 } }), StringComparison.Ordinal);

    [Fact]
    public void A_prior_without_any_value_is_an_error()
    {
        Assert.Contains("all value to start from is 0", ErrorOf(options => options with { Prior = new Dictionary<string, double>() }), StringComparison.Ordinal);
        Assert.Contains("all value to start from is 0", ErrorOf(options => options with { Prior = new Dictionary<string, double> { ["ann"] = 0 } }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_prior_for_nobody_who_may_be_used_is_an_error()
    {
        var then = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var ledger = new ConsentLedger<string>();
        ledger.Grant("ann", Purpose.Score, Channel.Any, then, "form");
        CustomerGraphView<string> view = CustomerGraph.FromTies<string>([new("ann", "bob", 1)], consents: ledger).For(Purpose.Score, then);
        string message = Assert.Throws<ArgumentException>(() => view.SocialValue(options => options with { Prior = new Dictionary<string, double> { ["bob"] = 1 } })).Message;

        Assert.Contains("all value to start from is 0 for the 1 customers of this view", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Own_values_that_are_all_0_are_an_error()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ann", "bob", 1)], [new("ann", 0), new("bob", 0)]);

        Assert.Contains("all value to start from is 0", Assert.Throws<ArgumentException>(() => graph.SocialValue()).Message, StringComparison.Ordinal);

        // The prior need not be the own values.
        Assert.Equal(0.15, graph.SocialValue(options => options with { Prior = new Dictionary<string, double> { ["bob"] = 1 } })["bob"], 1e-15);
    }

    [Fact]
    public void A_prior_takes_the_place_of_own_values_bit_for_bit()
    {
        var prior = new Dictionary<string, double> { ["ann"] = 7, ["dan"] = 0.25 };
        SocialValueResult<string> value = _graph.SocialValue(options => options with { Prior = prior });
        SocialValueResult<string> owned = CustomerGraph.FromTies<string>(
            [new("ann", "bob", 1), new("bob", "cat", 1), new("cat", "ann", 0.5), new("ann", "cat", 1)],
            [new("ann", 7), new("bob", 0), new("cat", 0), new("dan", 0.25)]).SocialValue();

        Assert.Equal(ResultBits.HashOfScores(owned), ResultBits.HashOfScores(value));
        Assert.Equal(owned.Receipt.DataHash, value.Receipt.DataHash);
    }

    [Fact]
    public void Damping_0_gives_own_values_exactly() => TestGraph.ForAll(graph =>
    {
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            SocialValueResult<int> value = graph.Build().SocialValue(options => options with { Damping = 0, Unreached = policy, Tolerance = 0 });
            Assert.Equal(graph.OwnValues, value.Select(pair => pair.Value));
            Assert.True(value.Converged);
            Assert.Equal((1, 0.0, 0.0), (value.Iterations, value.Residual, value.DroppedValue));
        }
    });

    [Fact]
    public void The_largest_damping_below_1_gives_finite_scores()
    {
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            SocialValueResult<string> value = _graph.SocialValue(options => options with { Damping = Math.BitDecrement(1), Unreached = policy, MaxIterations = 50 });
            Assert.All(value, pair => Assert.True(double.IsFinite(pair.Value) && pair.Value >= 0));
            Assert.False(value.Converged);
            Assert.True(double.IsFinite(value.ErrorBound));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cancelling_before_or_in_the_middle_throws_and_leaves_the_graph_as_it_was(int threads)
    {
        string expected = ResultBits.HashOfScores(_graph.SocialValue());
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => _graph.SocialValue(options => options with { Threads = threads }, cancellationToken: cancelled.Token));

        using var soon = new CancellationTokenSource();
        var progress = new Told(told =>
        {
            if (told.Iteration == 5)
            {
                soon.Cancel();
            }
        });
        OperationCanceledException error = Assert.Throws<OperationCanceledException>(() => _graph.SocialValue(options => options with { Threads = threads }, progress, soon.Token));
        Assert.Equal(soon.Token, error.CancellationToken);
        Assert.Equal(5, progress.Last.Iteration);
        Assert.Equal(expected, ResultBits.HashOfScores(_graph.SocialValue(options => options with { Threads = threads })));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_exception_of_the_progress_callback_reaches_the_caller(int threads)
    {
        var progress = new Told(told => throw new InvalidTimeZoneException($"at {told.Iteration}"));
        Assert.Equal("at 1", Assert.Throws<InvalidTimeZoneException>(() => _graph.SocialValue(options => options with { Threads = threads }, progress)).Message);
        Assert.True(_graph.SocialValue(options => options with { Threads = threads }).Converged);
    }

    [Fact]
    public void Progress_tells_each_sweep_with_a_falling_residual()
    {
        var all = new List<IterationProgress>();
        SocialValueResult<string> value = _graph.SocialValue(progress: new Told(all.Add));

        Assert.Equal(Enumerable.Range(1, value.Iterations), all.Select(told => told.Iteration));
        Assert.Equal(value.Residual, all[^1].Residual);
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.True(pair.Second.Residual < pair.First.Residual));
        Assert.All(all, told => Assert.InRange(told.Fraction, 0, 1));
        Assert.Equal(1, all[^1].Fraction);
    }

    [Fact]
    public void Tolerance_0_runs_until_nothing_moves_or_all_iterations_are_made()
    {
        SocialValueResult<string> value = _graph.SocialValue(options => options with { Tolerance = 0, MaxIterations = 300 });
        Assert.True(value.Iterations == 300 || value.Residual == 0);
        Assert.Equal(value.Residual == 0, value.Converged);
    }

    private static string ErrorOf(Func<SocialValueOptions<string>, SocialValueOptions<string>> configure) =>
        Assert.Throws<ArgumentException>(() => _graph.SocialValue(configure)).Message;

    private sealed class Told(Action<IterationProgress> report) : IProgress<IterationProgress>
    {
        internal IterationProgress Last { get; private set; }

        public void Report(IterationProgress value)
        {
            Last = value;
            report(value);
        }
    }
}
