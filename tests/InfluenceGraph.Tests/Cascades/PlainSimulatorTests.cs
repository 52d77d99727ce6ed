using InfluenceGraph.Cascades;
using Xunit;

namespace InfluenceGraph.Tests.Cascades;

/// <summary>The two references agree with each other, and with what can be worked out by hand.</summary>
public sealed class PlainSimulatorTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade)]
    [InlineData(CascadeProcess.LinearThreshold)]
    public void Simulation_and_all_worlds_agree(CascadeProcess process)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            CascadeGraph graph = TestCascade.Random(seed, process: process, maxHops: seed % 3 == 0 ? 2 : int.MaxValue);
            double exact = ExactCascade.Reach(graph, [0, 1]);
            (double mean, double standardError) = new PlainSimulator(graph, seed).Reach([0, 1], 20_000);

            // Five standard errors: one wrong alarm in two million.
            Assert.Equal(exact, mean, (5 * standardError) + 1e-9);
        }
    }

    [Fact]
    public void A_chain_of_halves_reaches_almost_two()
    {
        CascadeGraph graph = TestCascade.Of(4, [(0, 1, 0.5), (1, 2, 0.5), (2, 3, 0.5)]);
        Assert.Equal(1.875, ExactCascade.Reach(graph, [0]), 1e-12);
    }

    [Fact]
    public void Worlds_have_probability_one_in_all()
    {
        Assert.Equal(1, ExactCascade.Worlds(TestCascade.Random(3)).Sum(world => world.Probability), 1e-12);
        Assert.Equal(1, ExactCascade.Worlds(TestCascade.Random(3, process: CascadeProcess.LinearThreshold)).Sum(world => world.Probability), 1e-6);
    }
}
