using InfluenceGraph.Segments.Conditions;

namespace InfluenceGraph;

/// <summary>An attribute of each customer, to be compared in a <see cref="Segment"/>.</summary>
public sealed class SegmentAttribute
{
    private readonly string _name;

    internal SegmentAttribute(string name)
    {
        _name = name;
    }

    /// <summary>Of whom the attribute is known.</summary>
    public Segment IsKnown => new KnownCondition(_name);

    /// <summary>The attribute as a number; not known where it is not one (invariant culture).</summary>
    public SegmentNumber AsNumber => new(NumberSource.Attribute, _name);

    /// <summary>Who has one of some values, compared without case; those that are numbers as numbers.</summary>
    /// <param name="values">One or more values.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentException">There is no value, or one is blank.</exception>
    public Segment Is(params IEnumerable<string> values) => new AttributeCondition(_name, Segment.RequireValues(values));
}
