namespace InfluenceGraph.Data.Stores;

/// <summary>Rows into a table, many with one run of a statement: starting and ending a run costs SQLite as much as the row itself.</summary>
internal sealed class RowInserts(SqlDatabase database, string table, params string[] columns)
{
    private const int RowsPerRun = 64;

    /// <summary>Inserts rows in their order.</summary>
    /// <param name="count">How many.</param>
    /// <param name="bind">Binds the values of a row, from a place on: statement, row, place of the first column.</param>
    internal void Insert(int count, Action<SqlStatement, int, int> bind)
    {
        int row = Run(RowsPerRun, 0, count, bind);
        Run(1, row, count, bind);
    }

    private int Run(int rows, int first, int count, Action<SqlStatement, int, int> bind)
    {
        if (count - first < rows)
        {
            return first;
        }

        SqlStatement statement = database.Statement(Sql(rows));
        for (; count - first >= rows; first += rows)
        {
            for (int row = 0; row < rows; row++)
            {
                bind(statement, first + row, (row * columns.Length) + 1);
            }

            statement.Run();
        }

        return first;
    }

    private string Sql(int rows)
    {
        string row = $"({string.Join(", ", columns.Select(_ => "?"))})";
        return $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES {string.Join(", ", Enumerable.Repeat(row, rows))}";
    }
}
