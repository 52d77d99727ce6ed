#!/usr/bin/env dotnet
// %% [markdown]
// # 3 Circles and communities
//
// **The question: who belongs together, who holds them together, and which circles are strong?**
//
// **The answer in two sentences.** *Communities* put each customer into one group, from ties alone; *circles* are groups around one customer, and may overlap. Both are found well
// where groups are dense, badly where people know everybody, and this lesson says how to tell which it is.

// %%
#:project ../../../src/InfluenceGraph.Data/InfluenceGraph.Data.csproj
#:project ../kit/Notebooks.Kit.csproj

using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using InfluenceGraph;
using InfluenceGraph.Data;
using NotebookKit;
using static NotebookKit.Notebook;

// %% [markdown]
// ## Communities of a made-up CRM
//
// They are found by the Leiden method: more ties inside than chance would put there.

// %%
Terminal.Run("influencegraph generate --store crm.igs --customers 2000");

// %%
using var store = CustomerStore.Open(Path.Combine(Terminal.Folder, "crm.igs"), StoreAccess.Read);
var today = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
var view = store.ReadGraph().For(Purpose.Score, today);
var communities = view.Communities();
Console.WriteLine(communities);
Show(Table.Of(communities.Communities.Take(6), ("community", c => c.Id), ("customers", c => c.Size), ("ties within", c => c.InternalTies), ("density", c => c.Density), ("part of ties that leave", c => c.Conductance)));

// %%
Show(new Plot("Communities of more than one customer, by size", "members", "communities") { LogX = true }
    .Histogram("", communities.Communities.Where(c => c.Size > 1).Select(c => (double)c.Size), bins: 16));

// %% [markdown]
// **A map of the largest.** A mark is a community, as large as its members are many; lines join the forty pairs with most ties between them.

// %%
var largest = communities.Communities.Take(24).ToList();
var atlas = new NetworkPlot("The 24 largest communities, with their numbers of members");
foreach (var community in largest)
{
    atlas.Node($"{community.Id}", community.Conductance < 0.1 ? "less than a tenth of its ties leave" : "a tenth or more of its ties leave", 3 + Math.Sqrt(community.Size), $"{community.Size}");
}

var between = view.Ties.Select(tie => (One: Math.Min(communities[tie.From], communities[tie.To]), Other: Math.Max(communities[tie.From], communities[tie.To])))
    .Where(pair => pair.One < pair.Other && pair.Other <= largest.Max(c => c.Id)).GroupBy(pair => pair).OrderByDescending(pair => pair.Count()).ThenBy(pair => pair.Key).Take(40);
foreach (var pair in between)
{
    atlas.Tie($"{pair.Key.One}", $"{pair.Key.Other}", 0.3 * pair.Count());
}

Show(atlas);

// %% [markdown]
// ## Are they the right ones?
//
// Compare with something that you know and the method does not: households, branches, price groups. Here it is the city: three of four customers of a planted community live in the same
// one. `AgreementWith` gives three measures; take the adjusted ones (`Ami`, `Ari`), where chance is 0 and identity 1. How fine the communities are is your choice, `Resolution`.

// %%
var cities = view.CommunitiesFrom(view.Customers.Select(c => KeyValuePair.Create(c, view[c].Attributes["city"])));
double[] resolutions = [0.5, 1, 2, 4, 8, 16];
var byResolution = resolutions.Select(r => (Resolution: r, Found: view.Communities(o => o with { Resolution = r }))).ToList();
Show(Table.Of(byResolution, ("resolution", r => r.Resolution), ("communities of 2 or more", r => r.Found.Communities.Count(c => c.Size > 1)), ("agreement with cities, AMI", r => r.Found.AgreementWith(cities).Ami ?? 0)));

// %% [markdown]
// **What it means:** a dozen cities and some sixty planted communities cannot agree to the letter, but far above 0 means that the groups are not an invention of the method. Where the agreement
// is best, groups are as fine as what you know. Modularity at resolution 1 merges small groups (its known resolution limit); what is finer needs a higher one.
//
// ## Who holds a community together, who connects it?

// %%
var roles = view.Roles(communities);
Show(Table.Of(roles.Communities.Where(c => c.MemberCount > 30).Take(6), ("community", c => c.Community), ("members", c => c.MemberCount), ("ties within", c => c.TiesWithin), ("ties to others", c => c.TiesBetween),
    ("held together by", c => string.Join(", ", c.HeldTogetherBy.Take(2).Select(r => r.Customer))), ("connected by", c => string.Join(", ", c.ConnectedBy.Take(2).Select(r => r.Customer)))));

// %% [markdown]
// ## How strong are the circles?
//
// A circle is, by default, everybody whom a customer has a tie with. Its strength has six parts, and an interval: wide where few people make it.

// %%
var circles = view.CircleStrength();
string hub = roles.Communities[0].HeldTogetherBy[0].Customer;
var shown = circles.Where(c => c.Members >= 10).OrderByDescending(c => c.Score).Take(6).Append(circles[hub]).ToList();
Show(new BarPlot($"The strongest circles of ten or more, and that of {hub}, who holds a community together", "circle strength, 0 to 100, with 95 % interval")
    .Bars("", shown.Select(c => ($"{c.Owner} ({c.Members} members)", c.Score ?? 0, c.Low ?? 0, c.High ?? 0))));
Console.WriteLine(circles[hub]);

// %% [markdown]
// Strong circles are small and closed; whoever bridges has a weaker circle and more influence. Both are good to know and neither is better. What would strengthen this one?

// %%
foreach (var tie in circles.WhatWouldStrengthen(hub).Take(3))
{
    Console.WriteLine(tie);
}

// %% [markdown]
// ## Circles that nobody named
//
// The people around one customer, and the groups among them: of the forty who are asked by most, the one with most circles.

// %%
var found = view.Customers.OrderByDescending(c => view.TiesTo(c).Count).ThenBy(c => c, StringComparer.Ordinal).Take(40).Select(c => view.FindCircles(c)).MaxBy(result => result.Circles.Count)!;
Console.WriteLine(found);
Show(Table.Of(found.Circles.Take(8), ("circle", c => c.Number), ("members", c => c.Members.Count), ("density", c => c.Density), ("times denser", c => c.TimesDenser), ("ties outside", c => c.OutsideShare),
    ("evidence (log10)", c => c.Evidence), ("closest", c => string.Join(", ", c.Closest.Take(3).Select(m => m.Customer)))));

NetworkPlot Around<T>(CustomerGraphView<T> graph, FoundCircleResult<T> result, string title) where T : notnull
{
    var picture = new NetworkPlot(title);
    var people = graph.TiesFrom(result.Owner).Select(tie => tie.To).Concat(graph.TiesTo(result.Owner).Select(tie => tie.From)).Distinct().ToHashSet();
    var closest = result.Circles.Select(circle => circle.Closest[0].Customer).ToHashSet();
    foreach (T person in people.OrderBy(person => result[person].Select(circle => circle.Number).DefaultIfEmpty(int.MaxValue).Min()).ThenBy(person => person))
    {
        var of = result[person];
        picture.Node($"{person}", of.Count == 0 ? "in no circle" : of.Count > 1 ? "in several" : $"circle {of[0].Number}", of.Count == 0 ? 3 : 4.5, closest.Contains(person) ? $"{person}" : null);
    }

    foreach (var tie in people.SelectMany(person => graph.TiesFrom(person)).Where(tie => people.Contains(tie.To)))
    {
        picture.Tie($"{tie.From}", $"{tie.To}", 0.7);
    }

    return picture;
}

Show(Around(view, found, $"The people around {found.Owner}, who is left out: near is tied, colours are circles"));

// %% [markdown]
// Evidence of 2 is a hundred to one. Ask the customer before you give a circle a name in the CRM.
//
// ## Communities where the truth is known: e-mail in 42 departments
//
// Who mailed whom in a research institute, and in which department each worked (Leskovec, Kleinberg and Faloutsos 2007). The method sees ties only.

// %%
if (RealData("email-eu-core/email-Eu-core.txt.gz") is string mails && RealData("email-eu-core/email-Eu-core-department-labels.txt") is string labels)
{
    var staff = CustomerGraph.FromEdgeList<string>(mails).Graph.AsView();
    var departments = staff.CommunitiesFrom(Lines(labels).Select(line => line.Split(' ')).Select(cells => KeyValuePair.Create(cells[0], "department " + cells[1])).Where(pair => staff.Contains(pair.Key)));
    var runs = resolutions.Select(r => (Resolution: r, Found: Enumerable.Range(1, 8).Select(seed => staff.Communities(o => o with { Resolution = r, Seed = seed })).ToList())).ToList();
    Show(new Plot("E-mail: how far found communities are the departments, by resolution", "resolution", "agreement (AMI), 95 % interval of 8 seeds") { LogX = true }
        .Line("", runs.Select(run =>
        {
            var (mean, error) = MeanAndError(run.Found.Select(found => found.AgreementWith(departments).Ami ?? 0));
            return (run.Resolution, mean, mean - error, mean + error);
        })));
    Say($"{staff.CustomerCount:#,0} people; at resolution 1 {runs[1].Found[0].Communities.Count(c => c.Size > 1)} communities of two or more");
}

// %% [markdown]
// ## Circles where the truth is known: ego-facebook
//
// Ten people labelled their friends by hand (McAuley and Leskovec 2012). How well are their circles found from ties alone?

// %%
var edges = new Dictionary<string, List<Tie<string>>>();
var labelled = new Dictionary<string, List<Circle<string>>>();
if (RealData("ego-facebook/facebook.tar.gz") is string archive)
{
    using var tar = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
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

// %% [markdown]
// **Error bars.** F1 pairs found circles with labelled ones and takes the mean over pairs. Two things are uncertain. For each person: would the circles be the same if Facebook had missed some
// friendships? So six more runs, each without a random tenth of them; the bar's ends are the lowest and the highest run. And for the mean: ten people are a small sample, so it has an interval by Student's t.

// %%
if (edges.Count > 0)
{
    var table = new Table("person", "friends", "labelled", "found", "F1", "lowest", "highest", "1 - BER");
    var bars = new List<(string, double, double, double)>();
    var allF1 = new List<double>();
    CustomerGraphView<string>? example = null;
    FoundCircleResult<string>? exampleCircles = null;
    foreach (string ego in edges.Keys.OrderBy(key => int.Parse(key, CultureInfo.InvariantCulture)))
    {
        // The person is absent from the own file: everybody in it is a friend.
        string[] friends = edges[ego].SelectMany(tie => new[] { tie.From, tie.To }).Concat(labelled[ego].SelectMany(c => c.Members)).Distinct().ToArray();
        CustomerGraphView<string> Network(IEnumerable<Tie<string>> ties) => CustomerGraph.FromTies(ties.Concat(friends.SelectMany(f => new[] { new Tie<string>(ego, f, 1), new Tie<string>(f, ego, 1) }))).AsView();
        var around = Network(edges[ego]);
        var circlesOf = around.FindCircles(ego, cancellationToken: Stop);
        var agreement = circlesOf.AgreementWith(labelled[ego]);
        double f1 = agreement.F1 ?? 0;
        var runs = Enumerable.Range(1, 6).Select(run =>
        {
            // A friendship stands in both directions, and goes in both.
            var dice = new Dice((ulong)run);
            var gone = edges[ego].Where(tie => string.CompareOrdinal(tie.From, tie.To) < 0 && dice.Chance(0.1)).Select(tie => (tie.From, tie.To)).ToHashSet();
            return Network(edges[ego].Where(tie => !gone.Contains((tie.From, tie.To)) && !gone.Contains((tie.To, tie.From)))).FindCircles(ego, cancellationToken: Stop).AgreementWith(labelled[ego]).F1 ?? 0;
        }).Append(f1).ToList();
        table.Row(ego, friends.Length, labelled[ego].Count, circlesOf.Circles.Count, f1, runs.Min(), runs.Max(), agreement.BalancedAccuracy);
        bars.Add(($"{ego} ({labelled[ego].Count} labelled)", f1, runs.Min(), runs.Max()));
        allF1.Add(f1);
        if (ego == "414")
        {
            (example, exampleCircles) = (around, circlesOf);
        }
    }

    var (meanF1, errorF1) = MeanAndError(allF1);
    bars.Add(("mean of ten people", meanF1, meanF1 - errorF1, meanF1 + errorF1));
    Show(table);
    Show(new BarPlot("How well labelled circles are found from ties alone", "F1 of found and labelled circles (1 is perfect); ends: lowest and highest of 7 runs, of the mean 95 %").Bars("", bars));
    Say($"Mean F1 of ten people {meanF1:0.00} +- {errorF1:0.00} (95 %, Student's t).");
    Show(Around(example!, exampleCircles!, "The 155 friends of person 414: circles found from ties alone"));
}

// %% [markdown]
// The mean of ten people is known to about a fifth up or down, no better: ten people are few. Never say "F1 is 0.69" without it.
//
// ## What this does not tell you
//
// - **That a group has a name, or wants one.** A found group is a guess about people; ask before it is stored.
// - **That the best agreement is the truth.** Groups of another kind (age, product, branch) may be there at the same time, and one partition shows one kind.
// - **Anything where ties are missing.** Whoever has one tie belongs where that tie leads, and that is little.
//
// ## Three exercises
//
// 1. `o with { Seed = 2 }`: which customers change their community? They sit on a border; leave them out of a campaign for "members".
// 2. `o with { TagShare = 0.3 }` lets shared interests pull together. Does the agreement with cities rise?
// 3. Compare `view.CircleStrength()` with that of the graph half a year earlier (`graph.For(Purpose.Score, today.AddMonths(-6))`). Which circles weakened, and is it significant?
