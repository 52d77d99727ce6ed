namespace InfluenceGraph;

/// <summary>One customer's social value and its three parts, which add up to it; all in money.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Rank">The place among all customers, from 1; equal scores in the order of their keys.</param>
/// <param name="Customer">The key.</param>
/// <param name="OwnValue">What the customer spends or is expected to spend.</param>
/// <param name="SocialValue">The score.</param>
/// <param name="OwnPart">The customer's own value that never moved on.</param>
/// <param name="CirclePart">Value that came in one step, from people whom the customer can reach directly.</param>
/// <param name="BeyondPart">Value that came in more steps, and value that started anew under a policy that redistributes.</param>
public readonly record struct SocialValueParts<TKey>(
    int Rank,
    TKey Customer,
    double OwnValue,
    double SocialValue,
    double OwnPart,
    double CirclePart,
    double BeyondPart)
    where TKey : notnull;
