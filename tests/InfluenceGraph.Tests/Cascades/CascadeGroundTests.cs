using InfluenceGraph.Cascades;
using Xunit;

namespace InfluenceGraph.Tests.Cascades;

public sealed class CascadeGroundTests
{
    private static readonly Tie<string>[] _ties =
    [
        new("ann", "bob", 0.5),
        new("cat", "bob", 1, 3),
        new("bob", "cat", 0.25),
        new("dan", "bob", 0),
        new("ann", "cat", 1, 0),
        new("cat", "dan", 0.8),
    ];

    [Fact]
    public void Probability_is_permission_times_propensity_on_usable_ties_only()
    {
        CascadeGround<string> ground = Ground(new CascadeModel { Propensity = Propensity.Constant(0.5) });

        Assert.Equal(4, ground.Graph.EdgeCount);
        Assert.Equal(0.25, Probability(ground, "ann", "bob"));
        Assert.Equal(0.5, Probability(ground, "cat", "bob"));
        Assert.Equal(0.125, Probability(ground, "bob", "cat"));
        Assert.Equal(0.4, Probability(ground, "cat", "dan"), 1e-7);
    }

    [Fact]
    public void Weighted_cascade_counts_who_can_reach_the_target()
    {
        CascadeGround<string> ground = Ground(new CascadeModel { UsePermission = false });

        Assert.Equal(0.5, Probability(ground, "ann", "bob"));
        Assert.Equal(0.5, Probability(ground, "cat", "bob"));
        Assert.Equal(1, Probability(ground, "bob", "cat"));
    }

    [Fact]
    public void Share_of_influence_adds_up_to_one()
    {
        CascadeGround<string> ground = Ground(new CascadeModel { Propensity = Propensity.ShareOfInfluence, UsePermission = false });

        Assert.Equal(0.5 / 3.5, Probability(ground, "ann", "bob"), 1e-7);
        Assert.Equal(3 / 3.5, Probability(ground, "cat", "bob"), 1e-7);
    }

    [Fact]
    public void Contacts_are_tries_of_their_own()
    {
        CascadeGround<string> ground = Ground(new CascadeModel { Propensity = Propensity.PerContact(0.1), UsePermission = false });

        Assert.Equal(0.1, Probability(ground, "ann", "bob"), 1e-7);
        Assert.Equal(1 - (0.9 * 0.9 * 0.9), Probability(ground, "cat", "bob"), 1e-7);
    }

    [Fact]
    public void Trivalency_draws_from_the_keys_so_that_other_customers_do_not_matter()
    {
        CascadeModel model = new() { Propensity = Propensity.Trivalency, UsePermission = false };
        CascadeGround<string> few = Ground(model);
        CascadeGround<string> many = CustomerGraph.FromTies(_ties.Append(new("aaa", "bob", 1))).AsView().GroundFor(model, default);

        foreach ((string from, string to) in new[] { ("ann", "bob"), ("cat", "bob"), ("bob", "cat"), ("cat", "dan") })
        {
            Assert.Contains(Probability(few, from, to), new[] { 0.1, 0.01, 0.001 }.Select(level => (double)(float)level));
            Assert.Equal(Probability(few, from, to), Probability(many, from, to));
        }
    }

    [Fact]
    public void Trivalency_uses_each_level_about_as_often()
    {
        CascadeGround<int> ground = CustomerGraph.FromTies(Enumerable.Range(1, 3000).Select(i => new Tie<int>(0, i, 1))).AsView()
            .GroundFor(new CascadeModel { Propensity = Propensity.Trivalency }, default);

        // 1000 expected, standard deviation 26.
        Assert.All(ground.Graph.Forward.Weights.GroupBy(weight => weight), level => Assert.InRange(level.Count(), 870, 1130));
    }

    [Fact]
    public void Who_is_left_out_leaves_no_trace()
    {
        var consents = new ConsentLedger<string>();
        foreach (string customer in new[] { "bob", "cat", "dan" })
        {
            consents.Grant(customer, Purpose.Score, Channel.Any, Moments.March, source: "test");
        }

        CascadeModel model = new() { Propensity = Propensity.WeightedCascade };
        CascadeGround<string> without = CustomerGraph.FromTies(_ties.Where(tie => tie.From != "ann")).AsView().GroundFor(model, default);
        CascadeGround<string> leftOut = CustomerGraph.FromTies(_ties, consents: consents).For(Purpose.Score, Moments.June).GroundFor(model, default);

        Assert.Equal(without.Graph.Forward.Offsets, leftOut.Graph.Forward.Offsets);
        Assert.Equal(without.Graph.Forward.Targets, leftOut.Graph.Forward.Targets);
        Assert.Equal(without.Graph.Forward.Weights, leftOut.Graph.Forward.Weights);
        Assert.Equal("bob", leftOut.KeyOf(0));
        Assert.Throws<KeyNotFoundException>(() => leftOut.NodeOf("ann"));
    }

    [Fact]
    public void What_if_changes_count()
    {
        CustomerGraphView<string> view = CustomerGraph.FromTies(_ties).AsView().WithPermission("dan", "bob", 0.5).WithoutTie("ann", "bob");
        CascadeGround<string> ground = view.GroundFor(new CascadeModel { Propensity = Propensity.Constant(1) }, default);

        Assert.Equal(0.5, Probability(ground, "dan", "bob"));
        Assert.True(ground.Graph.Forward.IndexOf(ground.NodeOf("ann"), ground.NodeOf("bob")) < 0);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_propensity_out_of_range_names_the_tie(double propensity)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() =>
            Ground(new CascadeModel { Propensity = Propensity.Of((Tie<string> tie) => tie.From == "cat" ? propensity : 0.1) }));

        Assert.Contains("'cat' -> 'bob'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("expected a probability, 0 to 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_for_other_keys_is_refused_in_words()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Ground(new CascadeModel { Propensity = Propensity.Of((Tie<int> _) => 0.1) }));
        Assert.Equal("Propensity was given for ties of Int32; expected a function of Tie<String>, as this graph has.", exception.Message);
    }

    [Fact]
    public void Linear_threshold_wants_rows_within_one_and_names_who_has_more()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() =>
            Ground(new CascadeModel { Process = CascadeProcess.LinearThreshold, Propensity = Propensity.Constant(0.9) }));

        Assert.Contains("'bob' add up to 1.35; expected at most 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ties_that_carry_nothing_are_counted()
    {
        CascadeGround<string> ground = Ground(new CascadeModel { Propensity = Propensity.Of((Tie<string> tie) => tie.To == "bob" ? 0 : 1) });

        Assert.Equal(2, ground.Graph.EdgeCount);
        Assert.Contains(ground.NewReceipt(ground.ViewsWith(), "", UsedFacts.None).Notes, note => note is { Reason: "ties with probability 0", Count: 2 });
    }

    [Fact]
    public void Delays_stand_beside_their_edges_both_ways_round()
    {
        CascadeGround<string> ground = Ground(new CascadeModel
        {
            Propensity = Propensity.Constant(0.5),
            Delay = TieDelay.Of((Tie<string> tie) => TimeSpan.FromDays(tie.Strength)),
            TimeLimit = TimeSpan.FromDays(7),
        });
        (int cat, int bob) = (ground.NodeOf("cat"), ground.NodeOf("bob"));

        Assert.Equal(3, ground.Graph.Delays![ground.Graph.Forward.IndexOf(cat, bob)]);
        Assert.Equal(3, ground.Graph.BackwardDelays![ground.Graph.Backward.IndexOf(bob, cat)]);
        Assert.Equal(7, ground.Graph.TimeLimit);
    }

    private static CascadeGround<string> Ground(CascadeModel model) => CustomerGraph.FromTies(_ties).AsView().GroundFor(model, default);

    private static double Probability(CascadeGround<string> ground, string from, string to) =>
        ground.Graph.Forward.Weights[ground.Graph.Forward.IndexOf(ground.NodeOf(from), ground.NodeOf(to))];
}
