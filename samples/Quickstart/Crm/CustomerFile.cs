using System.Globalization;
using InfluenceGraph;
using Quickstart.Csv;
using Quickstart.Progress;

namespace Quickstart.Crm;

/// <summary>Reads the customers and their own values.</summary>
internal static class CustomerFile
{
    /// <summary>Adds each row to the builder and returns the number of rows.</summary>
    internal static long Read(CrmRequest request, CustomerGraphBuilder<string> builder, IWorkDisplay display, CancellationToken stop)
    {
        string path = request.CustomersFile!;
        using CsvTable table = CsvTable.Open(path, request.CustomersDialect);
        string hint = IsRatherTies(request, table) ? " Are --customers and --ties exchanged?" : "";
        CsvColumn key = table.Find("--key", request.Customers.Key, hint);
        CsvColumn value = table.Find("--value", request.Customers.Value, hint);
        return display.Show($"Reading {Path.GetFileName(path)}", tell =>
        {
            var meter = new RowMeter(table, tell, stop);
            bool isAllZero = true;
            while (table.Read())
            {
                double ownValue = table.Number(value);
                isAllZero &= ownValue == 0;
                Add(request, table, builder, (key, value), ownValue);
                meter.Count();
            }

            return meter.Rows == 0 ? throw new DataFileException($"{path}: there is no row; expected a row for each customer. Leave --customers out to count each customer of the ties as 1.")
                : isAllZero ? throw new DataFileException($"{path}: column {value.Name} is 0 in {(meter.Rows == 1 ? "the only row" : $"all {meter.Rows} rows")}; expected one above 0, because social value is made of own values.")
                : meter.Rows;
        });
    }

    /// <summary>A sentence with the customer of the file who was probably meant by a key that is not there.</summary>
    internal static string Alike(CrmRequest request, string key) => AlikeKey.Hint(request.CustomersFile!, Keys(request).Select(row => row.Key), key);

    private static bool IsRatherTies(CrmRequest request, CsvTable table) =>
        request is { CustomersDialect.HasHeader: true, TiesDialect.HasHeader: true }
        && new[] { request.Ties.From, request.Ties.To }.All(column => table.ColumnNames().Contains(column, StringComparer.Ordinal));

    /// <summary>Reads the keys again: only when an error is to be explained, so that a run without errors keeps nothing for it.</summary>
    private static IEnumerable<(string Key, long Line)> Keys(CrmRequest request)
    {
        using CsvTable table = CsvTable.Open(request.CustomersFile!, request.CustomersDialect);
        CsvColumn key = table.Find("--key", request.Customers.Key);
        while (table.Read())
        {
            yield return (table.Key(key), table.Line);
        }
    }

    private static void Add(CrmRequest request, CsvTable table, CustomerGraphBuilder<string> builder, (CsvColumn Key, CsvColumn Value) columns, double ownValue)
    {
        string key = table.Key(columns.Key);
        try
        {
            builder.AddCustomer(key, ownValue);
        }
        catch (CustomerDataException e)
        {
            string problem = e.Problem ?? e.Message;
            if (problem.StartsWith("own value", StringComparison.Ordinal))
            {
                throw table.Error(problem, columns.Value);
            }

            long first = CsvTable.CanReadAgain(table.Path) ? Keys(request).FirstOrDefault(other => string.Equals(other.Key, key, StringComparison.Ordinal)).Line : 0;
            throw table.Error(first > 0 && first < table.Line ? string.Create(CultureInfo.InvariantCulture, $"{problem} It was first in line {first}.") : problem, columns.Key);
        }
    }
}
