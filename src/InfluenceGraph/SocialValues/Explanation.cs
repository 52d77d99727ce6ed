using System.Globalization;
using System.Text;

namespace InfluenceGraph;

/// <summary>Why a customer is worth what they are. Three views of the same number, in money; each adds up to it.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>How far it came: <see cref="OwnPart"/> + <see cref="CirclePart"/> + <see cref="BeyondPart"/>.</item>
/// <item>Who it came from: the sum of <see cref="Origins"/> + <see cref="OtherOrigins"/> + <see cref="Redistributed"/> + <see cref="Untraced"/>,
/// within 1e-9 of the score where the result's residual is 1e-10 or less; on looser results within 1e-9 of the largest amount named.</item>
/// <item>Which ties it came through: <see cref="OwnPart"/> + the sum of <see cref="Ties"/> + <see cref="OtherTies"/>, within the result's residual
/// (under <see cref="UnreachedPolicy.Prior"/> and <see cref="UnreachedPolicy.Uniform"/>, less what started anew at the customer).</item>
/// </list>
/// </remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed record Explanation<TKey>
    where TKey : notnull
{
    private readonly SocialValueParts<TKey> _parts;

    internal Explanation(SocialValueParts<TKey> parts) => _parts = parts;

    /// <summary>The customer.</summary>
    public TKey Customer => _parts.Customer;

    /// <summary>What the customer spends or is expected to spend.</summary>
    public double OwnValue => _parts.OwnValue;

    /// <summary>The score that is explained.</summary>
    public double SocialValue => _parts.SocialValue;

    /// <summary>The place among all customers, from 1.</summary>
    public int Rank => _parts.Rank;

    /// <summary>The number of customers ranked.</summary>
    public required int TotalCustomers { get; init; }

    /// <summary>The customer's own value that never moved on.</summary>
    public double OwnPart => _parts.OwnPart;

    /// <summary>Value that came in one step, from people whom the customer can reach directly.</summary>
    public double CirclePart => _parts.CirclePart;

    /// <summary>Value that came in more steps.</summary>
    public double BeyondPart => _parts.BeyondPart;

    /// <summary>The customers whose own value ended up here, most first; the customer's own value too.</summary>
    public required IReadOnlyList<ValueOrigin<TKey>> Origins { get; init; }

    /// <summary>What came from customers that <see cref="Origins"/> does not name.</summary>
    public required double OtherOrigins { get; init; }

    /// <summary>What came from value that started anew under <see cref="UnreachedPolicy.Prior"/> or <see cref="UnreachedPolicy.Uniform"/>.</summary>
    public required double Redistributed { get; init; }

    /// <summary>What is known to have come from somewhere, but was not traced to its origin; below 0 where the origins brought more than a score that was stopped early shows.</summary>
    public required double Untraced { get; init; }

    /// <summary>The most by which any origin's amount can be short.</summary>
    public required double UntracedBound { get; init; }

    /// <summary>The customer's ties, those that brought most first.</summary>
    public required IReadOnlyList<TieContribution<TKey>> Ties { get; init; }

    /// <summary>What came through ties that <see cref="Ties"/> does not name.</summary>
    public required double OtherTies { get; init; }

    /// <summary>The number of the customer's ties that brought anything.</summary>
    public required int TieCount { get; init; }

    /// <summary>How many ties were looked at to find this out.</summary>
    public required long TieVisits { get; init; }

    /// <summary>The explanation as a few lines of text.</summary>
    /// <returns>Lines for a log or a console, invariant culture.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        CultureInfo culture = CultureInfo.InvariantCulture;
        text.AppendLine(culture, $"{Customer}: {SocialValue:0.0}, rank {Rank} of {TotalCustomers}; own value {OwnValue:0.##}");
        text.AppendLine(culture, $"  own {OwnPart:0.0} ({Share(OwnPart):0} %), direct circle {CirclePart:0.0} ({Share(CirclePart):0} %), beyond {BeyondPart:0.0} ({Share(BeyondPart):0} %)");
        text.AppendLine(culture, $"  through {List(Ties.Select(tie => (tie.Customer, tie.Amount)), OtherTies, TieCount - Ties.Count)}");
        text.Append(culture, $"  from {List(Origins.Select(origin => (origin.Customer, origin.Amount)), OtherOrigins, others: -1)}");
        if (Redistributed > 0)
        {
            text.Append(culture, $", started anew {Redistributed:0.0}");
        }

        if (Untraced >= 0.05)
        {
            text.Append(culture, $", not traced {Untraced:0.0}");
        }

        return text.ToString();
    }

    private double Share(double part) => SocialValue > 0 ? 100 * part / SocialValue : 0;

    private static string List(IEnumerable<(TKey Customer, double Amount)> items, double rest, int others)
    {
        IEnumerable<string> named = items.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Customer} {item.Amount:0.0}"));
        string[] rests = rest < 0.05 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{(others == 1 ? "1 other" : others > 0 ? $"{others} others" : "others")} {rest:0.0}")];
        string joined = string.Join(", ", named.Concat(rests));
        return joined.Length == 0 ? "nobody" : joined;
    }
}

/// <summary>A customer whose own value ended up with the one explained.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Customer">Whose value it was.</param>
/// <param name="Amount">How much of it ended up here, on any way, in money.</param>
/// <param name="AtMost">How much of it can have ended up here if everything untraced is counted that can be theirs.</param>
/// <param name="StartingValue">How much started there.</param>
/// <param name="IsInCircle">Whether the one explained can reach this customer directly.</param>
public readonly record struct ValueOrigin<TKey>(TKey Customer, double Amount, double AtMost, double StartingValue, bool IsInCircle)
    where TKey : notnull;

/// <summary>A tie through which value came to the customer explained.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Customer">The person reached, from whom the value came.</param>
/// <param name="Permission">The permission they granted.</param>
/// <param name="Strength">The strength of the tie.</param>
/// <param name="ShareOfTheirs">The share of what moves on from them that comes through this tie, 0 to 1.</param>
/// <param name="Amount">What it brought, in money.</param>
public readonly record struct TieContribution<TKey>(TKey Customer, double Permission, double Strength, double ShareOfTheirs, double Amount)
    where TKey : notnull;
