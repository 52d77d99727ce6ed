using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.Kernels;

public sealed class ResidualFieldTests
{
    [Fact]
    public void A_row_is_added_like_its_edges_one_by_one()
    {
        (ResidualField rows, ResidualField edges) = (NewField(50, 0.5), NewField(50, 0.5));
        var random = new Random(2);
        for (int round = 0; round < 100; round++)
        {
            int[] targets = [.. Enumerable.Range(0, 50).Where(_ => random.Next(3) == 0)];
            float[] weights = [.. targets.Select(_ => (float)random.NextDouble())];
            double amount = random.NextDouble() - 0.5;
            rows.AddRow(targets, weights, amount);
            for (int e = 0; e < targets.Length; e++)
            {
                edges.Add(targets[e], amount * weights[e]);
            }

            Assert.Equal(Residuals(edges, 50), Residuals(rows, 50));
            Assert.Equal(edges.Size, rows.Size);
            Assert.Equal(Drain(edges), Drain(rows));
        }

        Assert.Equal(Residuals(rows, 50).Sum(Math.Abs), rows.Size, 1e-12);
    }

    [Fact]
    public void Each_node_above_its_share_is_queued_once_and_in_the_order_of_rising()
    {
        ResidualField field = NewField(4, threshold: 1);
        field.SetCost(3, 10);
        field.AddRow([2, 1, 3], [2, 3, 9], 1);
        field.AddRow([1, 2], [1, 1], -5);

        Assert.Equal([2, 1], Drain(field));
    }

    [Fact]
    public void Undo_leads_back_to_where_the_batch_began_to_the_last_bit()
    {
        ResidualField field = NewField(30, 0.1);
        var random = new Random(4);
        for (int batch = 0; batch < 50; batch++)
        {
            field.Begin();
            double size = field.Size;
            double[] before = Residuals(field, 30);
            for (int i = 0; i < 20; i++)
            {
                field.Add(random.Next(30), random.NextDouble() - 0.5);
                field.AddRow([random.Next(30)], [0.3f], random.NextDouble());
                field.Set(random.Next(30), random.NextDouble());
            }

            if (batch % 2 == 0)
            {
                field.Undo();
                Assert.Equal(before, Residuals(field, 30));
                Assert.Equal(size, field.Size);
            }

            Assert.Equal(batch % 2 == 0, Drain(field).Length == 0);
        }
    }

    [Fact]
    public void Growing_keeps_the_queue()
    {
        ResidualField field = NewField(4, 0.1);
        field.AddRow([3, 1, 2], [1, 1, 1], 1);
        Assert.True(field.TryDequeue(out int first));
        field.Add(0, 5);
        field.Grow(100);
        field.SetCost(99, 1);
        field.Add(99, 1);

        Assert.Equal(3, first);
        Assert.Equal([1, 2, 0, 99], Drain(field));
    }

    private static ResidualField NewField(int nodes, double threshold)
    {
        var field = new ResidualField(nodes) { Threshold = threshold };
        for (int node = 0; node < nodes; node++)
        {
            field.SetCost(node, 1);
        }

        field.Begin();
        return field;
    }

    private static double[] Residuals(ResidualField field, int nodes) => [.. Enumerable.Range(0, nodes).Select(node => field[node])];

    private static int[] Drain(ResidualField field)
    {
        var nodes = new List<int>();
        while (field.TryDequeue(out int node))
        {
            nodes.Add(node);
        }

        return [.. nodes];
    }
}
