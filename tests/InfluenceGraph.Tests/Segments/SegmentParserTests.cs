using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace InfluenceGraph.Tests.Segments;

public sealed class SegmentParserTests
{
    public static TheoryData<string, Segment> Texts => new()
    {
        { "everybody", Segment.Everybody },
        { "tag running", Segment.Tag("running") },
        { "TAG \"trail running\" >= 2.5", Segment.Tag("trail running", 2.5) },
        { "declared tag running", Segment.DeclaredTag("running") },
        { "inferred tag 'say \"hi\"'", Segment.InferredTag("say \"hi\"") },
        { "own value >= 100", Segment.OwnValue.AtLeast(100) },
        { "own value < -1e3", Segment.OwnValue.Below(-1000) },
        { "city = Paris", Segment.Attribute("city").Is("Paris") },
        { "city != 'New York'", !Segment.Attribute("city").Is("New York") },
        { "city in (Paris, Lyon, \"Aix \"\"en\"\" Provence\")", Segment.Attribute("city").Is("Paris", "Lyon", "Aix \"en\" Provence") },
        { "city is known", Segment.Attribute("city").IsKnown },
        { "city is unknown", !Segment.Attribute("city").IsKnown },
        { "attribute \"own\" = own", Segment.Attribute("own").Is("own") },
        { "age > 30", Segment.Attribute("age").AsNumber.Above(30) },
        { "score \"social value\" in top 10 %", Segment.Score("social value").InTopPercent(10) },
        { "score reach in top 25", Segment.Score("reach").InTop(25) },
        { "score reach <= 2", Segment.Score("reach").AtMost(2) },
        { "group community in (3, 7)", Segment.InGroup("community", "3", "7") },
        { "group community != 3", !Segment.InGroup("community", "3") },
        { "list vip", Segment.OnList("vip") },
        { "consents to contact", Segment.Consents(Purpose.Contact) },
        { "consents to contact by email", Segment.Consents(Purpose.Contact, Channel.Email) },
        { "tag a and tag b or tag c", (Segment.Tag("a") & Segment.Tag("b")) | Segment.Tag("c") },
        { "tag a or tag b and tag c", Segment.Tag("a") | (Segment.Tag("b") & Segment.Tag("c")) },
        { "(tag a or tag b) and not tag c", (Segment.Tag("a") | Segment.Tag("b")) & !Segment.Tag("c") },
        { "not not (tag a and tag b)", !!(Segment.Tag("a") & Segment.Tag("b")) },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_and_its_segment_are_the_same(string text, Segment segment)
    {
        Assert.Equal(segment, Segment.Parse(text));
        Assert.Equal(segment, Segment.Parse(segment.ToString()));
    }

    [Theory]
    [InlineData("", 0, "a condition such as")]
    [InlineData("tag", 3, "the name of a tag")]
    [InlineData("tag >= 2", 4, "the name of a tag")]
    [InlineData("tag running >= much", 15, "a number")]
    [InlineData("tag and", 4, "quotation marks")]
    [InlineData("tag running tag swimming", 12, "and, or, or the end")]
    [InlineData("tag running and", 15, "a condition such as")]
    [InlineData("(tag running", 12, "closing bracket")]
    [InlineData("tag running)", 11, "the end")]
    [InlineData("own >= 3", 4, "own value >= 100")]
    [InlineData("own value 3", 10, "a comparison")]
    [InlineData("city", 4, "a comparison")]
    [InlineData("city = ", 7, "a value")]
    [InlineData("city in Paris", 8, "an opening bracket")]
    [InlineData("city in (Paris Lyon)", 15, "a comma or a closing bracket")]
    [InlineData("city is blue", 8, "known or unknown")]
    [InlineData("city = 'Paris", 7, "another '")]
    [InlineData("city ~ Paris", 5, "= != < <= > >=")]
    [InlineData("city == Paris", 5, "=")]
    [InlineData("age => 3", 4, ">=")]
    [InlineData("city <> Paris", 5, "!=")]
    [InlineData("tag a && tag b", 6, "and")]
    [InlineData("tag a | tag b", 6, "or")]
    [InlineData("!tag a", 0, "not")]
    [InlineData("tag \u201crunning\u201d", 4, "a straight quotation mark")]
    [InlineData("age > old", 6, "a number")]
    [InlineData("score x in 10", 11, "top")]
    [InlineData("score x in top 0", 15, "1 or more")]
    [InlineData("score x in top 2.5", 15, "a whole number")]
    [InlineData("score x in top 200 %", 15, "at most 100 %")]
    [InlineData("consents contact", 9, "to, as in")]
    [InlineData("consents to", 11, "a purpose")]
    [InlineData("by email", 0, "a condition such as")]
    [InlineData("\"\" = 3", 0, "a condition such as")]
    public void An_error_says_where_and_what_was_expected(string text, int position, string expected)
    {
        SegmentSyntaxException error = Assert.Throws<SegmentSyntaxException>(() => Segment.Parse(text));
        Assert.Equal(position, error.Position);
        Assert.Equal(text, error.Text);
        Assert.Contains(expected, error.Expected, StringComparison.Ordinal);
        Assert.Contains($"character {position + 1}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(new string(' ', position) + "^", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_or_endless_texts_are_refused_before_they_hurt()
    {
        Assert.Throws<SegmentSyntaxException>(() => Segment.Parse(new string('(', 100_000)));
        Assert.Throws<SegmentSyntaxException>(() => Segment.Parse(string.Concat(Enumerable.Repeat("not ", 5_000)) + "everybody"));
        Assert.Throws<SegmentSyntaxException>(() => Segment.Parse(string.Concat(Enumerable.Repeat("tag a and ", 50_000)) + "tag a"));
    }

    [Fact]
    public void Whatever_is_typed_is_read_or_refused_with_a_place()
    {
        string[] pieces = ["tag", "and", "or", "not", "(", ")", "own", "value", ">=", "=", "in", "top", "10", "%", "\"", "'x y'", "city", ",", "is", "known", "score", "consents", "to", "by", "~", " ", "\u00e9", "\0"];
        Prop.ForAll(Gen.Elements(pieces).ListOf().Select(list => string.Join(' ', list)).ToArbitrary(), text =>
        {
            try
            {
                Segment segment = Segment.Parse(text);
                return segment.Equals(Segment.Parse(segment.ToString()));
            }
            catch (SegmentSyntaxException e)
            {
                return e.Position >= 0 && e.Position <= text.Length && e.Expected.Length > 0;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    [Fact]
    public void Any_segment_is_read_back_from_its_text() =>
        Prop.ForAll(Segments(4).ToArbitrary(), segment => Segment.Parse(segment.ToString()).Equals(segment)).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Segments_cannot_be_made_of_nothing()
    {
        Assert.Throws<ArgumentException>(() => Segment.Tag(" "));
        Assert.Throws<ArgumentException>(() => Segment.Tag("x", double.NaN));
        Assert.Throws<ArgumentException>(() => Segment.OwnValue.AtLeast(double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => Segment.Attribute("city").Is());
        Assert.Throws<ArgumentException>(() => Segment.Consents(default));
        Assert.Throws<ArgumentNullException>(() => Segment.Everybody & null!);
        Assert.Throws<ArgumentNullException>(() => Segment.Parse(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => Segment.Score("x").InTop(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Segment.Score("x").InTopPercent(101));
        Assert.Throws<InvalidOperationException>(() => Segment.OwnValue.InTop(3));
    }

    internal static Gen<Segment> Segments(int depth)
    {
        Gen<string> names = Gen.Elements("a", "b", "own", "two words", "quo\"te", "\u00e9t\u00e9", "3");
        Gen<double> numbers = Gen.Elements(0, 1, 2.5, -3, 1e-9);
        Gen<Segment> simple = Gen.OneOf<Segment>(
            Gen.Constant(Segment.Everybody),
            names.Select(name => Segment.Tag(name)),
            names.Zip(numbers, (name, number) => Segment.DeclaredTag(name, number)),
            numbers.Select(Segment.OwnValue.Above),
            names.Zip(names, (name, value) => Segment.Attribute(name).Is(value)),
            names.Select(name => Segment.Attribute(name).IsKnown),
            names.Zip(numbers, (name, number) => Segment.Attribute(name).AsNumber.AtMost(number)),
            Gen.Elements("s", "t").Zip(numbers, (name, number) => Segment.Score(name).Below(number)),
            Gen.Elements("s", "t").Select(name => Segment.Score(name).InTopPercent(30)),
            Gen.Elements("s", "t").Select(name => Segment.Score(name).InTop(2)),
            Gen.Elements("x", "y").Select(group => Segment.InGroup("g", group)),
            Gen.Constant(Segment.OnList("l")),
            Gen.Elements(Purpose.Contact, Purpose.Seed).Zip(Gen.Elements(Channel.Any, Channel.Email), Segment.Consents));
        return depth == 0
            ? simple
            : Gen.OneOf(
                simple,
                Segments(depth - 1).Two().Select(pair => pair.Item1 & pair.Item2),
                Segments(depth - 1).Two().Select(pair => pair.Item1 | pair.Item2),
                Segments(depth - 1).Select(segment => !segment));
    }
}
