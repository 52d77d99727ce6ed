#!/usr/bin/env dotnet
// %% [markdown]
// # 3 Circles and communities
//
// **The question: who belongs together, who holds them together, and which circles are strong?**
//
// Nobody sorts their contacts. But households, clubs and offices leave traces in who reaches whom, and an offer, an invitation or
// an apology goes to a *group*. This lesson finds the groups of a CRM, says how sure they are, and looks at one customer's circles.

// %%
#:project ../../../src/InfluenceGraph/InfluenceGraph.csproj
#:project ../kit/Notebooks.Kit.csproj

using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using InfluenceGraph;
using NotebookKit;
using static NotebookKit.Notebook;

// %% [markdown]
// ## Communities
//
// Each customer is in one. They are found by the Leiden method: more ties inside than chance would put there.

// %%
var crm = Crm.Generate(customers: 2000, seed: 1);
var graph = CustomerGraph.FromTies(crm.Ties, crm.Customers);
var view = graph.At(Crm.Today);
var communities = view.Communities();
Console.WriteLine(communities);
foreach (var community in communities.Communities.Take(5))
{
    Console.WriteLine(community);
}

// %%
Show(new Plot("Communities of more than one customer, by size", "members", "communities") { LogX = true }
    .Histogram("", communities.Communities.Where(c => c.Size > 1).Select(c => (double)c.Size), bins: 16));

// %% [markdown]
// ## Are they the right ones?
//
// In a made-up CRM we know who was put together. In yours, compare with something that you know and the method does not: households, branches,
// price groups. `AgreementWith` gives three measures; take the adjusted ones (`Ami`, `Ari`), where chance is 0 and identity 1.

// %%
var planted = view.CommunitiesFrom(crm.Groups);
Say($"planted {planted.Communities.Count} communities, found {communities.Communities.Count(c => c.Size > 1)} of more than one");
Console.WriteLine(communities.AgreementWith(planted));

double[] resolutions = [0.25, 0.5, 1, 2, 4, 8, 16];
Show(new Plot("The resolution decides how fine the communities are", "resolution", "agreement with the planted ones (AMI)") { LogX = true }
    .Line("", resolutions.Select(r => (r, view.Communities(o => o with { Resolution = r }).AgreementWith(planted).Ami ?? 0))));

// %% [markdown]
// **What it means:** modularity at resolution 1 merges small circles (its known resolution limit): the circles planted here have 8 to 80 members. If what you know is finer than what was found, raise
// the resolution. **What it does not mean:** that the best agreement is the truth. Groups of another kind may be there too.
//
// ## Who holds a community together, who connects it?

// %%
var roles = view.Roles(communities);
Show(Table.Of(roles.Communities.Where(c => c.MemberCount > 30).Take(6), ("community", c => c.Community), ("members", c => c.MemberCount), ("ties within", c => c.TiesWithin), ("ties to others", c => c.TiesBetween),
    ("held together by", c => string.Join(", ", c.HeldTogetherBy.Take(2).Select(r => r.Customer))), ("connected by", c => string.Join(", ", c.ConnectedBy.Take(2).Select(r => r.Customer)))));

// %% [markdown]
// ## How strong are the circles?
//
// A circle is everybody whom a customer has a tie with. Its strength has six parts, and an interval: wide where few people make it.

// %%
var circles = view.CircleStrength();
string hub = roles.Communities[0].HeldTogetherBy[0].Customer;
var shown = circles.Top(6).Select(c => c.Owner).Append(hub).Select(owner => circles[owner]).ToList();
Show(new BarPlot($"The six strongest circles, and that of {hub}, who holds the largest community together", "circle strength, 0 to 100, with 95 % interval")
    .Bars("", shown.Select(c => ($"{c.Owner} ({c.Members} members)", c.Score ?? 0, c.Low ?? 0, c.High ?? 0))));
Console.WriteLine(circles[hub]);
foreach (var tie in circles.WhatWouldStrengthen(hub))
{
    Console.WriteLine(tie);
}

// %% [markdown]
// Strong circles are small and closed; whoever bridges has a weaker circle and more influence. Both are good to know and neither is better.
//
// ## Circles that nobody named

// %%
var found = view.FindCircles(hub);
Console.WriteLine(found);
Show(Table.Of(found.Circles, ("circle", c => c.Number), ("members", c => c.Members.Count), ("density", c => c.Density), ("times denser", c => c.TimesDenser), ("ties outside", c => c.OutsideShare),
    ("evidence (log10)", c => c.Evidence), ("closest", c => string.Join(", ", c.Closest.Take(3).Select(m => m.Customer)))));

// %% [markdown]
// Evidence of 2 is a hundred to one. Ask the customer before you give a circle a name in the CRM.
//
// ## On labelled data: ego-facebook
//
// Ten people labelled their friends by hand (McAuley and Leskovec 2012). How well are their circles found from ties alone?

// %%
if (RealData("ego-facebook/facebook.tar.gz") is string archive)
{
    var edges = new Dictionary<string, List<Tie<string>>>();
    var labelled = new Dictionary<string, List<Circle<string>>>();
    using (var tar = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress)))
    {
        while (tar.GetNextEntry() is TarEntry entry)
        {
            string ego = Path.GetFileNameWithoutExtension(entry.Name), kind = Path.GetExtension(entry.Name);
            if (entry.DataStream is null || kind is not (".edges" or ".circles"))
            {
                continue;
            }

            string[] lines = new StreamReader(entry.DataStream).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (kind == ".edges")
            {
                edges[ego] = lines.Select(line => line.Split(' ')).Select(ends => new Tie<string>(ends[0], ends[1], 1)).ToList();
            }
            else
            {
                labelled[ego] = lines.Select(line => line.Split('\t')).Select(cells => new Circle<string>(ego, cells[0], cells.Skip(1).ToArray())).ToList();
            }
        }
    }

    var table = new Table("person", "friends", "labelled", "found", "F1", "1 - BER");
    var bars = new List<(string, double)>();
    foreach (string ego in edges.Keys.OrderBy(key => int.Parse(key, CultureInfo.InvariantCulture)))
    {
        // The person is absent from the own file: everybody in it is a friend.
        string[] friends = edges[ego].SelectMany(tie => new[] { tie.From, tie.To }).Concat(labelled[ego].SelectMany(c => c.Members)).Distinct().ToArray();
        var around = CustomerGraph.FromTies(edges[ego].Concat(friends.SelectMany(f => new[] { new Tie<string>(ego, f, 1), new Tie<string>(f, ego, 1) })));
        var circlesOf = around.FindCircles(ego);
        var agreement = circlesOf.AgreementWith(labelled[ego]);
        table.Row(ego, friends.Length, labelled[ego].Count, circlesOf.Circles.Count, agreement.F1, agreement.BalancedAccuracy);
        bars.Add((ego, agreement.F1 ?? 0));
    }

    Show(table);
    Show(new BarPlot("How well labelled circles are found from ties alone", "F1, best pairing of found and labelled circles (1 is perfect)").Bars("", bars));
}

// %% [markdown]
// ## What to do next
//
// - `graph.At(lastMonth).CircleStrength()` and `WeakeningSince`: which circles have weakened. Look at `IsSignificant` first.
// - Use communities as groups in a segment, or as a limit in lesson 4 (`MaxPerGroup`), so that not all seeds sit in one village.
// - `o with { TagShare = 0.3 }` lets shared interests pull together, too.
