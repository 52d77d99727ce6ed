namespace InfluenceGraph.FoundCircles;

/// <summary>Who goes with whom so that the values of the pairs add up to most: each row with one column at most and each column with one row, as many pairs as the shorter side has.</summary>
/// <remarks>
/// Exact. H. W. Kuhn, "The Hungarian method for the assignment problem", 1955, by shortest augmenting paths as R. Jonker and
/// A. Volgenant, Computing 38 (1987), find them. O(shorter side^2 x longer side).
/// </remarks>
internal static class Assignment
{
    /// <summary>The best pairs.</summary>
    /// <param name="values">What row and column are worth to each other; finite.</param>
    /// <returns>By row its column, -1 for a row that has none because there are more rows than columns.</returns>
    internal static int[] Best(double[,] values)
    {
        (int rows, int columns) = (values.GetLength(0), values.GetLength(1));
        if (rows <= columns)
        {
            return Solve(rows, columns, (row, column) => -values[row, column]);
        }

        int[] rowOf = Solve(columns, rows, (column, row) => -values[row, column]);
        int[] columnOf = new int[rows];
        Array.Fill(columnOf, -1);
        for (int column = 0; column < columns; column++)
        {
            columnOf[rowOf[column]] = column;
        }

        return columnOf;
    }

    /// <summary>Least cost, for no more rows than columns: one row after the other, each by the cheapest way to a free column.</summary>
    private static int[] Solve(int rows, int columns, Func<int, int, double> cost)
    {
        double[] rowPrice = new double[rows];
        double[] columnPrice = new double[columns];
        int[] columnOf = new int[rows];
        int[] rowOf = new int[columns];
        Array.Fill(columnOf, -1);
        Array.Fill(rowOf, -1);
        double[] distance = new double[columns];
        int[] cameFrom = new int[columns];
        var reached = new List<int>();
        bool[] isReached = new bool[columns];
        for (int start = 0; start < rows; start++)
        {
            Array.Fill(distance, double.PositiveInfinity);
            Array.Clear(isReached);
            reached.Clear();
            (int row, double far, int free) = (start, 0, -1);
            while (free < 0)
            {
                int nearest = -1;
                for (int column = 0; column < columns; column++)
                {
                    if (isReached[column])
                    {
                        continue;
                    }

                    double through = far + cost(row, column) - rowPrice[row] - columnPrice[column];
                    if (through < distance[column])
                    {
                        (distance[column], cameFrom[column]) = (through, row);
                    }

                    if (nearest < 0 || distance[column] < distance[nearest])
                    {
                        nearest = column;
                    }
                }

                far = distance[nearest];
                isReached[nearest] = true;
                reached.Add(nearest);
                free = rowOf[nearest] < 0 ? nearest : -1;
                row = rowOf[nearest];
            }

            rowPrice[start] += far;
            foreach (int column in reached)
            {
                columnPrice[column] -= far - distance[column];
                if (rowOf[column] >= 0)
                {
                    rowPrice[rowOf[column]] += far - distance[column];
                }
            }

            for (int column = free; column >= 0;)
            {
                int taker = cameFrom[column];
                rowOf[column] = taker;
                (columnOf[taker], column) = (column, taker == start ? -1 : columnOf[taker]);
            }
        }

        return columnOf;
    }
}
