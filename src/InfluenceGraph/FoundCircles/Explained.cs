namespace InfluenceGraph.FoundCircles;

/// <summary>
/// What the circles accepted so far say of each pair of people: the chance of a tie in the densest circle that has both, else that of
/// all other pairs. People in the same circles are alike, so that pairs are counted by such groups and never listed.
/// </summary>
internal sealed class Explained
{
    private readonly EgoNetwork _network;
    private readonly int[] _groupOf;
    private readonly List<int[]> _circlesOf = [[]];
    private readonly List<Offer> _accepted = [];
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
                group = _circlesOf.Count;
                split.Add(_groupOf[person], group);
                _circlesOf.Add([.. _circlesOf[_groupOf[person]], circle]);
            }

            _groupOf[person] = group;
        }

        (_otherTies, _otherPairs) = (offer.OtherTies, offer.OtherPairs);
    }

    private Offer Judge(List<int> groups, List<int> sizes, double[,] ties, double density)
    {
        double background = Likelihood.ChanceOf(_otherTies, _otherPairs);
        (double freeTies, double freePairs, double before) = (0, 0, 0);
        (double otherTies, double otherPairs) = (_otherTies, _otherPairs);
        for (int one = 0; one < groups.Count; one++)
        {
            for (int other = one; other < groups.Count; other++)
            {
                Offer? known = DensestOf(groups[one], groups[other]);
                double pairs = one == other ? Likelihood.Pairs(sizes[one]) : (double)sizes[one] * sizes[other];
                if ((known?.Density ?? background) < density && pairs > 0)
                {
                    freeTies += ties[one, other];
                    freePairs += pairs;
                    before += Likelihood.Of(ties[one, other], pairs, known?.Chance ?? background);
                    otherTies -= known is null ? ties[one, other] : 0;
                    otherPairs -= known is null ? pairs : 0;
                }
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

    /// <summary>The densest circle that has both groups, the earlier of equal ones; none where no circle has both.</summary>
    private Offer? DensestOf(int one, int other)
    {
        (int[] a, int[] b) = (_circlesOf[one], _circlesOf[other]);
        Offer? densest = null;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j] && !(_accepted[a[i]].Density <= densest?.Density))
            {
                densest = _accepted[a[i]];
            }

            (i, j) = (a[i] <= b[j] ? i + 1 : i, b[j] <= a[i] ? j + 1 : j);
        }

        return densest;
    }
}
