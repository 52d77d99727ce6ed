using FsCheck;
using FsCheck.Fluent;
using InfluenceGraph.Tests.SocialValues;
using Xunit;

namespace InfluenceGraph.Tests.Indexes;

public sealed class IndexReferenceTests
{
    private static double[] Values { get; } = [0, 0, 1, 1, 1, 2, 5, 5, 9, 40];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 50)]
    [InlineData(2, 60)]
    [InlineData(5, 80)]
    [InlineData(9, 90)]
    [InlineData(40, 100)]
    [InlineData(1e300, 100)]
    public void A_score_is_the_share_of_the_population_that_does_not_have_more(double value, double score) =>
        Assert.Equal(score, IndexScale.Of(Values).ScoreOf(value), 1e-12);

    [Fact]
    public void Scores_agree_with_counting_to_a_step() =>
        Prop.ForAll(Gen.Choose(0, 50).Select(value => value / 4.0).NonEmptyListOf().ToArbitrary(), values =>
        {
            var scale = IndexScale.Of([.. values]);
            return values.All(value => value == 0
                ? scale.ScoreOf(value) == 0
                : Math.Abs(scale.ScoreOf(value) - (100.0 * values.Count(other => other <= value) / values.Count)) <= 0.1 + 1e-9);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_score_never_falls_with_the_value() =>
        Prop.ForAll(Gen.Choose(0, 1000).Select(value => value / 7.0).ListOf().ToArbitrary(), values =>
        {
            var scale = IndexScale.Of([.. values]);
            double[] scores = [.. Enumerable.Range(0, 2000).Select(i => scale.ScoreOf(i / 13.0))];
            return scores.Zip(scores.Skip(1)).All(pair => pair.First <= pair.Second);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_value_that_cannot_be_is_refused(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => IndexScale.Of(Values).ScoreOf(value));

    [Fact]
    public void Text_brings_a_reference_back_bit_by_bit()
    {
        CustomerGraphView<int> view = TestGraph.Seeded(2, 50, 400).Build().AsView();
        RolesResult<int> roles = view.Roles(Enumerable.Range(0, 50).Select(i => KeyValuePair.Create(i, i % 4)));
        IndexReference reference = IndexReference.Of(view, " shop 2026 ", o => o with
        {
            StrengthShare = 0.25,
            Roles = new Dictionary<string, RolesResult<int>> { ["needs and ties"] = roles, ["b"] = roles },
        });
        string text = reference.ToText();
        IndexReference read = IndexReference.Parse(text);

        Assert.Equal(text, read.ToText());
        Assert.Equal(text, IndexReference.Parse(text.ReplaceLineEndings("\r\n")).ToText());
        Assert.Equal(("shop 2026", 50, 0.25), (read.Version, read.Population, read.StrengthShare));
        Assert.Equal(reference.Roles["needs and ties"].Between, read.Roles["needs and ties"].Between);
        Assert.Equal(1001, read.Circle.Count);
        Assert.Equal(reference.ToString(), read.ToString());
    }

    [Fact]
    public void A_dated_reference_says_its_moment()
    {
        CustomerGraphView<int> view = CustomerGraph.FromTies([new Tie<int>(1, 2, 1)]).At(Moments.March);
        var reference = IndexReference.Of(view, "r");
        Assert.Equal(Moments.March, IndexReference.Parse(reference.ToText()).AsOf);
        Assert.Contains("2026-03-01", reference.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InfluenceGraph", "Kilroy", "Line 1")]
    [InlineData("version r", "version  ", "Line 2")]
    [InlineData("as-of none", "as-of yesterday", "expected a moment")]
    [InlineData("population 2", "population 0", "Line 4")]
    [InlineData("strength-share 0.5", "strength-share 2", "expected 0 to 1")]
    [InlineData("circle 0 ", "circle ", "1001 numbers instead of 1000")]
    [InlineData("circle 0 ", "circle 9 ", "number 2 is below the one before")]
    [InlineData("circle 0 ", "circle x ", "where 'x' stands")]
    [InlineData("circle 0 ", "circle NaN ", "where 'NaN' stands")]
    [InlineData("circle 0 ", "square 0 ", "begins with 'circle '")]
    public void Text_that_cannot_be_read_says_where_and_what_was_expected(string good, string bad, string part)
    {
        string text = IndexReference.Of(CustomerGraph.FromTies([new Tie<int>(1, 2, 1)]).AsView(), "r").ToText();
        Assert.Contains(good, text, StringComparison.Ordinal);
        string message = Assert.Throws<FormatException>(() => IndexReference.Parse(text.Replace(good, bad, StringComparison.Ordinal))).Message;
        Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_no_reference_and_a_version_is_one_line()
    {
        CustomerGraphView<string> nobody = CustomerGraph.FromTies<string>([]).AsView();
        Assert.Contains("no customer", Assert.Throws<ArgumentException>(() => IndexReference.Of(nobody, "r")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => IndexReference.Of(nobody, " "));
        Assert.Contains("one line", Assert.Throws<ArgumentException>(() => IndexReference.Of(nobody, "a\nb")).Message, StringComparison.Ordinal);
        Assert.Contains("StrengthShare is -1", Assert.Throws<ArgumentException>(() => IndexReference.Of(nobody, "r", o => o with { StrengthShare = -1 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_margin_is_that_of_Dvoretzky_Kiefer_and_Wolfowitz()
    {
        // sqrt(ln 40 / 2 / 10000) = 0.013581 (Massart 1990).
        CustomerGraphView<int> view = CustomerGraph.FromTies([], Enumerable.Range(0, 10_000).Select(i => new Customer<int>(i, 1))).AsView();
        Assert.Equal(1.3581, IndexReference.Of(view, "r").Margin, 1e-4);
    }
}
