namespace InfluenceGraph.FoundCircles;

/// <summary>
/// Finds the circles of an ego network. Of all candidates the one that explains most ties that no circle explains yet is accepted, again
/// and again, while it explains more than it costs to tell who its members are; then those go that the others have made superfluous. So
/// the number of circles comes from the ties.
/// </summary>
/// <remarks>
/// J. Rissanen, Automatica 14 (1978), minimum description length: what a model costs to tell stands against what it explains. J. McAuley
/// and J. Leskovec, NIPS 2012, choose the number by the BIC, which comes close to it.
/// </remarks>
internal sealed class CircleSearch
{
    /// <summary>Tags of a person hang together (a school, its town, its year), so that they say less of who belongs than as many independent ones would.</summary>
    private const double Dependence = 0.5;

    private readonly EgoNetwork _network;
    private readonly FoundCircleOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly double _tieWeight;
    private readonly double _tagWeight;
    private readonly TagOdds? _odds;

    private CircleSearch(EgoNetwork network, EgoTags? tags, FoundCircleOptions options, CancellationToken cancellationToken)
    {
        _network = network;
        _options = options;
        _cancellationToken = cancellationToken;
        bool hasTags = tags is { Count: > 0 } && options.TagShare > 0;
        _odds = hasTags ? new(tags!, network.Count) : null;

        // At an even share both count in full, as if ties and tags came independently of each other.
        _tieWeight = hasTags ? Math.Min(1, 2 * (1 - options.TagShare)) : 1;
        _tagWeight = hasTags ? Math.Min(1, 2 * options.TagShare) : 0;
    }

    /// <summary>The circles, most evidence first.</summary>
    internal static FoundSet[] Find(EgoNetwork network, EgoTags? tags, FoundCircleOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return network.Ties.EdgeCount == 0 ? [] : new CircleSearch(network, tags, options, cancellationToken).Find();
    }

    private FoundSet[] Find()
    {
        var growth = new CircleGrowth(_network, _odds, _tieWeight, _tagWeight * Dependence, _options.Grain == CircleGrain.Fine ? 1 : CircleGrowth.MaxSweeps);
        List<int[]> candidates = CircleCandidates.Of(_network, growth, _options, _cancellationToken);
        var circles = new List<int[]>();
        var explained = new Explained(_network);
        while (Best(candidates, explained) is (int best, Explained.Offer offer))
        {
            explained.Accept(candidates[best], offer);
            _odds?.Tell(candidates[best]);
            circles.Add(candidates[best]);
            candidates.RemoveAt(best);
        }

        double[] evidence = EvidenceOfEach(circles);
        while (evidence.Length > 0 && IsTooLittle(evidence.Min()))
        {
            // What a broad circle explained first, others may explain better since.
            circles.RemoveAt(Array.IndexOf(evidence, evidence.Min()));
            evidence = EvidenceOfEach(circles);
        }

        return [.. circles.Select((members, circle) => new FoundSet(members, evidence[circle])).OrderByDescending(circle => circle.Evidence)];
    }

    /// <summary>The candidate with most evidence beside those accepted, the first of equal ones; none where no one has enough.</summary>
    private (int Best, Explained.Offer Offer)? Best(List<int[]> candidates, Explained explained)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        (int best, double most, Explained.Offer bestOffer) = (-1, 0, default);
        for (int candidate = 0; candidate < candidates.Count; candidate++)
        {
            Explained.Offer offer = explained.Judge(candidates[candidate]);
            if (double.IsNegativeInfinity(offer.Gain))
            {
                continue;
            }

            double evidence = EvidenceOf(offer.Gain, _odds?.GainOf(candidates[candidate]) ?? 0, candidates[candidate]);
            if (!IsTooLittle(evidence) && (best < 0 || evidence > most))
            {
                (best, most, bestOffer) = (candidate, evidence, offer);
            }
        }

        return best < 0 ? null : (best, bestOffer);
    }

    /// <summary>Of each circle beside all others.</summary>
    private double[] EvidenceOfEach(List<int[]> circles)
    {
        double ties = Description.LogLikelihood(_network, circles);
        double tags = _odds?.GainOf(circles) ?? 0;
        double[] evidence = new double[circles.Count];
        for (int circle = 0; circle < evidence.Length; circle++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            int[][] others = [.. circles.Where((_, other) => other != circle)];
            evidence[circle] = EvidenceOf(ties - Description.LogLikelihood(_network, others), tags - (_odds?.GainOf(others) ?? 0), circles[circle]);
        }

        return evidence;
    }

    /// <summary>What a circle explains, less what it costs to tell that it is there and who belongs to it; as a decimal logarithm.</summary>
    private double EvidenceOf(double ties, double tags, int[] members) =>
        ((_tieWeight * ties) + (_tagWeight * tags) - Likelihood.LogChoices(_network.Count, members.Length) - Math.Log(_network.Count)) / Math.Log(10);

    private bool IsTooLittle(double evidence) => !(evidence > 0 && evidence >= _options.MinEvidence);
}
