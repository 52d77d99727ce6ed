using InfluenceGraph;

namespace Quickstart;

/// <summary>Social value as the word-of-mouth share d grows: the one number of the model that nobody can look up.</summary>
internal sealed class Curve(CustomerGraph<string> graph)
{
    /// <summary>The share of the main table: the upper end of what marketing studies report (0.2 to 0.5).</summary>
    internal const double MainShare = 0.5;

    private readonly Dictionary<double, SocialValueResult<string>> _results = [];

    /// <summary>The shares that the table shows: 0, 0.1 ... 0.9, and PageRank's customary 0.85.</summary>
    internal static IReadOnlyList<double> Shares { get; } = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9];

    internal SocialValueResult<string> At(double share)
    {
        if (!_results.TryGetValue(share, out SocialValueResult<string>? result))
        {
            result = graph.SocialValue(o => o with { Damping = share });
            _results.Add(share, result);
        }

        return result;
    }

    /// <summary>The share at which the Medici catch up with the Strozzi, by halving.</summary>
    internal double LeadChange()
    {
        (double low, double high) = (Shares[0], Shares[^1]);
        while (high - low > 1e-6)
        {
            double middle = (low + high) / 2;
            SocialValueResult<string> value = At(middle);
            (low, high) = value[Florence.Strozzi] > value[Florence.Medici] ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
