#!/usr/bin/env dotnet
// %% [markdown]
// # 1 First scores
//
// **The question of this Monday: who matters to us beyond what they buy themselves?**
//
// A ranking by spend answers another question. A customer who buys little may be the one whom three good customers ask before they
// buy. *Social value* takes each customer's spend and lets part of it move to the people who can reach them. What ends up with
// somebody is what they are worth to us *with* their word of mouth, in the same money, and all of it adds up to what was spent.
//
// First on sixteen families of Florence, where you can check every number by hand, then on your own two files.

// %%
#:project ../../../src/InfluenceGraph/InfluenceGraph.csproj
#:project ../kit/Notebooks.Kit.csproj

using InfluenceGraph;
using NotebookKit;
using static NotebookKit.Notebook;

// %% [markdown]
// ## Two files become a graph
//
// One file says what each family owns, the other who had a tie with whom. The study behind it (Padgett and Ansell 1993) records ties without a
// direction, so each row counts `BothWays`. With your own files you must know the direction: a tie runs from who *can reach* to
// who *is reached*, and the one who is reached gave that permission.

// %%
string florence = Find("samples/Quickstart/data");
var families = Csv.Customers(Path.Combine(florence, "florence-families.csv"), key: "family", ownValue: "wealth");
var read = CustomerGraph.FromEdgeList<string>(
    Path.Combine(florence, "florence-ties.csv"),
    o => o with { From = "from", To = "to", Direction = TieDirection.BothWays },
    families);
Console.WriteLine(read);
Console.WriteLine(read.Graph);

// %% [markdown]
// ## The score
//
// `Damping` is the word-of-mouth share: which part of each lira goes on to somebody else at every step. It is a choice. Marketing studies
// report 0.2 to 0.5.

// %%
var value = read.Graph.SocialValue(o => o with { Damping = 0.5 });
var parts = value.Breakdown().ToList();
Show(Table.Of(parts.Take(8), ("rank", p => p.Rank), ("family", p => p.Customer), ("wealth", p => p.OwnValue), ("social value", p => p.SocialValue),
    ("own part", p => p.OwnPart), ("from the circle", p => p.CirclePart), ("from beyond", p => p.BeyondPart)));
Say($"all wealth {parts.Sum(p => p.OwnValue):0.0}, all social value {parts.Sum(p => p.SocialValue):0.0}");

// %%
Show(new BarPlot("The Strozzi own most; the Medici are worth most to Florence", "thousands of lire")
    .Bars("wealth", parts.Take(8).Select(p => (p.Customer, p.OwnValue)))
    .Bars("social value", parts.Take(8).Select(p => (p.Customer, p.SocialValue))));

// %% [markdown]
// **What the number means.** Half of every lira stays where it is, half is owed to the people around, again and again. The Medici gather
// more than they own because several families have hardly anybody else to turn to. **What it does not mean:** nobody measured that
// wealth followed these ties. It is where wealth *would* gather if influence worked like this walk.
//
// So never look at one share only. Where do the two lines cross?

// %%
double[] shares = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
var byShare = shares.ToDictionary(d => d, d => read.Graph.SocialValue(o => o with { Damping = d }));
Show(new Plot("From about a third of word of mouth on, the Medici lead", "word-of-mouth share", "social value, thousands of lire")
    .Line("Medici", shares.Select(d => (d, byShare[d]["Medici"])))
    .Line("Strozzi", shares.Select(d => (d, byShare[d]["Strozzi"])))
    .Line("Albizzi", shares.Select(d => (d, byShare[d]["Albizzi"])))
    .MarkX(0.5, "the table above"));

// %% [markdown]
// ## Why: an explanation that adds up
//
// A score that nobody can explain is a score that nobody may act on.

// %%
Console.WriteLine(value.Explain("Medici"));
Console.WriteLine();
Console.WriteLine(value.Receipt);

// %% [markdown]
// The **receipt** is what you file with the ranking: a hash of the data, how many ties and customers were used and left out and why, the
// options. Whoever runs the same again gets the same bits.
//
// ## On your own CSV
//
// Set `INFLUENCEGRAPH_CUSTOMERS` and `INFLUENCEGRAPH_TIES` to your two files, and the names of the columns below. Without them, the cell
// writes the two files of a made-up CRM and reads those, so you see what they should look like. (Quoted cells, other delimiters, databases:
// see `docs/` for the importers, and `CsvHelper` for odd files.)

// %%
string folder = Path.Combine(Path.GetTempPath(), "influencegraph-lesson-1");
var madeUp = Crm.Generate(customers: 2000, seed: 1).WriteCsv(folder);
string customersFile = Environment.GetEnvironmentVariable("INFLUENCEGRAPH_CUSTOMERS") ?? madeUp.Customers;
string tiesFile = Environment.GetEnvironmentVariable("INFLUENCEGRAPH_TIES") ?? madeUp.Ties;
Console.WriteLine(string.Join('\n', Csv.Lines(customersFile).Take(3)));
Console.WriteLine(string.Join('\n', Csv.Lines(tiesFile).Take(3)));

var mine = CustomerGraph.FromEdgeList<string>(
    tiesFile,
    o => o with { From = "reaches", To = "reached", Permission = "permission", Strength = "contacts" },
    Csv.Customers(customersFile, key: "customer", ownValue: "spend"));
Console.WriteLine(mine);
var mineValue = mine.Graph.SocialValue(o => o with { Damping = 0.35 });
Show(Table.Of(mineValue.Breakdown().Take(10), ("rank", p => p.Rank), ("customer", p => p.Customer), ("spend", p => p.OwnValue), ("social value", p => p.SocialValue),
    ("own part", p => p.OwnPart), ("from the circle", p => p.CirclePart), ("from beyond", p => p.BeyondPart)));

// %%
var concentration = mineValue.Concentration();
Console.WriteLine(concentration);
Show(new Plot("How social value is spread over the customers", "social value", "customers") { LogX = true }
    .Histogram("", mineValue.Select(pair => pair.Value)));

// %% [markdown]
// ## What to do next
//
// - Take the ten at the top and ask `Explain` for each. A score that comes through one single tie is a fact about that tie: check it.
// - Does the direction of your ties hold? Turn it round (`Direction = TieDirection.ToReachesFrom`) and see who comes first then. One of the
//   two lists will look absurd to somebody who knows the customers.
// - Ties of permission 0 never carry anything. Consents (may *we* score, contact, ask them?) come in lesson 5.
// - Lesson 2 puts this beside spend: who is undervalued?
