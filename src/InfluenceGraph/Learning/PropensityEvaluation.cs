using System.Globalization;
using System.Text;
using InfluenceGraph.Cascades;
using InfluenceGraph.Learning;

namespace InfluenceGraph;

/// <summary>How well models foretell a log that they were not learned from, side by side on the same questions.</summary>
/// <remarks>
/// <para>Each action is stopped after its first 1, 2, 4, 8, ... actors. Whoever has not acted by then, but a contact of whom has,
/// is a candidate; each model says how likely the candidate's contacts make it that they act, and the log says whether they
/// did. Intervals take actions, not candidates, as what is independent; with one action there is none (NaN).</para>
/// <para>That a model foretells well does not show that its numbers are influence: likeness foretells too.</para>
/// </remarks>
public sealed class PropensityEvaluation
{
    private readonly double _confidence;
    private readonly UsedViews _views;

    internal PropensityEvaluation(IReadOnlyList<PropensityScore> scores, double confidence, UsedViews views, Receipt receipt)
    {
        _views = views;
        Scores = scores;
        _confidence = confidence;
        Receipt = receipt;
    }

    /// <summary>The models in the order given.</summary>
    public IReadOnlyList<PropensityScore> Scores { get; }

    /// <summary>Actions with an actor who may be used.</summary>
    public required int Actions { get; init; }

    /// <summary>Moments of prediction.</summary>
    public required int Moments { get; init; }

    /// <summary>Candidates, summed over the moments: predictions of each model.</summary>
    public required long Candidates { get; init; }

    /// <summary>Candidates who acted.</summary>
    public required long Acted { get; init; }

    /// <summary>Actions whose size was predicted.</summary>
    public required int Sizes { get; init; }

    /// <summary>The mean error of saying that nobody else will act: what any prediction of sizes should beat.</summary>
    public required double SizeErrorOfNobody { get; init; }

    /// <summary>The same as <see cref="PropensityScore.SizeLogError"/> for saying that nobody else will act.</summary>
    public required double SizeLogErrorOfNobody { get; init; }

    /// <summary>Rows of the log that were used.</summary>
    public required long RowsUsed { get; init; }

    /// <summary>Rows of the log that were left out, by reason.</summary>
    public required IReadOnlyList<LeftOut> RowsLeftOut { get; init; }

    /// <summary>What was tested on what.</summary>
    public Receipt Receipt { get; }

    /// <summary>Whether a consent recorded since may change the answer. Compute again from a new view.</summary>
    public bool IsStale => _views.IsAnyStale;

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because a permission or consent begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be computed again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => _views.IsAnyStaleAt(moment);

    /// <summary>The score of a model.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The score.</returns>
    /// <exception cref="KeyNotFoundException">There is no model of that name.</exception>
    public PropensityScore this[string name] => Scores.FirstOrDefault(score => string.Equals(score.Name, name, StringComparison.Ordinal))
        ?? throw new KeyNotFoundException($"No model '{name}' was tested; expected one of {string.Join(", ", Scores.Select(score => $"'{score.Name}'"))}.");

    /// <summary>By how much one model's mean log-loss is below another's. The interval pairs the two on each action, so it is far shorter than those of the two losses, which mostly differ from action to action.</summary>
    /// <param name="name">The model.</param>
    /// <param name="baseline">The model it is compared with.</param>
    /// <returns>The gain: above 0 where the first foretells better; the interval takes actions as independent, and is NaN for one action.</returns>
    /// <exception cref="KeyNotFoundException">There is no model of such a name.</exception>
    public Estimate Gain(string name, string baseline) => this[name].Sheet.GainOn(this[baseline].Sheet, _confidence);

    /// <summary>The scores as a table.</summary>
    /// <returns>One line per model, invariant culture.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        int width = Math.Max(5, Scores.Select(score => score.Name.Length).DefaultIfEmpty().Max());
        text.AppendLine(CultureInfo.InvariantCulture, $"{Candidates:#,0} candidates at {Moments:#,0} moments of {Actions:#,0} actions, {Acted:#,0} acted; {Sizes:#,0} sizes");
        text.AppendLine(CultureInfo.InvariantCulture, $"{"model".PadRight(width)}  log-loss           Brier               AUC              foretold  acted   size error  log error");
        foreach (PropensityScore score in Scores)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{score.Name.PadRight(width)}  {Text(score.LogLoss, "0.00000"),-17}  {Text(score.Brier, "0.000000"),-18}  {Text(score.Auc, "0.000"),-15}  {score.MeanPredicted,8:0.0000}  {(Candidates == 0 ? double.NaN : (double)Acted / Candidates),-6:0.0000}  {score.SizeError,-10:0.00}  {score.SizeLogError:0.000}");
        }

        text.Append(CultureInfo.InvariantCulture, $"{"(nobody else acts)".PadRight(width)}  {"",-72}{SizeErrorOfNobody,-10:0.00}  {SizeLogErrorOfNobody:0.000}");
        return text.ToString();
    }

    private static string Text(Estimate estimate, string format) =>
        $"{estimate.Value.ToString(format, CultureInfo.InvariantCulture)} ± {((estimate.High - estimate.Low) / 2).ToString(format, CultureInfo.InvariantCulture)}";
}

/// <summary>How well one model foretells.</summary>
public sealed record PropensityScore
{
    internal PropensityScore(string name, ScoreSheet sheet) => (Name, Sheet) = (name, sheet);

    internal ScoreSheet Sheet { get; }

    /// <summary>The model's name.</summary>
    public string Name { get; }

    /// <summary>Mean of <c>-ln</c> of the probability that the model gave to what happened; smaller is better. Probabilities count as at least 1e-6 and at most 1 - 1e-6.</summary>
    public required Estimate LogLoss { get; init; }

    /// <summary>Mean squared difference between probability and outcome; smaller is better (G. W. Brier 1950).</summary>
    public required Estimate Brier { get; init; }

    /// <summary>Who acts next: the probability that, of two candidates of one moment of whom one acted, the model gave that one more; equal ones count half. 0.5 is no better than chance; NaN where no moment has both.</summary>
    public required Estimate Auc { get; init; }

    /// <summary>The mean probability; beside the share who acted, it tells whether the model says too much or too little.</summary>
    public required double MeanPredicted { get; init; }

    /// <summary>What happened where the model said so much: bins of the probability, empty ones left out.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>Mean of |predicted - true number of actors|, of the actions whose size was predicted; NaN where there is none.</summary>
    public required double SizeError { get; init; }

    /// <summary>Mean of |ln(predicted / true number of actors)|.</summary>
    public required double SizeLogError { get; init; }

    /// <summary>The mean predicted number of actors.</summary>
    public required double MeanSizePredicted { get; init; }

    /// <summary>The mean true number of actors.</summary>
    public required double MeanSize { get; init; }
}

/// <summary>Predictions of about the same probability, and what became of them.</summary>
/// <param name="From">The least probability in the bin.</param>
/// <param name="To">The first probability above it.</param>
/// <param name="Count">Predictions.</param>
/// <param name="MeanPredicted">Their mean probability.</param>
/// <param name="Observed">The share that came true, with Wilson's interval, as if candidates were independent.</param>
public readonly record struct ReliabilityBin(double From, double To, long Count, double MeanPredicted, Estimate Observed);
