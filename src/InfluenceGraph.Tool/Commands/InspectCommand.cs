using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;
using InfluenceGraph.Tool.Sources;

namespace InfluenceGraph.Tool.Commands;

/// <summary>Looks at data before anything is asked of it.</summary>
internal sealed class InspectCommand : QuestionCommand
{
    internal InspectCommand(TimeProvider clock)
        : base("inspect", """
            What is in the data? Counts, how ties and own values are spread, tags, consents by purpose, and what the
            rules leave out and why. Look here first when a ranking surprises.
            """, clock) => AddCommon();

    internal override IReadOnlyList<string> Examples =>
    [
        "influencegraph inspect --crm crm --as-of 2026-01-01",
        "influencegraph inspect --ties crm/ties.csv --from from --to to --permission permission --json",
    ];

    internal override AnswerShape Shape { get; } = new(
        ["source", "customers", "ties", "customers_taking_part", "ties_taking_part", "without_ties", "own_value", "gini_of_own_value", "share_of_top_20_percent", "as_of", "consent", "bytes_of_ties"],
        new TableShape("spread", [new("what"), new("least", CellKind.Number), new("percent_10", CellKind.Number), new("median", CellKind.Number), new("percent_90", CellKind.Number), new("most", CellKind.Number), new("mean", CellKind.Number)]),
        new TableShape("left_out", [new("of"), new("reason"), new("count", CellKind.Whole)]),
        new TableShape("tags", [new("tag"), new("customers", CellKind.Whole)]),
        new TableShape("purposes", [new("purpose"), new("channel"), new("customers_taking_part", CellKind.Whole), new("share", CellKind.Share)]),
        new TableShape("score_runs", [new("run", CellKind.Id), new("measure"), new("written_at"), new("scores", CellKind.Whole), new("as_of"), new("data")]));

    protected override bool NeedsCustomers => false;

    protected override Answer AnswerTo(ToolRun run, Ground ground)
    {
        CustomerGraphView<string> view = ground.View;
        Receipt receipt = view.Receipt;
        Counts counts = run.Show("Looking at customers", tell => Counted(run, ground, tell));
        Concentration concentration = Concentration.Of(counts.OwnValues);
        return new()
        {
            Facts =
            [
                new("source", ground.Source.Name),
                new("customers", ground.Graph.CustomerCount, CellKind.Whole),
                new("ties", ground.Graph.TieCount, CellKind.Whole),
                new("customers_taking_part", receipt.CustomersUsed, CellKind.Whole),
                new("ties_taking_part", receipt.TiesUsed, CellKind.Whole),
                new("without_ties", counts.WithoutTies, CellKind.Whole),
                new("own_value", concentration.Total, CellKind.Amount),
                new("gini_of_own_value", concentration.Gini, CellKind.Number),
                new("share_of_top_20_percent", concentration.ShareOfTop(0.2), CellKind.Share),
                new("as_of", receipt.AsOf),
                new("consent", receipt.Consent),
                new("bytes_of_ties", ground.Graph.TieBytes, CellKind.Bytes),
            ],
            Tables =
            [
                Shape.Tables[0].Of<(string, double[])>([("own value", counts.OwnValues), ("can reach", counts.Out), ("can be reached by", counts.In)], spread => Spread(spread.Item1, spread.Item2)),
                Shape.Tables[1].Of<(string Of, LeftOut Item)>([.. receipt.CustomersLeftOut.Select(item => ("customers", item)), .. receipt.TiesLeftOut.Select(item => ("ties", item)), .. receipt.Notes.Select(item => ("notes", item))], row => [row.Of, row.Item.Reason, row.Item.Count]),
                Shape.Tables[2].Of([.. counts.Tags.OrderByDescending(tag => tag.Value).ThenBy(tag => tag.Key, StringComparer.Ordinal)], tag => [tag.Key, tag.Value]),
                Shape.Tables[3].Of(Purposes(ground), row => [row.Purpose.Name, row.Channel.Name, row.Customers, (double)row.Customers / Math.Max(1, ground.Graph.CustomerCount)]),
                Shape.Tables[4].Of(ground.Source.ScoreRuns, score => [score.Id, score.Measure, score.WrittenAt, score.Scores, score.Receipt.AsOf, score.Receipt.DataHash[..Math.Min(16, score.Receipt.DataHash.Length)]]),
            ],
            Receipt = receipt,
        };
    }

    /// <summary>How many consented to what; a channel that adds nobody to those of any channel is left out.</summary>
    private static List<(Purpose Purpose, Channel Channel, long Customers)> Purposes(Ground ground)
    {
        var rows = new List<(Purpose, Channel, long)>();
        if (!ground.Source.KeepsConsents || ground.AsOf is not DateTimeOffset moment)
        {
            return rows;
        }

        foreach (Purpose purpose in new[] { Purpose.Score, Purpose.Contact, Purpose.Seed, Purpose.Share })
        {
            long onAny = ground.Graph.For(purpose, moment).Receipt.CustomersUsed;
            rows.Add((purpose, Channel.Any, onAny));
            rows.AddRange(new[] { Channel.Email, Channel.Phone, Channel.Sms, Channel.Post, Channel.Web }
                .Select(channel => (purpose, channel, ground.Graph.For(purpose, channel, moment).Receipt.CustomersUsed))
                .Where(row => row.CustomersUsed != onAny));
        }

        return rows;
    }

    private static Counts Counted(ToolRun run, Ground ground, Action<double, string> tell)
    {
        CustomerGraphView<string> view = ground.View;
        int count = view.CustomerCount;
        var counts = new Counts(new double[count], new double[count], new double[count], new(StringComparer.Ordinal));
        var meter = new RowMeter(count, fraction: null, tell, run.Stop);
        int place = 0;
        foreach (string customer in meter.Counted(view.Customers))
        {
            counts.OwnValues[place] = ground.Graph[customer].OwnValue;
            counts.Out[place] = view.TiesFrom(customer).Count;
            counts.In[place] = view.TiesTo(customer).Count;
            counts.WithoutTies += counts.Out[place] + counts.In[place] == 0 ? 1 : 0;
            foreach (CustomerTag tag in view.TagsOf(customer))
            {
                counts.Tags[tag.Name] = counts.Tags.GetValueOrDefault(tag.Name) + 1;
            }

            place++;
        }

        return counts;
    }

    private static object?[] Spread(string what, double[] values)
    {
        if (values.Length == 0)
        {
            return [what, null, null, null, null, null, null];
        }

        double[] sorted = [.. values.Order()];
        double At(double share) => sorted[(int)Math.Round(share * (sorted.Length - 1), MidpointRounding.AwayFromZero)];
        return [what, sorted[0], At(0.1), At(0.5), At(0.9), sorted[^1], sorted.Average()];
    }

    private sealed record Counts(double[] OwnValues, double[] Out, double[] In, Dictionary<string, int> Tags)
    {
        internal int WithoutTies { get; set; }
    }
}
