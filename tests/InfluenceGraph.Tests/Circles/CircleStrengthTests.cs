using InfluenceGraph.Tests.SocialValues;
using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.Circles;

public sealed class CircleStrengthTests
{
    [Fact]
    public void Parts_of_a_small_circle_are_those_worked_out_by_hand()
    {
        CustomerGraph<string> graph = Build(
            [
                new("ann", "bob", 1, 2),
                new("bob", "ann", 0.5, 2),
                new("ann", "cat", 0.5),
                new("dan", "ann", 1),
                new("bob", "cat", 1),
                new("cat", "bob", 1),
                new("dan", "eve", 1, 3),
            ]);
        CircleStrength<string> ann = graph.CircleStrength()["ann"];
        CircleParts parts = ann.Parts!.Value;

        // bob grants 1, cat 0.5, dan nothing.
        Assert.Equal(0.5, parts.Permission, 1e-12);

        // The ways are 2 and 1 with bob, 0.5 and 0 with cat, 0 and 1 with dan.
        Assert.Equal(1 / 3.5, parts.Reciprocity, 1e-12);

        // bob (3) and cat (0.5) are in one triangle, of a weight of 4.5 and 3 ties.
        Assert.Equal(3.5 / (4.5 * 2), parts.Closure, 1e-12);
        Assert.Equal(1 / 3.0, parts.Density, 1e-12);
        Assert.Null(parts.Recency);

        // dan -> eve (3) leads out, of 3 outside and 16 in all.
        Assert.Equal(0, parts.Seclusion, 1e-12);
        var weights = new CircleWeights();
        double sum = (weights.Permission * 0.5) + (weights.Reciprocity / 3.5) + (weights.Closure * 3.5 / 9) + (weights.Density / 3);
        Assert.Equal(100 * sum / 0.85, ann.Score!.Value, 1e-9);
        Assert.Equal((3, 4L, 0), (ann.Members, ann.TiesUsed, ann.TiesWithContact));
        Assert.Null(ann.Name);
    }

    [Fact]
    public void Parts_are_those_of_a_plain_reference()
    {
        for (int seed = 1; seed <= 25; seed++)
        {
            TestGraph graph = TestGraph.Seeded(seed, 25, 110);
            CustomerGraphView<int> view = graph.Build(SelfTieRule.Skip).AsView();
            CircleStrengthResult<int> strength = view.CircleStrength();
            foreach (CircleStrength<int> circle in strength)
            {
                int[] members = [.. view.Customers.Where(other => other != circle.Owner && PlainCircle.WeightOf(view, circle.Owner, other) > 0)];
                Assert.Equal(members.Length, circle.Members);
                Assert.Equal(members.Length < 3, circle.Score is null);
                if (circle.Parts is CircleParts parts)
                {
                    PlainCircle.AssertSame(PlainCircle.PartsOf(view, circle.Owner, members), parts);
                }
            }
        }
    }

    [Fact]
    public void An_ego_network_that_is_named_has_the_same_strength()
    {
        TestGraph graph = TestGraph.Seeded(3, 25, 120);
        CustomerGraphView<int> plain = graph.Build(SelfTieRule.Skip).AsView();
        Circle<int>[] circles = [.. plain.Customers.Select(owner => new Circle<int>(owner, "all", [.. plain.Customers.Where(other => other != owner && PlainCircle.WeightOf(plain, owner, other) > 0)]))];
        CircleStrengthResult<int> strength = Build(graph, circles).CircleStrength();
        Assert.Equal(graph.Count, strength.NamedCircles.Count);
        foreach (CircleStrength<int> ego in strength)
        {
            CircleStrength<int> named = strength.OfCircle(ego.Owner, "all");
            Assert.Equal((ego.Members, ego.TiesUsed), (named.Members, named.TiesUsed));
            Assert.Equal(ego.Score ?? -1, named.Score ?? -1, 1e-9);
            Assert.Equal(ego.Low ?? -1, named.Low ?? -1, 1e-7);
            Assert.Equal(ego.High ?? -1, named.High ?? -1, 1e-7);
        }
    }

    [Fact]
    public void Named_circles_are_measured_over_their_members_alone()
    {
        for (int seed = 1; seed <= 25; seed++)
        {
            TestGraph graph = TestGraph.Seeded(seed, 20, 120);
            var random = new Random(seed);
            Circle<int>[] circles = [.. Enumerable.Range(0, 20).Select(owner => new Circle<int>(owner, "some", [.. Enumerable.Range(0, 20).Where(other => other != owner && random.Next(3) == 0)]))];
            CustomerGraphView<int> view = Build(graph, circles).AsView();
            foreach (CircleStrength<int> circle in view.CircleStrength().NamedCircles)
            {
                if (circle.Parts is CircleParts parts)
                {
                    PlainCircle.AssertSame(PlainCircle.PartsOf(view, circle.Owner, circles[circle.Owner].Members), parts);
                }
            }
        }
    }

    [Fact]
    public void The_interval_is_that_of_leaving_out_each_member_in_turn()
    {
        TestGraph graph = TestGraph.Seeded(5, 20, 120);
        CustomerGraphView<int> plain = graph.Build(SelfTieRule.Skip).AsView();
        CircleStrength<int> ego = plain.CircleStrength().First(circle => circle.Members is >= 5 and <= 9);
        int[] members = [.. plain.Customers.Where(other => other != ego.Owner && PlainCircle.WeightOf(plain, ego.Owner, other) > 0)];
        Circle<int>[] circles = [.. members.Select(left => new Circle<int>(ego.Owner, $"without {left}", [.. members.Where(member => member != left)]))];
        double[] scores = [.. Build(graph, circles).CircleStrength().NamedCircles.Select(circle => circle.Score!.Value)];
        double mean = scores.Average();
        double error = Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) * (scores.Length - 1) / scores.Length);
        Assert.Equal(error, ego.StandardError!.Value, 1e-9);
        double quantile = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, members.Length - 1, 0.975);
        Assert.Equal(Math.Max(0, ego.Score!.Value - (quantile * error)), ego.Low!.Value, 1e-6);
        Assert.Equal(Math.Min(100, ego.Score!.Value + (quantile * error)), ego.High!.Value, 1e-6);
    }

    [Fact]
    public void Too_few_members_or_no_ties_are_not_enough_evidence_and_not_0()
    {
        CustomerGraph<string> graph = Build(
            [new("ann", "bob", 1), new("ann", "cat", 1)],
            new Circle<string>("eve", "wish", ["ann", "bob", "cat"]),
            new Circle<string>("dan", "wish", ["bob", "eve", "eva"]),
            new Circle<string>("ann", "none", []));
        CircleStrengthResult<string> strength = graph.CircleStrength();
        Assert.Equal(0, strength.ScoredCount - (strength["ann"].Score is null ? 0 : 1));
        Assert.Null(strength["ann"].Score);
        Assert.Null(strength["ann"].Parts);
        Assert.Null(strength["ann"].Low);
        Assert.Equal(2, strength["ann"].Members);
        Assert.Contains("not enough evidence", strength["ann"].ToString(), StringComparison.Ordinal);
        Assert.Empty(strength.Top(5));
        Assert.Empty(strength.WhatWouldStrengthen("ann"));
        Assert.Null(strength.OfCircle("ann", "none").Score);
        Assert.Null(strength.OfCircle("dan", "wish").Score);

        // Three members who know each other, of whom none grants the owner anything.
        CircleStrength<string> wish = strength.OfCircle("eve", "wish");
        Assert.Equal((0, 0, 0), (wish.Parts!.Value.Permission, wish.Parts!.Value.Reciprocity, wish.Parts!.Value.Closure));
        Assert.Equal(2 / 3.0, wish.Parts!.Value.Density, 1e-12);
        Assert.Equal(1, wish.Parts!.Value.Seclusion);
        Assert.Throws<KeyNotFoundException>(() => strength.OfCircle("eve", "family"));
        Assert.Empty(CustomerGraph.FromTies(Array.Empty<Tie<string>>()).CircleStrength());
    }

    [Fact]
    public void Recency_halves_with_each_half_life_and_counts_only_where_a_contact_is_known()
    {
        Tie<string>[] ties =
        [
            new("ann", "bob", 1, LastContact: June),
            new("bob", "ann", 1, LastContact: January),
            new("cat", "ann", 1, LastContact: June.AddDays(-60)),
            new("ann", "dan", 1),
        ];
        CustomerGraph<string> graph = Build(ties);
        CircleStrength<string> ann = graph.At(June).CircleStrength(o => o with { RecencyHalfLife = TimeSpan.FromDays(30) })["ann"];
        Assert.Equal((1 + 0.25) / 2, ann.Parts!.Value.Recency!.Value, 1e-12);
        Assert.Equal(2, ann.TiesWithContact);

        // Without a moment nobody can say how long ago it was.
        CircleStrength<string> undated = graph.CircleStrength()["ann"];
        Assert.Null(undated.Parts!.Value.Recency);
        Assert.Equal(0, undated.TiesWithContact);
    }

    [Fact]
    public void The_best_tie_brings_exactly_what_the_changed_graph_says_and_no_other_brings_more()
    {
        int told = 0;
        for (int seed = 1; seed <= 12; seed++)
        {
            TestGraph graph = TestGraph.Seeded(seed, 12, 45);
            var denied = graph.Ties.Where(tie => tie.Permission == 0).Select(tie => (tie.From, tie.To)).ToHashSet();
            CustomerGraphView<int> view = graph.Build(SelfTieRule.Skip).AsView();
            CircleStrengthResult<int> strength = view.CircleStrength();
            foreach (int owner in view.Customers.Where(customer => strength[customer].Score is not null))
            {
                double score = strength[owner].Score!.Value;
                IReadOnlyList<StrengtheningTie<int>> best = strength.WhatWouldStrengthen(owner, 1000);
                foreach (StrengtheningTie<int> tie in best.Take(5))
                {
                    Assert.DoesNotContain((tie.From, tie.To), denied);
                    double then = view.WithPermission(tie.From, tie.To, 1, tie.Strength).CircleStrength()[owner].Score!.Value;
                    Assert.Equal(then, tie.ScoreThen, 1e-9);
                    Assert.Equal(then - score, tie.Gain, 1e-9);
                    told++;
                }

                // Of two members the other way will do.
                double most = PlainCircle.CandidatesOf(view, owner)
                    .Where(tie => !denied.Contains((tie.From, tie.To)) || (tie.From != owner && tie.To != owner && !denied.Contains((tie.To, tie.From))))
                    .Select(tie => view.WithPermission(tie.From, tie.To, 1, tie.Strength).CircleStrength()[owner].Score!.Value)
                    .DefaultIfEmpty(score)
                    .Max();
                Assert.Equal(Math.Max(0, most - score), best.Select(tie => tie.Gain).FirstOrDefault(), 1e-9);
                Assert.Equal(best.Take(1), strength.WhatWouldStrengthen(owner, 1));
            }
        }

        Assert.True(told > 100, $"{told} ties");
    }

    /// <summary>bob denied ann a tie, cat and dan denied each other one, cat denied eve one way only.</summary>
    [Fact]
    public void Who_said_no_is_not_asked_again()
    {
        Tie<string>[] ties =
        [
            new("bob", "ann", 1), new("ann", "cat", 1), new("cat", "ann", 1), new("ann", "dan", 1), new("dan", "ann", 1), new("ann", "eve", 1), new("eve", "ann", 1),
            new("ann", "bob", 0), new("cat", "dan", 0), new("dan", "cat", 0), new("eve", "cat", 0), new("bob", "dan", 1), new("bob", "cat", 1),
        ];
        CircleStrengthResult<string> strength = Build(ties).CircleStrength();
        (string From, string To)[] told = [.. strength.WhatWouldStrengthen("ann", 100).Select(tie => (tie.From, tie.To))];
        Assert.DoesNotContain(("ann", "bob"), told);
        Assert.DoesNotContain(("cat", "dan"), told);
        Assert.DoesNotContain(("dan", "cat"), told);

        // Of cat and eve the way that nobody denied, and it brings what the other one would have.
        Assert.Contains(("cat", "eve"), told);
        Assert.DoesNotContain(("eve", "cat"), told);
        Assert.Contains(("dan", "eve"), told);

        // Without the denials the same ties are told, and a denial moves no score.
        CircleStrengthResult<string> never = Build([.. ties.Where(tie => tie.Permission > 0)]).CircleStrength();
        Assert.Equal(strength, never);
        Assert.Equal(strength.Receipt.DataHash, never.Receipt.DataHash);
        (string From, string To)[] all = [.. never.WhatWouldStrengthen("ann", 100).Select(tie => (tie.From, tie.To))];
        Assert.Contains(("ann", "bob"), all);
        Assert.Contains(("cat", "dan"), all);
        Assert.Equal(all.Length - 2, told.Length);
    }

    [Fact]
    public void A_denial_counts_while_it_is_in_force_and_not_where_a_what_if_lifted_it()
    {
        Tie<string>[] ties =
        [
            new("bob", "ann", 1), new("ann", "cat", 1), new("cat", "ann", 1), new("ann", "dan", 1), new("dan", "ann", 1),
            new("ann", "bob", 0, Until: March),
        ];
        CustomerGraph<string> graph = Build(ties);
        Assert.DoesNotContain(graph.At(January).CircleStrength().WhatWouldStrengthen("ann", 100), tie => tie is { From: "ann", To: "bob" });
        Assert.Contains(graph.At(March).CircleStrength().WhatWouldStrengthen("ann", 100), tie => tie is { From: "ann", To: "bob", PermissionNow: 0 });
        CustomerGraphView<string> lifted = graph.At(January).WithPermission("ann", "bob", 0.5);
        Assert.Contains(lifted.CircleStrength().WhatWouldStrengthen("ann", 100), tie => tie is { From: "ann", To: "bob", PermissionNow: 0.5 });
    }

    [Fact]
    public void Circles_that_weaken_are_told_with_their_significance()
    {
        // Everybody granted ann all until spring; now only a third of it.
        string[] others = [.. Enumerable.Range(0, 12).Select(i => $"c{i:00}")];
        Tie<string>[] ties =
        [
            .. others.Select(other => new Tie<string>("ann", other, 1, Until: March)),
            .. others.Select(other => new Tie<string>("ann", other, 0.3, Since: March)),
            .. others.Select(other => new Tie<string>(other, "ann", 1)),
            .. others.Zip(others.Skip(1), (a, b) => new Tie<string>(a, b, 1)),
        ];
        CustomerGraph<string> graph = CustomerGraph.FromTies(ties);
        CircleStrengthResult<string> before = graph.At(January).CircleStrength();
        CircleStrengthResult<string> now = graph.At(June).CircleStrength();
        CircleChange<string> change = now.WeakeningSince(before)[0];
        Assert.Equal("ann", change.Owner);
        Assert.Equal(now["ann"].Score!.Value - before["ann"].Score!.Value, change.Change, 1e-12);
        Assert.True(change.Change < -20, change.ToString());
        Assert.Equal(before["ann"].Parts, change.PartsBefore);
        Assert.Equal(now["ann"].Parts, change.PartsNow);
        Assert.Equal((12, 12), (change.MembersBefore, change.MembersNow));
        Assert.EndsWith("; permission 1.00 to 0.30, 12 to 12 members", change.ToString(), StringComparison.Ordinal);
        Assert.True(change.IsSignificant, change.ToString());
        Assert.InRange(change.Significance, 0, 0.01);
        Assert.DoesNotContain(before.WeakeningSince(now), back => back.Owner == "ann");
        Assert.All(now.ChangesSince(now), same => Assert.Equal((0, 1, false), (same.Change, same.Significance, same.IsSignificant)));
        CircleStrengthResult<string> other = graph.At(January).CircleStrength(o => o with { Weights = new() { Version = "other", Density = 1 } });
        Assert.Contains("Compute both with the same options", Assert.Throws<ArgumentException>(() => now.WeakeningSince(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Circles_that_have_too_little_evidence_left_are_told_as_they_were()
    {
        // ann and bob each have three until March, then ann has two; dan's circle of three keeps its members, who lose their ties.
        Tie<string>[] ties =
        [
            new("ann", "bob", 1), new("bob", "ann", 1), new("ann", "cat", 1), new("ann", "dan", 1, Until: March), new("cat", "bob", 1), new("bob", "dan", 1),
        ];
        CustomerGraph<string> graph = Build(ties, new Circle<string>("ann", "family", ["bob", "cat", "dan"]), new Circle<string>("eve", "club", ["fay", "gus", "hal"]));
        CircleStrengthResult<string> before = graph.At(January).CircleStrength();
        CircleStrengthResult<string> now = graph.At(June).CircleStrength();
        Assert.Equal([before["ann"]], now.LostSince(before));
        Assert.Empty(before.LostSince(now));
        Assert.Empty(now.LostSince(now));
        Assert.DoesNotContain(now.ChangesSince(before), change => change is { Owner: "ann", Name: null });
        Assert.Contains(now.ChangesSince(before), change => change is { Owner: "ann", Name: "family" });
        Assert.Throws<ArgumentException>(() => now.LostSince(graph.At(January).CircleStrength(o => o with { MinMembers = 4 })));
        Assert.Throws<ArgumentNullException>(() => now.LostSince(null!));

        // A named circle is lost where nobody of it may be used any more, and nobody is named who may not be.
        var consents = new ConsentLedger<string>();
        foreach (string customer in graph.Customers)
        {
            consents.Grant(customer, Purpose.Score, Channel.Any, January, "form");
        }

        CustomerGraph<string> careful = CustomerGraph.FromTies(ties.Select(tie => tie with { Until = null }), graph.Customers.Select(customer => graph[customer]), consents: consents);
        CircleStrengthResult<string> all = careful.For(Purpose.Score, January).CircleStrength();
        consents.Refuse("dan", Purpose.Score, Channel.Any, March, "call");
        CircleStrengthResult<string> fewer = careful.For(Purpose.Score, March).CircleStrength();
        Assert.Equal(["ann", "ann", "bob"], fewer.LostSince(all).Select(circle => circle.Owner).Order());
        Assert.Contains(fewer.LostSince(all), circle => circle.Name == "family");
    }

    [Fact]
    public void A_customer_who_may_not_be_used_changes_no_bit()
    {
        Tie<string>[] ties = [new("ann", "bob", 1), new("cat", "ann", 1), new("dan", "ann", 0.5), new("dan", "bob", 1)];
        var circle = new Circle<string>("ann", "family", ["bob", "cat", "dan"]);
        CustomerGraph<string> without = Build(ties, circle);
        CustomerGraph<string> with = Build([.. ties, new("eve", "ann", 1, 7), new("eve", "dan", 1), new("ann", "eve", 1)], circle with { Members = ["bob", "cat", "dan", "eve"] });
        foreach (string customer in (string[])["ann", "bob", "cat", "dan"])
        {
            with.Consents.Grant(customer, Purpose.Score, Channel.Any, January, "form");
            without.Consents.Grant(customer, Purpose.Score, Channel.Any, January, "form");
        }

        CircleStrengthResult<string> a = with.For(Purpose.Score, June).CircleStrength();
        CircleStrengthResult<string> b = without.For(Purpose.Score, June).CircleStrength();
        Assert.Equal(b.ToArray(), a.ToArray());
        Assert.Equal(b.NamedCircles, a.NamedCircles);
        Assert.Equal(b.Receipt.DataHash, a.Receipt.DataHash);
        Assert.Throws<KeyNotFoundException>(() => a["eve"]);
        Assert.Throws<InvalidOperationException>(() => with.CircleStrength());
        Assert.False(a.IsStale);
        with.Consents.Refuse("bob", Purpose.Score, Channel.Any, January, "call");
        Assert.True(a.IsStale);
    }

    [Fact]
    public void A_score_rises_with_each_part() => TestGraph.ForAll(graph =>
    {
        foreach (CircleParts parts in graph.Build().CircleStrength().Select(circle => circle.Parts).OfType<CircleParts>())
        {
            foreach (double part in (double[])[parts.Permission, parts.Reciprocity, parts.Closure, parts.Density, parts.Seclusion])
            {
                Assert.InRange(part, 0, 1);
            }

            var weights = new CircleWeights();
            double score = weights.ScoreOf(parts)!.Value;
            Assert.True(weights.ScoreOf(parts with { Permission = parts.Permission + 0.01 }) > score);
            Assert.True(weights.ScoreOf(parts with { Reciprocity = parts.Reciprocity + 0.01 }) > score);
            Assert.True(weights.ScoreOf(parts with { Closure = parts.Closure + 0.01 }) > score);
            Assert.True(weights.ScoreOf(parts with { Density = parts.Density + 0.01 }) > score);
            Assert.True(weights.ScoreOf(parts with { Seclusion = parts.Seclusion + 0.01 }) > score);
            Assert.True(weights.ScoreOf(parts with { Recency = 0.6 }) > weights.ScoreOf(parts with { Recency = 0.5 }));
        }
    });

    [Fact]
    public void Bad_options_are_refused_all_at_once()
    {
        CustomerGraph<string> graph = Build([new("ann", "bob", 1)]);
        string message = Assert.Throws<ArgumentException>(() => graph.CircleStrength(o => o with
        {
            MinMembers = 2,
            RecencyHalfLife = TimeSpan.Zero,
            Confidence = 1,
            Threads = 0,
            Weights = new() { Version = " ", Permission = double.NaN, Density = -1 },
        })).Message;
        Assert.All((string[])["MinMembers is 2", "RecencyHalfLife", "Confidence is 1", "Threads is 0", "Version", "weight of Permission is NaN", "weight of Density is -1"], text => Assert.Contains(text, message, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => graph.CircleStrength(o => o with { Weights = null! }));
        Assert.Throws<ArgumentException>(() => graph.CircleStrength(o => o with { Weights = new() { Permission = 0, Reciprocity = 0, Closure = 0, Density = 0, Recency = 0, Seclusion = 0 } }));
        Assert.Throws<OperationCanceledException>(() => graph.CircleStrength(cancellationToken: new(canceled: true)));
        Assert.Throws<KeyNotFoundException>(() => graph.CircleStrength()["zoe"]);
        Assert.Throws<ArgumentOutOfRangeException>(() => graph.CircleStrength().WhatWouldStrengthen("ann", 0));
    }

    private static CustomerGraph<string> Build(Tie<string>[] ties, params Circle<string>[] circles)
    {
        var builder = new CustomerGraphBuilder<string>();
        foreach (string customer in ties.SelectMany(tie => new[] { tie.From, tie.To }).Concat(circles.SelectMany(circle => circle.Members.Append(circle.Owner))).Distinct())
        {
            builder.AddCustomer(customer, 1);
        }

        foreach (Tie<string> tie in ties)
        {
            builder.AddTie(tie);
        }

        foreach (Circle<string> circle in circles)
        {
            builder.AddCircle(circle);
        }

        return builder.Build();
    }

    private static CustomerGraph<int> Build(TestGraph graph, Circle<int>[] circles)
    {
        var builder = new CustomerGraphBuilder<int>(new CustomerGraphOptions { OnSelfTie = SelfTieRule.Skip });
        foreach (Customer<int> customer in graph.Customers)
        {
            builder.AddCustomer(customer.Key, customer.OwnValue);
        }

        foreach (Tie<int> tie in graph.Ties)
        {
            builder.AddTie(tie);
        }

        foreach (Circle<int> circle in circles)
        {
            builder.AddCircle(circle);
        }

        return builder.Build();
    }
}
