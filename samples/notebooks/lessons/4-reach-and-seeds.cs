#!/usr/bin/env dotnet
// %% [markdown]
// # 4 Reach, seeds and their certificate
//
// **The question: we may give twenty customers a preview. Whom, so that as many as possible hear of it, and how good is the choice for sure?**
//
// Social value (lesson 1) says who matters. It does not say whom to tell first: the best twenty may all reach the same people. Here a word
// is let loose in many simulated worlds, and a plan comes with a bound that no other plan can beat.

// %%
#:project ../../../src/InfluenceGraph/InfluenceGraph.csproj
#:project ../kit/Notebooks.Kit.csproj

using System.Globalization;
using InfluenceGraph;
using NotebookKit;
using static NotebookKit.Notebook;

// %% [markdown]
// ## The model: say it aloud
//
// Whoever hears the word tries once on each tie to pass it on, and succeeds with *permission x 0.1*. The 0.1 is an assumption; lesson 6 learns it
// from a log. Two consents matter: to be scored (who takes part) and to be asked as a seed (who may be told first).

// %%
var crm = Crm.Generate(customers: 2000, seed: 1);
var graph = CustomerGraph.FromTies(crm.Ties, crm.Customers, consents: crm.Consents);
var view = graph.For(Purpose.Score, Crm.Today);
var maySeed = graph.For(Purpose.Seed, Crm.Today);
var word = new CascadeModel { Propensity = Propensity.Constant(0.1) };

var reach = view.CascadeReachOfEach(o => o with { Model = word, Worlds = 20_000 }, cancellationToken: Stop);
Console.WriteLine(reach);
var best = reach.Top(10);
Show(new BarPlot("Customers reached when one customer starts", "customers reached, with 95 % interval")
    .Bars("", best.Select(r => (r.Customer, r.Reach.Value, r.Reach.Low, r.Reach.High))));
Say($"Places whose order is certain at this number of worlds: {best.CertainThrough} of {best.Count}.");

// %% [markdown]
// ## Twenty seeds

// %%
var plan = view.Seeds(20, o => o with { Model = word, Eligible = maySeed }, cancellationToken: Stop);
Show(Table.Of(plan.Seeds.Take(8), ("step", s => s.Rank), ("tell", s => s.Customer), ("adds", s => s.Gain.Value), ("overlap", s => s.Overlap), ("all reached", s => s.Reach.Value)));
Say($"reach {plan.Reach.Value:0.0} ({plan.Reach.Low:0.0} to {plan.Reach.High:0.0}); no allowed plan reaches more than {plan.UpperBound:0.0}");
Say($"certificate: at least {plan.CertifiedRatio:P0} of the best possible, whatever luck the search had");

// %% [markdown]
// **Overlap** is the share of what a customer would reach alone that those before reach anyway. That is why the plan is not the list above:

// %%
bool MayBeTold(string customer) => maySeed.Contains(customer);
string[] byReach = reach.Top(200).Customers.Where(MayBeTold).Take(20).ToArray();
string[] bySpend = crm.Customers.OrderByDescending(c => c.OwnValue).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key).Where(MayBeTold).Where(view.Contains).Take(20).ToArray();
string[] byFriends = view.Customers.Where(MayBeTold).OrderByDescending(c => view.TiesFrom(c).Count).ThenBy(c => c, StringComparer.Ordinal).Take(20).ToArray();
(double, double, double, double) Of(string[] seeds, int count)
{
    var r = view.CascadeReach(seeds.Take(count), o => o with { Model = word }).Reach;
    return (count, r.Value, r.Low, r.High);
}

int[] sizes = [1, 2, 5, 10, 15, 20];
var chosen = plan.Customers.ToArray();
Show(new Plot("Customers reached by the first seeds of a plan, and of three lists", "customers told first", "customers reached, with 95 % interval")
    .Line("planned seeds", sizes.Select(k => Of(chosen, k)))
    .Line("most reach alone", sizes.Select(k => Of(byReach, k)))
    .Line("most ties", sizes.Select(k => Of(byFriends, k)))
    .Line("most spend", sizes.Select(k => Of(bySpend, k))));

// %% [markdown]
// Here a list by ties comes within a few percent of the plan, as those with most ties sit in different circles. A list by spend reaches less than half. What the plan
// has and no list has is the certificate: you *know* how much better any other choice could be.
//
// **What the numbers mean.** The interval is that of simulation: how well we know the reach *in this model*. The certificate compares with the best plan
// *in this model*. **What they do not mean:** that so many people will really hear of it. If 0.1 is really 0.05, all curves fall. What usually
// holds is their *order*, so check that:

// %%
double[] chances = [0.02, 0.05, 0.1, 0.15, 0.2];
Show(new Plot("The plan was made for a chance of 0.1; the same seeds judged at other chances", "chance that a word crosses a tie of full permission", "reach over that of the 20 with most ties") { FromZero = false }
    .Line("", chances.Select(c =>
    {
        var model = new CascadeModel { Propensity = Propensity.Constant(c) };
        Estimate planned = view.CascadeReach(chosen, o => o with { Model = model }).Reach, listed = view.CascadeReach(byFriends, o => o with { Model = model }).Reach;
        double ratio = planned.Value / listed.Value, error = Math.Sqrt(Math.Pow(planned.StandardError / planned.Value, 2) + Math.Pow(listed.StandardError / listed.Value, 2));
        return (c, ratio, ratio * (1 - (1.96 * error)), ratio * (1 + (1.96 * error)));
    }))
    .MarkY(1, "as good as the list"));

// %% [markdown]
// ## The benchmark of the literature: NetHEPT
//
// 15,233 authors of physics papers, weighted cascade, 50 seeds: the graph on which the methods of the last fifteen years were compared.

// %%
if (RealData("nethept/hep.txt.gz") is string hep)
{
    // Parallel lines are several papers together: each is a try of its own, which weighted cascade counts by strength.
    var authors = CustomerGraph.FromEdgeList<string>(hep, o => o with { SkipLines = 1, Direction = TieDirection.BothWays }).Graph;
    var cascade = new CascadeModel { Propensity = Propensity.WeightedCascade };
    var seeds = authors.Seeds(50, o => o with { Model = cascade }, cancellationToken: Stop);
    Say($"{authors}: 50 seeds reach {seeds.Reach.Value:0} ({seeds.Reach.Low:0} to {seeds.Reach.High:0}), at most {seeds.UpperBound:0}; certificate {seeds.CertifiedRatio:P0}");
    var most = authors.Customers.OrderByDescending(c => authors.AsView().TiesFrom(c).Count).ThenBy(c => c, StringComparer.Ordinal).Take(50);
    Say($"the 50 with most ties reach {authors.CascadeReach(most, o => o with { Model = cascade }).Reach.Value:0}");
    Show(new Plot("NetHEPT, weighted cascade: each seed adds less", "seeds", "authors reached")
        .Line("", seeds.Seeds.Select(s => ((double)s.Rank, s.Reach.Value, s.Reach.Low, s.Reach.High)))
        .MarkY(seeds.UpperBound, "no 50 seeds reach more"));
}

// %% [markdown]
// ## Who starts a storm: the Higgs retweets
//
// In `A B count` A retweeted B, so B reaches A: the file speaks the other way round, and `Direction` says so.

// %%
if (RealData("higgs/higgs-retweet_network.edgelist.gz") is string higgs)
{
    var twitter = CustomerGraph.FromEdgeList<string>(higgs, o => o with { Strength = 3, Direction = TieDirection.ToReachesFrom }).Graph;
    var retweet = new CascadeModel { Propensity = Propensity.Constant(0.05) };
    var each = twitter.CascadeReachOfEach(o => o with { Model = retweet, Worlds = 200 }, cancellationToken: Stop);
    Say($"{twitter}");
    Show(new Plot("Most users reach nobody, a few reach hundreds (chance 0.05 a tie)", "users reached", "users") { LogX = true, LogY = true, FromZero = false }
        .Scatter("", each.GroupBy(pair => Math.Round(pair.Value.Value)).OrderBy(g => g.Key).Select(g => (g.Key, (double)g.Count()))));
}

// %% [markdown]
// ## What to do next
//
// - `GroupOf` and `MaxPerGroup` spread seeds over communities (lesson 3); `Cost` and `SeedsWithin` plan with a budget.
// - Keep some seeds back by lot. Only then will you know what the preview brought.
// - `plan.Receipt` goes beside the list.
