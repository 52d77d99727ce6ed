using InfluenceGraph.Tool.Commands;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;

namespace InfluenceGraph.Tool.Generate;

/// <summary>A file that was written.</summary>
internal sealed record WrittenFile(string Name, long Rows, long? Bytes, string? Columns);

/// <summary>Writes a CRM as the folder that <c>--crm</c> reads.</summary>
internal static class CrmFiles
{
    internal static IReadOnlyList<WrittenFile> Write(SyntheticCrm crm, string folder, ToolRun run) =>
    [
        WriteCustomers(folder, crm.Customers(), crm.Plan.Customers, run),
        WriteTies(folder, crm.Ties(), (long)(crm.Plan.Customers * crm.Plan.TiesPerCustomer), run),
        WriteConsents(folder, crm.Consents(), 2L * crm.Plan.Customers, run),
        WriteInteractions(folder, crm.Interactions(), run),
        WriteFile(folder, "transactions", ["transaction", "customer", "at", "amount"], crm.Transactions(), 6L * crm.Plan.Customers, row => [row.Id, row.Customer, row.At, row.Amount], run),
        WriteFile(folder, "complaints", ["complaint", "customer", "at", "topic", "severity"], crm.Complaints(), crm.Plan.Customers / 30, row => [row.Id, row.Customer, row.At, row.Topic, row.Severity], run),
        WriteFile(folder, "referrals", ["referrer", "referred", "at"], crm.Referrals(), crm.Plan.Customers / 7, row => [row.Referrer, row.Referred, row.At], run),
    ];

    internal static WrittenFile WriteCustomers(string folder, IEnumerable<Customer<string>> customers, long expected, ToolRun run)
    {
        // Attributes become columns; the first customer tells which there are in a generated CRM.
        List<string> attributes = [.. customers.Take(1).SelectMany(customer => customer.Attributes.Keys)];
        return WriteCustomers(folder, customers, attributes, expected, run);
    }

    /// <summary>Customers with these attributes as columns, and with columns that somebody else fills.</summary>
    internal static WrittenFile WriteCustomers(
        string folder,
        IEnumerable<Customer<string>> customers,
        IReadOnlyList<string> attributes,
        long expected,
        ToolRun run,
        IReadOnlyList<string>? added = null,
        Func<string, IReadOnlyList<object?>>? cellsOf = null) => WriteFile(
        folder,
        "customers",
        ["customer", "own_value", "tags", .. attributes, .. added ?? []],
        customers,
        expected,
        row =>
        [
            row.Key,
            row.OwnValue,
            string.Join('|', row.Tags.Where(tag => !tag.IsInferred).Select(tag => tag.Name)),
            .. attributes.Select(name => row.Attributes.GetValueOrDefault(name)),
            .. cellsOf?.Invoke(row.Key) ?? [],
        ],
        run);

    internal static WrittenFile WriteTies(string folder, IEnumerable<Tie<string>> ties, long expected, ToolRun run) => WriteFile(
        folder,
        "ties",
        ["from", "to", "permission", "strength", "since", "until", "last_contact"],
        ties,
        expected,

        // A graph keeps them in single precision; more digits would say more than is known.
        row => [row.From, row.To, (float)row.Permission, (float)row.Strength, row.Since, row.Until, row.LastContact],
        run);

    internal static WrittenFile WriteConsents(string folder, IEnumerable<Consent<string>> consents, long expected, ToolRun run) => WriteFile(
        folder,
        "consents",
        ["customer", "purpose", "channel", "granted", "from", "until", "source"],
        consents,
        expected,
        row => [row.Customer, row.Purpose.Name, row.Channel.Name, row.Granted, row.From, row.Until, row.Source],
        run);

    internal static WrittenFile WriteInteractions(string folder, IEnumerable<CustomerAction<string>> interactions, ToolRun run) => WriteFile(
        folder,
        "interactions",
        ["customer", "action", "at"],
        interactions,
        expected: 0,
        row => [row.Customer, row.Action, row.At],
        run);

    private static WrittenFile WriteFile<T>(string folder, string name, IReadOnlyList<string> columns, IEnumerable<T> rows, long expected, Func<T, object?[]> cells, ToolRun run) =>
        run.Show($"Writing {name}.csv", tell =>
        {
            string file = Path.Combine(folder, $"{name}.csv");
            var meter = new RowMeter(expected, fraction: null, tell, run.Stop);
            using (var writer = new StreamWriter(file) { NewLine = "\n" })
            {
                AnswerCsv.Write(new(name, [.. columns.Select(column => new Column(column))], 0, meter.Counted(rows).Select(cells)), writer, top: null, run.Stop);
            }

            return new WrittenFile($"{name}.csv", meter.Rows, new FileInfo(file).Length, string.Join(", ", columns));
        });
}
