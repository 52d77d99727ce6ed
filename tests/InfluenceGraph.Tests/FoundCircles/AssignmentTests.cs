using InfluenceGraph.FoundCircles;
using Xunit;

namespace InfluenceGraph.Tests.FoundCircles;

public sealed class AssignmentTests
{
    [Fact]
    public void No_other_assignment_is_worth_more()
    {
        var random = new Random(5);
        for (int round = 0; round < 400; round++)
        {
            (int rows, int columns) = (random.Next(1, 6), random.Next(1, 7));
            double[,] values = new double[rows, columns];
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    // Every second round has many equal values, some below 0.
                    values[row, column] = round % 2 == 0 ? random.NextDouble() : random.Next(-2, 4);
                }
            }

            int[] columnOf = Assignment.Best(values);

            int[] used = [.. columnOf.Where(column => column >= 0)];
            Assert.Equal(Math.Min(rows, columns), used.Length);
            Assert.Equal(used.Length, used.Distinct().Count());

            // 6 values of at most 4: rounding is far below this.
            Assert.Equal(BestByTrying(values, 0, []), Worth(values, columnOf), 1e-12);
        }
    }

    [Fact]
    public void Nothing_to_assign_is_no_pair()
    {
        Assert.Empty(Assignment.Best(new double[0, 3]));
        Assert.Equal([-1, -1], Assignment.Best(new double[2, 0]));
    }

    [Fact]
    public void A_large_assignment_has_prices_that_prove_it()
    {
        var random = new Random(8);
        double[,] values = new double[120, 90];
        for (int row = 0; row < 120; row++)
        {
            for (int column = 0; column < 90; column++)
            {
                values[row, column] = random.Next(1000);
            }
        }

        int[] columnOf = Assignment.Best(values);

        // No swap of two rows, and no row without a column in place of another one, brings more: necessary for the best.
        for (int one = 0; one < 120; one++)
        {
            for (int other = 0; other < 120; other++)
            {
                (int a, int b) = (columnOf[one], columnOf[other]);
                if (one != other && a >= 0)
                {
                    double now = values[one, a] + (b >= 0 ? values[other, b] : 0);
                    double swapped = values[other, a] + (b >= 0 ? values[one, b] : 0);
                    Assert.True(swapped <= now);
                }
            }
        }
    }

    private static double Worth(double[,] values, int[] columnOf) =>
        columnOf.Select((column, row) => column < 0 ? 0 : values[row, column]).Sum();

    private static double BestByTrying(double[,] values, int row, HashSet<int> used)
    {
        (int rows, int columns) = (values.GetLength(0), values.GetLength(1));
        if (row == rows)
        {
            return used.Count == Math.Min(rows, columns) ? 0 : double.NegativeInfinity;
        }

        double best = BestByTrying(values, row + 1, used);
        for (int column = 0; column < columns; column++)
        {
            if (used.Add(column))
            {
                best = Math.Max(best, values[row, column] + BestByTrying(values, row + 1, used));
                used.Remove(column);
            }
        }

        return best;
    }
}
