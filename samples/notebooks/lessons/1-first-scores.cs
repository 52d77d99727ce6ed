#!/usr/bin/env dotnet
// %% [markdown]
// # 1 First scores
//
// **The question of this Monday: who matters to us beyond what they buy themselves?**
//
// **The answer in two sentences.** *Social value* lets a part of each customer's spend move to the people who can reach them, so it says in money
// what a customer is worth *with* their word of mouth, and all of it adds up to what was spent. In Florence the Medici come first although the Strozzi
// own most; in your own CRM you will know in five minutes, because this lesson ends with your own file.

// %%
#:project ../../../src/InfluenceGraph.Data/InfluenceGraph.Data.csproj
#:project ../kit/Notebooks.Kit.csproj

using InfluenceGraph;
using InfluenceGraph.Data;
using NotebookKit;
using static NotebookKit.Notebook;

// %% [markdown]
// ## Two files become a graph
//
// One file says what each family owned, the other who had a tie with whom. A *mapping* says which column is what. No CRM calls its customers `family`, so the first
// is written by hand; the second is guessed from the names in the header. **Look at a guess before you trust it**: it says who reaches whom.

// %%
RowSource families = RowSource.FromFile(Find("samples/Quickstart/data/florence-families.csv"));
var whatTheyOwn = new CustomerMapping { Key = "family", OwnValue = "wealth" };
Console.WriteLine($"{families}\n  -> {whatTheyOwn}");

RowSource marriages = RowSource.FromFile(Find("samples/Quickstart/data/florence-ties.csv"));
TieMapping whoKnowsWhom = TieMapping.Guess(marriages.Columns);
Console.WriteLine($"{marriages}\n  -> {whoKnowsWhom}");

// %% [markdown]
// A tie runs from who *can reach* to who *is reached*, and the one who is reached permitted it. The study (Padgett and Ansell 1993) records
// ties without a direction, which no header can say: so we say `BothWays`.

// %%
var florence = CustomerGraph.FromTies(
    marriages.ReadTies<string>(whoKnowsWhom with { Direction = TieDirection.BothWays }),
    families.ReadCustomers<string>(whatTheyOwn));
Console.WriteLine(florence);

// %% [markdown]
// ## The score
//
// `Damping` is the word-of-mouth share: which part of each lira goes on to somebody else at every step. It is a choice. Marketing studies
// report 0.2 to 0.5.

// %%
var value = florence.SocialValue(o => o with { Damping = 0.5 });
var parts = value.Breakdown().ToList();
Table Ranking(IEnumerable<SocialValueParts<string>> places, string own) => Table.Of(places, ("rank", p => p.Rank), ("customer", p => p.Customer), (own, p => p.OwnValue),
    ("social value", p => p.SocialValue), ("own part", p => p.OwnPart), ("from the circle", p => p.CirclePart), ("from beyond", p => p.BeyondPart));
Show(Ranking(parts.Take(8), "wealth"));
Say($"In thousands of lire. All wealth: {parts.Sum(p => p.OwnValue):0.0}; all social value: {parts.Sum(p => p.SocialValue):0.0}.");

// %%
Show(new BarPlot("The Strozzi own most; the Medici are worth most to Florence", "thousands of lire")
    .Bars("wealth", parts.Take(8).Select(p => (p.Customer, p.OwnValue)))
    .Bars("social value", parts.Take(8).Select(p => (p.Customer, p.SocialValue))));

// %% [markdown]
// **What the number means.** Half of every lira stays where it is, half is owed to the people around, again and again. The Medici gather
// more than they own because several families have hardly anybody else to turn to.
//
// The share is a choice, so never look at one only. Where do the lines cross?

// %%
double[] shares = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
var byShare = shares.ToDictionary(d => d, d => florence.SocialValue(o => o with { Damping = d }));
Show(new Plot("From about a third of word of mouth on, the Medici lead", "word-of-mouth share", "social value, thousands of lire")
    .Line("Medici", shares.Select(d => (d, byShare[d]["Medici"])))
    .Line("Strozzi", shares.Select(d => (d, byShare[d]["Strozzi"])))
    .Line("Albizzi", shares.Select(d => (d, byShare[d]["Albizzi"])))
    .MarkX(0.5, "the table above"));

// %% [markdown]
// ## Why: an explanation that adds up
//
// A score that nobody can explain is a score that nobody may act on. *Through* names the ties over which the value comes, *from* names whose it was.

// %%
Console.WriteLine(value.Explain("Medici"));

// %% [markdown]
// The **receipt** is what you file with a ranking: a hash of the data, how many ties and customers were used and left out and why, the
// options. Whoever runs the same again gets the same bits.

// %%
Console.WriteLine(value.Receipt);

// %% [markdown]
// ## And on your own CSV
//
// Put the path of your own file of ties on the first line (or set `INFLUENCEGRAPH_TIES` before you start), and the one of your customers on the second
// (`INFLUENCEGRAPH_CUSTOMERS`) if you have one; CSV, TSV, packed by gzip or not. As it stands, the cell takes two files of a wine club as its CRM exported
// them: semicolons, decimal commas, percentages, dates such as 12/05/2026, and some rows that are plainly wrong.

// %%
string? myTies = Environment.GetEnvironmentVariable("INFLUENCEGRAPH_TIES");
string? myCustomers = Environment.GetEnvironmentVariable("INFLUENCEGRAPH_CUSTOMERS");
bool isMine = !string.IsNullOrEmpty(myTies);
string tiesFile = isMine ? myTies! : Find("samples/notebooks/data/club-ties.csv");
string? customersFile = !isMine ? Find("samples/notebooks/data/club-members.csv") : string.IsNullOrEmpty(myCustomers) ? null : myCustomers;

var begin = new[] { customersFile, tiesFile }.OfType<string>().Select(file => string.Join('\n', Lines(file).Take(3)));
Console.WriteLine(string.Join("\n\n", begin));

// %% [markdown]
// **Which column is what?** If `Guess` finds none, or two that could be it, it says so and lists the columns. Then name them on the first lines; columns have numbers too, from 1.
// A file without a header is read as: the first column reaches the second.

// %%
TieMapping? namedTies = null;           // or: new() { From = "who_is_asked", To = "who_asks", Permission = "may_we" };
CustomerMapping? namedCustomers = null; // or: new() { Key = "account", OwnValue = "net_sales" };
TieMapping tieMapping;
using (RowSource ties = RowSource.FromFile(tiesFile))
{
    tieMapping = namedTies ?? (ties.Columns.Count > 0 ? TieMapping.Guess(ties.Columns) : new());
    Console.WriteLine($"{ties}\n  -> {tieMapping}");
}

CustomerMapping? customerMapping = null;
if (customersFile is not null)
{
    using RowSource customers = RowSource.FromFile(customersFile);
    customerMapping = namedCustomers ?? CustomerMapping.Guess(customers.Columns);
    Console.WriteLine($"{customers}\n  -> {customerMapping}");
}

// %% [markdown]
// **How are cells written?** No header says whether 03/04 is in March or in April, or whether 80 is a permission of 80 %. The library never guesses that from
// cells. But we may try the usual ways and count how many rows each could not read.

// %%
(string Name, CellFormats Formats)[] formats =
[
    ("0.5, 2026-04-03", new()),
    ("0,5 and 03/04/2026 or 03.04.2026 (day first)", new() { DecimalSign = ',', Dates = ["iso", "d/M/yyyy", "d.M.yyyy", "d/M/yyyy H:mm", "d.M.yyyy H:mm"] }),
    ("0.5 and 03/04/2026 (day first)", new() { Dates = ["iso", "d/M/yyyy", "d/M/yyyy H:mm"] }),
    ("0.5 and 04/03/2026 (month first)", new() { Dates = ["iso", "M/d/yyyy", "M/d/yyyy H:mm"] }),
];
(string Name, PermissionScale Scale)[] scales = [("share, 0 to 1", PermissionScale.Share), ("percentage, 0 to 100", PermissionScale.Percent), ("yes or no", PermissionScale.YesNo)];
if (tieMapping.Permission is null)
{
    scales = [("not given, 1", tieMapping.Scale)];
}

ImportReport TryTies(CellFormats format, PermissionScale scale)
{
    using RowSource rows = RowSource.FromFile(tiesFile);
    RowReading<Tie<string>> reading = rows.ReadTies<string>(tieMapping with { Formats = format, Scale = scale }, o => o with { MaxRejects = long.MaxValue });
    _ = reading.Count();
    return reading.Report;
}

ImportReport? TryCustomers(CellFormats format)
{
    if (customersFile is null || customerMapping is null)
    {
        return null;
    }

    using RowSource rows = RowSource.FromFile(customersFile);
    RowReading<Customer<string>> reading = rows.ReadCustomers<string>(customerMapping with { Formats = format }, o => o with { MaxRejects = long.MaxValue });
    _ = reading.Count();
    return reading.Report;
}

// Where readings are equally good, what the header's names say comes first (a column "permission_percent").
var trials = (from format in formats
              let customers = TryCustomers(format.Formats)
              from scale in scales.OrderBy(scale => scale.Scale != tieMapping.Scale)
              let ties = TryTies(format.Formats, scale.Scale)
              select (Cells: format.Name, format.Formats, Permission: scale.Name, scale.Scale, Ties: ties, Customers: customers))
    .OrderBy(trial => trial.Ties.Counts.Rejected + (trial.Customers?.Counts.Rejected ?? 0)).ToList();
Show(Table.Of(trials.Take(5), ("cells look like", t => t.Cells), ("a permission is a", t => t.Permission), ("rows of ties", t => t.Ties.Counts.RowsRead), ("rejected", t => t.Ties.Counts.Rejected),
    ("customers", t => t.Customers?.Counts.RowsRead), ("rejected ", t => t.Customers?.Counts.Rejected)));

// %% [markdown]
// The first line is taken. **If two lines reject equally few, only you know which is right**: then take that one, `var read = trials[1];`. What this reading still
// cannot use, and why:

// %%
var read = trials[0];
tieMapping = tieMapping with { Formats = read.Formats, Scale = read.Scale };
customerMapping = customerMapping is null ? null : customerMapping with { Formats = read.Formats };

void Tell(ImportReport report)
{
    Say($"{Path.GetFileName(report.Source)}: {report.Counts.RowsRead:#,0} rows = {report.Counts.Used:#,0} used + {report.Counts.Skipped:#,0} skipped by a rule + {report.Counts.Rejected:#,0} rejected");
    foreach (LeftOut rule in report.Skipped)
    {
        Say($"  skipped {rule.Count:#,0}: {rule.Reason}");
    }

    if (report.Examples.Count > 0)
    {
        Show(Table.Of(report.Examples.Take(6), ("where", row => row.Place), ("why it was rejected", row => row.Reason), ("what stands there", row => row.Content)));
    }
}

Tell(read.Ties);
if (read.Customers is not null)
{
    Tell(read.Customers);
}

foreach (ImportReport? report in new[] { read.Ties, read.Customers })
{
    if (report is not null && report.Counts.Rejected > report.Counts.RowsRead / 2)
    {
        throw new InvalidDataException($"{Path.GetFileName(report.Source)}: most rows cannot be read, so a ranking would be of the rest; expected half of them at least. See above why, and add what you need to formats.");
    }
}

// %% [markdown]
// Into a **store**: one SQLite file that any SQL client opens. The lesson begins a new one each time, so that what you try does not pile up; with your own, the same import again has nothing to do,
// and a newer file replaces what it names. Rejected rows go to files that you can send back to whoever made the export. Results lie in the folder `influencegraph-results` beside your file.

// %%
string results = isMine ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(tiesFile))!, "influencegraph-results") : Terminal.Folder;
Directory.CreateDirectory(results);
string storeFile = Path.Combine(results, "lesson-1.igs");
File.Delete(storeFile);
using var store = CustomerStore.Create(storeFile);
if (customersFile is not null && customerMapping is not null)
{
    using RowSource customers = RowSource.FromFile(customersFile);
    store.ImportCustomers(customers, customerMapping, o => o with { MaxRejects = long.MaxValue, RejectsFile = Path.Combine(results, "rejected-customers.csv") });
}

using (RowSource ties = RowSource.FromFile(tiesFile))
{
    store.ImportTies(ties, tieMapping, o => o with { MaxRejects = long.MaxValue, RejectsFile = Path.Combine(results, "rejected-ties.csv") });
}

Console.WriteLine(store.Summary());

// %% [markdown]
// **Score and explain.** Some are named by a tie and by no usable row of customers. They take part with an own value of 0 (`UnknownCustomerRule.Add`); see above how many they are before you believe
// the ranking. (With no file of customers at all, everybody counts 1: the score is then in customers, not in money.) Explained is
// the one who gains most over what they buy. Permissions that begin or end hold as of a moment: now, for your own file.

// %%
var mine = store.ReadGraph(o => o with { OnUnknownCustomer = UnknownCustomerRule.Add });
DateTimeOffset asOf = isMine ? DateTimeOffset.UtcNow : new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
var mineValue = mine.At(asOf).SocialValue(o => o with { Damping = 0.35 });
Show(Ranking(mineValue.Breakdown().Take(8), "own value"));
Console.WriteLine(mineValue.Explain(mineValue.Breakdown().MaxBy(p => p.SocialValue - p.OwnValue).Customer));

// %% [markdown]
// **Write it down**, in the store for SQL and as CSV for a spreadsheet, each with its receipt. A name such as `=HYPERLINK(...)` in your data cannot become a formula there.

// %%
ScoreRun run = store.WriteScores("social value", mineValue, mineValue.Receipt);
string ranking = Path.Combine(results, "ranking.csv");
CsvExport.WriteRanking(ranking, "social value", mineValue, mineValue.Receipt);
CsvExport.WriteExplanations(Path.Combine(results, "why.csv"), mineValue.Top(10).Customers.Select(customer => mineValue.Explain(customer)), mineValue.Receipt);
Say($"{run.Scores:#,0} scores are in the store: SELECT rank, customer, score FROM latest_scores ORDER BY rank LIMIT 10;");
Console.WriteLine(string.Join('\n', File.ReadLines(ranking).Take(4)));
foreach (string file in Directory.GetFiles(results).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal))
{
    Console.WriteLine(file);
}

// %% [markdown]
// ## What this does not tell you
//
// - **Nobody measured that money followed these ties.** The score is where value *would* gather if influence worked like this walk, with the share that you chose.
// - **A missing tie is not a missing friendship.** Whoever your CRM knows little about has little social value, and that is a fact about your CRM.
// - **A direction that is wrong turns the ranking round** and no number will complain. Only somebody who knows the customers will.
//
// ## Three exercises
//
// 1. Turn the ties round (`Direction = TieDirection.ToReachesFrom`) and rank again. Which of the two lists looks absurd to somebody who knows the customers?
// 2. Take the ten at the top and ask `Explain` for each. Whose score hangs on one single tie? Take it away: `mineValue.WhatIf(v => v.WithoutTie(a, b))`.
// 3. Send somebody `ranking.csv` with its receipt and let them repeat it. Which line of the receipt tells you at once that they used other data?
