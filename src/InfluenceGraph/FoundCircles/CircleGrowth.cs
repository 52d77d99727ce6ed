namespace InfluenceGraph.FoundCircles;

/// <summary>
/// Makes a circle out of a first guess: everybody joins or leaves while that makes the network's ties likelier, where two members have a
/// tie with one chance and any other two people with another. That comes to: who is tied to more than a certain share of the
/// members belongs.
/// </summary>
/// <remarks>
/// Coordinate ascent on the likelihood of one circle, in the family of J. McAuley, J. Leskovec, NIPS 2012, whose chance of a tie also
/// rests on the circles that two people share. What telling the members costs stands against it, as the prior of a circle.
/// One grower serves one network and thread.
/// </remarks>
internal sealed class CircleGrowth(EgoNetwork network, TagOdds? tags, double tieWeight, double tagWeight, int sweeps = CircleGrowth.MaxSweeps)
{
    internal const int MaxSweeps = 30;

    /// <summary>What rounding may leave of sums that went up and down again.</summary>
    private const double NoTie = 1e-9;

    private readonly double[] _tiesTo = new double[network.Count];
    private readonly bool[] _isMember = new bool[network.Count];
    private readonly bool[] _isTouched = new bool[network.Count];
    private readonly List<int> _touched = [];
    private int _size;
    private double _inside;
    private double _strength;

    /// <summary>The circle's members, ascending; fewer than 2 where nothing is left of it.</summary>
    internal int[] Grow(ReadOnlySpan<int> seed)
    {
        foreach (int person in seed)
        {
            Flip(person);
        }

        bool isMoving = true;
        for (int sweep = 0; sweep < sweeps && isMoving && _size >= 2; sweep++)
        {
            isMoving = Sweep();
        }

        int[] members = Members();
        Clear();
        return members;
    }

    /// <summary>Each person once, with the chances as they were before.</summary>
    private bool Sweep()
    {
        double pairs = Likelihood.Pairs(_size);
        double inside = Likelihood.ChanceOf(_inside, pairs);
        double outside = Likelihood.ChanceOf(_strength - (2 * _inside), (double)_size * (network.Count - _size));
        if (inside <= outside)
        {
            return false;
        }

        (double tie, double noTie) = (Math.Log(inside / outside), Math.Log((1 - inside) / (1 - outside)));
        tags?.Learn(Members());
        bool hasMoved = false;
        for (int i = 0; i < _touched.Count; i++)
        {
            int person = _touched[i];
            int others = _size - (_isMember[person] ? 1 : 0);
            double odds = (_tiesTo[person] * tie) + ((others - _tiesTo[person]) * noTie);
            odds = tags is null ? odds : (tieWeight * odds) + (tagWeight * tags.Of(person));
            bool belongs = odds > 0 && _tiesTo[person] > NoTie;
            if (belongs != _isMember[person])
            {
                Flip(person);
                hasMoved = true;
            }
        }

        return hasMoved;
    }

    private int[] Members() => [.. _touched.Where(person => _isMember[person]).Order()];

    private void Flip(int person)
    {
        bool joins = !_isMember[person];
        _isMember[person] = joins;
        _inside += joins ? _tiesTo[person] : -_tiesTo[person];
        _size += joins ? 1 : -1;
        _strength += joins ? network.Strengths[person] : -network.Strengths[person];
        Touch(person);
        ReadOnlySpan<int> row = network.Ties.TargetsOf(person);
        ReadOnlySpan<double> fullness = network.FullnessOf(person);
        for (int e = 0; e < row.Length; e++)
        {
            _tiesTo[row[e]] += joins ? fullness[e] : -fullness[e];
            Touch(row[e]);
        }
    }

    private void Touch(int person)
    {
        if (!_isTouched[person])
        {
            _isTouched[person] = true;
            _touched.Add(person);
        }
    }

    private void Clear()
    {
        foreach (int person in _touched)
        {
            (_tiesTo[person], _isMember[person], _isTouched[person]) = (0, false, false);
        }

        _touched.Clear();
        (_size, _inside, _strength) = (0, 0, 0);
    }
}
