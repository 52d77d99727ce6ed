#!/usr/bin/env dotnet
// %% [markdown]
// # 6 Learned probabilities, and how far to trust them
//
// **The question: lessons 4 and 5 assumed a chance for each tie. Can our order history tell it, and should we believe what it tells?**
//
// **The answer in two sentences.** A log foretells who acts next, and how well can be tested on actions kept aside. It overstates who acts *because of* whom, and nothing in the log itself
// tells by how much; this lesson shows both on logs whose truth we planted.

// %%
#:project ../../../src/InfluenceGraph.Data/InfluenceGraph.Data.csproj
#:project ../kit/Notebooks.Kit.csproj

using System.Globalization;
using InfluenceGraph;
using InfluenceGraph.Data;
using NotebookKit;
using static NotebookKit.Notebook;

// %% [markdown]
// ## A log where friends do bring friends
//
// The customers and ties of a made-up CRM, and 1,500 products on top. Five customers find each by themselves; whoever buys tries once on each tie to bring the other, with a chance that nobody has ever
// seen (a tenth of the permission), and it takes up to a week. With your own, a log of who did what and when is read as *interactions*: `store.ReadInteractions()`.

// %%
Terminal.Run("influencegraph generate --store crm.igs --customers 600 --seed 3");

// %%
using var store = CustomerStore.Open(Path.Combine(Terminal.Folder, "crm.igs"), StoreAccess.Read);
var graph = store.ReadGraph().For(Purpose.Score, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
var ties = graph.Ties.Where(tie => tie.Permission > 0).ToList();
double Planted(Tie<string> tie) => 0.1 * tie.Permission;
var planted = ties.ToDictionary(tie => (tie.From, tie.To), Planted);
var log = ActionLog.FromRows(MadeUpLog.WordOfMouth(ties, Planted, products: 1500));
Console.WriteLine(log);

// %% [markdown]
// A fifth of the products is kept aside for the test further down; the chances are learned from the rest.

// %%
var (learn, heldOut) = log.Split(0.2, seed: 1);
var week = TimeSpan.FromDays(8);
var learned = graph.LearnPropensities(learn, o => o with { Window = week, OnUnknownCustomer = UnknownActorRule.Skip }, cancellationToken: Stop);
Console.WriteLine(learned);

// %%
var sure = learned.Where(tie => tie.Trials >= 25).ToList();
Show(new Plot("Learned against planted: right on the average, single ties uncertain", "planted chance of a tie", "learned chance, with 95 % interval")
    .Scatter($"{sure.Count} ties tried 25 times or more; every thirtieth is shown", sure.Where((_, i) => i % 30 == 0).Select(tie => (planted[(tie.From, tie.To)], tie.Probability.Value, tie.Probability.Low, tie.Probability.High)))
    .Diagonal());
Say($"The planted chance lies within the 95 % interval of {sure.Average(tie => planted[(tie.From, tie.To)] >= tie.Probability.Low && planted[(tie.From, tie.To)] <= tie.Probability.High ? 1.0 : 0.0):P0} of {sure.Count} ties.");
Say($"Mean planted {sure.Average(tie => planted[(tie.From, tie.To)]):0.000}, mean learned {sure.Average(tie => tie.Probability.Value):0.000}.");

// %% [markdown]
// **What an interval says here.** Each tie was tried a few dozen times, so its chance is known as well as that of a coin thrown a few dozen times: 5 of 50 may be 4 % or 20 %. The interval is the range that the
// tries leave open, drawn towards what is usual for that customer (the prior), and it holds *if the model is true*. Plan with many ties and their errors average out; never act on one tie's number.
//
// ## Do the numbers foretell what they have not seen?
//
// A fifth of the products was kept aside. Each is stopped after its first buyers; the model says who buys next. Of those it gives 10 %, do 10 % buy?

// %%
var test = learned.Evaluate(heldOut, o => o with { OnUnknownCustomer = UnknownActorRule.Skip }, cancellationToken: Stop);
string Fine(double number) => number.ToString("0.000", CultureInfo.InvariantCulture);
Show(Table.Of(test.Scores, ("model", m => m.Name), ("log-loss (smaller is better)", m => Fine(m.LogLoss.Value)), ("from", m => Fine(m.LogLoss.Low)), ("to", m => Fine(m.LogLoss.High)), ("AUC (0.5 is guessing)", m => m.Auc.Value), ("from ", m => m.Auc.Low), ("to ", m => m.Auc.High)));
Say($"{test.Candidates:#,0} customers had a friend who bought, {test.Acted:#,0} of them bought next.");
var score = test.Scores[0];
Show(new Plot($"Foretold and come true ({score.Name})", "chance foretold", "share that came true, with 95 % interval")
    .Scatter("candidates in bins", score.Reliability.Where(bin => bin.Count >= 20).Select(bin => (bin.MeanPredicted, bin.Observed.Value, bin.Observed.Low, bin.Observed.High)))
    .Diagonal());

// %% [markdown]
// **How to read a calibration plot.** Take all whom the model gave about 10 %; the point's height says how many of them really bought, its bar how sure that share is (few candidates, long bar). On the line the model
// keeps its word. Below it promised too much: the largest estimates owe some of their size to luck. A bar that crosses the line is no contradiction.
//
// ## A log without any influence
//
// Now the same people, and *nobody influences anybody*. Each product pleases four communities, two of five members of which find it by themselves within two weeks of each other. Friends
// are alike, so friends buy alike.

// %%
string[][] alikeGroups = graph.Communities().Communities.Where(c => c.Size >= 4).Select(c => c.Members.ToArray()).ToArray();
var alike = ActionLog.FromRows(MadeUpLog.Likeness(alikeGroups, products: 1500));
var (alikeLearn, alikeHeldOut) = alike.Split(0.2, seed: 1);
var fooled = graph.LearnPropensities(alikeLearn, o => o with { Window = week, OnUnknownCustomer = UnknownActorRule.Skip }, cancellationToken: Stop);
Show(new Plot("Chances learned from a log without any influence", "learned chance of a tie", "ties")
    .Histogram("no influence at all, friends are merely alike", fooled.Where(t => t.Trials >= 25).Select(t => t.Probability.Value), 30)
    .MarkX(sure.Average(tie => tie.Probability.Value), "mean learned where influence was real"));
Say($"Mean learned chance where the truth is 0: {fooled.Where(t => t.Trials >= 25).Average(t => t.Probability.Value):0.000}; no interval warned of it.");
var fooledTest = fooled.Evaluate(alikeHeldOut, o => o with { OnUnknownCustomer = UnknownActorRule.Skip }, cancellationToken: Stop);
Show(new Table("log", "AUC of who buys next", "from", "to")
    .Row("friends bring friends", test.Scores[0].Auc.Value, test.Scores[0].Auc.Low, test.Scores[0].Auc.High)
    .Row("friends are merely alike", fooledTest.Scores[0].Auc.Value, fooledTest.Scores[0].Auc.Low, fooledTest.Scores[0].Auc.High));

// %% [markdown]
// What was learned is at least as high as where influence was real. **That is the limit of every method that only looks at a log** (Aral, Muchnik and Sundararajan 2009 found influence overstated three- to
// sevenfold in real data; Shalizi and Thomas 2011 show why no method is safe). And what was learned *foretells* in both
// worlds (0.5 would be guessing), in the one without influence even better, as alike friends do buy next. So:
//
// | you want to | learned chances are |
// |---|---|
// | foretell who buys next | good, as far as the held-out test says |
// | rank ties and customers for a trial | useful |
// | say what a campaign will bring | an upper bound |
// | pay somebody for influence | not enough; randomise |
//
// ## A real log: Stack Exchange "Android"
//
// 679 questions, who took part when, and who follows whom.

// %%
if (RealData("se-android/cascades.txt.gz") is string cascades && RealData("se-android/edges.txt.gz") is string followers)
{
    // Reversed: "u follows s" lets s reach u.
    var android = CustomerGraph.FromEdgeList<string>(followers, o => o with { Direction = TieDirection.ToReachesFrom, Header = HeaderLine.Absent }).Graph;
    var rows = new List<CustomerAction<string>>();
    int cascade = 0;
    foreach (string line in Lines(cascades))
    {
        string name = "question " + (++cascade).ToString(CultureInfo.InvariantCulture);
        foreach (string item in line.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            // The first item names the one who asked too, with the time of the first answer.
            string[] cells = item.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var at = DateTimeOffset.UnixEpoch.AddSeconds(double.Parse(cells[^1], CultureInfo.InvariantCulture));
            rows.AddRange(cells[..^1].Select((user, i) => new CustomerAction<string>(user, name, cells.Length == 3 && i == 0 ? at.AddSeconds(-1) : at)));
        }
    }

    var (early, late) = ActionLog.FromRows(rows).Split(0.2, seed: 1);
    var chances = android.LearnPropensities(early, o => o with { OnUnknownCustomer = UnknownActorRule.Skip }, cancellationToken: Stop);
    var judged = chances.Evaluate(late, o => o with { OnUnknownCustomer = UnknownActorRule.Skip }, cancellationToken: Stop);
    Show(Table.Of(judged.Scores, ("model", m => m.Name), ("log-loss", m => Fine(m.LogLoss.Value)), ("from", m => Fine(m.LogLoss.Low)), ("to", m => Fine(m.LogLoss.High)), ("AUC", m => m.Auc.Value), ("from ", m => m.Auc.Low), ("to ", m => m.Auc.High)));
    Show(new Plot("Stack Exchange Android: foretold and come true", "chance foretold", "share that came true, with 95 % interval")
        .Scatter("learned", judged.Scores[0].Reliability.Where(bin => bin.Count >= 50).Select(bin => (bin.MeanPredicted, bin.Observed.Value, bin.Observed.Low, bin.Observed.High)))
        .Diagonal());
}

// %% [markdown]
// ## What would make the answer wrong, and what this does not tell you
//
// - **Likeness and common causes.** The second log has none of the influence that was learned from it. A television spot, a season, a shared employer look the same.
// - **A window that is too long.** What a friend buys a year later is hardly your influence, and each day more lets in more chance.
// - **Friends whom the CRM does not know.** What they caused is credited to those it does know.
// - **Another time.** The test keeps whole actions aside, not later ones: if people change, it flatters.
//
// ## Three exercises
//
// 1. `learned.AsModel()` goes where lessons 4 and 5 had a constant. Plan twenty seeds with both. How many are the same?
// 2. Halve the window (`Window = TimeSpan.FromDays(4)`). What happens to the mean learned chance, and to the AUC?
// 3. Plan a trial: contact a random half of the proposed seeds, and write down *before* which number of which customers you will compare.
