using System.Globalization;
using InfluenceGraph;
using Quickstart.Csv;
using Quickstart.Progress;

namespace Quickstart.Crm;

/// <summary>From two files to a graph.</summary>
internal static class CrmGraph
{
    internal static (CustomerGraph<string> Graph, long CustomerRows, TieFile Ties) Load(CrmRequest request, IWorkDisplay display, CancellationToken stop)
    {
        var builder = new CustomerGraphBuilder<string>(request.Rules);
        long customerRows = request.CustomersFile is null ? 0 : CustomerFile.Read(request, builder, display, stop);
        TieFile ties = TieFile.Read(request, builder, display, stop);
        if (customerRows == 0 && ties.Ties == 0)
        {
            throw new DataFileException($"{ties.Path}: there is no tie and no --customers; expected a customer.");
        }

        CustomerGraph<string> graph = display.Show("Building the graph", _ => Build(request, builder, ties, stop));
        return (graph, customerRows, ties);
    }

    /// <summary>The library counts the ties it was given; here that place becomes a line of the file, and its options become ours.</summary>
    private static CustomerGraph<string> Build(CrmRequest request, CustomerGraphBuilder<string> builder, TieFile ties, CancellationToken stop)
    {
        try
        {
            return builder.Build(stop);
        }
        catch (CustomerDataException e)
        {
            string problem = (e.Problem ?? e.Message)
                .Replace(nameof(CustomerGraphOptions.OnUnknownCustomer), "--unknown", StringComparison.Ordinal)
                .Replace(nameof(CustomerGraphOptions.OnSelfTie), "--self-ties", StringComparison.Ordinal)
                .Replace(nameof(CustomerGraphOptions.OnDuplicate), "--on-duplicate", StringComparison.Ordinal);
            string place = e.Kind == RowKind.Tie ? $"{ties.Path}:{ties.LineOf(e.Row).ToString(CultureInfo.InvariantCulture)}" : ties.Path;
            string hint = problem.Contains("--unknown", StringComparison.Ordinal) ? Alike(request, ties.LineOf(e.Row)) : "";
            throw new DataFileException($"{place}: {problem}{hint}", e);
        }
    }

    /// <summary>Who was probably meant by the two names on a line.</summary>
    private static string Alike(CrmRequest request, long line)
    {
        if (request.CustomersFile is null
            || !CsvTable.CanReadAgain(request.CustomersFile)
            || !CsvTable.CanReadAgain(request.TiesFile)
            || TieFile.CustomersOn(request, line) is not (string from, string to))
        {
            return "";
        }

        return CustomerFile.Alike(request, from) + CustomerFile.Alike(request, to);
    }
}
