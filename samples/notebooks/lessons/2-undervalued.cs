#!/usr/bin/env dotnet
// %% [markdown]
// # 2 Who is undervalued?
//
// **The question: which customers does a list by spend miss, although others' spend hangs on them?**
//
// If you treat the top 20 % by spend well, you treat well those who *buy*. This lesson finds those who *bring*: small spenders through whom
// large spend passes. They are the ones a revenue report will let go without a phone call.

// %%
#:project ../../../src/InfluenceGraph/InfluenceGraph.csproj
#:project ../kit/Notebooks.Kit.csproj

using System.Globalization;
using InfluenceGraph;
using NotebookKit;
using static NotebookKit.Notebook;

// %% [markdown]
// ## A CRM of 2,000 customers
//
// Made up, with a seed: spend is lognormal and has *nothing* to do with whom a customer knows. Real spend has; that is what you look at
// first in your own data (`KendallTau` below). Only customers who said yes to being scored take part, and the receipt counts the others.

// %%
var crm = Crm.Generate(customers: 2000, seed: 1);
var graph = CustomerGraph.FromTies(crm.Ties, crm.Customers, consents: crm.Consents);
var view = graph.For(Purpose.Score, Crm.Today);
var value = view.SocialValue(o => o with { Damping = 0.35 });
var places = value.AgainstSpend();
Console.WriteLine(view.Receipt);
Console.WriteLine(places);

// %%
string[] names = ["regular", "big spender", "hidden influencer", "champion"];
SpendQuadrant[] quadrants = [SpendQuadrant.Regular, SpendQuadrant.BigSpender, SpendQuadrant.HiddenInfluencer, SpendQuadrant.Champion];
var map = new Plot("Spend says little of what customers bring through others", "own spend in a year", "value that comes from others") { LogX = true, LogY = true, FromZero = false }
    .MarkX(places.OwnValueCut, "top 20 % by spend")
    .MarkY(places.ValueFromOthersCut, "top 20 % by what they bring");
for (int i = 0; i < quadrants.Length; i++)
{
    map.Scatter($"{names[i]} ({places.CountIn(quadrants[i])})", places.In(quadrants[i]).Select(p => (p.OwnValue, p.ValueFromOthers)));
}

Show(map);

// %% [markdown]
// Upper left is where the money lies that nobody looks after: **hidden influencers**. By name, with the reason:

// %%
var hidden = places.HiddenInfluencers.OrderByDescending(p => p.ValueFromOthers).Take(8).ToList();
Show(Table.Of(hidden, ("customer", p => p.Customer), ("spend", p => p.OwnValue), ("from others", p => p.ValueFromOthers),
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
// **What it means:** these customers stand where spend passes, whatever share you believe in. **What it does not mean:** that their friends
// would stop buying without them. That is a causal claim, and only a trial can make it: treat a random half of the list, and compare
// what the *friends* of both halves do (lesson 6 says why a log cannot).
//
// ## The same with real spend on a real social graph
//
// No public data set has both. So spend of one is *laid on* the ties of the other: the yearly spend of UCI Online Retail's 4,338 buyers on the
// 4,039 people of ego-facebook, once at random, once so that who knows more spends more. What comes out says what such a
// graph does to such a spend, and nothing about these people.

// %%
if (RealData("online-retail/online_retail_2010_2011.csv.gz") is string retail && RealData("ego-facebook/facebook_combined.txt.gz") is string facebook)
{
    var spendOf = new Dictionary<string, double>();
    foreach (string line in Csv.Lines(retail).Skip(1))
    {
        // The description may hold commas; what is needed stands at the end.
        string[] cells = line.Split(',');
        if (cells[^2].Length > 0 && double.TryParse(cells[^3], CultureInfo.InvariantCulture, out double price) && int.TryParse(cells[^5], out int quantity))
        {
            spendOf[cells[^2]] = spendOf.GetValueOrDefault(cells[^2]) + (price * quantity);
        }
    }

    double[] spend = spendOf.Values.Where(s => s > 0).OrderDescending().ToArray();
    var bare = CustomerGraph.FromEdgeList<string>(facebook, o => o with { Direction = TieDirection.BothWays }).Graph;
    string[] people = bare.Customers.Order(StringComparer.Ordinal).ToArray();
    string[] byFriends = people.OrderByDescending(p => bare.AsView().TiesFrom(p).Count).ThenBy(p => p, StringComparer.Ordinal).ToArray();
    string[] byLot = people.OrderBy(p => (uint)(int.Parse(p, CultureInfo.InvariantCulture) * 2654435761u), Comparer<uint>.Default).ToArray();
    foreach ((string how, string[] order) in new[] { ("by lot", byLot), ("more friends, more spend", byFriends) })
    {
        var laid = CustomerGraph.FromEdgeList<string>(facebook, o => o with { Direction = TieDirection.BothWays }, order.Select((p, i) => new Customer<string>(p, i < spend.Length ? spend[i] : 0)));
        var against = laid.Graph.SocialValue(o => o with { Damping = 0.35 }).AgainstSpend();
        Say($"{how}: tau {against.KendallTau:0.00}; {against}");
        Show(new Plot($"Online-retail spend on ego-facebook, {how}", "own spend", "value that comes from others") { LogX = true, LogY = true, FromZero = false }
            .Scatter("others", against.Where(p => p.Quadrant != SpendQuadrant.HiddenInfluencer).Select(p => (p.OwnValue, p.ValueFromOthers)))
            .Scatter($"hidden influencers ({against.CountIn(SpendQuadrant.HiddenInfluencer)})", against.HiddenInfluencers.Select(p => (p.OwnValue, p.ValueFromOthers))));
    }
}

// %% [markdown]
// ## What to do next
//
// - Give the list of hidden influencers to the people who know customers, *with* the column "most through". They will tell you which ties are wrong.
// - Look at `KendallTau` every month. When it rises, those who bring have begun to be those who buy, and a list by spend misses less.
// - `value.WhatIf(v => v.WithoutTie(a, b))` says what a score would be without a tie that you doubt.
// - Lesson 3: the circles in which these customers move.
