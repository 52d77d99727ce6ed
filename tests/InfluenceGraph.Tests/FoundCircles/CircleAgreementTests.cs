using Xunit;

namespace InfluenceGraph.Tests.FoundCircles;

public sealed class CircleAgreementTests
{
    [Fact]
    public void Equal_circles_in_another_order_agree_fully()
    {
        int[][] circles = [[0, 1, 2], [2, 3], [0, 1, 2, 3, 4]];
        var agreement = CircleAgreement.Of(6, circles, [circles[2], circles[0], circles[1]]);
        Assert.Equal(new CircleAgreement(3, 3, 1, 1, 1, 1), agreement);
        Assert.Equal("3 circles found, 3 known: F1 1.000, balanced accuracy 1.000 (1.000 of the known), mean best F1 1.000", agreement.ToString());
    }

    [Fact]
    public void One_circle_is_judged_by_hand()
    {
        // Found 0..3, known 2..7, of 10 people: 2 in common, 2 too many, 4 missed.
        var agreement = CircleAgreement.Of(10, [[0, 1, 2, 3]], [[2, 3, 4, 5, 6, 7]]);
        Assert.Equal(2 * 2.0 / 10, agreement.F1!.Value, 1e-15);
        Assert.Equal(1 - (((2.0 / 4) + (4.0 / 6)) / 2), agreement.BalancedAccuracy!.Value, 1e-15);
        Assert.Equal(1 - (((4.0 / 6) + (2.0 / 4)) / 2), agreement.BalancedAccuracyOfKnown!.Value, 1e-15);
        Assert.Equal(agreement.F1.Value, agreement.MeanBestF1!.Value, 1e-15);

        // The shares differ where the sizes do: 1 of 1 found is right, 4 of 9 others are missed; 4 of 5 are missed, nobody of 5 others is found.
        var small = CircleAgreement.Of(10, [[0]], [[0, 1, 2, 3, 4]]);
        Assert.Equal(1 - ((0 + (4.0 / 9)) / 2), small.BalancedAccuracy!.Value, 1e-15);
        Assert.Equal(1 - (((4.0 / 5) + 0) / 2), small.BalancedAccuracyOfKnown!.Value, 1e-15);
    }

    [Fact]
    public void A_circle_of_everybody_leaves_nobody_to_be_wrong_about()
    {
        var agreement = CircleAgreement.Of(4, [[0, 1, 2, 3]], [[0, 1, 2, 3]]);
        Assert.Equal(1, agreement.BalancedAccuracy);
        Assert.Equal(1, agreement.BalancedAccuracyOfKnown);
    }

    [Fact]
    public void Circles_beyond_the_shorter_side_count_only_for_the_mean_of_the_best()
    {
        int[][] known = [[0, 1, 2], [3, 4, 5]];
        var one = CircleAgreement.Of(8, [known[0]], known);
        var three = CircleAgreement.Of(8, [.. known, [6, 7]], known);
        Assert.Equal((1.0, 1.0, 1), (one.F1!.Value, one.BalancedAccuracy!.Value, one.Pairs));
        Assert.Equal((1.0, 1.0, 2), (three.F1!.Value, three.BalancedAccuracy!.Value, three.Pairs));
        Assert.Equal((1 + 0.5) / 2, one.MeanBestF1!.Value, 1e-15);
        Assert.Equal(((2.0 / 3) + 1) / 2, three.MeanBestF1!.Value, 1e-15);
    }

    [Fact]
    public void Pairs_are_the_best_of_all_assignments()
    {
        // The first found circle fits both known ones, the second only the first: greedy pairing would lose.
        int[][] found = [[0, 1, 2, 3], [0, 1]];
        int[][] known = [[0, 1, 2], [2, 3]];
        var agreement = CircleAgreement.Of(6, found, known);
        double straight = (F1(found[0], known[0]) + F1(found[1], known[1])) / 2;
        double crossed = (F1(found[0], known[1]) + F1(found[1], known[0])) / 2;
        Assert.True(F1(found[0], known[0]) > F1(found[0], known[1]) && crossed > straight);
        Assert.Equal(crossed, agreement.F1!.Value, 1e-15);
    }

    [Fact]
    public void Nothing_on_one_side_is_nothing_to_compare()
    {
        var agreement = CircleAgreement.Of(5, [], [[1, 2]]);
        Assert.Equal(new CircleAgreement(0, 1, null, null, null, null), agreement);
        Assert.Equal("0 circles found, 1 known: nothing to compare", agreement.ToString());
        Assert.Null(CircleAgreement.Of(5, [[1, 2]], []).MeanBestF1);
    }

    private static double F1(int[] one, int[] other) => 2.0 * one.Intersect(other).Count() / (one.Length + other.Length);
}
