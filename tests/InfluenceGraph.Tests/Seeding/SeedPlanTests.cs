using InfluenceGraph.Tests.Cascades;
using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.Seeding;

public sealed class SeedPlanTests
{
    [Fact]
    public void A_star_is_started_at_its_hub()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies(Enumerable.Range(1, 9).Select(i => new Tie<string>("hub", $"leaf {i}", 1)).Append(new("other", "friend", 1)));
        SeedPlan<string> plan = graph.Seeds(2, o => o with { Model = new() { Propensity = Propensity.Constant(1) } });

        Assert.Equal(["hub", "other"], plan.Customers);
        Assert.InRange(12, plan.Reach.Low, plan.Reach.High);
        Assert.InRange(10, plan.Seeds[0].Gain.Low, plan.Seeds[0].Gain.High);
        Assert.True(plan.IsGuaranteed);
        Assert.Equal(SeedStop.Refined, plan.StoppedBy);
        Assert.StartsWith("reaches ", plan.Seeds[0].Reason, StringComparison.Ordinal);
        Assert.Contains("can tell 9 customers", plan.Seeds[0].Reason, StringComparison.Ordinal);
        Assert.Contains("can tell 'friend'", plan.Seeds[1].Reason, StringComparison.Ordinal);
        Assert.Contains("hardly any", plan.Seeds[1].Reason, StringComparison.Ordinal);
        Assert.Contains("2 seeds reach", plan.ToString(), StringComparison.Ordinal);
        Assert.Contains("certified", plan.ToString(), StringComparison.Ordinal);
        Assert.Contains("2 seeds", plan.Receipt.Options, StringComparison.Ordinal);
        Assert.Contains("constant 1", plan.Receipt.Options, StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_that_share_their_friends_say_so()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies(
            [.. Enumerable.Range(1, 8).Select(i => new Tie<string>("ann", $"friend {i}", 1)), .. Enumerable.Range(2, 7).Select(i => new Tie<string>("bob", $"friend {i}", 1))]);
        SeedPlan<string> plan = graph.Seeds(2, o => o with { Model = new() { Propensity = Propensity.Constant(1) }, MustHave = ["ann", "bob"] });

        // Alone bob reaches 8 with himself; 7 of them ann reaches before.
        Assert.InRange(plan.Seeds[1].Overlap, 0.85, 0.9);
        Assert.Contains("% of what they reach alone is reached by the seeds before", plan.Seeds[1].Reason, StringComparison.Ordinal);
        Assert.StartsWith("must-have; ", plan.Seeds[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Gains_add_up_to_the_reach_and_costs_to_the_cost()
    {
        SeedPlan<int> plan = TestPlans.Graph().SeedsWithin(12, o => o with { Cost = customer => 1 + (customer.Key % 3) });
        Assert.Equal(plan.Reach.Value, plan.Seeds.Sum(seed => seed.Gain.Value), 9);
        Assert.Equal(plan.Reach, plan.Seeds[^1].Reach);
        Assert.Equal(plan.TotalCost, plan.Seeds.Sum(seed => seed.Cost), 9);
        Assert.Equal(plan.Seeds.Select(seed => 1.0 + (seed.Customer % 3)), plan.Seeds.Select(seed => seed.Cost));
        Assert.All(plan.Seeds, seed => Assert.InRange(seed.Gain.Value, seed.Gain.Low, seed.Gain.High));
        Assert.InRange(plan.Reach.Value, plan.LowerBound, plan.UpperBound);
    }

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade)]
    [InlineData(CascadeProcess.LinearThreshold)]
    public void The_reach_told_is_what_an_independent_simulator_counts(CascadeProcess process)
    {
        CustomerGraph<int> graph = TestPlans.Graph();
        var model = new CascadeModel { Process = process };
        SeedPlan<int> plan = graph.Seeds(10, o => o with { Model = model, Confidence = 0.99 });
        var ground = graph.AsView().GroundFor(model, CancellationToken.None);
        (double mean, double error) = new PlainSimulator(ground.Graph, 3).Reach([.. plan.Customers.Select(ground.NodeOf)], 4000);

        // The interval of the plan, and four standard errors of the judge.
        Assert.InRange(mean, plan.Reach.Low - (4 * error), plan.Reach.High + (4 * error));
        Assert.InRange(mean, plan.LowerBound - (4 * error), plan.UpperBound + (4 * error));
    }

    [Fact]
    public void Better_than_the_best_connected_and_than_chance()
    {
        CustomerGraph<int> graph = TestPlans.Graph();
        var ground = graph.AsView().GroundFor(new(), CancellationToken.None);
        double Reach(IEnumerable<int> customers) => new PlainSimulator(ground.Graph, 3).Reach([.. customers.Select(ground.NodeOf)], 2000).Mean;
        double planned = Reach(graph.Seeds(10).Customers);
        double connected = Reach(Enumerable.Range(0, 600).OrderByDescending(customer => graph.AsView().TiesFrom(customer).Count).Take(10));
        Assert.True(planned > connected, $"{planned} by plan, {connected} by degree");
        Assert.True(planned > 1.5 * Reach(Enumerable.Range(100, 10)));
    }

    [Fact]
    public void Random_options_are_all_honoured()
    {
        CustomerGraph<int> graph = TestPlans.Graph(120, 400);
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            int[] order = [.. Enumerable.Range(0, 120)];
            random.Shuffle(order);
            int[] mustHave = order[..random.Next(3)];
            int[] excluded = order[10..random.Next(11, 60)];
            Dictionary<int, int> contacts = order[60..80].ToDictionary(key => key, _ => random.Next(4));
            Func<Customer<int>, string?>? groupOf = random.Next(2) == 0 ? customer => customer.Key % 7 == 0 ? null : $"{customer.Key % 5}" : null;
            bool hasBudget = random.Next(2) == 0;
            SeedPlan<int> plan = graph.Seeds(8, o => o with
            {
                MustHave = mustHave,
                Exclude = excluded,
                Contacts = contacts,
                MaxContacts = 2,
                GroupOf = groupOf,
                MaxPerGroup = groupOf is null ? null : 2,
                Budget = hasBudget ? 12 : null,
                Cost = hasBudget ? customer => customer.Key % 4 : null,
                Measure = random.Next(2) == 0 ? ReachMeasure.OwnValue : ReachMeasure.Customers,
                MaxSets = 4096,
                Seed = seed,
            });

            int[] seeds = [.. plan.Customers];
            Assert.Equal(seeds.Length, seeds.Distinct().Count());
            Assert.Equal(mustHave, seeds[..mustHave.Length]);
            Assert.True(seeds.Length <= 8 && (hasBudget || seeds.Length == 8));
            Assert.Empty(seeds.Intersect(excluded));
            Assert.DoesNotContain(seeds, key => contacts.GetValueOrDefault(key) >= 2);
            Assert.True(!hasBudget || (plan.TotalCost <= 12 && plan.TotalCost == seeds.Sum(key => key % 4)));
            Assert.True(groupOf is null || seeds.Where(key => key % 7 != 0).GroupBy(key => key % 5).All(group => group.Count() <= 2));
            Assert.InRange(plan.CertifiedRatio, 0.05, 1);
            Assert.Equal(plan.LowerBound / plan.UpperBound, plan.CertifiedRatio, 9);
            Assert.Equal(Enumerable.Range(1, seeds.Length), plan.Seeds.Select(seed => seed.Rank));
        }
    }

    [Fact]
    public void Only_those_who_may_be_contacted_are_seeds_but_all_pass_the_word_on()
    {
        var ledger = new ConsentLedger<int>();
        for (int customer = 0; customer < 600; customer++)
        {
            ledger.Grant(customer, Purpose.Score, Channel.Any, January, "form");
            if (customer % 3 == 0)
            {
                ledger.Grant(customer, Purpose.Seed, Channel.Email, January, "form");
            }
        }

        CustomerGraph<int> graph = TestPlans.Graph(consents: ledger);
        CustomerGraphView<int> view = graph.For(Purpose.Score, June);
        SeedPlan<int> free = view.Seeds(10);
        SeedPlan<int> plan = view.Seeds(10, o => o with { Eligible = graph.For(Purpose.Seed, Channel.Email, June) });

        Assert.All(plan.Customers, customer => Assert.Equal(0, customer % 3));
        Assert.Contains(new LeftOut("customers who may not be seeds: not eligible", 400), plan.Receipt.Notes);
        Assert.Equal(600, plan.Receipt.CustomersUsed);
        Assert.True(plan.Reach.Value > 0.5 * free.Reach.Value);
        Assert.Throws<InvalidOperationException>(() => graph.Seeds(10));
    }

    [Fact]
    public void Customers_who_are_left_out_leave_no_trace()
    {
        var ledger = new ConsentLedger<int>();
        for (int customer = 0; customer < 300; customer++)
        {
            ledger.Grant(customer, Purpose.Score, Channel.Any, January, "form");
        }

        // Keys from 300 on do not consent.
        CustomerGraph<int> with = TestPlans.Graph(consents: ledger);
        CustomerGraph<int> without = CustomerGraph.FromTies(
            TestPlans.Ties(600, 2400).Where(tie => tie.From < 300 && tie.To < 300),
            Enumerable.Range(0, 300).Select(key => new Customer<int>(key, 10 + (key % 13))));
        Assert.Equal(TestPlans.BitsOf(without.Seeds(10)), TestPlans.BitsOf(with.For(Purpose.Score, June).Seeds(10)));
    }

    [Fact]
    public void A_segment_counts_alone_and_a_measure_in_money_counts_money()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies(
            [new Tie<string>("many", "a", 1), new("many", "b", 1), new("many", "c", 1), new("rich friend", "rich", 1), new("niche", "target", 1)],
            [new("many", 1), new("a", 1), new("b", 1), new("c", 1), new("rich friend", 1), new("rich", 1000), new("niche", 1), new Customer<string>("target", 1)]);
        SeedPlan<string> Plan(ReachMeasure measure) => graph.Seeds(1, o => o with { Measure = measure, Model = new() { Propensity = Propensity.Constant(1) }, Exclude = ["rich", "target"] });

        Assert.Equal(["many"], Plan(ReachMeasure.Customers).Customers);
        Assert.Equal(["rich friend"], Plan(ReachMeasure.OwnValue).Customers);
        Assert.Equal(1001, Plan(ReachMeasure.OwnValue).Reach.Value, 5 * Plan(ReachMeasure.OwnValue).Reach.StandardError);
        Assert.Equal(["niche"], Plan(ReachMeasure.Only(["target"])).Customers);
        Assert.Equal(1, Plan(ReachMeasure.Only(["target"])).Reach.Value, 9);
    }

    [Fact]
    public void Without_hops_or_ties_the_reach_is_known_exactly()
    {
        CustomerGraph<int> graph = TestPlans.Graph();
        SeedPlan<int> plan = graph.Seeds(3, o => o with { Model = new() { MaxHops = 0 }, Measure = ReachMeasure.OwnValue });
        Assert.Equal(SeedStop.Exact, plan.StoppedBy);
        Assert.Equal([12, 25, 38], plan.Customers);
        Assert.Equal(Estimate.Exact(66), plan.Reach);
        Assert.Equal(1, plan.CertifiedRatio);
        Assert.Equal(0, plan.SampledSets);
    }

    [Fact]
    public void A_dear_customer_gives_way_to_several_cheap_ones()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies(
            [.. Enumerable.Range(0, 10).Select(i => new Tie<string>("star", $"s{i}", 1)), .. Enumerable.Range(0, 3).SelectMany(c => Enumerable.Range(0, 5).Select(i => new Tie<string>($"cheap {c}", $"c{c}{i}", 1)))]);
        CascadeModel model = new() { Propensity = Propensity.Constant(1) };
        SeedPlan<string> plan = graph.SeedsWithin(3, o => o with { Model = model, Cost = customer => customer.Key is "star" ? 3 : 1 });
        Assert.Equal(["cheap 0", "cheap 1", "cheap 2"], plan.Customers.Order(StringComparer.Ordinal));
        Assert.Equal(["star"], graph.SeedsWithin(1, o => o with { Model = model, Cost = customer => customer.Key is "star" ? 1 : 0.9 }).Customers);
        Assert.Collection(
            graph.SeedsWithin(4, o => o with { Model = model, Count = 2, Cost = customer => customer.Key is "star" ? 3 : 1 }).Customers,
            first => Assert.Equal("star", first),
            second => Assert.StartsWith("cheap", second, StringComparison.Ordinal));
    }

    [Fact]
    public void Stopping_early_gives_the_best_so_far()
    {
        CustomerGraph<int> graph = TestPlans.Graph();
        using var stop = new CancellationTokenSource();
        var told = new List<SeedProgress>();
        var progress = new Told(report =>
        {
            told.Add(report);
            if (report.CertifiedRatio > 0)
            {
                stop.Cancel();
            }
        });
        SeedPlan<int> plan = graph.Seeds(10, o => o with { StopEarly = stop.Token, RefineTolerance = 1e-9, Epsilon = 0.001 }, progress);
        Assert.Equal(SeedStop.Request, plan.StoppedBy);
        Assert.Equal(10, plan.Seeds.Count);
        Assert.Equal(told[^1].CertifiedRatio, plan.CertifiedRatio);
        Assert.Equal(told[^1].UpperBound, plan.UpperBound);
        Assert.Equal(told[^1].Reach, plan.Reach.Value, 9);

        stop.Cancel();
        SeedPlan<int> first = graph.Seeds(10, o => o with { StopEarly = stop.Token, RefineTolerance = 1e-9 });
        Assert.Equal(SeedStop.Request, first.StoppedBy);
        Assert.InRange(first.CertifiedRatio, 0.05, 1);
        Assert.Equal(1, first.Rounds);
        Assert.Equal(SeedStop.TimeBudget, graph.Seeds(10, o => o with { TimeBudget = TimeSpan.Zero, RefineTolerance = 1e-9 }).StoppedBy);
    }

    [Fact]
    public void Without_refinement_the_certificate_is_the_end()
    {
        CustomerGraph<int> graph = TestPlans.Graph();
        SeedPlan<int> certified = graph.Seeds(10, o => o with { Refine = false });
        SeedPlan<int> refined = graph.Seeds(10, o => o with { RefineTolerance = 0.005 });
        Assert.Equal(SeedStop.Certificate, certified.StoppedBy);
        Assert.True(certified.IsGuaranteed && refined.IsGuaranteed);
        Assert.InRange(certified.CertifiedRatio, 1 - Math.Exp(-1) - 0.1, 1);
        Assert.True(refined.SampledSets > certified.SampledSets);
        Assert.True(refined.CertifiedRatio > certified.CertifiedRatio);
        Assert.NotNull(refined.Timings.Certified);
        Assert.True(refined.Timings.Total >= refined.Timings.Sampling);
    }

    [Fact]
    public void Cancelling_ends_with_an_exception_and_leaves_the_graph_as_it_was()
    {
        CustomerGraph<int> graph = TestPlans.Graph();
        IReadOnlyList<string> before = TestPlans.BitsOf(graph.Seeds(5));
        using var cancelled = new CancellationTokenSource();
        var progress = new Told(_ => cancelled.Cancel());
        Assert.Throws<OperationCanceledException>(() => graph.Seeds(5, progress: progress, cancellationToken: cancelled.Token));
        Assert.Throws<OperationCanceledException>(() => graph.SeedsWithin(5, cancellationToken: cancelled.Token));
        Assert.Equal(before, TestPlans.BitsOf(graph.Seeds(5)));
    }

    [Fact]
    public void Other_random_numbers_make_another_sample_of_the_same_answer()
    {
        CustomerGraph<int> graph = TestPlans.Graph();
        SeedPlan<int> one = graph.Seeds(5);
        SeedPlan<int> two = graph.Seeds(5, o => o with { Seed = 2 });
        Assert.NotEqual(one.Reach, two.Reach);
        Assert.True(one.LowerBound < two.UpperBound && two.LowerBound < one.UpperBound);
    }

    private sealed class Told(Action<SeedProgress> tell) : IProgress<SeedProgress>
    {
        public void Report(SeedProgress value) => tell(value);
    }
}
