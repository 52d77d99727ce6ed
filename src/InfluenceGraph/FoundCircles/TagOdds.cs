namespace InfluenceGraph.FoundCircles;

/// <summary>
/// What tags say of a circle: which are so much more frequent among its members than among everybody else that telling of them pays, and
/// how much a person's having or lacking them speaks for belonging, as if tags came independently of each other (naive Bayes).
/// </summary>
/// <remarks>
/// A tag costs half the logarithm of the members for its share and that of the number of tags for saying which it is (J. Rissanen,
/// Automatica 14, 1978). Shares among members are drawn towards those of the others, as by two more members, so that one or two
/// holders prove nothing. One instance serves one network and thread.
/// </remarks>
internal sealed class TagOdds(EgoTags tags, int people)
{
    private const double Prior = 2;

    private readonly int[] _holders = new int[tags.Count];
    private readonly double[] _odds = new double[tags.Count];
    private readonly Dictionary<int, bool[]> _told = [];
    private readonly List<int> _met = [];
    private double _ofNone;

    /// <summary>Takes a circle to judge people by.</summary>
    internal void Learn(ReadOnlySpan<int> members)
    {
        Count(members);
        _ofNone = 0;
        foreach (int tag in _met)
        {
            (double inside, double outside, double gain) = Weigh(tag, _holders[tag], members.Length);
            _odds[tag] = 0;
            if (gain > 0)
            {
                double without = Math.Log((1 - inside) / (1 - outside));
                _odds[tag] = Math.Log(inside / outside) - without;
                _ofNone += without;
            }
        }
    }

    /// <summary>The log-odds of a person's tags; 0 for who has none, of whom nothing is known.</summary>
    internal double Of(int person)
    {
        ReadOnlySpan<int> row = tags.TagsOf(person);
        double odds = row.IsEmpty ? 0 : _ofNone;
        foreach (int tag in row)
        {
            odds += _odds[tag];
        }

        return odds;
    }

    /// <summary>By how much the log-likelihood of tags rises with a circle, what it costs to tell them taken off; of who has been told of a tag with an earlier circle, nothing is gained again.</summary>
    internal double GainOf(ReadOnlySpan<int> members)
    {
        Count(members);
        double sum = 0;
        foreach (int tag in _met)
        {
            (int holders, int size) = NotTold(tag, members);
            sum += size > 0 ? Math.Max(0, Weigh(tag, holders, size).Gain) : 0;
        }

        return sum;
    }

    /// <summary>What circles gain together, told one after the other.</summary>
    internal double GainOf(IEnumerable<int[]> circles)
    {
        _told.Clear();
        double sum = 0;
        foreach (int[] members in circles)
        {
            sum += GainOf(members);
            Tell(members);
        }

        return sum;
    }

    /// <summary>Notes that a circle tells of its members' tags.</summary>
    internal void Tell(ReadOnlySpan<int> members)
    {
        Count(members);
        foreach (int tag in _met)
        {
            (int holders, int size) = NotTold(tag, members);
            if (size > 0 && Weigh(tag, holders, size).Gain > 0)
            {
                if (!_told.TryGetValue(tag, out bool[]? told))
                {
                    _told.Add(tag, told = new bool[people]);
                }

                foreach (int person in members)
                {
                    told[person] = true;
                }
            }
        }
    }

    private (int Holders, int Size) NotTold(int tag, ReadOnlySpan<int> members)
    {
        if (!_told.TryGetValue(tag, out bool[]? told))
        {
            return (_holders[tag], members.Length);
        }

        (int holders, int size) = (0, 0);
        foreach (int person in members)
        {
            size += told[person] ? 0 : 1;
            holders += !told[person] && tags.TagsOf(person).BinarySearch(tag) >= 0 ? 1 : 0;
        }

        return (holders, size);
    }

    private void Count(ReadOnlySpan<int> members)
    {
        foreach (int tag in _met)
        {
            (_holders[tag], _odds[tag]) = (0, 0);
        }

        _met.Clear();
        foreach (int person in members)
        {
            foreach (int tag in tags.TagsOf(person))
            {
                if (_holders[tag]++ == 0)
                {
                    _met.Add(tag);
                }
            }
        }
    }

    private (double Inside, double Outside, double Gain) Weigh(int tag, int holders, int size)
    {
        double outside = Likelihood.ChanceOf(tags.Holders[tag] - holders, people - size);
        double inside = (holders + (Prior * outside)) / (size + Prior);
        return inside <= outside
            ? (inside, outside, 0)
            : (inside, outside, Likelihood.Of(holders, size, inside) - Likelihood.Of(holders, size, outside) - (Math.Log(size) / 2) - Math.Log(tags.Count));
    }
}
