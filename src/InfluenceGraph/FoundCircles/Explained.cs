namespace InfluenceGraph.FoundCircles;

/// <summary>
/// What the circles accepted so far say of each pair of people: the chance of a tie in the densest circle that has both, else that of
/// all other pairs. People in the same circles are alike, so that pairs are counted by such groups and never listed.
/// </summary>
internal sealed class Explained
{
    private const int None = -1;

    private readonly EgoNetwork _network;
    private readonly int[] _groupOf;
    private readonly List<Offer> _accepted = [];

    /// <summary>By two groups: the densest circle that has both, the earlier of equal ones; <see cref="None"/> where no circle has.</summary>
    private readonly List<List<int>> _densest = [[None]];
    private readonly int[] _placeOf;
    private double _otherTies;
    private double _otherPairs;

    internal Explained(EgoNetwork network)
    {
        _network = network;
        _groupOf = new int[network.Count];
        _placeOf = new int[network.Count];
        Array.Fill(_placeOf, -1);
        _otherTies = network.TotalFullness;
        _otherPairs = Likelihood.Pairs(network.Count);
    }

    /// <summary>What a circle would bring.</summary>
    /// <param name="Gain">By how much the log-likelihood of all ties would rise, without what telling the members costs.</param>
    /// <param name="Density">How dense it is.</param>
    /// <param name="Chance">The chance of a tie between two members whom no denser circle has.</param>
    /// <param name="OtherTies">Ties of pairs in no circle then.</param>
    /// <param name="OtherPairs">Such pairs.</param>
    internal readonly record struct Offer(double Gain, double Density, double Chance, double OtherTies, double OtherPairs);

    /// <summary>O(ties of the members + groups among them^2).</summary>
    internal Offer Judge(int[] members)
    {
        var groups = new List<int>();
        var sizes = new List<int>();
        var placeOfGroup = new Dictionary<int, int>();
        foreach (int person in members)
        {
            if (!placeOfGroup.TryGetValue(_groupOf[person], out int place))
            {
                place = groups.Count;
                placeOfGroup.Add(_groupOf[person], place);
                groups.Add(_groupOf[person]);
                sizes.Add(0);
            }

            sizes[place]++;
            _placeOf[person] = place;
        }

        double[,] ties = new double[groups.Count, groups.Count];
        double all = 0;
        foreach (int person in members)
        {
            ReadOnlySpan<int> row = _network.Ties.TargetsOf(person);
            ReadOnlySpan<double> fullness = _network.FullnessOf(person);
            for (int e = 0; e < row.Length && row[e] < person; e++)
            {
                if (_placeOf[row[e]] >= 0)
                {
                    (int one, int other) = (_placeOf[row[e]], _placeOf[person]);
                    ties[Math.Min(one, other), Math.Max(one, other)] += fullness[e];
                    all += fullness[e];
                }
            }
        }

        foreach (int person in members)
        {
            _placeOf[person] = -1;
        }

        return Judge(groups, sizes, ties, Likelihood.ChanceOf(all, Likelihood.Pairs(members.Length)));
    }

    /// <summary>Takes a circle in.</summary>
    internal void Accept(int[] members, Offer offer)
    {
        int circle = _accepted.Count;
        _accepted.Add(offer);
        var split = new Dictionary<int, int>();
        foreach (int person in members)
        {
            if (!split.TryGetValue(_groupOf[person], out int group))
            {
                group = Split(_groupOf[person]);
                split.Add(_groupOf[person], group);
            }

            _groupOf[person] = group;
        }

        foreach (int one in split.Values)
        {
            foreach (int other in split.Values)
            {
                int known = _densest[one][other];
                if (known == None || _accepted[known].Density < offer.Density)
                {
                    _densest[one][other] = circle;
                }
            }
        }

        (_otherTies, _otherPairs) = (offer.OtherTies, offer.OtherPairs);
    }

    private Offer Judge(List<int> groups, List<int> sizes, double[,] ties, double density)
    {
        // By circle that has them so far, and at the end those that are in no circle.
        double[] tiesIn = new double[_accepted.Count + 1];
        double[] pairsIn = new double[_accepted.Count + 1];
        for (int one = 0; one < groups.Count; one++)
        {
            List<int> densest = _densest[groups[one]];
            for (int other = one; other < groups.Count; other++)
            {
                int circle = densest[groups[other]];
                circle = circle == None ? _accepted.Count : circle;
                tiesIn[circle] += ties[one, other];
                pairsIn[circle] += one == other ? Likelihood.Pairs(sizes[one]) : (double)sizes[one] * sizes[other];
            }
        }

        double background = Likelihood.ChanceOf(_otherTies, _otherPairs);
        (double freeTies, double freePairs, double before) = (0, 0, 0);
        (double otherTies, double otherPairs) = (_otherTies, _otherPairs);
        for (int circle = 0; circle < pairsIn.Length; circle++)
        {
            bool isNone = circle == _accepted.Count;
            (double knownDensity, double chance) = isNone ? (background, background) : (_accepted[circle].Density, _accepted[circle].Chance);
            if (knownDensity < density && pairsIn[circle] > 0)
            {
                freeTies += tiesIn[circle];
                freePairs += pairsIn[circle];
                before += Likelihood.Of(tiesIn[circle], pairsIn[circle], chance);
                otherTies -= isNone ? tiesIn[circle] : 0;
                otherPairs -= isNone ? pairsIn[circle] : 0;
            }
        }

        double own = Likelihood.ChanceOf(freeTies, freePairs);
        if (freePairs == 0 || own <= background)
        {
            return new(double.NegativeInfinity, density, own, otherTies, otherPairs);
        }

        // The pairs that are left over are described better once the circle's are gone.
        otherTies = Math.Max(0, otherTies);
        double left = Likelihood.Of(otherTies, otherPairs, Likelihood.ChanceOf(otherTies, otherPairs)) - Likelihood.Of(otherTies, otherPairs, background);
        return new(Likelihood.Of(freeTies, freePairs, own) - before + left, density, own, otherTies, otherPairs);
    }

    /// <summary>A new group that is in the circles of another one.</summary>
    private int Split(int parent)
    {
        int group = _densest.Count;
        foreach (List<int> row in _densest)
        {
            row.Add(row[parent]);
        }

        _densest.Add([.. _densest[parent]]);
        return group;
    }
}
