using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using InfluenceGraph.Communities;
using InfluenceGraph.FoundCircles;

namespace InfluenceGraph.Benchmarks.EgoCircles;

/// <summary>Circles found in the ego networks of ego-facebook beside those that the egos labelled, and beside baselines.</summary>
internal sealed class EgoCirclesCommand
{
    private const string Usage = "ego-circles FACEBOOK.tar.gz [--out FILE.md]";

    internal const string ByTies = "circles, ties only";
    internal const string WithTags = "circles, ties and tags";
    internal const string FineByTies = "fine circles, ties only";
    internal const string FineWithTags = "fine circles, ties and tags";

    private readonly StringBuilder _text = new();

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is not ([_] or [_, "--out", _]) || !File.Exists(arguments[0]))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        using FileStream file = File.OpenRead(arguments[0]);
        IReadOnlyList<LabelledEgo> egos = LabelledEgo.ReadAll(file);
        var command = new EgoCirclesCommand();
        command.Line("# Circles found in the ten labelled ego networks of ego-facebook");
        command.Line("");
        command.Line($"Made by `dotnet run -c Release --project benchmarks/InfluenceGraph.Benchmarks -- ego-circles {arguments[0]}`; one thread, {RuntimeInformation.FrameworkDescription}; ms are processor time an ego. What the measures are stands in docs/found-circles.md.");
        foreach ((_, Func<LabelledEgo, Row> judge) in Methods())
        {
            // The first run of each is the compiler's.
            judge(egos[^1]);
        }

        (string Name, Row[] Rows)[] methods = [.. Methods().Select(method => (method.Name, egos.Select(method.Judge).ToArray()))];
        command.Means(egos, methods);
        command.Each(egos, methods);
        command.Everybody(egos);
        if (arguments.Length > 1)
        {
            File.WriteAllText(arguments[2], command._text.ToString());
        }

        return 0;
    }

    /// <summary>The rows of the table, each a way to find circles.</summary>
    internal static IEnumerable<(string Name, Func<LabelledEgo, Row> Judge)> Methods()
    {
        int minSize = new FoundCircleOptions().MinSize;
        yield return (ByTies, ego => Ours(ego, o => o with { TagShare = 0 }));
        yield return (WithTags, ego => Ours(ego, o => o with { TagShare = TagShare }));
        yield return (FineByTies, ego => Ours(ego, o => o with { Grain = CircleGrain.Fine }));
        yield return (FineWithTags, ego => Ours(ego, o => o with { Grain = CircleGrain.Fine, TagShare = TagShare }));
        yield return ("connected components", ego => Of(ego, (network, _, _) => Baselines.Components(network, minSize)));
        yield return ("Leiden, modularity", ego => Of(ego, (network, _, _) => Baselines.Leiden(network, 1, minSize)));
        yield return ("Leiden, resolution 0.5", ego => Of(ego, (network, _, _) => Baselines.Leiden(network, 0.5, minSize)));
        yield return ("Leiden, resolution 2", ego => Of(ego, (network, _, _) => Baselines.Leiden(network, 2, minSize)));
        yield return ("overlapping communities (SLPA)", ego => Of(ego, (network, _, _) => Slpa(network, minSize)));
        yield return ("attribute k-means, k by modularity", ego => Of(ego, (network, features, dimensions) => Baselines.KMeansByModularity(network, features, dimensions, minSize)));
        yield return ("attribute k-means, k as labelled", ego => Of(ego, (network, features, dimensions) => Baselines.KMeansOf(features, dimensions, Math.Min(ego.Circles.Count, network.Count), minSize)));
    }

    /// <summary>What the docs recommend where customers have tags.</summary>
    internal const double TagShare = 0.5;

    /// <summary>What one method made of one ego.</summary>
    internal readonly record struct Row(CircleAgreement Agreement, double Seconds);

    private static Row Ours(LabelledEgo ego, Func<FoundCircleOptions, FoundCircleOptions> configure)
    {
        CustomerGraph<string> graph = ego.Build();
        (FoundCircleResult<string> found, double seconds) = Timed(() => graph.FindCircles(ego.Ego, configure));
        return new(found.AgreementWith(ego.Known()), seconds);
    }

    private static Row Of(LabelledEgo ego, Func<EgoNetwork, IReadOnlyList<int[]>, int, List<int[]>> find)
    {
        CustomerGraphView<string> view = ego.Build().AsView();
        UsedCustomers<string> used = view.Used;
        int[] placeOf = new int[used.Count];
        Array.Fill(placeOf, -1);
        var network = EgoNetwork.Of(used.Mutual.Both, used.NodeOf(ego.Ego), placeOf);
        int[][] features = Array.ConvertAll(network.Nodes, node => view.Tags.TagsOf(used.Nodes.ViewNodes[node]).ToArray());
        (List<int[]> found, double seconds) = Timed(() => find(network, features, view.Tags.Names.Length));
        int[][] known = [.. ego.Circles
            .Select(circle => circle.Select(used.NodeOf).Select(node => Array.BinarySearch(network.Nodes, node)).Where(person => person >= 0).ToArray())
            .Where(circle => circle.Length > 0)];
        return new(CircleAgreement.Of(network.Count, found, known), seconds);
    }

    private static List<int[]> Slpa(EgoNetwork network, int minSize)
    {
        var options = new OverlappingCommunityOptions();
        SpeakerListener.Cover cover = SpeakerListener.Find(network.Ties, options.Rounds, options.Threshold, (uint)options.Seed, null, CancellationToken.None);
        var groups = Enumerable.Range(0, cover.Count).Select(_ => new List<int>()).ToArray();
        for (int person = 0; person < network.Count; person++)
        {
            for (long i = cover.Offsets[person]; i < cover.Offsets[person + 1]; i++)
            {
                groups[cover.Groups[i]].Add(person);
            }
        }

        return [.. groups.Where(group => group.Count >= minSize).Select(group => group.ToArray())];
    }

    private void Means(IReadOnlyList<LabelledEgo> egos, (string Name, Row[] Rows)[] methods)
    {
        (string Name, bool IsAll, Func<LabelledEgo, bool> Takes)[] parts =
            [("all ten", true, _ => true), ("the five it was chosen on", false, ego => ego.IsChoosing), ("the five others", false, ego => !ego.IsChoosing)];
        foreach ((string part, bool isAll, Func<LabelledEgo, bool> takes) in parts)
        {
            Line("");
            Line($"## Means, {part}: {string.Join(", ", egos.Where(takes).Select(ego => ego.Ego))}");
            Line("");
            Line("| way | circles | F1 | 1 - BER | 1 - BER of the labelled | mean best F1 | ms |");
            Line("|---|---|---|---|---|---|---|");
            foreach ((string name, Row[] rows) in methods)
            {
                Row[] taken = [.. rows.Where((_, i) => takes(egos[i]))];
                Line(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {taken.Average(row => row.Agreement.Found):0.0} | {MeanF1(taken):0.000} | {MeanBalanced(taken):0.000} | {taken.Average(row => row.Agreement.BalancedAccuracyOfKnown ?? 0.5):0.000} | {taken.Average(row => row.Agreement.MeanBestF1 ?? 0):0.000} | {1000 * taken.Average(row => row.Seconds):0} |"));
            }

            if (isAll)
            {
                Line("| McAuley, Leskovec 2012, best features, as published | | 0.59 | 0.84 | | | |");
            }
        }
    }

    /// <summary>Finding nothing is worth nothing.</summary>
    internal static double MeanF1(IReadOnlyList<Row> rows) => rows.Average(row => row.Agreement.F1 ?? 0);

    /// <summary>Finding nothing is no better than chance.</summary>
    internal static double MeanBalanced(IReadOnlyList<Row> rows) => rows.Average(row => row.Agreement.BalancedAccuracy ?? 0.5);

    private void Each(IReadOnlyList<LabelledEgo> egos, (string Name, Row[] Rows)[] methods)
    {
        Line("");
        Line("## Each ego: circles found, F1 / 1 - BER");
        Line("");
        Line($"| way | {string.Join(" | ", egos.Select(ego => string.Create(CultureInfo.InvariantCulture, $"{ego.Ego} ({ego.Alters.Count} contacts, {ego.Circles.Count} circles)")))} |");
        Line($"|---|{string.Concat(Enumerable.Repeat("---|", egos.Count))}");
        foreach ((string name, Row[] rows) in methods)
        {
            Line($"| {name} | {string.Join(" | ", rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Agreement.Found}: {row.Agreement.F1:0.00} / {row.Agreement.BalancedAccuracy:0.00}")))} |");
        }
    }

    /// <summary>Circles of everybody at once, in the ten networks together.</summary>
    private void Everybody(IReadOnlyList<LabelledEgo> egos)
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies(egos
            .SelectMany(ego => ego.Alters.Select(alter => (One: ego.Ego, Other: alter)).Concat(ego.Ties))
            .Select(tie => string.CompareOrdinal(tie.One, tie.Other) < 0 ? tie : (tie.Other, tie.One))
            .Distinct()
            .Select(tie => new Tie<string>(tie.Item1, tie.Item2, 1)));
        CustomerGraphView<string> view = graph.AsView();
        view.FindCirclesOfEach(view.Customers.Take(100));
        Line("");
        Line("## Everybody's circles in the ten networks together");
        Line("");
        (FoundCirclesOfEach<string> each, double seconds) = Timed(() => view.FindCirclesOfEach(configure: o => o with { Threads = 1 }));
        Line(string.Create(CultureInfo.InvariantCulture, $"{each}, {graph.TieCount:#,0} ties: {seconds:0.0} s of processor time, one thread."));
    }

    /// <summary>In processor time, which others on the machine move less than time by the clock.</summary>
    private static (T Answer, double Seconds) Timed<T>(Func<T> job)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        T answer = job();
        return (answer, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private void Line(string text)
    {
        Console.WriteLine(text);
        _text.Append(text).Append('\n');
    }
}
