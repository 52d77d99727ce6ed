using System.CommandLine;
using InfluenceGraph.Tool.CommandLine;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.Commands;

/// <summary>Scores everybody.</summary>
internal sealed class ScoreCommand : QuestionCommand
{
    private readonly Option<Measure> _measure = Choice<Measure>("--measure", "Social value: money that flows to a customer. Index: 0 to 100 points. Reach: whom a word of theirs reaches. Circle strength: 0 to 100. Bridging: effective size.", Measure.SocialValue);

    private readonly Option<double> _damping = Number("--damping", "D", "Social value: the word-of-mouth share, from 0 to below 1. Marketing studies report 0.2 to 0.5.", 0.85, d => d is >= 0 and < 1, "a number from 0 to below 1");

    private readonly Option<UnreachedPolicy> _unreached = Choice<UnreachedPolicy>("--unreached", "Social value: what becomes of value that would move on from a customer whom nobody can reach.", UnreachedPolicy.Keep);

    private readonly Option<double> _tolerance = Number("--tolerance", "T", "Social value: the share of all value that may still be on its way at the end.", 1e-10, t => t is >= 0 and < 1, "a number from 0 to below 1");

    private readonly Option<int> _maxIterations = Count("--max-iterations", "N", "Social value: the most sweeps over the ties.", 1000, least: 1);

    private readonly Option<string?> _save = new("--save") { HelpName = "FILE.db", Arity = ArgumentArity.ZeroOrOne, Description = "Keep the scores with their receipt, all at once or not at all, in this store, which is made where there is none. Without FILE.db: in --store, or in the PostgreSQL --database." };

    private readonly WordOptions _word = new(1000, "Reach: ");

    internal ScoreCommand(TimeProvider clock)
        : base("score", """
            What is each customer worth to others? Social value: each unit of a customer's own value moves on,
            with probability --damping, to one of the people who can reach its holder; a customer is worth the
            value that stops with them. Best first.
            """, clock)
    {
        Add(_measure, _damping, _unreached, _tolerance, _maxIterations, _save);
        _word.AddTo(Command);
        AddCommon();
    }

    internal enum Measure
    {
        SocialValue,
        Index,
        Reach,
        CircleStrength,
        Bridging,
    }

    internal override IReadOnlyList<string> Examples =>
    [
        "influencegraph score --crm crm --as-of 2026-01-01",
        "influencegraph score --ties crm/ties.csv --from from --to to --permission permission --customers crm/customers.csv --tags tags",
        "influencegraph score --crm crm --as-of 2026-01-01 --measure index --json --top 100",
        "influencegraph score --crm crm --as-of 2026-01-01 --csv --out ranking.csv",
        "influencegraph score --ties crm/ties.csv --from from --to to --save scores.db",
        "influencegraph score --crm crm --as-of 2026-01-01 --ignore-consent 'research on made-up people' --receipt",
    ];

    internal override AnswerShape Shape { get; } = new(
        ["measure", "customers", "total", "converged", "iterations", "error_bound", "saved_in"],
        new TableShape("scores",
        [
            new("rank", CellKind.Id), new("customer"), new("score", CellKind.Amount), new("low", CellKind.Amount), new("high", CellKind.Amount),
            new("own_value", CellKind.Amount), new("own_part", CellKind.Amount), new("circle_part", CellKind.Amount), new("beyond_part", CellKind.Amount), new("members", CellKind.Whole),
        ]));

    protected override Answer AnswerTo(ToolRun run, Ground ground)
    {
        Measure measure = run.Get(_measure);
        int shown = Result.RowsRead(run);
        Scored scored = measure switch
        {
            Measure.Index => Index(run, ground, shown),
            Measure.Reach => Reach(run, ground, shown),
            Measure.CircleStrength => CircleStrength(run, ground, shown),
            Measure.Bridging => Bridging(run, ground, shown),
            _ => SocialValue(run, ground, shown),
        };
        if (!run.IsGiven(_save))
        {
            return scored.Answer;
        }

        string named = Word(measure).Replace('-', ' ');
        string place = run.Get(_save) ?? ground.Source.Name;
        run.Show("Saving scores", _ =>
        {
            if (run.Get(_save) is string store)
            {
                KeptScores.Save(store, named, scored.Scores, scored.Answer.Receipt!);
            }
            else
            {
                ground.Source.SaveScores(named, scored.Scores, scored.Answer.Receipt!);
            }

            return true;
        });
        return scored.Answer with { Facts = [.. scored.Answer.Facts.Select(fact => string.Equals(fact.Name, "saved_in", StringComparison.Ordinal) ? fact with { Value = place } : fact)] };
    }

    protected override void Check(ToolRun run)
    {
        if (run.Get(_save) is string store)
        {
            KeptScores.RequirePlace(store);
        }
    }

    private Scored SocialValue(ToolRun run, Ground ground, int shown)
    {
        SocialValueResult<string> value = run.Show("Computing social value", tell => ground.SocialValue(
            o => o with
            {
                Damping = run.Get(_damping),
                Unreached = run.Get(_unreached),
                Tolerance = run.Get(_tolerance),
                MaxIterations = run.Get(_maxIterations),
                Threads = Source.Threads(run),
            },
            Reports.Iterations(tell),
            run.Stop));
        Answer answer = Told(
            Measure.SocialValue,
            value.Count,
            value.Breakdown(shown).Select(customer => new object?[] { customer.Rank, customer.Customer, customer.SocialValue, null, null, customer.OwnValue, customer.OwnPart, customer.CirclePart, customer.BeyondPart, null }),
            value.Receipt) with
        {
            Facts = Facts(Measure.SocialValue, value.Count, value.TotalValue, value.Converged, value.Iterations, value.ErrorBound),
            Warnings = value.Converged ? [] : [$"not converged after {value.Iterations} sweeps: the scores may be off by {ShownText.Of(value.ErrorBound, CellKind.Amount)} in all; give more --max-iterations, or a larger --tolerance."],
        };
        return new(answer, value);
    }

    private Scored Index(ToolRun run, Ground ground, int shown)
    {
        IndexResult<string> index = run.Show("Computing the index", _ => ground.View.CustomerIndex(cancellationToken: run.Stop));
        Answer answer = Told(
            Measure.Index,
            index.Count,
            index.Top(Math.Min(shown, index.Count)).Select((customer, place) => new object?[] { place + 1, customer.Customer, (double)customer.Index, null, null, ground.Graph[customer.Customer].OwnValue, (double)customer.OwnValuePoints, (double)customer.CirclePoints, customer.RolePoints is decimal points ? (double)points : null, null }),
            index.Receipt);
        return new(answer, index.Top(index.Count).Select(customer => KeyValuePair.Create(customer.Customer, (double)customer.Index)));
    }

    private Scored Reach(ToolRun run, Ground ground, int shown)
    {
        CascadeReachScores<string> reach = run.Show("Simulating", tell => ground.View.CascadeReachOfEach(
            o => o with { Model = _word.Model(run, ground), Worlds = _word.Worlds(run), Seed = _word.Seed(run), Threads = Source.Threads(run) },
            Reports.Work(tell),
            run.Stop));
        Answer answer = Told(
            Measure.Reach,
            reach.Count,
            reach.Top(Math.Min(shown, reach.Count)).Select(customer => new object?[] { customer.Rank, customer.Customer, customer.Reach.Value, customer.Reach.Low, customer.Reach.High, ground.Graph[customer.Customer].OwnValue, null, null, null, null }),
            reach.Receipt);
        return new(answer, reach.Select(customer => KeyValuePair.Create(customer.Key, customer.Value.Value)));
    }

    private Scored CircleStrength(ToolRun run, Ground ground, int shown)
    {
        CircleStrengthResult<string> circles = run.Show("Computing circles", tell => ground.View.CircleStrength(o => o with { Threads = Source.Threads(run) }, Reports.Work(tell), run.Stop));
        Answer answer = Told(
            Measure.CircleStrength,
            circles.ScoredCount,
            circles.Top(Math.Min(shown, circles.ScoredCount)).Where(circle => circle.Score is not null).Select((circle, place) => new object?[] { place + 1, circle.Owner, circle.Score, circle.Low, circle.High, ground.Graph[circle.Owner].OwnValue, null, null, null, circle.Members }),
            circles.Receipt) with
        {
            Warnings = circles.ScoredCount == circles.Count ? [] : [$"{circles.Count - circles.ScoredCount} customers have too small a circle for a score; they are not in the table."],
        };
        return new(answer, circles.Where(circle => circle.Score is not null).Select(circle => KeyValuePair.Create(circle.Owner, circle.Score!.Value)));
    }

    private Scored Bridging(ToolRun run, Ground ground, int shown)
    {
        BrokerageResult<string> places = run.Show("Computing bridges", tell => ground.View.Brokerage(o => o with { Threads = Source.Threads(run) }, Reports.Work(tell), run.Stop));
        Answer answer = Told(
            Measure.Bridging,
            places.Count,
            places.Top(Math.Min(shown, places.Count)).Select((customer, place) => new object?[] { place + 1, customer.Customer, customer.EffectiveSize, null, null, ground.Graph[customer.Customer].OwnValue, null, null, null, customer.Contacts }),
            places.Receipt);
        return new(answer, places.Top(places.Count).Where(customer => customer.EffectiveSize is not null).Select(customer => KeyValuePair.Create(customer.Customer, customer.EffectiveSize!.Value)));
    }

    private Answer Told(Measure measure, int count, IEnumerable<object?[]> rows, Receipt receipt) => new()
    {
        Facts = Facts(measure, count, total: null, converged: null, iterations: null, errorBound: null),
        Tables = [Shape.Tables[0].Of(count, rows)],
        Receipt = receipt,
    };

    private static IReadOnlyList<Fact> Facts(Measure measure, int count, double? total, bool? converged, int? iterations, double? errorBound) =>
    [
        new("measure", Word(measure).Replace('-', ' ')),
        new("customers", count, CellKind.Whole),
        new("total", total, CellKind.Amount),
        new("converged", converged),
        new("iterations", iterations, CellKind.Whole),
        new("error_bound", errorBound, CellKind.Amount),
        new("saved_in", Value: null),
    ];

    /// <summary>The answer, and the scores of everybody where they are to be kept.</summary>
    private sealed record Scored(Answer Answer, IEnumerable<KeyValuePair<string, double>> Scores);
}
