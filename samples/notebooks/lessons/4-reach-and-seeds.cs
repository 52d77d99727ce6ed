#!/usr/bin/env dotnet
// %% [markdown]
// # 4 Reach, seeds and their certificate
//
// **The question: we may give twenty customers a preview. Whom, so that as many as possible hear of it, and how good is the choice for sure?**
//
// **The answer in two sentences.** A planned twenty reaches more than any list by spend, a little more than a list by ties, and comes with a *certificate*: a bound that no other twenty can beat.
// What neither plan nor certificate knows is whether people really pass words on as the model says, so the last step is a trial with some seeds kept back.

// %%
#:project ../../../src/InfluenceGraph.Data/InfluenceGraph.Data.csproj
#:project ../kit/Notebooks.Kit.csproj

using System.Globalization;
using InfluenceGraph;
using InfluenceGraph.Data;
using NotebookKit;
using static NotebookKit.Notebook;

// %%
Terminal.Run("influencegraph generate --store crm.igs --customers 2000");

// %% [markdown]
// ## The model: say it aloud
//
// Whoever hears the word tries once on each tie to pass it on, and succeeds with *permission x 0.1*. The 0.1 is an assumption; lesson 6 learns it
// from a log. Two consents matter: to be scored (who takes part) and to be asked as a seed (who may be told first).

// %%
using var store = CustomerStore.Open(Path.Combine(Terminal.Folder, "crm.igs"), StoreAccess.Read);
var today = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
var graph = store.ReadGraph();
var view = graph.For(Purpose.Score, today);
var maySeed = graph.For(Purpose.Seed, today);
var word = new CascadeModel { Propensity = Propensity.Constant(0.1) };
Say($"{view.CustomerCount:#,0} customers take part; {view.Customers.Count(maySeed.Contains):#,0} of them may be told first.");

// %% [markdown]
// ## One seed at a time

// %%
var reach = view.CascadeReachOfEach(o => o with { Model = word, Worlds = 20_000 }, cancellationToken: Stop);
var best = reach.Top(10);
Show(new BarPlot("Customers reached when one customer starts", "customers reached, the starter included, with 95 % interval")
    .Bars("", best.Select(r => (r.Customer, r.Reach.Value, r.Reach.Low, r.Reach.High))));
Say($"Places whose order is certain at {20_000:#,0} simulated worlds: {best.CertainThrough} of {best.Count}.");

// %% [markdown]
// **What an interval says.** The computer lets the word loose 20,000 times and counts. Another 20,000 would give a slightly different mean; 95 of 100 such intervals hold the true mean *of this model*.
// Where two bars' intervals overlap, do not fight over who is third. More worlds make intervals narrower; they never make the model truer.
//
// ## Twenty seeds

// %%
var plan = view.Seeds(20, o => o with { Model = word, Eligible = maySeed }, cancellationToken: Stop);
Show(Table.Of(plan.Seeds.Take(8), ("step", s => s.Rank), ("tell", s => s.Customer), ("adds", s => s.Gain.Value), ("overlap", s => s.Overlap), ("all reached", s => s.Reach.Value)));

// %% [markdown]
// **Overlap** is the share of what a customer would reach alone that those before reach anyway. That is why the plan is not the list above.
//
// ## The certificate

// %%
Show(new BarPlot("How good is the plan for sure?", "customers reached")
    .Bars("", [("this plan, expected", plan.Reach.Value, plan.Reach.Low, plan.Reach.High), ("this plan, at least", plan.LowerBound, plan.LowerBound, plan.LowerBound), ("any twenty, at most", plan.UpperBound, plan.UpperBound, plan.UpperBound)]));
Say($"Certificate: at least {plan.CertifiedRatio:P0} of the best possible.");

// %% [markdown]
// **What a certificate says.** Nobody can try all choices of twenty out of some hundreds. But one can prove, from the same simulations, a ceiling: *no* allowed twenty reaches more. Plan over
// ceiling is the certificate. It errs on the safe side: the plan is usually far better than it says, because the ceiling is higher than the best plan really gets. The proof itself is wrong with a
// chance of one in a hundred at most (`Delta`), whatever luck the search had. **It is not a probability, and it says nothing about how well the model fits your customers.**
//
// ## Beside three lists

// %%
bool MayBeTold(string customer) => maySeed.Contains(customer);
string[] byReach = reach.Top(200).Customers.Where(MayBeTold).Take(20).ToArray();
string[] bySpend = view.Customers.Where(MayBeTold).OrderByDescending(c => view[c].OwnValue).ThenBy(c => c, StringComparer.Ordinal).Take(20).ToArray();
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
// ## What would make the answer wrong?
//
// If 0.1 is really 0.05, all curves fall. What usually holds is their *order*, so check that: the plan was made at 0.1, and is judged at other chances.

// %%
double[] chances = [0.03, 0.05, 0.1, 0.15, 0.2];
Show(new Plot("The plan was made for a chance of 0.1; the same seeds judged at other chances", "chance that a word crosses a tie of full permission", "reach over that of the 20 with most ties, 95 %") { FromZero = false }
    .Line("", chances.Select(c =>
    {
        var model = new CascadeModel { Propensity = Propensity.Constant(c) };
        Estimate planned = view.CascadeReach(chosen, o => o with { Model = model }).Reach, listed = view.CascadeReach(byFriends, o => o with { Model = model }).Reach;
        double ratio = planned.Value / listed.Value, error = Math.Sqrt(Math.Pow(planned.StandardError / planned.Value, 2) + Math.Pow(listed.StandardError / listed.Value, 2));
        return (c, ratio, ratio * (1 - (1.96 * error)), ratio * (1 + (1.96 * error)));
    }))
    .MarkY(1, "as good as the list"));

// %% [markdown]
// Worse than a wrong chance is a wrong *pattern*: a quarter of the ties that the CRM has are dead in truth, say. The same twenty seeds on ten networks, each without a random quarter of the ties:

// %%
IEnumerable<double> OnFewerTies(string[] seeds, double gone) => Enumerable.Range(1, 10).Select(run =>
{
    var dice = new Dice((ulong)run);
    var fewer = CustomerGraph.FromTies(view.Ties.Where(_ => !dice.Chance(gone)).ToList(), view.Customers.Select(c => view[c]));
    return fewer.CascadeReach(seeds, o => o with { Model = word, MaxWorlds = 2000 }, cancellationToken: Stop).Reach.Value;
});
(string Name, string[] Seeds)[] lists = [("planned seeds", chosen), ("most ties", byFriends), ("most spend", bySpend)];
var robust = new BarPlot("What is left when a quarter of the ties is not there", "customers reached (of fewer ties: mean of ten networks), with 95 % interval")
    .Bars("all ties", lists.Select(list =>
    {
        Estimate all = view.CascadeReach(list.Seeds, o => o with { Model = word }).Reach;
        return (list.Name, all.Value, all.Low, all.High);
    }))
    .Bars("three of four ties", lists.Select(list =>
    {
        var (mean, error) = MeanAndError(OnFewerTies(list.Seeds, 0.25));
        return (list.Name, mean, mean - error, mean + error);
    }));
Show(robust);

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
    Show(new Plot("NetHEPT, weighted cascade: each seed adds less", "seeds", "authors reached, with 95 % interval")
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
    Show(new Plot("Most users reach nobody, a few reach hundreds (chance 0.05 a tie)", "users reached by one who starts, expected", "users") { LogX = true, LogY = true, FromZero = false }
        .Scatter("", each.GroupBy(pair => Math.Round(pair.Value.Value)).OrderBy(g => g.Key).Select(g => (g.Key, (double)g.Count()))));
}

// %% [markdown]
// ## What this does not tell you
//
// - **How many will really hear of it.** All numbers are of the model; its chance is assumed and its ties are what the CRM knows.
// - **What a preview sells.** Reached is not bought. Measure with `ReachMeasure.OwnValue` or of a segment, and still only a trial tells.
// - **That the plan beats the list by much.** Where those with most ties sit in different circles, a list by ties is nearly as good. What the plan has is the proof.
//
// ## Three exercises
//
// 1. Spread the seeds over communities (lesson 3): `GroupOf` and `MaxPerGroup = 1`. What does it cost in reach?
// 2. Give each seed a `Cost` (a preview costs more for big spenders) and plan with `SeedsWithin(budget)`. Who is dropped first?
// 3. Keep five of the twenty back by lot. Which numbers will you compare after the campaign, and how large must the difference be to believe it?
