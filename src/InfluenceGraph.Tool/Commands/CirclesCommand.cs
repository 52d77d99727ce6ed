using System.CommandLine;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;
using InfluenceGraph.Tool.Sources;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.Commands;

/// <summary>How strong circles are, or which circles a customer has.</summary>
internal sealed class CirclesCommand : QuestionCommand
{
    private readonly Argument<string?> _customer = new("CUSTOMER") { Description = "Find the circles within this customer's network, and what would strengthen it. [absent: how strong everybody's circle is]", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<CircleGrain> _grain = Choice<CircleGrain>("--grain", "How fine the circles of a customer are.", CircleGrain.Broad);

    internal CirclesCommand(TimeProvider clock)
        : base("circles", """
            How strong is each customer's circle, or which circles does a named customer have? From 0 to 100, of
            permission, reciprocity, closure, density, recency and seclusion, with its interval.
            """, clock)
    {
        Add(_customer, _grain);
        AddCommon();
    }

    internal override IReadOnlyList<string> Examples =>
    [
        "influencegraph circles --crm crm --as-of 2026-01-01",
        "influencegraph circles C0042 --crm crm --as-of 2026-01-01 --ignore-consent 'made-up people'",
    ];

    internal override AnswerShape Shape { get; } = new(
        ["customer", "customers", "scored", "score", "low", "high", "members"],
        new TableShape("circles",
        [
            new("rank", CellKind.Id), new("customer"), new("score", CellKind.Amount), new("low", CellKind.Amount), new("high", CellKind.Amount), new("members", CellKind.Whole),
            new("permission", CellKind.Amount), new("reciprocity", CellKind.Amount), new("closure", CellKind.Amount), new("density", CellKind.Amount), new("recency", CellKind.Amount), new("seclusion", CellKind.Amount),
        ]),
        new TableShape("found", [new("circle", CellKind.Id), new("size", CellKind.Whole), new("density", CellKind.Amount), new("evidence", CellKind.Number), new("tags"), new("members")]),
        new TableShape("would_strengthen", [new("from"), new("to"), new("permission_now", CellKind.Amount), new("gain", CellKind.Amount), new("score_then", CellKind.Amount)]));

    protected override Answer AnswerTo(ToolRun run, Ground ground)
    {
        string? customer = run.Get(_customer) is string named ? ground.Require(named) : null;
        CircleStrengthResult<string> circles = run.Show("Computing circles", tell => ground.View.CircleStrength(o => o with { Threads = Source.Threads(run) }, Reports.Work(tell), run.Stop));
        CircleStrength<string>? own = customer is null ? null : circles[customer];
        IReadOnlyList<Fact> facts =
        [
            new("customer", customer),
            new("customers", circles.Count, CellKind.Whole),
            new("scored", circles.ScoredCount, CellKind.Whole),
            new("score", own?.Score, CellKind.Amount),
            new("low", own?.Low, CellKind.Amount),
            new("high", own?.High, CellKind.Amount),
            new("members", own?.Members, CellKind.Whole),
        ];
        if (customer is null)
        {
            return new()
            {
                Facts = facts,
                Tables = [Shape.Tables[0].Of(circles.ScoredCount, circles.Top(circles.Count).Where(circle => circle.Score is not null).Select(Row)), Shape.Tables[1].Of(0, []), Shape.Tables[2].Of(0, [])],
                Receipt = circles.Receipt,
            };
        }

        FoundCircleResult<string> found = ground.View.FindCircles(customer, o => o with { Grain = run.Get(_grain), Threads = Source.Threads(run) }, run.Stop);
        return new()
        {
            Facts = facts,
            Tables =
            [
                Shape.Tables[0].Of(1, [Row(own!, 0)]),
                Shape.Tables[1].Of(found.Circles, circle => [circle.Number, circle.Members.Count, circle.Density, circle.Evidence, string.Join(", ", circle.Tags.Select(tag => tag.Name)), string.Join(", ", circle.Members)]),
                Shape.Tables[2].Of(own!.Score is null ? [] : circles.WhatWouldStrengthen(customer), tie => [tie.From, tie.To, tie.PermissionNow, tie.Gain, tie.ScoreThen]),
            ],
            Receipt = circles.Receipt,
        };
    }

    private static object?[] Row(CircleStrength<string> circle, int place) =>
    [
        place + 1, circle.Owner, circle.Score, circle.Low, circle.High, circle.Members,
        circle.Parts?.Permission, circle.Parts?.Reciprocity, circle.Parts?.Closure, circle.Parts?.Density, circle.Parts?.Recency, circle.Parts?.Seclusion,
    ];
}
