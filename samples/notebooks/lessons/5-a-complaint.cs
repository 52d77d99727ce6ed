#!/usr/bin/env dotnet
// %% [markdown]
// # 5 A complaint and its containment
//
// **The question of a bad Monday: some customers are furious. How far does it go, what is at risk, and whom do we call first?**
//
// **The answer in two sentences.** Most complaints stay where they are and a few go far, so look at the bad case and not at the mean; a handful of calls, chosen for the ways that
// they cut, keeps a good part of what is at risk from hearing it. Whom you may call decides more than how you choose, and that is what this lesson measures.

// %%
#:project ../../../src/InfluenceGraph.Data/InfluenceGraph.Data.csproj
#:project ../kit/Notebooks.Kit.csproj

using System.Globalization;
using InfluenceGraph;
using InfluenceGraph.Data;
using NotebookKit;
using static NotebookKit.Notebook;

// %% [markdown]
// ## Who complained
//
// The made-up CRM as files this time, because complaints are no table of the store.

// %%
Terminal.Run("influencegraph generate crm --customers 2000");
string FileOf(string table) => Path.Combine(Terminal.Folder, "crm", table + ".csv");

// %% [markdown]
// Straight from files to a graph, without a store: customers, ties, consents.

// %%
RowSource customers = RowSource.FromFile(FileOf("customers")), ties = RowSource.FromFile(FileOf("ties")), consents = RowSource.FromFile(FileOf("consents"));
var ledger = new ConsentLedger<string>();
foreach (Consent<string> consent in consents.ReadConsents<string>(ConsentMapping.Guess(consents.Columns)))
{
    ledger.Record(consent);
}

var today = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
var graph = CustomerGraph.FromTies(ties.ReadTies<string>(TieMapping.Guess(ties.Columns)), customers.ReadCustomers<string>(CustomerMapping.Guess(customers.Columns)), consents: ledger);
var view = graph.For(Purpose.Score, today);
Console.WriteLine($"{graph}; {view.CustomerCount} may be scored");

// %% [markdown]
// A complaint is somebody who did something at a moment, so it is read as an interaction; only the severe ones (4 and 5). The three with most ties start the bad Monday.

// %%
RowSource complaints = RowSource.FromFile(FileOf("complaints"));
var severe = complaints.ReadInteractions<string>(new InteractionMapping { Customer = "customer", Action = "topic", At = "at", Only = new RowFilter("severity", ["4", "5"]) }).ToList();
string[] angry = severe.Select(c => c.Customer).Distinct().Where(view.Contains).OrderByDescending(c => view.TiesFrom(c).Count).ThenBy(c => c, StringComparer.Ordinal).Take(3).ToArray();
Say($"{severe.Count} severe complaints; begun with {string.Join(", ", angry.Select(c => $"{c} ({view.TiesFrom(c).Count} people hear from them)"))}");

// %% [markdown]
// ## What it comes to
//
// Whoever hears it tries once on each tie to pass it on and succeeds with *permission x 0.25*. Bad news travels better than good; the 0.25 is an assumption, and it is varied below.

// %%
var complaint = new CascadeModel { Propensity = Propensity.Constant(0.25) };
var domino = view.Domino(angry, o => o with { Model = complaint, CustomerThreshold = 100, Top = 8 }, cancellationToken: Stop);
Show(new Table("customers", "mean or quantile", "from", "to")
    .Row("who hear it, expected", domino.Reached.Value, domino.Reached.Low, domino.Reached.High)
    .Row("of them besides the complainers", domino.OthersReached.Value, domino.OthersReached.Low, domino.OthersReached.High)
    .Row("in the bad case (1 of 20)", domino.BadCaseReached.Value, domino.BadCaseReached.Low, domino.BadCaseReached.High));
Say($"More than 100 hear it with chance {domino.PassesCustomerThreshold!.Value.Value:P0} ({domino.PassesCustomerThreshold!.Value.Low:P0} to {domino.PassesCustomerThreshold!.Value.High:P0}, 95 %).");

// %%
Show(new Plot($"The complaint of {string.Join(", ", angry)}, step by step", "steps from the complainers", "customers reached, with 95 % interval")
    .Line("", domino.OverHops.Select(p => ((double)(p.Hops ?? 0), p.Reached.Value, p.Reached.Low, p.Reached.High)))
    .MarkY(domino.BadCaseReached.Value, "one world in twenty is worse than this"));

// %% [markdown]
// **Reached is not lost.** The model says who hears of it. What share of them leaves is another question, which you know better than any model: multiply
// by your own churn after complaints.
//
// ## Who is at risk, and over which ties does it tip?

// %%
Show(Table.Of(domino.MostAtRisk, ("customer", c => c.Customer), ("spend, euros a year", c => c.OwnValue), ("chance to hear it", c => c.Chance.Value), ("from", c => c.Chance.Low), ("to", c => c.Chance.High), ("at risk, euros", c => c.AtRisk)));
Show(Table.Of(domino.TippingTies.Take(6), ("tie from", t => t.From), ("to", t => t.To), ("permission", t => t.Permission), ("cutting it avoids, euros", t => t.LossAvoided.Value)));

// %% [markdown]
// ## Whom to call first
//
// Only customers who consented to be contacted may be called: `MayContact`. The plan is greedy, each step the best next one, measured in spend kept from
// hearing it. The steps are chosen on one set of simulated worlds and judged on another, so that their bars are not flattered.

// %%
var mayContact = graph.For(Purpose.Contact, today);
ContainmentPlan<string> Plan(CustomerGraphView<string>? allowed) => view.Containment(angry, o => o with { Model = complaint, MayContact = allowed, Measure = ReachMeasure.OwnValue, CountComplainers = false, Count = 8 }, cancellationToken: Stop);
var plan = Plan(mayContact);
Show(new BarPlot("What each call keeps from hearing it", "euros of a year's spend, with 95 % interval")
    .Bars("", plan.Steps.Select(s => ($"{s.Order}. {(s.Action == ContainmentAction.AnswerComplainer ? "answer" : "call")} {s.Customer}", s.LossAvoided.Value, s.LossAvoided.Low, s.LossAvoided.High))));
Say($"At risk {plan.LossWithoutAction.Value:#,0} euros; after {plan.Steps.Count} calls {plan.LossRemaining.Value:#,0}; if everybody were called who may be {plan.LossWithoutAction.Value - plan.MostAvoidable.Value:#,0}.");

// %% [markdown]
// ## What refusals cost
//
// The same plan, as if consent did not matter. That line is *not* an option; it is what to tell whoever asks why the form for consents matters. A complainer who calls
// *you* is another matter: you may answer a complaint, and the law of your country says how.

// %%
var blind = Plan(null);
Say($"Complainers who may not be contacted: {string.Join(", ", angry.Where(c => !mayContact.Contains(c)).DefaultIfEmpty("none"))}");
IEnumerable<(double, double, double, double)> Remaining(ContainmentPlan<string> of) => of.Steps.Select(s => ((double)s.Order, s.LossRemaining)).Prepend((0, of.LossWithoutAction)).Select(p => (p.Item1, p.Item2.Value, p.Item2.Low, p.Item2.High));
Show(new Plot("What refusals cost: spend still at risk after each call", "calls", "euros of a year's spend at risk, with 95 % interval")
    .Line("only who may be contacted", Remaining(plan))
    .Line("if consent did not matter", Remaining(blind)));

// %% [markdown]
// ## Do the first calls hang on the 0.25?
//
// If the same few are called first at a smaller and at a larger chance, call them now and argue later.

// %%
double[] chances = [0.15, 0.2, 0.25, 0.35];
var first = chances.Select(chance => (Chance: chance, Plan: view.Containment(angry, o => o with { Model = new CascadeModel { Propensity = Propensity.Constant(chance) }, MayContact = mayContact, Measure = ReachMeasure.OwnValue, CountComplainers = false, Count = 5 }, cancellationToken: Stop))).ToList();
Show(Table.Of(first, ("chance", f => f.Chance), ("at risk, euros", f => f.Plan.LossWithoutAction.Value), ("left after 5 calls", f => f.Plan.LossRemaining.Value), ("calls, in order", f => string.Join(", ", f.Plan.Steps.Select(s => s.Customer)))));

// %% [markdown]
// ## How would it get to one big customer?

// %%
string big = domino.MostAtRisk.First(c => !angry.Contains(c.Customer)).Customer;
var paths = view.LikeliestPaths(angry[0], big, 3, o => o with { Model = complaint }, cancellationToken: Stop);
Console.WriteLine(paths);

// %% [markdown]
// ## On real ties: who wrote to whom at a university
//
// CollegeMsg (Panzarasa, Opsahl and Carley 2009): 1,899 students and 59,835 private messages in half a year. Who writes reaches who reads, and each message was a chance to pass a word on:
// `PerContact(p)` makes it *1 - (1 - p) to the power of the messages*. The ties are real; the complaint is not, and there is no money here: everybody counts 1.

// %%
if (RealData("college-msg/CollegeMsg.txt.gz") is string messages)
{
    using RowSource sent = RowSource.FromFile(messages);
    var log = sent.ReadTies<string>(new TieMapping { From = 1, To = 2 }).ToList();
    var campus = CustomerGraph.FromTies(log.GroupBy(m => (m.From, m.To)).Select(m => new Tie<string>(m.Key.From, m.Key.To, 1, m.Count()))).AsView();
    string[] loud = campus.Customers.OrderByDescending(c => campus.TiesFrom(c).Count).ThenBy(c => c, StringComparer.Ordinal).Take(3).ToArray();
    Say($"{log.Count:#,0} messages, {campus.CustomerCount:#,0} students; begun by the three who write to most: {string.Join(", ", loud.Select(c => $"{c} (to {campus.TiesFrom(c).Count})"))}");

    var spread = new Plot("A complaint on CollegeMsg, by the chance of one message to pass it on", "chance that one message passes it on", "students who hear it, with 95 % interval");
    double[] perMessage = [0.002, 0.005, 0.01, 0.02, 0.03];
    var outcomes = perMessage.Select(p => (Chance: p, Model: new CascadeModel { Propensity = Propensity.PerContact(p) }))
        .Select(m => (m.Chance, Domino: campus.Domino(loud, o => o with { Model = m.Model }, cancellationToken: Stop), Plan: campus.Containment(loud, o => o with { Model = m.Model, Exclude = loud, Count = 20 }, cancellationToken: Stop))).ToList();
    Show(spread
        .Line("nothing is done", outcomes.Select(o => (o.Chance, o.Domino.Reached.Value, o.Domino.Reached.Low, o.Domino.Reached.High)))
        .Line("twenty others are answered (not the complainers)", outcomes.Select(o => (o.Chance, o.Plan.LossRemaining.Value, o.Plan.LossRemaining.Low, o.Plan.LossRemaining.High)))
        .Line("bad case (1 of 20), nothing is done", outcomes.Select(o => (o.Chance, o.Domino.BadCaseReached.Value, o.Domino.BadCaseReached.Low, o.Domino.BadCaseReached.High))));

    // Beside the plan, what a list by ties would do: is choosing worth it?
    var one = outcomes[2];
    var model = new CascadeModel { Propensity = Propensity.PerContact(one.Chance) };
    var list = campus.Customers.Where(c => !loud.Contains(c)).OrderByDescending(c => campus.TiesFrom(c).Count).ThenBy(c => c, StringComparer.Ordinal).Take(20).ToHashSet();
    var without = CustomerGraph.FromTies(campus.Ties.Where(tie => !list.Contains(tie.From) && !list.Contains(tie.To))).AsView();
    Estimate left = without.Domino(loud, o => o with { Model = model }, cancellationToken: Stop).Reached;
    Show(new BarPlot($"Twenty answers on CollegeMsg at {one.Chance.ToString(CultureInfo.InvariantCulture)} a message", "students who hear it, with 95 % interval")
        .Bars("", [("nothing is done", one.Domino.Reached.Value, one.Domino.Reached.Low, one.Domino.Reached.High),
            ("the 20 with most ties", left.Value, left.Low, left.High),
            ("the 20 of the plan", one.Plan.LossRemaining.Value, one.Plan.LossRemaining.Low, one.Plan.LossRemaining.High)]));
}

// %% [markdown]
// At a small chance the complaint dies by itself and answers change little; at a large one it finds a way round twenty answers. Between the two calls are worth most, and there the choice counts.
//
// ## What this does not tell you
//
// - **Who leaves.** Hearing is not leaving, and the model knows nothing of what you say on the telephone: somebody who is answered is taken to be calm.
// - **How long you have.** Without a `Delay` on the model there are steps, not hours.
// - **Whether 0.25 is right.** The intervals are those of simulation and know nothing of it; that is why the table of chances stands above.
//
// ## Three exercises
//
// 1. Two advocates instead of three calls: `AdvocateCount = 2` with `MayAdvocate`. Do they save more?
// 2. Give the model a `Delay` of two days on the average and read `OverTime`: how much has happened by Wednesday?
// 3. Take the ends of the first tipping tie. What does `view.WithoutTie(from, to)` do to `Reached`, and who would have to agree to that in real life?
