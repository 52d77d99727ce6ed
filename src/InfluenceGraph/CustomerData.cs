using System.Collections.ObjectModel;
using InfluenceGraph.Circles;
using InfluenceGraph.Keys;
using InfluenceGraph.Tags;

namespace InfluenceGraph;

/// <summary>What is known of each customer, by node, and the way from a key to its node.</summary>
internal sealed class CustomerData<TKey>
    where TKey : notnull
{
    private readonly Dictionary<int, IReadOnlyDictionary<string, string>> _attributes;

    internal CustomerData(KeyColumn<TKey> keys, double[] ownValues, Dictionary<int, IReadOnlyDictionary<string, string>> attributes, TagTable tags, CircleTable circles)
    {
        Tags = tags;
        Circles = circles;
        Keys = keys;
        OwnValues = ownValues;
        _attributes = attributes;
    }

    /// <summary>The key of each node, and the way from a key to its node.</summary>
    internal KeyColumn<TKey> Keys { get; }

    internal TagTable Tags { get; }

    internal CircleTable Circles { get; }

    internal double[] OwnValues { get; }

    /// <summary>The customer with attributes and tags. Without circles: those name other people, who may be left out of a question.</summary>
    internal Customer<TKey> CustomerAt(int node)
    {
        var customer = new Customer<TKey>(Keys[node], OwnValues[node]);
        IReadOnlyDictionary<string, string> attributes = AttributesOf(node);
        customer = attributes.Count > 0 ? customer with { Attributes = attributes } : customer;

        ReadOnlySpan<TagRow> rows = Tags.RowsOf(node);
        return rows.IsEmpty ? customer : customer with { Tags = Array.AsReadOnly(Array.ConvertAll(rows.ToArray(), AsTag)) };
    }

    internal IReadOnlyDictionary<string, string> AttributesOf(int node) =>
        _attributes.GetValueOrDefault(node, ReadOnlyDictionary<string, string>.Empty);

    /// <summary>The circles that a customer named, with all members.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<TKey>> CirclesOf(int owner)
    {
        (int first, int count) = Circles.CirclesOf(owner).GetOffsetAndLength(Circles.Count);
        if (count == 0)
        {
            return ReadOnlyDictionary<string, IReadOnlyList<TKey>>.Empty;
        }

        var circles = new Dictionary<string, IReadOnlyList<TKey>>(count, StringComparer.Ordinal);
        for (int circle = first; circle < first + count; circle++)
        {
            circles.Add(Circles.NameOf(circle), Array.AsReadOnly(Array.ConvertAll(Circles.MembersOf(circle).ToArray(), member => Keys[member])));
        }

        return circles.AsReadOnly();
    }

    private CustomerTag AsTag(TagRow row) => new(Tags.Names[row.Tag], row.Weight, row.IsInferred, row.Period.SinceMoment, row.Period.UntilMoment);
}
