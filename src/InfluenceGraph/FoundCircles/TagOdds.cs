namespace InfluenceGraph.FoundCircles;

/// <summary>How much a person's tags speak for a circle: the log-odds of them among members against everybody else, as if tags came independently of each other (naive Bayes).</summary>
/// <remarks>Shares among members are drawn towards those of the others, as by two more members. Who has no tags tells nothing: 0.</remarks>
internal sealed class TagOdds(EgoTags tags)
{
    private const double Prior = 2;

    private readonly int[] _holders = new int[tags.Count];
    private readonly double[] _odds = new double[tags.Count];
    private double _ofNone;

    internal void Learn(IEnumerable<int> members, int size, int people)
    {
        Array.Clear(_holders);
        foreach (int person in members)
        {
            foreach (int tag in tags.TagsOf(person))
            {
                _holders[tag]++;
            }
        }

        _ofNone = 0;
        for (int tag = 0; tag < _odds.Length; tag++)
        {
            double outside = Likelihood.ChanceOf(tags.Holders[tag] - _holders[tag], people - size);
            double inside = (_holders[tag] + (Prior * outside)) / (size + Prior);
            double without = Math.Log((1 - inside) / (1 - outside));
            _odds[tag] = Math.Log(inside / outside) - without;
            _ofNone += without;
        }
    }

    internal double Of(int person)
    {
        ReadOnlySpan<int> row = tags.TagsOf(person);
        if (row.IsEmpty)
        {
            return 0;
        }

        double odds = _ofNone;
        foreach (int tag in row)
        {
            odds += _odds[tag];
        }

        return odds;
    }
}
