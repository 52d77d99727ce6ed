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
        CsvColumn key = table.Find("--key", request.Customers.Key);
        CsvColumn value = table.Find("--value", request.Customers.Value);
        return display.Show($"Reading {Path.GetFileName(path)}", tell =>
        {
            var meter = new RowMeter(table, tell, stop);
            bool isAllZero = true;
            while (table.Read())
            {
                double ownValue = table.Number(value);
                isAllZero &= ownValue == 0;
                Add(table, builder, table.Key(key), ownValue);
                meter.Count();
            }

            return meter.Rows == 0 ? throw new DataFileException($"{path}: there is no row; expected a row for each customer. Leave --customers out to count each customer of the ties as 1.")
                : isAllZero ? throw new DataFileException($"{path}: column {value.Name} is 0 in all {meter.Rows} rows; expected one above 0, because social value is made of own values.")
                : meter.Rows;
        });
    }

    private static void Add(CsvTable table, CustomerGraphBuilder<string> builder, string key, double ownValue)
    {
        try
        {
            builder.AddCustomer(key, ownValue);
        }
        catch (CustomerDataException e)
        {
            throw table.Error(e.Problem ?? e.Message);
        }
    }
}
