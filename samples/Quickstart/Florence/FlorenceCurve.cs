using InfluenceGraph;

namespace Quickstart.Florence;

/// <summary>Social value as the word-of-mouth share d grows: the one number of the model that nobody can look up.</summary>
internal sealed class FlorenceCurve(CustomerGraph<string> graph, CancellationToken stop)
{
    private readonly Dictionary<double, SocialValueResult<string>> _results = [];

    /// <summary>The shares that the table shows: 0, 0.1 ... 0.9, and PageRank's customary 0.85.</summary>
    internal static IReadOnlyList<double> Shares { get; } = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9];

    internal SocialValueResult<string> At(double share)
    {
        if (!_results.TryGetValue(share, out SocialValueResult<string>? result))
        {
            result = graph.SocialValue(o => o with { Damping = share }, cancellationToken: stop);
            _results.Add(share, result);
        }

        return result;
    }

    /// <summary>The share at which the later one catches up with the early leader, by halving; both must have led once.</summary>
    internal double LeadChange(string earlyLeader, string laterLeader)
    {
        (double low, double high) = (Shares[0], Shares[^1]);
        while (high - low > 1e-6)
        {
            double middle = (low + high) / 2;
            SocialValueResult<string> value = At(middle);
            (low, high) = value[earlyLeader] > value[laterLeader] ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
