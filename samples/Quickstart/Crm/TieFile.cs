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

    internal static TieFile Read(CrmRequest request, CustomerGraphBuilder<string> builder, IWorkDisplay display, CancellationToken stop)
    {
        var file = new TieFile(request.TiesFile);
        using CsvTable table = CsvTable.Open(file.Path, request.TiesDialect);
        TieColumns names = request.Ties;
        CsvColumn from = table.Find("--from", names.From);
        CsvColumn to = table.Find("--to", names.To);
        CsvColumn? permission = names.Permission is null ? null : table.Find("--permission", names.Permission);
        CsvColumn? strength = names.Strength is null ? null : table.Find("--strength", names.Strength);
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
                    permission is CsvColumn permitted ? table.Number(permitted) : 1,
                    strength is CsvColumn strong ? file.StrengthOf(table, strong) : 1);
                file.Add(table, builder, tie);
                if (names.IsBothWays && !string.Equals(tie.From, tie.To, StringComparison.Ordinal))
                {
                    file.Add(table, builder, tie with { From = tie.To, To = tie.From });
                }
            }

            file.Rows = meter.Rows;
            return file;
        });
    }

    /// <summary>The line of a tie, by its place among the ties added, from 1.</summary>
    internal long LineOf(long tie) => _lines[(int)tie - 1];

    private double StrengthOf(CsvTable table, CsvColumn column)
    {
        if (table.IsEmpty(column))
        {
            WithoutStrength++;
            return 1;
        }

        return table.Number(column);
    }

    private void Add(CsvTable table, CustomerGraphBuilder<string> builder, Tie<string> tie)
    {
        try
        {
            builder.AddTie(tie);
            _lines.Add(table.Line);
        }
        catch (CustomerDataException e)
        {
            throw table.Error(e.Problem ?? e.Message);
        }
    }
}
