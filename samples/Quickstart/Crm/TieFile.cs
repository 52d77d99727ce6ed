using InfluenceGraph;
using Quickstart.Csv;
using Quickstart.Progress;

namespace Quickstart.Crm;

/// <summary>Reads ties, and remembers on which line each one stood, because some errors show only when the graph is built.</summary>
internal sealed class TieFile
{
    private readonly List<long> _lines = [];

    private TieFile(string path) => Path = path;

    internal string Path { get; }

    internal long Rows { get; private set; }

    /// <summary>Ties added: two for a row that is read both ways.</summary>
    internal long Ties => _lines.Count;

    /// <summary>Rows whose cell in the permission column is empty: no tie.</summary>
    internal long WithoutPermission { get; private set; }

    /// <summary>Rows whose cell in the strength column is empty: unknown, counted as 1.</summary>
    internal long WithoutStrength { get; private set; }

    /// <summary>Columns that were not read; none where the file does not name them.</summary>
    internal string[] OtherColumns { get; private set; } = [];

    internal static TieFile Read(CrmRequest request, CustomerGraphBuilder<string> builder, IWorkDisplay display, CancellationToken stop)
    {
        var file = new TieFile(request.TiesFile);
        using CsvTable table = CsvTable.Open(file.Path, request.TiesDialect);
        TieColumns names = request.Ties;
        CsvColumn from = table.Find("--from", names.From);
        CsvColumn to = table.Find("--to", names.To);
        CsvColumn? permission = names.Permission is null ? null : table.Find("--permission", names.Permission);
        CsvColumn? strength = names.Strength is null ? null : table.Find("--strength", names.Strength);
        string?[] read = [names.From, names.To, names.Permission, names.Strength];
        file.OtherColumns = request.TiesDialect.HasHeader ? [.. table.ColumnNames().Where(name => !read.Contains(name, StringComparer.Ordinal))] : [];
        string expected = $"a permission from 0 (never) to 1 (always); write yes as 1, no as 0, 30 % as 0{request.TiesDialect.Decimal}3";
        return display.Show($"Reading {System.IO.Path.GetFileName(file.Path)}", tell =>
        {
            var meter = new RowMeter(table, tell, stop);
            while (table.Read())
            {
                meter.Count();
                if (permission is CsvColumn column && table.IsEmpty(column))
                {
                    file.WithoutPermission++;
                    continue;
                }

                var tie = new Tie<string>(
                    table.Key(from),
                    table.Key(to),
                    permission is CsvColumn permitted ? table.Number(permitted, expected) : 1,
                    strength is CsvColumn strong ? file.StrengthOf(table, strong) : 1);
                file.Add(table, builder, tie, permission, strength);
                if (names.IsBothWays && !string.Equals(tie.From, tie.To, StringComparison.Ordinal))
                {
                    file.Add(table, builder, tie with { From = tie.To, To = tie.From }, permission, strength);
                }
            }

            file.Rows = meter.Rows;
            return file;
        });
    }

    /// <summary>The line of a tie, by its place among the ties added, from 1.</summary>
    internal long LineOf(long tie) => _lines[(int)tie - 1];

    /// <summary>The two customers named on a line, read again; <see langword="null"/> where the file can be read only once.</summary>
    internal static (string From, string To)? CustomersOn(CrmRequest request, long line)
    {
        using CsvTable table = CsvTable.Open(request.TiesFile, request.TiesDialect);
        CsvColumn from = table.Find("--from", request.Ties.From);
        CsvColumn to = table.Find("--to", request.Ties.To);
        while (table.Read())
        {
            if (table.Line == line)
            {
                return (table.Key(from), table.Key(to));
            }
        }

        return null;
    }

    private double StrengthOf(CsvTable table, CsvColumn column)
    {
        if (table.IsEmpty(column))
        {
            WithoutStrength++;
            return 1;
        }

        return table.Number(column);
    }

    private void Add(CsvTable table, CustomerGraphBuilder<string> builder, Tie<string> tie, CsvColumn? permission, CsvColumn? strength)
    {
        try
        {
            builder.AddTie(tie);
            _lines.Add(table.Line);
        }
        catch (CustomerDataException e)
        {
            string problem = e.Problem ?? e.Message;
            throw problem.StartsWith("permission", StringComparison.Ordinal) ? table.Error(problem, permission)
                : problem.StartsWith("strength", StringComparison.Ordinal) ? table.Error(problem, strength)
                : table.Error(problem);
        }
    }
}
