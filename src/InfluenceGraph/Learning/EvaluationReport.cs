using InfluenceGraph.Cascades;

namespace InfluenceGraph.Learning;

/// <summary>From the answers of contestants to what the caller reads.</summary>
internal sealed class EvaluationReport(Evaluator evaluator, EvaluationOptions options)
{
    internal PropensityScore ScoreOf(Contestant contestant, double[] sizes) => new(contestant.Name, contestant.Sheet)
    {
        LogLoss = contestant.Sheet.LogLoss(options.Confidence),
        Brier = contestant.Sheet.Brier(options.Confidence),
        Auc = contestant.Sheet.Auc(options.Confidence),
        MeanPredicted = contestant.Sheet.MeanPredicted,
        Reliability = Array.AsReadOnly(contestant.Sheet.Reliability(options.Confidence)),
        SizeError = Mean(i => Math.Abs(sizes[i] - TrueSize(i))),
        SizeLogError = Mean(i => Math.Abs(Math.Log(sizes[i] / TrueSize(i)))),
        MeanSizePredicted = Mean(i => sizes[i]),
        MeanSize = Mean(TrueSize),
    };

    internal PropensityEvaluation Of(List<PropensityScore> scores, UsedViews views, Receipt receipt, NodeLog log, LeftOut[] leftOut)
    {
        LeftOut[] notes = Array.FindAll<LeftOut>(
            [
                new("log rows used", log.Nodes.Length),
                .. leftOut,
                new("moments of prediction that the log does not show to their end", evaluator.UnfinishedMoments),
            ],
            note => note.Count > 0);
        return new(scores.AsReadOnly(), options.Confidence, views, receipt with { ValidUntil = views.ValidUntil, Options = $"evaluation: {options}", Notes = [.. receipt.Notes, .. notes] })
        {
            Actions = log.ActionCount,
            Moments = evaluator.Moments,
            Candidates = evaluator.Candidates,
            Acted = evaluator.Acted,
            Sizes = evaluator.Sizes.Count,
            SizeErrorOfNobody = Mean(i => TrueSize(i) - evaluator.Sizes[i].Active),
            SizeLogErrorOfNobody = Mean(i => Math.Log(TrueSize(i) / evaluator.Sizes[i].Active)),
            RowsUsed = log.Nodes.Length,
            RowsLeftOut = Array.AsReadOnly(leftOut),
        };
    }

    private double TrueSize(int i) => evaluator.SizeOf(evaluator.Sizes[i].Action);

    private double Mean(Func<int, double> ofSize)
    {
        double sum = 0;
        for (int i = 0; i < evaluator.Sizes.Count; i++)
        {
            sum += ofSize(i);
        }

        return sum / evaluator.Sizes.Count;
    }
}
