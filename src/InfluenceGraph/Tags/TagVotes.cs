using InfluenceGraph.Graphs;
using InfluenceGraph.Learning;

namespace InfluenceGraph.Tags;

/// <summary>
/// What neighbours' declared tags say of a node: the share of tie weight on which a tag stands, drawn towards the tag's frequency
/// among all nodes that declared any, as far as evidence is thin. The evidence counts as many neighbours as would be as even a basis with equal weights.
/// </summary>
/// <remarks>
/// The weighted-vote relational neighbour classifier: S. A. Macskassy, F. Provost, "Classification in networked data", JMLR 8
/// (2007); Beta prior for the shrinkage; L. Kish 1965 for the effective number. A customer may be about several things, so each tag has a Beta of its own.
/// </remarks>
internal sealed class TagVotes
{
    private readonly TagMatrix _matrix;
    private readonly CompactNodes _nodes;
    private readonly CsrGraph _ties;
    private readonly bool[] _declares;
    private readonly double[] _frequency;

    internal TagVotes(TagMatrix matrix, CompactNodes nodes, CsrGraph ties)
    {
        (_matrix, _nodes, _ties) = (matrix, nodes, ties);
        _declares = new bool[nodes.Count];
        _frequency = new double[matrix.Names.Length];
        int declaring = 0;
        for (int node = 0; node < nodes.Count; node++)
        {
            foreach (int tag in DeclaredBy(node))
            {
                _frequency[tag]++;
                _declares[node] = true;
            }

            declaring += _declares[node] ? 1 : 0;
        }

        for (int tag = 0; tag < _frequency.Length; tag++)
        {
            _frequency[tag] /= Math.Max(1, declaring);
        }
    }

    /// <summary>How many neighbours declared any tag.</summary>
    internal int EvidenceOf(int node)
    {
        int evidence = 0;
        foreach (int other in _ties.TargetsOf(node))
        {
            evidence += _declares[other] ? 1 : 0;
        }

        return evidence;
    }

    /// <summary>The tags that neighbours declared and the node did not, with their probabilities: most likely first, equal ones by name.</summary>
    internal List<(int Tag, Estimate Probability, int Supporters)> Of(int node, TagInferenceOptions options)
    {
        ReadOnlySpan<int> others = _ties.TargetsOf(node);
        ReadOnlySpan<float> weights = _ties.WeightsOf(node);
        var votes = new SortedDictionary<int, (double Weight, int Supporters)>();
        double all = 0;
        double squares = 0;
        for (int e = 0; e < others.Length; e++)
        {
            if (!_declares[others[e]])
            {
                continue;
            }

            double weight = weights[e];
            all += weight;
            squares += weight * weight;
            foreach (int tag in DeclaredBy(others[e]))
            {
                (double Weight, int Supporters) vote = votes.GetValueOrDefault(tag);
                votes[tag] = (vote.Weight + weight, vote.Supporters + 1);
            }
        }

        foreach (int tag in DeclaredBy(node))
        {
            votes.Remove(tag);
        }

        double effective = squares > 0 ? all * all / squares : 0;
        double tries = effective + options.PriorStrength;
        return [.. votes
            .Select(pair => (Tag: pair.Key, Mean: ((options.PriorStrength * _frequency[pair.Key]) + (effective * Math.Min(1, pair.Value.Weight / all))) / tries, pair.Value.Supporters))
            .Where(vote => vote.Mean >= options.MinProbability)
            .OrderByDescending(vote => vote.Mean)
            .ThenBy(vote => vote.Tag)
            .Take(options.Top)
            .Select(vote => (vote.Tag, BetaQuantiles.Of(Math.Min(1, vote.Mean), tries, options.Confidence), vote.Supporters))];
    }

    private List<int> DeclaredBy(int node)
    {
        int viewNode = _nodes.ViewNodes[node];
        var declared = new List<int>();
        for (int t = 0; t < _matrix.TagsOf(viewNode).Length; t++)
        {
            if (!_matrix.AreInferredOf(viewNode)[t])
            {
                declared.Add(_matrix.TagsOf(viewNode)[t]);
            }
        }

        return declared;
    }
}
