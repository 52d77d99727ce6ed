using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using InfluenceGraph.Indexes;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>
/// The population that customers are measured against, at one moment: quantiles of each component, without any customer. Kept, it
/// makes an index that moves only when the customer changes.
/// </summary>
/// <remarks>Immutable. <see cref="ToText"/> and <see cref="Parse"/> store it as plain numbers; no key is in it.</remarks>
public sealed class IndexReference
{
    private readonly Lazy<string> _text;

    internal IndexReference(string version, DateTimeOffset? asOf, int population, double strengthShare, IndexScale ownValue, IndexScale circle, IReadOnlyDictionary<string, RoleScales> roles)
    {
        (Version, AsOf, Population, StrengthShare) = (version, asOf, population, strengthShare);
        (OwnValue, Circle, Roles) = (ownValue, circle, roles);
        _text = new(() => ReferenceText.Write(this));
    }

    /// <summary>The name of this reference, as given when it was made.</summary>
    public string Version { get; }

    /// <summary>The moment of which it is; <see langword="null"/> where nothing was dated.</summary>
    public DateTimeOffset? AsOf { get; }

    /// <summary>The number of customers it was made from.</summary>
    public int Population { get; }

    /// <summary>How the circle weighs the strength of ties against their number: <c>a</c> in <c>k^(1-a) s^a</c>.</summary>
    public double StrengthShare { get; }

    /// <summary>Own values.</summary>
    public IndexScale OwnValue { get; }

    /// <summary>Circles: <c>k^(1-a) s^a</c>.</summary>
    public IndexScale Circle { get; }

    /// <summary>Roles by the name of the grouping.</summary>
    public IReadOnlyDictionary<string, RoleScales> Roles { get; }

    /// <summary>
    /// By how many points a component's score can be off, up or down, if the population is regarded as a sample: 95 % band for all values
    /// at once, <c>100 sqrt(ln(2 / 0.05) / (2 n))</c> (A. Dvoretzky, J. Kiefer, J. Wolfowitz 1956; P. Massart 1990), 100 at most.
    /// </summary>
    public double Margin => Population == 0 ? 100 : Math.Min(100, 100 * Math.Sqrt(Math.Log(2 / 0.05) / (2.0 * Population)));

    /// <summary>Makes a reference from the customers of a view. O(customers log customers + ties).</summary>
    /// <typeparam name="TKey">The caller's customer key.</typeparam>
    /// <param name="view">The view.</param>
    /// <param name="version">A name for it, such as "shop 2026"; one line.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Roles = new Dictionary&lt;...&gt; { ["communities"] = roles } }</c>.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="ArgumentException">The version is blank, an option is out of range, or the view has no customer.</exception>
    public static IndexReference Of<TKey>(CustomerGraphView<TKey> view, string version, Func<IndexReferenceOptions<TKey>, IndexReferenceOptions<TKey>>? configure = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        if (version.Any(char.IsControl))
        {
            throw new ArgumentException("The version has a line break or another control character; expected one line of text.", nameof(version));
        }

        IndexReferenceOptions<TKey> options = CustomerGraph.Configured(new IndexReferenceOptions<TKey>(), configure);
        options.Validate(view);
        return view.CustomerCount > 0
            ? Made(view, version.Trim(), options.Roles, options.StrengthShare)
            : throw new ArgumentException("The view has no customer who may be used; expected at least one to measure others against.", nameof(view));
    }

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The reference, with the same bits.</returns>
    /// <exception cref="FormatException">The text is not a reference; says in which line and what was expected.</exception>
    public static IndexReference Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ReferenceText.Read(text);
    }

    /// <summary>The reference as lines of plain numbers, to be stored.</summary>
    /// <returns>The text, invariant culture, numbers to the last bit.</returns>
    public string ToText() => _text.Value;

    /// <summary>Version, moment and population.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant(
        $"reference '{Version}'{(AsOf is null ? "" : string.Create(CultureInfo.InvariantCulture, $" of {AsOf:yyyy-MM-dd}"))}: {Population} customers, own value {OwnValue}; circle {Circle}{string.Concat(Roles.Keys.Order(StringComparer.Ordinal).Select(name => $"; roles in '{name}'"))}");

    /// <summary>Whether two references hold the same numbers under the same name.</summary>
    internal bool IsSameAs(IndexReference other) => ReferenceEquals(this, other) || string.Equals(ToText(), other.ToText(), StringComparison.Ordinal);

    /// <summary>Everything in it, in 64 bits.</summary>
    internal string Fingerprint() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToText())))[..16];

    internal static IndexReference Made<TKey>(CustomerGraphView<TKey> view, string version, IReadOnlyDictionary<string, RolesResult<TKey>> roles, double strengthShare)
        where TKey : notnull
    {
        UsedCustomers<TKey> used = view.Used;
        return new(
            version,
            view.AsOf,
            used.Count,
            strengthShare,
            IndexScale.Of(IndexMeasures.OwnValues(used)),
            IndexScale.Of(IndexMeasures.Circles(used.Mutual, strengthShare)),
            roles.ToDictionary(pair => pair.Key, pair => new RoleScales(IndexScale.Of(pair.Value.Shares.StrengthWithin), IndexScale.Of(pair.Value.Shares.StrengthBetween)), StringComparer.Ordinal).AsReadOnly());
    }
}
