using InfluenceGraph.Topics;
using static System.FormattableString;

namespace InfluenceGraph.Cascades;

/// <summary>One each.</summary>
internal sealed record CustomerCount : ReachMeasure
{
    public override string ToString() => "customers";

    internal override (double[] Worth, LeftOut[] Notes) WorthOn<TKey>(CascadeGround<TKey> ground)
    {
        double[] worth = new double[ground.NodeCount];
        Array.Fill(worth, 1);
        return (worth, []);
    }
}

/// <summary>Own values.</summary>
internal sealed record OwnValueSum : ReachMeasure
{
    public override string ToString() => "own value";

    internal override (double[] Worth, LeftOut[] Notes) WorthOn<TKey>(CascadeGround<TKey> ground) =>
        (ground.Gather(ground.View.Data.OwnValues), []);
}

/// <summary>One each for those of a segment.</summary>
internal sealed record SegmentCount<TSegmentKey>(HashSet<TSegmentKey> Segment) : ReachMeasure
    where TSegmentKey : notnull
{
    public override string ToString() => $"customers of a segment of {Segment.Count}";

    internal override (double[] Worth, LeftOut[] Notes) WorthOn<TKey>(CascadeGround<TKey> ground)
    {
        HashSet<TKey> segment = Segment as HashSet<TKey>
            ?? throw new ArgumentException($"The segment has keys of {typeof(TSegmentKey).Name}; expected keys of {typeof(TKey).Name}, as this graph has.");
        double[] worth = new double[ground.NodeCount];
        int leftOut = 0;
        foreach (TKey customer in segment)
        {
            if (ground.TryGetNode(customer, out int node))
            {
                worth[node] = 1;
            }
            else if (ground.View.Data.Keys.Contains(customer))
            {
                leftOut++;
            }
            else
            {
                throw new KeyNotFoundException($"The segment names '{customer}', who is not a customer of this graph.");
            }
        }

        return (worth, leftOut == 0 ? [] : [new("customers of the segment who may not be used here and do not count", leftOut)]);
    }
}

/// <summary>Shares of a topic.</summary>
internal sealed record TopicShareSum(Topic Topic) : ReachMeasure
{
    internal override UsedFacts Facts => UsedFacts.Tags;

    public override string ToString() => $"share of {Topic}";

    internal override (double[] Worth, LeftOut[] Notes) WorthOn<TKey>(CascadeGround<TKey> ground)
    {
        var shares = TopicShares.Of(ground.View.Tags, ground.View.Used.Nodes, [Topic], useInferred: true);
        double[] worth = new double[ground.NodeCount];
        int about = 0;
        for (int node = 0; node < worth.Length; node++)
        {
            worth[node] = shares.SharesOf(node) is [double share] ? share : 0;
            about += worth[node] > 0 ? 1 : 0;
        }

        return (worth, about > 0 ? [new($"customers who are about {Topic}", about)] : []);
    }
}

/// <summary>Whatever the caller computes.</summary>
internal sealed record FunctionSum<TCustomerKey>(Func<Customer<TCustomerKey>, double> Function) : ReachMeasure
    where TCustomerKey : notnull
{
    public override string ToString() => "worth given per customer";

    internal override (double[] Worth, LeftOut[] Notes) WorthOn<TKey>(CascadeGround<TKey> ground)
    {
        Func<Customer<TKey>, double> function = Function as Func<Customer<TKey>, double>
            ?? throw new ArgumentException($"The worth was given for customers with keys of {typeof(TCustomerKey).Name}; expected {typeof(TKey).Name}, as this graph has.");
        double[] worth = new double[ground.NodeCount];
        for (int node = 0; node < worth.Length; node++)
        {
            worth[node] = function(ground.CustomerAt(node));
            if (!OwnValues.IsValid(worth[node]))
            {
                throw new ArgumentException(Invariant($"The worth of '{ground.KeyOf(node)}' is {worth[node]}; expected {OwnValues.Expected}."));
            }
        }

        return (worth, []);
    }
}
