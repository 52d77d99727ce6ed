using InfluenceGraph.Updates;
using Xunit;

namespace InfluenceGraph.Tests.Updates;

public sealed class ChangedRowTests
{
    [Fact]
    public void A_row_holds_what_was_set_in_ascending_order()
    {
        var random = new Random(5);
        var row = new ChangedRow([2, 5, 9], [1, 2, 3]);
        var expected = new SortedDictionary<int, float> { [2] = 1, [5] = 2, [9] = 3 };
        for (int change = 0; change < 2000; change++)
        {
            int source = random.Next(40);
            float weight = random.Next(3) == 0 ? 0 : random.Next(1, 100) / 7f;
            Assert.Equal(expected.GetValueOrDefault(source), row.Set(source, weight));
            expected[source] = weight;
            if (weight == 0)
            {
                expected.Remove(source);
            }

            Assert.Equal(expected.Keys, row.Sources.ToArray());
            Assert.Equal(expected.Values, row.Weights.ToArray());
            Assert.Equal(weight, row.WeightOf(source));

            // As good as a sum from nothing, however many changes came before.
            Assert.Equal(expected.Values.Sum(value => (double)value), row.Received, 1e-12);
        }
    }

    [Fact]
    public void What_a_huge_weight_hid_is_there_again_when_it_goes()
    {
        var row = new ChangedRow([1, 2], [1e-38f, 3e-38f]);
        double before = row.Received;

        row.Set(3, float.MaxValue);
        row.Set(3, 0);

        Assert.Equal(before, row.Received);
    }

    [Fact]
    public void A_row_without_edges_receives_nothing()
    {
        var row = new ChangedRow([1], [0.1f]);
        row.Set(2, 0.2f);
        row.Set(1, 0);
        row.Set(2, 0);

        Assert.Equal(0, row.Received);
        Assert.Empty(row.Sources.ToArray());
    }
}
