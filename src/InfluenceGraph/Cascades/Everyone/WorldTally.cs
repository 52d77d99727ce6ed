using InfluenceGraph.Kernels;

namespace InfluenceGraph.Cascades.Everyone;

/// <summary>
/// Goes through worlds, one after the other, and adds up for each node what <see cref="OneStepAhead"/> wants to know of
/// it. One for each thread.
/// </summary>
internal sealed class WorldTally : Tally
{
    private readonly LiveWorldSampler _sampler;
    private readonly double[] _worth;
    private readonly bool[] _looksAhead;
    private readonly LiveWorld _live;
    private readonly Condensation _condensation;
    private readonly ComponentReach _reach;

    /// <summary>Prepares.</summary>
    /// <param name="sampler">Draws the worlds.</param>
    /// <param name="worth">What each counts, by rank.</param>
    /// <param name="looksAhead">For whom the overlap is added up, by rank; for the others it is what they reach beside themselves.</param>
    /// <param name="budgetPerItem">See <see cref="ComponentReach"/>.</param>
    internal WorldTally(LiveWorldSampler sampler, double[] worth, bool[] looksAhead, double budgetPerItem)
        : base(sampler.Order.SpreaderCount)
    {
        _sampler = sampler;
        _worth = worth;
        _looksAhead = looksAhead;
        _live = new(sampler.Order.SpreaderCount);
        _condensation = new(worth.Length, sampler.Order.SpreaderCount);
        _reach = new(_condensation, budgetPerItem);
    }

    internal ComponentReach Reaches => _reach;

    internal LiveWorld Live => _live;

    internal Condensation Components => _condensation;

    internal override void Add(ulong seed, int world, CancellationToken cancellationToken)
    {
        Solve(seed, world);
        for (int c = 0; c < _condensation.Count; c++)
        {
            (int first, int end) = (_condensation.MemberOffsets[c], _condensation.MemberOffsets[c + 1]);
            if (_condensation.Offsets[c] == _condensation.Offsets[c + 1] && end - first == 1)
            {
                continue;
            }

            double reach = _reach.Reach[c];
            for (int m = first; m < end; m++)
            {
                int node = _condensation.Members[m];
                int degree = _live.Offsets[node + 1] - _live.Offsets[node];
                double amount;
                if (!_looksAhead[node])
                {
                    amount = reach - _worth[node];
                }
                else if (degree == 1 && end - first == 1)
                {
                    continue;
                }
                else
                {
                    amount = OverlapAt(node, reach);
                }

                Count(node, amount);
            }
        }
    }

    /// <summary>Draws one world and finds what each component reaches.</summary>
    internal void Solve(ulong seed, int world)
    {
        _sampler.Draw(seed, world, _live);
        _condensation.Build(_live, _worth);
        var random = new CounterRandom(CounterRandom.Hash(seed, (ulong)world), 1);
        _reach.Solve(ref random);
    }

    /// <summary>What a node's own worth and its live edges' targets reach, added up, less what the node reaches.</summary>
    private double OverlapAt(int node, double reach)
    {
        double sum = _worth[node];
        for (int e = _live.Offsets[node]; e < _live.Offsets[node + 1]; e++)
        {
            sum += _reach.Reach[_condensation.ComponentOf(_live.Targets[e])];
        }

        return sum - reach;
    }
}
