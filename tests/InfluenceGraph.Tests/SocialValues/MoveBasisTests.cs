using InfluenceGraph.SocialValues;
using Xunit;

namespace InfluenceGraph.Tests.SocialValues;

public sealed class MoveBasisTests
{
    [Fact]
    public void Two_moves_are_combined_to_the_shortest_vector_between_them()
    {
        // The line through (3, 0) and (0, 4) is nearest to the origin at the foot of the height: factors 16/25 and 9/25, length 12/5.
        var basis = new MoveBasis(4);
        double[][] sketches = [Vector(3, 0), Vector(0, 4)];
        basis.Add(sketches.AsSpan(0, 1));
        Assert.Equal(3, basis.Left, 1e-9);
        basis.Add(sketches);

        Assert.Equal(16 / 25.0, basis.Factors[0], 1e-9);
        Assert.Equal(9 / 25.0, basis.Factors[1], 1e-9);
        Assert.Equal(12 / 5.0, basis.Left, 1e-9);
        Assert.Equal(3, basis.LeftBefore, 1e-9);
        Assert.Equal([1.0], basis.FactorsBefore);
    }

    [Fact]
    public void A_walk_with_two_speeds_is_foreseen_to_its_end()
    {
        // Moves 0.8^k along one axis and (-0.5)^k along another: three moves tell both speeds, and nothing is left.
        var basis = new MoveBasis(4);
        double[][] sketches = [.. Enumerable.Range(0, 3).Select(k => Vector(Math.Pow(0.8, k), Math.Pow(-0.5, k)))];
        for (int k = 1; k <= 3; k++)
        {
            basis.Add(sketches.AsSpan(0, k));
        }

        // (x - 0.8)(x + 0.5) / ((1 - 0.8)(1 + 0.5)), to what the ridge leaves.
        Assert.Equal(-0.4 / 0.3, basis.Factors[0], 1e-5);
        Assert.Equal(-0.3 / 0.3, basis.Factors[1], 1e-5);
        Assert.Equal(1 / 0.3, basis.Factors[2], 1e-5);
        Assert.InRange(basis.Left, 0, 1e-4);
        basis.TakeLast();
        Assert.Equal([0.0, 0.0, 1.0], basis.Factors);
    }

    [Fact]
    public void Moves_that_end_or_repeat_each_other_give_factors_that_are_numbers()
    {
        foreach (double[] last in new[] { Vector(0, 0), Vector(2, 0), Vector(1e-300, 0) })
        {
            var basis = new MoveBasis(4);
            double[][] sketches = [Vector(2, 0), Vector(2, 0), last];
            for (int k = 1; k <= 3; k++)
            {
                basis.Add(sketches.AsSpan(0, k));
            }

            Assert.Equal(1, basis.Factors.Sum(), 1e-9);
            Assert.InRange(basis.Left, 0, 2.1);
        }
    }

    private static double[] Vector(double x, double y) => [x, 0, y, 0];
}
