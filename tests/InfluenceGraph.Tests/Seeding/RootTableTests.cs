using InfluenceGraph.Kernels;
using InfluenceGraph.Seeding;
using Xunit;

namespace InfluenceGraph.Tests.Seeding;

public sealed class RootTableTests
{
    [Theory]
    [InlineData(new[] { 1.0 })]
    [InlineData(new[] { 1.0, 1, 1 })]
    [InlineData(new[] { 5.0, 0.001, 3, 3, 90 })]
    public void Indices_come_in_proportion_to_their_weights(double[] weights)
    {
        const int Draws = 100_000;
        double total = weights.Sum();
        var table = new RootTable([.. weights.Select((_, i) => i)], weights);
        var random = new CounterRandom(3, 4);
        int[] counts = new int[weights.Length];
        for (int i = 0; i < Draws; i++)
        {
            counts[table.Draw(ref random)]++;
        }

        for (int i = 0; i < weights.Length; i++)
        {
            double p = weights[i] / total;

            // Five standard errors, and five draws where hardly any are expected.
            Assert.InRange(counts[i], (p * Draws) - (5 * Math.Sqrt(p * (1 - p) * Draws)) - 5, (p * Draws) + (5 * Math.Sqrt(p * (1 - p) * Draws)) + 5);
        }
    }
}
