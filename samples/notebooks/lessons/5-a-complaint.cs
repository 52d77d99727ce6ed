#!/usr/bin/env dotnet
// %% [markdown]
// # 5 A complaint and its containment
//
// **The question of a bad Monday: three customers are angry. How far does it go, what is at risk, and whom do we call first?**

// %%
#:project ../../../src/InfluenceGraph/InfluenceGraph.csproj
#:project ../kit/Notebooks.Kit.csproj

using InfluenceGraph;
using NotebookKit;
using static NotebookKit.Notebook;

// %% [markdown]
// ## What a complaint comes to
//
// Bad news travels better than good: the chance on a tie of full permission is set to 0.2 here. The three complainers are ones with many contacts, or it
// would be no bad Monday.

// %%
var crm = Crm.Generate(customers: 2000, seed: 1);
var graph = CustomerGraph.FromTies(crm.Ties, crm.Customers, consents: crm.Consents);
var view = graph.For(Purpose.Score, Crm.Today);
string[] angry = view.Customers.OrderByDescending(c => view.TiesFrom(c).Count).ThenBy(c => c, StringComparer.Ordinal).Skip(20).Take(3).ToArray();
var complaint = new CascadeModel { Propensity = Propensity.Constant(0.2) };
var domino = view.Domino(angry, o => o with { Model = complaint, CustomerThreshold = 300, Top = 8 }, cancellationToken: Stop);
Console.WriteLine(domino);

// %%
Show(new Plot($"The complaint of {string.Join(", ", angry)}, step by step", "steps from the complainers", "customers reached, with 95 % interval")
    .Line("", domino.OverHops.Select(p => ((double)(p.Hops ?? 0), p.Reached.Value, p.Reached.Low, p.Reached.High)))
    .MarkY(domino.BadCaseReached.Value, "one world in twenty is worse than this"));
Say($"More than 300 hear it with chance {domino.PassesCustomerThreshold!.Value.Value:P0} ({domino.PassesCustomerThreshold!.Value.Low:P0} to {domino.PassesCustomerThreshold!.Value.High:P0}).");

// %% [markdown]
// **Reached is not lost.** The model says who hears of it. What share of them leaves is another question, which you know better than any model: multiply
// by your own churn after complaints.
//
// ## Who is at risk, and over which ties does it tip?

// %%
Show(Table.Of(domino.MostAtRisk, ("customer", c => c.Customer), ("spend", c => c.OwnValue), ("chance to hear it", c => c.Chance.Value), ("at risk", c => c.AtRisk)));
Show(Table.Of(domino.TippingTies, ("from", t => t.From), ("to", t => t.To), ("permission", t => t.Permission), ("cutting it avoids", t => t.LossAvoided.Value)));

// %% [markdown]
// ## Whom to call first
//
// Only customers who consented to be contacted may be called: `MayContact`. The plan is greedy, each step the best next one, measured in spend kept from
// hearing it, on worlds that the steps were not chosen on.

// %%
var mayContact = graph.For(Purpose.Contact, Crm.Today);
var plan = view.Containment(angry, o => o with { Model = complaint, MayContact = mayContact, Measure = ReachMeasure.OwnValue, CountComplainers = false, Count = 8 }, cancellationToken: Stop);
Show(new BarPlot("What each call keeps from hearing it", "spend of a year, with 95 % interval")
    .Bars("", plan.Steps.Select(s => ($"{s.Order}. {(s.Action == ContainmentAction.AnswerComplainer ? "answer" : "call")} {s.Customer}", s.LossAvoided.Value, s.LossAvoided.Low, s.LossAvoided.High))));
Say($"at risk {plan.LossWithoutAction.Value:0}, after {plan.Steps.Count} calls {plan.LossRemaining.Value:0}; if everybody were called who may be: {plan.LossWithoutAction.Value - plan.MostAvoidable.Value:0}");

// %%
string[] refused = angry.Where(c => !mayContact.Contains(c)).ToArray();
Say($"Complainers who may not be contacted: {(refused.Length == 0 ? "none" : string.Join(", ", refused))}");
var blind = view.Containment(angry, o => o with { Model = complaint, Measure = ReachMeasure.OwnValue, CountComplainers = false, Count = 8 }, cancellationToken: Stop);
Show(new Plot("What the refusals cost: spend still at risk after each call", "calls", "spend of a year still at risk, with 95 % interval")
    .Line("only who may be contacted", plan.Steps.Select(s => ((double)s.Order, s.LossRemaining.Value, s.LossRemaining.Low, s.LossRemaining.High)).Prepend((0, plan.LossWithoutAction.Value, plan.LossWithoutAction.Low, plan.LossWithoutAction.High)))
    .Line("if consent did not matter", blind.Steps.Select(s => ((double)s.Order, s.LossRemaining.Value, s.LossRemaining.Low, s.LossRemaining.High)).Prepend((0, blind.LossWithoutAction.Value, blind.LossWithoutAction.Low, blind.LossWithoutAction.High))));

// %% [markdown]
// Answering all three complainers would end it at once. The lower line is *not* an option; it is what to tell whoever asks why the form for consents matters. A complainer who calls you is another matter: you
// may answer a complaint, and the law of your country says how.
//
// ## How would it get to one big customer?

// %%
string big = domino.MostAtRisk[0].Customer;
var paths = view.LikeliestPaths(angry[0], big, 3, o => o with { Model = complaint }, cancellationToken: Stop);
Console.WriteLine(paths);

// %% [markdown]
// ## What to do next
//
// - Run it at chances of 0.1 and 0.3. If the first three calls stay the same, make them now.
// - `Advocates` and `AdvocateCount`: who could say a good word instead of being called.
// - With a `Delay` on the model, `OverTime` says how many hours you have.
// - On real retweets (`higgs`), `benchmarks/README.md` has a complaint at the user with most ties: 256,491 users, ten answers planned.
