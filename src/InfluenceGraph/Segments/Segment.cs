using InfluenceGraph.Segments;
using InfluenceGraph.Segments.Conditions;

namespace InfluenceGraph;

/// <summary>
/// A standing question about customers: tags, attributes, own value, scores, groups, lists and consents, joined by
/// <c>&amp;</c>, <c>|</c> and <c>!</c>. <see cref="CustomerGraphView{TKey}.Segment(InfluenceGraph.Segment, Func{SegmentOptions{TKey}, SegmentOptions{TKey}}?, CancellationToken)"/> answers it.
/// </summary>
/// <remarks>
/// <para>What is not known of a customer is neither yes nor no: who has no city is not in <c>city = Paris</c>, nor in
/// <c>not city = Paris</c>. The answer says of how many it could not be told.</para>
/// <para>Immutable; two segments that ask the same in the same words are equal. <see cref="ToString"/> gives the text that
/// <see cref="Parse"/> reads.</para>
/// </remarks>
public abstract record Segment
{
    private protected Segment()
    {
    }

    /// <summary>Everybody.</summary>
    public static Segment Everybody { get; } = new EverybodyCondition();

    /// <summary>What customers spend or are expected to spend.</summary>
    public static SegmentNumber OwnValue { get; } = new(NumberSource.OwnValue, "");

    /// <summary>Who has a tag, declared or inferred.</summary>
    /// <param name="name">The tag.</param>
    /// <param name="atLeast">The least weight; any where <see langword="null"/>.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentException">The name is blank or the weight is not a number.</exception>
    public static Segment Tag(string name, double? atLeast = null) => NewTag(name, null, atLeast);

    /// <summary>Who declared a tag themselves.</summary>
    /// <param name="name">The tag.</param>
    /// <param name="atLeast">The least weight; any where <see langword="null"/>.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentException">The name is blank or the weight is not a number.</exception>
    public static Segment DeclaredTag(string name, double? atLeast = null) => NewTag(name, false, atLeast);

    /// <summary>Of whom the enterprise only concluded a tag.</summary>
    /// <param name="name">The tag.</param>
    /// <param name="atLeast">The least weight; any where <see langword="null"/>.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentException">The name is blank or the weight is not a number.</exception>
    public static Segment InferredTag(string name, double? atLeast = null) => NewTag(name, true, atLeast);

    /// <summary>An attribute, to be compared.</summary>
    /// <param name="name">The attribute's name, as in <see cref="Customer{TKey}.Attributes"/>; case counts.</param>
    /// <returns>What can be asked of it.</returns>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public static SegmentAttribute Attribute(string name) => new(RequireName(name));

    /// <summary>A score, to be compared. The scores themselves are given with the question (<see cref="SegmentOptions{TKey}.Scores"/>).</summary>
    /// <param name="name">The name under which they are given.</param>
    /// <returns>What can be asked of it.</returns>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public static SegmentNumber Score(string name) => new(NumberSource.Score, RequireName(name));

    /// <summary>Who belongs to a group, such as a community. The grouping is given with the question (<see cref="SegmentOptions{TKey}.Groupings"/>).</summary>
    /// <param name="grouping">The name under which it is given.</param>
    /// <param name="groups">One or more groups; to belong to one of them is enough.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentException">A name is blank, or there is no group.</exception>
    public static Segment InGroup(string grouping, params IEnumerable<string> groups) => new GroupCondition(RequireName(grouping), RequireValues(groups));

    /// <summary>Who stands on a list. The list is given with the question (<see cref="SegmentOptions{TKey}.Lists"/>).</summary>
    /// <param name="name">The name under which it is given.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public static Segment OnList(string name) => new ListCondition(RequireName(name));

    /// <summary>Who consents to a purpose at the view's moment. No decision means no, unless the graph's policy says otherwise.</summary>
    /// <param name="purpose">What for.</param>
    /// <param name="channel">On which channel; <see cref="Channel.Any"/> is answered only by consents for all channels.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="ArgumentException">The purpose has no name.</exception>
    public static Segment Consents(Purpose purpose, Channel channel = default) => new ConsentCondition(
        purpose.Name.Length > 0 ? purpose : throw new ArgumentException("The purpose has no name; expected one such as Purpose.Contact.", nameof(purpose)),
        channel);

    /// <summary>Reads a segment's text, such as <c>tag running and (city = Paris or own value >= 100) and consents to contact by email</c>.</summary>
    /// <param name="text">The text; docs/segments.md has the grammar.</param>
    /// <returns>The segment.</returns>
    /// <exception cref="SegmentSyntaxException">The text is not a segment; says where and what was expected there.</exception>
    public static Segment Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new SegmentParser(text).Read();
    }

    /// <summary>Who is in both.</summary>
    /// <param name="left">One segment.</param>
    /// <param name="right">Another one.</param>
    /// <returns>The segment.</returns>
    public static Segment operator &(Segment left, Segment right) => new AndCondition(Required(left), Required(right));

    /// <summary>Who is in one of the two or in both.</summary>
    /// <param name="left">One segment.</param>
    /// <param name="right">Another one.</param>
    /// <returns>The segment.</returns>
    public static Segment operator |(Segment left, Segment right) => new OrCondition(Required(left), Required(right));

    /// <summary>Who is known not to be in it.</summary>
    /// <param name="segment">The segment.</param>
    /// <returns>The segment.</returns>
    public static Segment operator !(Segment segment) => new NotCondition(Required(segment));

    /// <summary>Who is in both: the same as <c>&amp;</c>.</summary>
    /// <param name="left">One segment.</param>
    /// <param name="right">Another one.</param>
    /// <returns>The segment.</returns>
    public static Segment BitwiseAnd(Segment left, Segment right) => left & right;

    /// <summary>Who is in one of the two or in both: the same as <c>|</c>.</summary>
    /// <param name="left">One segment.</param>
    /// <param name="right">Another one.</param>
    /// <returns>The segment.</returns>
    public static Segment BitwiseOr(Segment left, Segment right) => left | right;

    /// <summary>Who is known not to be in it: the same as <c>!</c>.</summary>
    /// <param name="segment">The segment.</param>
    /// <returns>The segment.</returns>
    public static Segment LogicalNot(Segment segment) => !segment;

    /// <summary>The segment's text.</summary>
    /// <returns>One line that <see cref="Parse"/> reads as an equal segment.</returns>
    public sealed override string ToString() => AsText();

    internal abstract Truth Evaluate(ISegmentFacts facts);

    private protected abstract string AsText();

    private protected static string Wrapped(Segment inner, bool needsBrackets) => needsBrackets ? $"({inner})" : inner.ToString();

    internal static string RequireName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name.Trim();
    }

    internal static ValueList RequireValues(IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        string[] list = [.. values.Select(RequireName)];
        return list.Length > 0 ? new(list) : throw new ArgumentException("There is no value to compare with; expected one or more.", nameof(values));
    }

    internal static double RequireNumber(double value) => double.IsFinite(value)
        ? value
        : throw new ArgumentException(FormattableString.Invariant($"The number to compare with is {value}; expected a finite number."), nameof(value));

    private static TagCondition NewTag(string name, bool? isInferred, double? atLeast) =>
        new(RequireName(name), isInferred, atLeast is null ? null : Comparison.AtLeast, RequireNumber(atLeast ?? 0));

    private static Segment Required(Segment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return segment;
    }
}
