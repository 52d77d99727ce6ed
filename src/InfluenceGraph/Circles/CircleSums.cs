namespace InfluenceGraph.Circles;

/// <summary>What a circle's parts are computed from, so that one member or one tie more or less is a subtraction or an addition.</summary>
internal struct CircleSums
{
    /// <summary>Below this part of the volume, a cut is what rounding left of 0.</summary>
    private const double Rounding = 1e-12;

    internal int Members;

    /// <summary>Members with a tie to the owner.</summary>
    internal int Tied;

    /// <summary>Pairs of members with a tie.</summary>
    internal long Pairs;

    /// <summary>Owner's ties with a known last contact.</summary>
    internal int Dated;

    /// <summary>Sum of permissions that members grant the owner.</summary>
    internal double Permission;

    /// <summary>Sums of the smaller and of the larger way of the owner's ties.</summary>
    internal double Smaller;

    internal double Larger;

    /// <summary>The weight of the owner's ties.</summary>
    internal double Weight;

    /// <summary>The weight of the owner's ties, each times the triangles it is in.</summary>
    internal double Closed;

    internal double Recency;

    /// <summary>The weight of all ties of owner and members, each end counted.</summary>
    internal double Volume;

    /// <summary>The weight of ties among owner and members.</summary>
    internal double Inside;

    internal readonly long Ties => Tied + Pairs;

    /// <summary>The circle without a member.</summary>
    /// <param name="member">What the member adds to each sum.</param>
    internal readonly CircleSums Without(in CircleSums member) => new()
    {
        Members = Members - member.Members,
        Tied = Tied - member.Tied,
        Pairs = Pairs - member.Pairs,
        Dated = Dated - member.Dated,
        Permission = Permission - member.Permission,
        Smaller = Smaller - member.Smaller,
        Larger = Larger - member.Larger,
        Weight = Weight - member.Weight,
        Closed = Closed - member.Closed,
        Recency = Recency - member.Recency,
        Volume = Volume - member.Volume,
        Inside = Inside - member.Inside,
    };

    /// <summary>The parts.</summary>
    /// <param name="totalVolume">The weight of all ties of the graph, each end counted.</param>
    internal readonly CircleParts Parts(double totalVolume) => new(
        Ratio(Permission, Members),
        Ratio(Smaller, Larger),
        Ratio(Closed, Weight * (Tied - 1)),
        Ratio(Pairs, 0.5 * Members * (Members - 1)),
        Dated > 0 ? Ratio(Recency, Dated) : null,
        Seclusion(totalVolume));

    private readonly double Seclusion(double totalVolume)
    {
        if (!(Volume > 0))
        {
            return 0;
        }

        double cut = Volume - (2 * Inside);
        return cut <= Rounding * Volume ? 1 : 1 - Ratio(cut, Math.Min(Volume, Math.Max(totalVolume - Volume, cut)));
    }

    /// <summary>0 to 1, also where sums were rounded; 0 of nothing.</summary>
    private static double Ratio(double part, double whole) => whole > 0 ? Math.Clamp(part / whole, 0, 1) : 0;
}
