#!/usr/bin/env dotnet
// %% [markdown]
// # 2 Who is undervalued?
//
// **The question: which customers does a list by spend miss, although others' spend hangs on them?**
//
// **The answer in two sentences.** Those who are in the top fifth by what they bring through others and not in the top fifth by what they buy: *hidden influencers*.
// A revenue report lets them go without a phone call, and how many there are depends on one thing above all, whether those who know many also spend much.

// %%
#:project ../../../src/InfluenceGraph.Data/InfluenceGraph.Data.csproj
#:project ../kit/Notebooks.Kit.csproj

using System.Globalization;
using InfluenceGraph;
using InfluenceGraph.Data;
using NotebookKit;
using static NotebookKit.Notebook;

// %% [markdown]
// ## A CRM of 2,000 customers
//
// Nobody lives in it: the tool makes it up from a seed, the same on every machine. With your own, `influencegraph import` (or lesson 1) makes the store, and
// everything below stays as it is.

// %%
Terminal.Run("influencegraph generate --store crm.igs --customers 2000");

// %% [markdown]
// Only customers who said yes to being scored take part, and the receipt counts the others.

// %%
using var store = CustomerStore.Open(Path.Combine(Terminal.Folder, "crm.igs"), StoreAccess.Read);
var today = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
var view = store.ReadGraph().For(Purpose.Score, today);
Console.WriteLine(view.Receipt);

// %% [markdown]
// ## Spend beside what comes from others

// %%
var value = view.SocialValue(o => o with { Damping = 0.35 });
var places = value.AgainstSpend();
string[] names = ["regular", "big spender", "hidden influencer", "champion"];
SpendQuadrant[] quadrants = [SpendQuadrant.Regular, SpendQuadrant.BigSpender, SpendQuadrant.HiddenInfluencer, SpendQuadrant.Champion];
var map = new Plot("Spend says little of what customers bring through others", "own spend in a year, euros", "value that comes from others, euros") { LogX = true, LogY = true, FromZero = false }
    .MarkX(places.OwnValueCut, "top 20 % by spend")
    .MarkY(places.ValueFromOthersCut, "top 20 % by what they bring");
for (int i = 0; i < quadrants.Length; i++)
{
    map.Scatter($"{names[i]} ({places.CountIn(quadrants[i])})", places.In(quadrants[i]).Select(p => (Math.Max(1, p.OwnValue), Math.Max(1, p.ValueFromOthers))));
}

Show(map);
Say($"Rank correlation of the two (Kendall's tau): {places.KendallTau:0.00}. {places.Count(p => p.OwnValue < 1)} bought for less than one euro in the last year and are drawn at 1.");

// %% [markdown]
// Upper left is where the money lies that nobody looks after. By name, with the reason:

// %%
var hidden = places.HiddenInfluencers.OrderByDescending(p => p.ValueFromOthers).Take(8).ToList();
Show(Table.Of(hidden, ("customer", p => p.Customer), ("spend, euros", p => p.OwnValue), ("from others, euros", p => p.ValueFromOthers),
    ("most through", p => string.Join(", ", value.Explain(p.Customer).Ties.Take(3).Select(tie => tie.Customer))),
    ("people who turn to them", p => value.Explain(p.Customer).TieCount)));
Console.WriteLine(value.Explain(hidden[0].Customer));

// %% [markdown]
// ## Does the list survive another word-of-mouth share?
//
// The share is a choice. A customer who is on the list at 0.2 *and* at 0.5 does not depend on it. Count how many of the top hundred by value
// from others stay:

// %%
double[] shares = [0.1, 0.2, 0.35, 0.5, 0.7, 0.85];
var top = shares.ToDictionary(d => d, d => view.SocialValue(o => o with { Damping = d }).AgainstSpend()
    .OrderByDescending(p => p.ValueFromOthers).Take(100).Select(p => p.Customer).ToHashSet());
Show(new Plot("Of the hundred who bring most at 0.35, so many are on the list at another share", "word-of-mouth share", "customers in common, of 100")
    .Line("", shares.Select(d => (d, (double)top[d].Count(top[0.35].Contains)))));

// %% [markdown]
// ## Real spend on a real social graph: a construction
//
// **No public data set has both spend and ties of the same people.** So what follows is a construction, and says so: the spend of one set is *laid* on the ties of
// another. The people of ego-facebook never bought at that shop. What comes out tells what such a graph does to such a spend; it tells nothing about anybody.
//
// Two spends, so that it does not hang on one: a year of UCI Online Retail (many small wholesalers, a few huge) and 1997 of CDNOW (people who buy CDs). No importer is made
// for single purchases; in a database `GROUP BY customer` sums them, here a few lines do.

// %%
var spends = new List<(string Name, double[] Spend)>();
string[] sets = ["online-retail/online_retail_2010_2011.csv.gz", "cdnow/CDNOW_master.txt.gz"];
if (RealData("ego-facebook/facebook_combined.txt.gz") is string facebook && RealData(sets[0]) is string retail && RealData(sets[1]) is string cdnow)
{
    double Number(string cell) => double.TryParse(cell, CultureInfo.InvariantCulture, out double number) ? number : 0;

    // The description may hold commas; what is needed stands at the end.
    var lines = Lines(retail).Skip(1).Select(line => line.Split(',')).Select(cells => (Customer: cells[^2], Spend: Number(cells[^3]) * Number(cells[^5])));
    var purchases = Lines(cdnow).Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(cells => cells[1].StartsWith("1997")).Select(cells => (Customer: cells[0], Spend: Number(cells[3])));
    double[] Sum(IEnumerable<(string Customer, double Spend)> rows) => rows.Where(row => row.Customer.Length > 0).GroupBy(row => row.Customer, row => row.Spend).Select(group => Math.Round(group.Sum(), 2)).Where(sum => sum > 0).Order().ToArray();
    spends.Add(("Online Retail, pounds", Sum(lines)));
    spends.Add(("CDNOW, dollars", Sum(purchases)));
    Show(Table.Of(spends, ("spend of a year", s => s.Name), ("customers", s => s.Spend.Length), ("median", s => s.Spend[s.Spend.Length / 2]), ("largest", s => s.Spend[^1]),
        ("share of the top 1 %", s => (s.Spend.TakeLast(s.Spend.Length / 100).Sum() / s.Spend.Sum()).ToString("0 %", CultureInfo.InvariantCulture))));
}

// %% [markdown]
// **One laying** is one draw of lots: who gets which spend. One alone proves nothing, so every figure below comes from eight layings and has an error bar
// (95 %, from their spread). And the assumption that matters gets an axis: does spend go with the number of friends? At 0 lots alone decide; at 1 whoever has more friends has more spend.

// %%
if (spends.Count > 0 && RealData("ego-facebook/facebook_combined.txt.gz") is string friends)
{
    var ties = CustomerGraph.FromEdgeList<string>(friends, o => o with { Direction = TieDirection.BothWays }).Graph.AsView().Ties.ToList();
    var rankByFriends = ties.GroupBy(tie => tie.From).OrderBy(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select((group, rank) => (group.Key, rank)).ToList();
    SpendAgainstSocial<string> Laid(double[] spend, double goesWithFriends, int laying)
    {
        var lots = new Dice((ulong)laying);
        double[] drawn = [.. lots.Shuffled(spend).Take(rankByFriends.Count).Order()];
        var order = rankByFriends.Select(p => (p.Key, Place: (goesWithFriends * p.rank / rankByFriends.Count) + ((1 - goesWithFriends) * lots.Share()))).OrderBy(p => p.Place).ThenBy(p => p.Key, StringComparer.Ordinal);
        return CustomerGraph.FromTies(ties, order.Select((p, i) => new Customer<string>(p.Key, drawn[i]))).SocialValue(o => o with { Damping = 0.35 }, cancellationToken: Stop).AgainstSpend();
    }

    double[] couplings = [0, 0.25, 0.5, 0.75, 1];
    var curve = new Plot("The more spend goes with friends, the fewer customers a list by spend misses", "how far spend goes with the number of friends (0 by lot, 1 in the same order)", "hidden influencers, % of customers, 95 % interval");
    var table = new Table("spend", "goes with friends", "layings", "hidden influencers, %", "+-", "Kendall's tau", "+- ");
    foreach ((string name, double[] spend) in spends)
    {
        var points = new List<(double, double, double, double)>();
        foreach (double coupling in couplings)
        {
            var layings = Enumerable.Range(1, 8).Select(laying => Laid(spend, coupling, laying)).ToList();
            var (share, error) = MeanAndError(layings.Select(l => 100.0 * l.CountIn(SpendQuadrant.HiddenInfluencer) / rankByFriends.Count));
            var (tau, tauError) = MeanAndError(layings.Select(l => l.KendallTau ?? 0));
            points.Add((coupling, share, share - error, share + error));
            table.Row(name, coupling, layings.Count, share, error, tau, tauError);
        }

        curve.Line(name, points);
    }

    Show(curve);
    Show(table);

    var one = Laid(spends[0].Spend, 0, 1);
    Show(new Plot("One laying of Online Retail's spend on ego-facebook, by lot (every fourth person)", "own spend in a year, pounds", "value that comes from others, pounds") { LogX = true, LogY = true, FromZero = false }
        .Scatter("others", one.Where((p, i) => i % 4 == 0 && p.Quadrant != SpendQuadrant.HiddenInfluencer).Select(p => (p.OwnValue, p.ValueFromOthers)))
        .Scatter("hidden influencers", one.Where((p, i) => i % 4 == 0 && p.Quadrant == SpendQuadrant.HiddenInfluencer).Select(p => (p.OwnValue, p.ValueFromOthers)))
        .MarkX(one.OwnValueCut, "top 20 % by spend")
        .MarkY(one.ValueFromOthersCut, "top 20 %"));
}

// %% [markdown]
// Where lots decide, about one customer in six is a hidden influencer (0.2 x 0.8 = 16 % is what independence gives); where spend follows friends to the letter, hardly
// anybody is. The two spends agree although one is far more unequal. Error bars are there and smaller than the marks: which lot somebody draws hardly
// matters, how lots are drawn does. So before you believe a list of hidden influencers, look at `KendallTau` in *your* data: it is where you stand on the lower axis.
//
// ## What this does not tell you
//
// - **That their friends would stop buying without them.** That is a causal claim, and only a trial can make it: treat a random half of the list, and compare
//   what the *friends* of both halves do (lesson 6 says why a log cannot).
// - **That spend and ties go together like this among your customers.** The generated CRM has levels of spend by community, the construction has none: both are assumptions.
// - **Where to cut.** A fifth is a convention (`o with { TopFraction = 0.1 }`); who stands at the edge of it is there by chance.
//
// ## Three exercises
//
// 1. Give the list of hidden influencers to somebody who knows customers, *with* the column "most through". Which ties do they call wrong? `value.WhatIf(v => v.WithoutTie(a, b))` says what the score is without.
// 2. Cut at a tenth instead of a fifth. Who stays on the list?
// 3. Lay the spend by community instead of by friends (lesson 3 finds them). Does the curve rise or fall?
