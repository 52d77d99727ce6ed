using System.Diagnostics;
using InfluenceGraph.Cascades;
using static System.FormattableString;

namespace InfluenceGraph.Seeding;

/// <summary>A question for seeds, taken from customers to nodes and its answer back.</summary>
internal sealed class SeedQuestion<TKey>
    where TKey : notnull
{
    private readonly SeedOptions<TKey> _options;
    private readonly CascadeGround<TKey> _ground;
    private readonly double[] _worth;
    private readonly List<LeftOut> _notes;
    private readonly double[]? _costs;

    private SeedQuestion(CustomerGraphView<TKey> view, SeedOptions<TKey> options, CancellationToken cancellationToken)
    {
        _options = options;
        _ground = view.GroundFor(options.Model, cancellationToken);
        (_worth, LeftOut[] notes) = options.Measure.WorthOn(_ground);
        _notes = [.. notes];
        _costs = options.Budget is null ? null : _ground.CostsBy(options.Cost);
    }

    internal static SeedPlan<TKey> Answer(CustomerGraphView<TKey> view, SeedOptions<TKey> options, IProgress<SeedProgress>? progress, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        options.Validate();
        var question = new SeedQuestion<TKey>(view, options, cancellationToken);
        SeedConstraints constraints = question.Constraints();
        if (question._worth.All(worth => worth == 0))
        {
            throw new ArgumentException($"{nameof(SeedOptions<TKey>.Measure)} ({options.Measure}) counts nobody who may be used; expected at least one customer who counts more than 0.");
        }

        CascadeGraph graph = question._ground.Graph;
        ReverseRoots roots = ReverseRoots.Of(graph, question._worth);
        var settings = new SeedSettings(
            (ulong)options.Seed,
            options.Epsilon,
            options.Delta,
            options.Refine ? options.RefineTolerance : null,
            options.MaxMemory,
            options.MaxSets ?? long.MaxValue,
            options.TimeBudget,
            options.Threads ?? view.DefaultThreads(),
            options.StopEarly);
        TimeSpan preparing = Stopwatch.GetElapsedTime(start);
        (SeedSolution solution, SeedSearchReport report) = SeedSearch.Run(graph, roots, constraints, settings, progress, cancellationToken);
        var timings = new SeedTimings(preparing, report.Sampling, report.Choosing, report.Trying, report.CertifiedAfter + preparing, Stopwatch.GetElapsedTime(start));
        return question.PlanOf(solution, report, roots, constraints, timings);
    }

    private SeedConstraints Constraints()
    {
        string?[] reasons = ReasonsNotToBeASeed();
        int[] mustHave = MustHaves(reasons);
        (int[]? groups, string[] names) = Groups();
        bool[] isMustHave = new bool[reasons.Length];
        foreach (int node in mustHave)
        {
            isMustHave[node] = true;
        }

        int[] eligible = [.. Enumerable.Range(0, reasons.Length).Where(node => reasons[node] is null)];
        if (eligible.Length == 0)
        {
            throw new ArgumentException($"Nobody may be a seed: {NobodyBecause(reasons)}.");
        }

        var constraints = new SeedConstraints(
            _ground.NodeCount,
            [.. eligible.Where(node => !isMustHave[node])],
            mustHave,
            _options.Count ?? int.MaxValue,
            _options.Budget ?? double.PositiveInfinity,
            _costs,
            groups,
            _options.MaxPerGroup ?? int.MaxValue);
        RequireRoom(constraints, eligible, names);
        _notes.AddRange(reasons.OfType<string>().CountBy(reason => reason).OrderBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => new LeftOut($"customers who may not be seeds: {reason.Key}", reason.Value)));
        return constraints;
    }

    private string?[] ReasonsNotToBeASeed()
    {
        string?[] reasons = Array.ConvertAll(_ground.AllowedBy(_options.Eligible, nameof(_options.Eligible)), isEligible => isEligible ? null : "not eligible");
        foreach ((TKey customer, int contacts) in _options.Contacts ?? new Dictionary<TKey, int>())
        {
            if (_ground.TryGetNamed(customer, nameof(_options.Contacts), out int node) && contacts >= _options.MaxContacts)
            {
                reasons[node] ??= "contacted as often as allowed";
            }
        }

        foreach (TKey customer in _options.Exclude)
        {
            if (_ground.TryGetNamed(customer, nameof(_options.Exclude), out int node))
            {
                reasons[node] = "excluded";
            }
        }

        return reasons;
    }

    private int[] MustHaves(string?[] reasons)
    {
        var nodes = new List<int>();
        foreach (TKey customer in _options.MustHave)
        {
            if (customer is null)
            {
                throw new KeyNotFoundException($"{nameof(_options.MustHave)} has a null; expected keys of customers.");
            }

            int node = _ground.NodeOf(customer);
            if (reasons[node] is string reason)
            {
                throw new ArgumentException($"{nameof(_options.MustHave)} names '{customer}', who may not be a seed: {reason}. Leave the customer out there, or lift what forbids it.");
            }

            if (nodes.Contains(node))
            {
                throw new ArgumentException($"{nameof(_options.MustHave)} names '{customer}' twice; expected each customer once.");
            }

            nodes.Add(node);
        }

        return [.. nodes];
    }

    private (int[]? Groups, string[] Names) Groups()
    {
        if (_options.GroupOf is null)
        {
            return (null, []);
        }

        int[] groups = new int[_ground.NodeCount];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int node = 0; node < groups.Length; node++)
        {
            string? name = _options.GroupOf(_ground.CustomerAt(node));
            groups[node] = -1;
            if (name is not null && !numbers.TryGetValue(name, out groups[node]))
            {
                groups[node] = numbers.Count;
                numbers.Add(name, groups[node]);
            }
        }

        return (groups, [.. numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);
    }

    private void RequireRoom(SeedConstraints constraints, int[] eligible, string[] groupNames)
    {
        if (_options.Count < constraints.MustHave.Length)
        {
            throw new ArgumentException($"{nameof(_options.Count)} is {_options.Count}, but {constraints.MustHave.Length} customers are must-haves; expected as many seeds at least.");
        }

        foreach (IGrouping<int, int> group in constraints.MustHave.Where(node => constraints.Groups?[node] >= 0).GroupBy(node => constraints.Groups![node]))
        {
            if (group.Count() > constraints.MaxPerGroup)
            {
                throw new ArgumentException($"{group.Count()} must-haves are of the group '{groupNames[group.Key]}', '{_ground.KeyOf(group.First())}' among them; expected at most {constraints.MaxPerGroup}, as {nameof(_options.MaxPerGroup)} says.");
            }
        }

        double mustCost = constraints.CostOf(constraints.MustHave);
        if (mustCost > constraints.Budget)
        {
            throw new ArgumentException(Invariant($"The must-haves cost {mustCost} together; expected at most the {nameof(_options.Budget)} of {constraints.Budget}."));
        }

        if (constraints.HasBudget && constraints.MustHave.Length == 0 && eligible.Min(constraints.CostOf) > constraints.Budget)
        {
            throw new ArgumentException(Invariant($"{nameof(_options.Budget)} is {constraints.Budget}, but the cheapest customer who may be a seed costs {eligible.Min(constraints.CostOf)}; expected a budget for at least one."));
        }

        if (_options.Count is int count && !constraints.HasBudget)
        {
            int most = constraints.Groups is not int[] groups
                ? eligible.Length
                : eligible.GroupBy(node => groups[node]).Sum(group => group.Key < 0 ? group.Count() : Math.Min(group.Count(), constraints.MaxPerGroup));
            if (count > most)
            {
                string limit = most < eligible.Length ? $" with at most {constraints.MaxPerGroup} of a group" : "";
                throw new ArgumentException($"{nameof(_options.Count)} is {count}, but of {_ground.NodeCount} customers only {most} can be seeds{limit}; expected at most {most}.");
            }
        }
    }

    private static string NobodyBecause(string?[] reasons) => reasons.Length == 0
        ? "the view has no customers"
        : string.Join(", ", reasons.OfType<string>().CountBy(reason => reason, StringComparer.Ordinal).Select(reason => Invariant($"{reason.Value} customers are {reason.Key}")));

    private SeedPlan<TKey> PlanOf(SeedSolution solution, SeedSearchReport report, ReverseRoots roots, SeedConstraints constraints, SeedTimings timings)
    {
        var seeds = new List<PlannedSeed<TKey>>();
        long hits = 0;
        double certain = 0;
        double cost = 0;
        Estimate reach = Estimate.Exact(0);
        for (int i = 0; i < solution.Plan.Nodes.Length; i++)
        {
            int node = solution.Plan.Nodes[i];
            hits += solution.Hits[i];
            certain += roots.Certain[node];
            Estimate gain = EstimateOf(solution.Hits[i], solution.Tried, roots.Total, roots.Certain[node]);
            reach = EstimateOf(hits, solution.Tried, roots.Total, certain);
            bool isMustHave = i < constraints.MustHave.Length;
            double alone = solution.Plan.Alone[i];
            double overlap = alone <= 0 ? 0 : Math.Clamp(1 - (solution.Plan.Gains[i] / alone), 0, 1);
            double price = constraints.HasBudget ? constraints.CostOf(node) : 1;
            cost += price;
            seeds.Add(new(i + 1, _ground.KeyOf(node), gain, reach, price, overlap, isMustHave, ReasonFor(node, gain.Value, overlap, i, isMustHave)));
        }

        UsedViews views = _ground.ViewsWith(_options.Eligible);
        return new(seeds.AsReadOnly(), reach, views, _ground.NewReceipt(views, _options.Text(), _options.Measure.Facts, _notes))
        {
            TotalCost = cost,
            LowerBound = Math.Min(solution.LowerBound, solution.UpperBound),
            UpperBound = solution.UpperBound,
            CertifiedRatio = solution.Ratio,
            RatioSought = Math.Max(0, constraints.GreedyShare - _options.Epsilon),
            Flattery = solution.Flattery,
            StoppedBy = report.StoppedBy,
            Rounds = report.Rounds,
            SampledSets = report.Sets,
            TriedSets = report.TriedSets,
            SampledBytes = report.Bytes,
            Timings = timings,
            Seed = _options.Seed,
        };
    }

    private Estimate EstimateOf(long hits, long tried, double total, double certain)
    {
        if (tried == 0)
        {
            return Estimate.Exact(certain);
        }

        Estimate share = Estimates.OfShare(hits, tried, _options.Confidence);
        return new(certain + (total * share.Value), total * share.StandardError, certain + (total * share.Low), certain + (total * share.High));
    }

    private string ReasonFor(int node, double gain, double overlap, int before, bool isMustHave)
    {
        int told = _ground.Graph.Forward.DegreeOf(node);
        string adds = before == 0 ? Invariant($"reaches {gain:#,0.##} ({_options.Measure})") : Invariant($"adds {gain:#,0.##} ({_options.Measure})");
        string shared = before == 0 ? "" : overlap < 0.005 ? "; the seeds before reach hardly any of it" : Invariant($"; {100 * overlap:0} % of what they reach alone is reached by the seeds before");
        string ties = told switch
        {
            0 => "; has nobody to tell",
            1 => $"; can tell '{_ground.KeyOf(_ground.Graph.Forward.TargetsOf(node)[0])}'",
            _ => Invariant($"; can tell {told} customers"),
        };
        return $"{(isMustHave ? "must-have; " : "")}{adds}{shared}{ties}";
    }
}
