using InfluenceGraph.Communities;

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

    private static readonly double[] _resolutions = [0.25, 0.5, 1, 2, 4];

    /// <summary>The circles, most evidence first.</summary>
    internal static List<FoundSet> Find(EgoNetwork network, EgoTags? tags, FoundCircleOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (network.Ties.EdgeCount == 0)
        {
            return [];
        }

        List<int[]> candidates = Candidates(network, tags, options, cancellationToken);
        var found = new List<FoundSet>();
        var explained = new Explained(network);
        while (Best(network, explained, candidates, options.MinEvidence, cancellationToken) is (int best, Explained.Offer offer, double evidence))
        {
            explained.Accept(candidates[best], offer);
            found.Add(new(candidates[best], evidence));
            candidates.RemoveAt(best);
        }

        return [.. found.OrderByDescending(circle => circle.Evidence)];
    }

    private static (int Best, Explained.Offer Offer, double Evidence)? Best(EgoNetwork network, Explained explained, List<int[]> candidates, double least, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (int Best, Explained.Offer Offer, double Evidence)? best = null;
        for (int candidate = 0; candidate < candidates.Count; candidate++)
        {
            Explained.Offer offer = explained.Judge(candidates[candidate]);
            double evidence = (offer.Gain - Likelihood.LogChoices(network.Count, candidates[candidate].Length) - Math.Log(network.Count)) / Math.Log(10);
            if (evidence > 0 && evidence >= least && !(evidence <= best?.Evidence))
            {
                best = (candidate, offer, evidence);
            }
        }

        return best;
    }

    /// <summary>Grown circles, each once, in the order of their members.</summary>
    private static List<int[]> Candidates(EgoNetwork network, EgoTags? tags, FoundCircleOptions options, CancellationToken cancellationToken)
    {
        var growth = new CircleGrowth(network, tags, options.TagShare);
        var ties = CommunityTies.Of(network.Ties);
        var candidates = new SortedSet<int[]>(Comparer<int[]>.Create(static (one, other) => one.AsSpan().SequenceCompareTo(other)));
        foreach (double resolution in _resolutions)
        {
            var settings = new LeidenSettings(CommunityQuality.Modularity, resolution, Directed: false, (uint)options.Seed, MaxPasses, Runs, Threads: 1);
            LeidenSolution guesses = Leiden.Solve(ties, settings, null, cancellationToken);
            (int[] starts, int[] people) = Grouping.Members(guesses.GroupOf, guesses.Count);
            for (int guess = 0; guess < guesses.Count; guess++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (starts[guess + 1] - starts[guess] >= options.MinSize)
                {
                    AddParts(candidates, network, growth.Grow(people.AsSpan(starts[guess]..starts[guess + 1])), options.MinSize);
                }
            }
        }

        return [.. candidates];
    }

    /// <summary>A circle hangs together: one that does not is several.</summary>
    private static void AddParts(SortedSet<int[]> candidates, EgoNetwork network, int[] members, int minSize)
    {
        bool[] isOpen = new bool[network.Count];
        foreach (int person in members)
        {
            isOpen[person] = true;
        }

        var waiting = new Stack<int>();
        foreach (int first in members)
        {
            if (!isOpen[first])
            {
                continue;
            }

            var part = new List<int>();
            isOpen[first] = false;
            waiting.Push(first);
            while (waiting.TryPop(out int person))
            {
                part.Add(person);
                foreach (int other in network.Ties.TargetsOf(person))
                {
                    if (isOpen[other])
                    {
                        isOpen[other] = false;
                        waiting.Push(other);
                    }
                }
            }

            if (part.Count >= minSize)
            {
                part.Sort();
                candidates.Add([.. part]);
            }
        }
    }
}
