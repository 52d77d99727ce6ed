using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace InfluenceGraph.Tests.Concentrations;

public sealed class ConcentrationTests
{
    /// <summary>Sums of at most some dozens of doubles of similar size.</summary>
    private const double Tolerance = 1e-12;

    [Fact]
    public void Four_customers_by_hand()
    {
        // 1, 2, 3, 4: Gini = 2 (1 + 4 + 9 + 16) / (4 x 10) - 5/4.
        var four = Concentration.Of([3, 1, 4, 2]);
        Assert.Equal(0.25, four.Gini!.Value, Tolerance);
        Assert.Equal(0.4, four.ShareOfTop(0.25)!.Value, Tolerance);
        Assert.Equal(0.7, four.ShareOfTop(0.5)!.Value, Tolerance);
        Assert.Equal(0.55, four.ShareOfTop(0.375)!.Value, Tolerance);
        Assert.Equal(0.5, four.FractionHolding(0.7)!.Value, Tolerance);
        Assert.Equal(0.375, four.FractionHolding(0.55)!.Value, Tolerance);
        Assert.Equal([new(0, 0), new(0.25, 0.1), new(0.5, 0.3), new(0.75, 0.6), new(1, 1)], four.Lorenz(5));
        Assert.Equal("4 customers: top 1 % hold 1.6 %, top 10 % 16.0 %, top 20 % 32.0 %; Gini 0.250", four.ToString());
    }

    [Fact]
    public void Gini_is_half_the_mean_difference_over_the_mean() =>
        Prop.ForAll(Values, values =>
        {
            // Gini's own definition, which knows no order and no curve.
            double difference = values.Sum(a => values.Sum(b => Math.Abs(a - b)));
            double expected = difference / (2.0 * values.Length * values.Sum());
            return Math.Abs(Concentration.Of(values).Gini!.Value - expected) < 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_share_of_the_top_and_the_fraction_that_holds_it_are_inverse() =>
        Prop.ForAll(Values, Gen.Choose(0, 100).ToArbitrary(), (values, percent) =>
        {
            var concentration = Concentration.Of(values);
            double share = percent / 100.0;
            return Math.Abs(concentration.ShareOfTop(concentration.FractionHolding(share)!.Value)!.Value - share) < 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_shares_are_not_concentrated_and_one_owner_is_as_much_as_can_be()
    {
        Assert.Equal(0, Concentration.Of([5, 5, 5]).Gini!.Value, Tolerance);
        Assert.Equal(0.75, Concentration.Of([0, 0, 0, 8]).Gini!.Value, Tolerance);
        Assert.Equal(0.25, Concentration.Of([0, 0, 0, 8]).FractionHolding(1)!.Value, Tolerance);
        Assert.Equal(0, Concentration.Of([0, 0, 0, 8]).FractionHolding(0)!.Value, Tolerance);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Where_there_is_nothing_there_is_no_share(int count)
    {
        var nothing = Concentration.Of(new double[count]);
        Assert.Null(nothing.Gini);
        Assert.Null(nothing.ShareOfTop(0.1));
        Assert.Null(nothing.FractionHolding(0.8));
        Assert.Empty(nothing.Lorenz());
        Assert.Contains("hold nothing", nothing.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void A_bad_value_is_refused_and_counted(double bad)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Concentration.Of([1, bad]));
        Assert.Contains("Value 2 is", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_fractions_are_refused()
    {
        var one = Concentration.Of([1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => one.ShareOfTop(20));
        Assert.Throws<ArgumentOutOfRangeException>(() => one.FractionHolding(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => one.Lorenz(1));
        Assert.Throws<ArgumentException>(() => Concentration.Of([double.MaxValue, double.MaxValue]));
    }

    private static Arbitrary<double[]> Values => Gen.Choose(0, 50).Select(value => value / 4.0).NonEmptyListOf()
        .Select(values => values.Append(1).ToArray())
        .ToArbitrary();
}
