using InfluenceGraph.Quadrants;

namespace InfluenceGraph;

/// <content>Spend against social value, and how both are concentrated.</content>
public sealed partial class SocialValueResult<TKey>
{
    /// <summary>Lays what customers buy beside what they bring through others. O(customers log customers + ties).</summary>
    /// <param name="configure">Changes the default options.</param>
    /// <returns>The quadrants and Kendall's tau.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public SpendAgainstSocial<TKey> AgainstSpend(Func<SpendAgainstSocialOptions, SpendAgainstSocialOptions>? configure = null)
    {
        SpendAgainstSocialOptions options = CustomerGraph.Configured(new SpendAgainstSocialOptions(), configure);
        options.Validate();
        SocialValueParts<TKey>[] parts = [.. Breakdown()];
        double[] own = Array.ConvertAll(parts, part => part.OwnValue);
        double[] fromOthers = Array.ConvertAll(parts, part => part.CirclePart + part.BeyondPart);
        double ownCut = CutOf(own, options.TopFraction);
        double othersCut = CutOf(fromOthers, options.TopFraction);
        var places = new SpendPlace<TKey>[parts.Length];
        for (int i = 0; i < places.Length; i++)
        {
            bool spends = own[i] >= ownCut;
            SpendQuadrant quadrant = fromOthers[i] >= othersCut
                ? spends ? SpendQuadrant.Champion : SpendQuadrant.HiddenInfluencer
                : spends ? SpendQuadrant.BigSpender : SpendQuadrant.Regular;
            places[i] = new(parts[i].Customer, own[i], fromOthers[i], quadrant);
        }

        // Stable: equal values keep the order of social value, and so of keys.
        SpendPlace<TKey>[] ordered = [.. places.OrderByDescending(place => place.ValueFromOthers)];
        return new(ordered, KendallTau.Of(own, fromOthers), ownCut, othersCut);
    }

    /// <summary>How unequally social value is spread over customers. O(customers log customers).</summary>
    /// <returns>Share of the top, Gini's coefficient, Lorenz curve.</returns>
    public Concentration Concentration() => InfluenceGraph.Concentration.Of(Included().Select(node => _scores[node]));

    /// <summary>The value of the last customer of the top; infinite where that is 0, because who has nothing is not at the top.</summary>
    private static double CutOf(double[] values, double topFraction)
    {
        if (values.Length == 0)
        {
            return double.PositiveInfinity;
        }

        double[] sorted = [.. values];
        Array.Sort(sorted);
        double cut = sorted[^Math.Max(1, (int)Math.Floor(topFraction * values.Length))];
        return cut > 0 ? cut : sorted.FirstOrDefault(value => value > 0, double.PositiveInfinity);
    }
}
