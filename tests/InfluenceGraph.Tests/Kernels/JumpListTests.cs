using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.Kernels;

public sealed class JumpListTests
{
    [Fact]
    public void Edges_of_equal_probability_keep_their_order_and_are_all_there_when_they_are_certain()
    {
        JumpList list = JumpList.Of([(0, 1), (0, 2), (1, 0), (2, 1)], [1, 1, 1, 1]);
        (int Source, int Target)[] live = [];
        var random = new CounterRandom(1, 1);

        Assert.True(list.IsInOrder);
        Assert.Equal(4, list.Sample(ref random, ref live));
        Assert.Equal([(0, 1), (0, 2), (1, 0), (2, 1)], live[..4]);
    }

    [Fact]
    public void Larger_probabilities_come_first()
    {
        JumpList list = JumpList.Of([(0, 1), (1, 2), (2, 0)], [float.Epsilon, 1, 1]);
        (int Source, int Target)[] live = [];
        var random = new CounterRandom(1, 1);

        Assert.False(list.IsInOrder);
        Assert.Equal(2, list.Sample(ref random, ref live));
        Assert.Equal([(1, 2), (2, 0)], live[..2]);
    }

    [Fact]
    public void Each_edge_is_live_as_often_as_its_probability_says()
    {
        const int Worlds = 40_000;
        float[] probabilities = [.. Enumerable.Range(0, 200).Select(i => i % 5 == 0 ? 0.25f : (i * 37 % 200) / 200f).Select(p => p == 0 ? 0.001f : p)];
        JumpList list = JumpList.Of([.. Enumerable.Range(0, 200).Select(i => (i, i + 1))], probabilities);
        int[] seen = new int[200];
        (int Source, int Target)[] live = [];
        for (int world = 0; world < Worlds; world++)
        {
            var random = new CounterRandom(1, (ulong)world);
            int count = list.Sample(ref random, ref live);
            foreach ((int source, _) in live.AsSpan(0, count))
            {
                seen[source]++;
            }
        }

        // Five standard errors.
        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(probabilities[i], seen[i] / (double)Worlds, 5 * Math.Sqrt(probabilities[i] * (1 - probabilities[i]) / Worlds)));
    }

    [Fact]
    public void No_edges_give_no_live_edges()
    {
        (int Source, int Target)[] live = [];
        var random = new CounterRandom(1, 1);
        Assert.Equal(0, JumpList.Of([], []).Sample(ref random, ref live));
    }
}
