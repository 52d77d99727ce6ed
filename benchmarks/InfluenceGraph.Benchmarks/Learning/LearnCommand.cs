using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace InfluenceGraph.Benchmarks.Learning;

/// <summary>Learns from real logs and tests on what was held out, each method beside the baselines.</summary>
internal sealed class LearnCommand
{
    private const string Usage = "learn [--data FOLDER] [--out FILE] [--worlds N] [--cost SCALE] [DATASET ...]";

    private readonly StringBuilder _text = new();
    private readonly string _folder;
    private readonly int _worlds;

    private LearnCommand(string folder, int worlds) => (_folder, _worlds) = (folder, worlds);

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        (string folder, string? file, int worlds, int scale) = ("../shared/data", null, 200, 0);
        var names = new List<string>();
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--data" when i + 1 < arguments.Length: folder = arguments[++i]; break;
                case "--out" when i + 1 < arguments.Length: file = arguments[++i]; break;
                case "--worlds" when i + 1 < arguments.Length && int.TryParse(arguments[i + 1], CultureInfo.InvariantCulture, out worlds): i++; break;
                case "--cost" when i + 1 < arguments.Length && int.TryParse(arguments[i + 1], CultureInfo.InvariantCulture, out scale): i++; break;
                case string name when Array.IndexOf(LearningData.Names, name) >= 0: names.Add(name); break;
                default:
                    Console.Error.WriteLine($"Got '{arguments[i]}'; expected {Usage}, where DATASET is one of {string.Join(", ", LearningData.Names)}.");
                    return 2;
            }
        }

        var command = new LearnCommand(folder, worlds);
        command.Line($"Made by `dotnet run -c Release --project benchmarks/InfluenceGraph.Benchmarks -- learn {string.Join(' ', arguments)}`; {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}.");
        command.Line("");
        foreach (string name in names.Count == 0 ? [.. LearningData.Names] : names)
        {
            command.Test(LearningData.Load(name, folder));
        }

        if (scale > 0)
        {
            LearnCost.Measure(scale, command.Line);
        }

        if (file is not null)
        {
            File.WriteAllText(file, command._text.ToString());
        }

        return 0;
    }

    private void Test(LearningData data)
    {
        CustomerGraph<string> graph = data.Build();
        var log = ActionLog.FromRows(data.Rows);
        (ActionLog<string> learn, ActionLog<string> heldOut) = log.Split(data.HeldOut, seed: 1);
        var models = new List<KeyValuePair<string, CascadeModel>>();
        var seconds = new Dictionary<string, string>(StringComparer.Ordinal);
        LearnedPropensities<string>? first = null;
        foreach ((string name, Func<LearningOptions, LearningOptions> configure) in Variants())
        {
            var watch = Stopwatch.StartNew();
            LearnedPropensities<string> learned = graph.LearnPropensities(learn, o => configure(o with { Window = data.Window }));
            seconds[name] = string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0.00} s{(learned.Iterations > 0 ? $", {learned.Iterations} steps" : "")}; prior {learned.PriorMean:0.0000} x {learned.PriorStrength:0.#}");
            first ??= learned;
            models.Add(new(name, learned.AsModel()));
        }

        models.Add(new("one probability", new CascadeModel { Propensity = Propensity.Constant(first!.PriorMean), UsePermission = false }));
        models.Add(new("weighted cascade", new CascadeModel { UsePermission = false }));
        var time = Stopwatch.StartNew();
        PropensityEvaluation evaluation = graph.AsView().EvaluateModels(heldOut, models, o => o with { Window = data.Window, Worlds = _worlds });
        Line($"## {data.Name}");
        Line("");
        Line($"Read as: {data.Reading}.");
        Line("");
        Line($"{graph}; log: {log}. Learned from {learn.Actions.Count} actions ({learn.Rows} rows: {first.RowsUsed} used{string.Concat(first.RowsLeftOut.Select(item => $", {item.Count} {item.Reason}"))}), tested on {heldOut.Actions.Count} ({heldOut.Rows} rows: {evaluation.RowsUsed} used{string.Concat(evaluation.RowsLeftOut.Select(item => $", {item.Count} {item.Reason}"))}).");
        Line($"{first.Tries:#,0} tries, {first.Follows:#,0} followed by {first.Followers:#,0} actions; {first.TiesWithEvidence:#,0} of {first.Count:#,0} ties have evidence.");
        Line(string.Create(CultureInfo.InvariantCulture, $"{evaluation.Candidates:#,0} candidates at {evaluation.Moments} moments of {evaluation.Actions} actions, {evaluation.Acted:#,0} acted ({(double)evaluation.Acted / evaluation.Candidates:0.0000}); {evaluation.Sizes} sizes after 5 actors, mean {evaluation.Scores[0].MeanSize:0.0}; tested in {time.Elapsed.TotalSeconds:0.0} s."));
        Line("");
        Line("| model | log-loss | gain on one probability | Brier | AUC | foretold | size error | log size error | mean size | learning |");
        Line("|---|---|---|---|---|---|---|---|---|---|");
        foreach (PropensityScore score in evaluation.Scores)
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"| {score.Name} | {Show(score.LogLoss, 4)} | {Show(evaluation.Gain(score.Name, "one probability"), 4)} | {Show(score.Brier, 5)} | {Show(score.Auc, 3)} | {score.MeanPredicted:0.0000} | {score.SizeError:0.0} | {score.SizeLogError:0.000} | {score.MeanSizePredicted:0.0} | {seconds.GetValueOrDefault(score.Name, "")} |"));
        }

        Line(string.Create(CultureInfo.InvariantCulture, $"| nobody else acts | | | | | | {evaluation.SizeErrorOfNobody:0.0} | {evaluation.SizeLogErrorOfNobody:0.000} | | |"));
        Line("");
        foreach (string name in new[] { models[0].Key, "weighted cascade" })
        {
            Line($"Reliability, {name} (foretold: observed with 95 % interval, predictions): {string.Join("; ", evaluation[name].Reliability.Select(bin => string.Create(CultureInfo.InvariantCulture, $"{bin.MeanPredicted:0.0000}: {bin.Observed.Value:0.0000} [{bin.Observed.Low:0.0000}, {bin.Observed.High:0.0000}], {bin.Count}")))}.");
            Line("");
        }
    }

    private static IEnumerable<(string Name, Func<LearningOptions, LearningOptions> Configure)> Variants() =>
    [
        ("EM, prior of the target", o => o),
        ("EM, prior of all ties", o => o with { PriorPool = PriorPool.AllTies }),
        ("EM, no prior", o => o with { PriorStrength = 0 }),
        ("EM, exponential delays", o => o with { Timing = InfluenceTiming.Exponential }),
        ("EM, within the mean delay", o => o with { Timing = InfluenceTiming.WithinMeanDelay }),
        ("Bernoulli", o => o with { Method = LearningMethod.Bernoulli }),
        ("Bernoulli, no prior", o => o with { Method = LearningMethod.Bernoulli, PriorStrength = 0 }),
        ("Jaccard", o => o with { Method = LearningMethod.Jaccard }),
        ("partial credit", o => o with { Method = LearningMethod.PartialCredit }),
        ("partial credit, fading", o => o with { Method = LearningMethod.PartialCredit, Timing = InfluenceTiming.Exponential }),
    ];

    private static string Show(Estimate estimate, int digits) =>
        $"{estimate.Value.ToString($"F{digits}", CultureInfo.InvariantCulture)} ± {((estimate.High - estimate.Low) / 2).ToString($"F{digits}", CultureInfo.InvariantCulture)}";

    private void Line(string text)
    {
        Console.WriteLine(text);
        _text.Append(text).Append('\n');
    }
}
