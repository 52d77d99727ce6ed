using InfluenceGraph.Communities;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.FoundCircles;

/// <summary>
/// Finds the circles of an ego network: communities at several resolutions are the first guesses, each is grown into a circle, and of
/// these the one that explains most ties that no circle explains yet is accepted, again and again, while it explains more than it costs to
/// tell who its members are. So the number of circles comes from the ties.
/// </summary>
/// <remarks>
/// First guesses: V. A. Traag, L. Waltman, N. J. van Eck, Sci. Rep. 9, 2019. The price of a circle: J. Rissanen, Automatica 14 (1978),
/// minimum description length; J. McAuley and J. Leskovec choose the number by the BIC, which comes close to it.
/// </remarks>
internal static class CircleSearch
{
    private const int MaxPasses = 10;
    private const int Runs = 3;

    /// <summary>How often communities are looked for within circles.</summary>
    private const int Depth = 2;

    /// <summary>Tags of a person hang together (a school, its town, its year), so that they say less of who belongs than as many independent ones would.</summary>
    private const double Dependence = 0.5;

    private static readonly double[] _resolutions = [0.25, 0.5, 1, 2, 4];

    /// <summary>The circles, most evidence first.</summary>
    internal static List<FoundSet> Find(EgoNetwork network, EgoTags? tags, FoundCircleOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (network.Ties.EdgeCount == 0)
        {
            return [];
        }

        // At an even share both count in full, as if ties and tags came independently of each other.
        double tieWeight = Math.Min(1, 2 * (1 - options.TagShare));
        double tagWeight = Math.Min(1, 2 * options.TagShare);
        TagOdds? odds = tags is { Count: > 0 } && tagWeight > 0 ? new(tags, network.Count) : null;
        List<int[]> candidates = Candidates(network, new(network, odds, tieWeight, tagWeight * Dependence), options, cancellationToken);
        var circles = new List<int[]>();
        var explained = new Explained(network);
        while (Best() is (int best, Explained.Offer offer))
        {
            explained.Accept(candidates[best], offer);
            odds?.Tell(candidates[best]);
            circles.Add(candidates[best]);
            candidates.RemoveAt(best);
        }

        double[] evidence = Evidence();
        while (evidence.Length > 0 && IsTooLittle(evidence.Min()))
        {
            // What a broad circle explained first, others may explain better since.
            circles.RemoveAt(Array.IndexOf(evidence, evidence.Min()));
            evidence = Evidence();
        }

        return [.. circles.Select((members, circle) => new FoundSet(members, evidence[circle])).OrderByDescending(circle => circle.Evidence)];

        (int Best, Explained.Offer Offer)? Best()
        {
            cancellationToken.ThrowIfCancellationRequested();
            (int Best, Explained.Offer Offer, double Evidence)? best = null;
            for (int candidate = 0; candidate < candidates.Count; candidate++)
            {
                Explained.Offer offer = explained.Judge(candidates[candidate]);
                if (double.IsNegativeInfinity(offer.Gain))
                {
                    continue;
                }

                double evidence = EvidenceOf(offer.Gain, odds?.GainOf(candidates[candidate]) ?? 0, candidates[candidate]);
                if (!IsTooLittle(evidence) && !(evidence <= best?.Evidence))
                {
                    best = (candidate, offer, evidence);
                }
            }

            return best is null ? null : (best.Value.Best, best.Value.Offer);
        }

        // Of each circle, beside all others.
        double[] Evidence()
        {
            cancellationToken.ThrowIfCancellationRequested();
            double ties = Description.LogLikelihood(network, circles);
            double tags = odds?.GainOf(circles) ?? 0;
            return [.. circles.Select(circle =>
            {
                int[][] others = [.. circles.Where(other => !ReferenceEquals(other, circle))];
                return EvidenceOf(ties - Description.LogLikelihood(network, others), tags - (odds?.GainOf(others) ?? 0), circle);
            })];
        }

        double EvidenceOf(double ties, double tags, int[] members)
        {
            double gain = odds is null ? ties : (tieWeight * ties) + (tagWeight * tags);
            return (gain - Likelihood.LogChoices(network.Count, members.Length) - Math.Log(network.Count)) / Math.Log(10);
        }

        bool IsTooLittle(double evidence) => !(evidence > 0 && evidence >= options.MinEvidence);
    }

    /// <summary>Grown circles, each once, in the order of their members: from communities of the network, then from communities within the circles that these became.</summary>
    private static List<int[]> Candidates(EgoNetwork network, CircleGrowth growth, FoundCircleOptions options, CancellationToken cancellationToken)
    {
        var candidates = new SortedSet<int[]>(Comparer<int[]>.Create(static (one, other) => one.AsSpan().SequenceCompareTo(other)));
        int[] everybody = [.. Enumerable.Range(0, network.Count)];
        List<int[]> guesses = [.. _resolutions.SelectMany(resolution => Communities(network.Ties, everybody, resolution))];
        for (int depth = 0; depth <= Depth && guesses.Count > 0; depth++)
        {
            var fresh = new List<int[]>();
            foreach (int[] guess in guesses)
            {
                cancellationToken.ThrowIfCancellationRequested();
                fresh.AddRange(Parts(network.Ties, growth.Grow(guess)).Where(part => part.Length >= options.MinSize && candidates.Add(part)));
            }

            guesses = depth < Depth ? [.. fresh.Where(circle => circle.Length >= 2 * options.MinSize).SelectMany(circle => Communities(Among(network.Ties, circle), circle, 1))] : [];
        }

        return [.. candidates];

        IEnumerable<int[]> Communities(CsrGraph ties, int[] people, double resolution)
        {
            var settings = new LeidenSettings(CommunityQuality.Modularity, resolution, Directed: false, (uint)options.Seed, MaxPasses, Runs, Threads: 1);
            LeidenSolution found = Leiden.Solve(CommunityTies.Of(ties), settings, null, cancellationToken);
            (int[] starts, int[] members) = Grouping.Members(found.GroupOf, found.Count);
            return Enumerable.Range(0, found.Count)
                .Select(community => Array.ConvertAll(members[starts[community]..starts[community + 1]], member => people[member]))
                .Where(members => members.Length >= options.MinSize && members.Length < people.Length);
        }
    }

    /// <summary>The ties among some people, numbered in their order.</summary>
    private static CsrGraph Among(CsrGraph ties, int[] people)
    {
        long[] offsets = new long[people.Length + 1];
        var targets = new List<int>();
        var weights = new List<float>();
        for (int person = 0; person < people.Length; person++)
        {
            ReadOnlySpan<int> row = ties.TargetsOf(people[person]);
            for (int e = 0; e < row.Length; e++)
            {
                if (people.AsSpan().BinarySearch(row[e]) is >= 0 and int other)
                {
                    targets.Add(other);
                    weights.Add(ties.WeightsOf(people[person])[e]);
                }
            }

            offsets[person + 1] = targets.Count;
        }

        return new(offsets, [.. targets], [.. weights]);
    }

    /// <summary>A circle hangs together: one that does not is several.</summary>
    private static IEnumerable<int[]> Parts(CsrGraph ties, int[] people)
    {
        int[] partOf = new int[people.Length];
        int count = Components.Split(Among(ties, people), partOf);
        (int[] starts, int[] members) = Grouping.Members(partOf, count);
        return Enumerable.Range(0, count).Select(part => Array.ConvertAll(members[starts[part]..starts[part + 1]], member => people[member]));
    }
}
