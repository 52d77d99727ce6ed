using System.Globalization;
using InfluenceGraph;
using Quickstart.Output;

namespace Quickstart.Crm;

/// <summary>Tells what was read, who is worth most, why, and how far to believe it.</summary>
internal sealed class CrmReport(CrmRequest request, SocialValueResult<string> value, TextWriter output)
{
    /// <summary>How far explanations go: as far as somebody who waits at a terminal waits gladly, about a second.</summary>
    private const long TieVisits = 20_000_000;

    private readonly Ranking<string> _top = value.Top(Math.Max(1, request.Top));
    private readonly Amounts _amounts = Amounts.UpTo(value.Top(1)[0].Score);

    internal void Write(long customerRows, TieFile ties)
    {
        WriteFiles(customerRows, ties);
        output.WriteLine();
        WriteTop();
        output.WriteLine();
        WriteReasons();
        if (request.Ties.Permission is not null)
        {
            Say("Permissions are applied as read. Consents per purpose and channel need the library (ConsentLedger).");
        }

        Paragraph.WriteReceipt(output, value.Receipt);
        WriteReliability();
    }

    private void WriteFiles(long customerRows, TieFile ties)
    {
        Say(request.CustomersFile is null
            ? "No file of customers: the ties make them, and each counts 1."
            : $"{request.CustomersFile}: {Count(customerRows, "row")}, customer in column {request.Customers.Key}, own value in column {request.Customers.Value}.");
        TieColumns columns = request.Ties;
        Say($"{ties.Path}: {Count(ties.Rows, "row")}, column {columns.From} can reach column {columns.To}{(columns.IsBothWays ? " and the other way round" : "")}.");
        Say(columns.Permission is null ? EveryTieCounts(ties.OtherColumns) : Cells("permission", columns.Permission, ties.WithoutPermission, "no tie"), indent: 2);
        Say(columns.Strength is null ? "No column of strength named: strength 1 in every row." : Cells("strength", columns.Strength, ties.WithoutStrength, "counted as 1"), indent: 2);
        if (ties.Ties == 0)
        {
            Say("NOTE: no tie was read: every social value is the customer's own value.", indent: 2);
        }
    }

    /// <summary>A permission that was overlooked would let through ties that somebody refused, so the other columns are shown.</summary>
    private static string EveryTieCounts(string[] others)
    {
        string also = others.Length == 0 ? "" : $"; the file also has {(others.Length == 1 ? "column" : "columns")} {string.Join(", ", others)}";
        return $"NOTE: no column of permission is named, so every tie counts as permitted (--permission COL names one){also}.";
    }

    private static string Cells(string what, string column, long empty, string meaning) =>
        $"The {what} is in column {column}; {(empty == 0 ? "no cell is empty" : $"{Count(empty, "cell")} empty: {meaning}")}.";

    private void WriteTop()
    {
        var table = new TextTable("rank", "customer ", "own value", "social value", "own", "circle", "beyond");
        foreach (SocialValueParts<string> customer in value.Breakdown().Take(request.Top))
        {
            table.Add(
                Number(customer.Rank),
                TextTable.Shown(customer.Customer),
                _amounts.Text(customer.OwnValue),
                _amounts.Text(customer.SocialValue),
                _amounts.Text(customer.OwnPart),
                _amounts.Text(customer.CirclePart),
                _amounts.Text(customer.BeyondPart));
        }

        table.WriteTo(output);
        if (value.Count > request.Top)
        {
            output.WriteLine($"  and {Count(value.Count - request.Top, "customer")} more{(request.OutFile is null ? " (--out FILE.csv writes them all)" : "")}");
        }
    }

    private void WriteReasons()
    {
        foreach (string customer in _top.Customers.Take(1).Concat(request.Explain).Distinct(StringComparer.Ordinal))
        {
            ExplanationText.Write(output, value.Explain(customer, o => o with { Top = 5, MaxTieVisits = TieVisits }), _amounts);
            output.WriteLine();
        }
    }

    private void WriteReliability()
    {
        output.WriteLine(value.Converged
            ? $"converged  yes, {value}"
            : $"converged  NO, {value}: raise --max-iterations or --tolerance");
        int certain = _top.CertainThrough;
        output.WriteLine(certain == _top.Count
            ? $"order      certain for the {Number(certain)} shown; all scores together are off by {value.ErrorBound.ToString("0.0e+0", CultureInfo.InvariantCulture)} at most"
            : $"order      certain through rank {Number(certain)}; ranks {Number(certain + 1)} and {Number(certain + 2)} are equal or too close to tell");
        if (value.DroppedValue > 0)
        {
            output.WriteLine($"dropped    {_amounts.Text(value.DroppedValue)} left the graph at customers whom nobody can reach");
        }

        if (request.OutFile is not null)
        {
            output.WriteLine($"written    {request.OutFile}, {Count(value.Count, "customer")}");
        }
    }

    private void Say(string text, int indent = 0) => Paragraph.Write(output, text, indent, hanging: 2);

    private static string Count(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
