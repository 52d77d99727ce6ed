using InfluenceGraph.Data.Stores;
using static System.FormattableString;

namespace InfluenceGraph.Data.PostgreSql;

/// <summary>Customers, ties and consents into their tables, in place of those that stand there.</summary>
internal sealed class GraphRows(SqlSession session, string schema, IProgress<RowProgress>? progress, CancellationToken cancellationToken)
{
    /// <summary>Deleting row by row, where TRUNCATE were faster: it would shut out readers, and show an empty table to those who began before.</summary>
    internal void Clear()
    {
        foreach (string table in (ReadOnlySpan<string>)["customers", "attributes", "tags", "circles", "ties", "consents"])
        {
            cancellationToken.ThrowIfCancellationRequested();
            session.Execute($"DELETE FROM {SqlNames.Quoted(schema)}.{table}");
        }
    }

    internal void Write(IEnumerable<Customer<string>> customers)
    {
        Copy("customers (customer, own_value)", Checked(customers, StoreRules.FindProblem, RowKind.Customer), static (writer, row) => writer.BeginRow(2).Text(row.Key).Number(row.OwnValue));
        Copy(
            "attributes (customer, name, value)",
            customers.SelectMany(customer => customer.Attributes, (customer, attribute) => (customer.Key, Attribute: attribute)),
            static (writer, row) => writer.BeginRow(3).Text(row.Key).Text(row.Attribute.Key).Text(row.Attribute.Value));
        Copy(
            "tags (customer, tag, weight, is_inferred, since, until)",
            customers.SelectMany(customer => customer.Tags, (customer, tag) => (customer.Key, Tag: tag)),
            static (writer, row) => writer.BeginRow(6).Text(row.Key).Text(row.Tag.Name).Number(row.Tag.Weight).YesOrNo(row.Tag.IsInferred).Moment(row.Tag.Since).Moment(row.Tag.Until));
        Copy("circles (owner, circle, member)", customers.SelectMany(CircleRows), static (writer, row) => writer.BeginRow(3).Text(row.Owner).Text(row.Circle).TextOrNull(row.Member));
    }

    internal void Write(IEnumerable<Tie<string>> ties) => Copy(
        "ties (from_customer, to_customer, permission, strength, since, until, last_contact)",
        Checked(ties, StoreRules.FindProblem, RowKind.Tie),
        static (writer, row) => writer.BeginRow(7).Text(row.From).Text(row.To).Number(row.Permission).Number(row.Strength).Moment(row.Since).Moment(row.Until).Moment(row.LastContact));

    internal void Write(IEnumerable<Consent<string>> consents) => Copy(
        "consents (customer, purpose, channel, granted, since, until, source)",
        Checked(consents, StoreRules.FindProblem, kind: null),
        static (writer, row) => writer.BeginRow(7).Text(row.Customer).Text(row.Purpose.Name).Text(row.Channel.Name).YesOrNo(row.Granted).Moment(row.From).Moment(row.Until).Text(row.Source));

    private static IEnumerable<(string Owner, string Circle, string? Member)> CircleRows(Customer<string> customer)
    {
        foreach ((string circle, IReadOnlyList<string> members) in customer.Circles)
        {
            // A circle without members is one all the same.
            foreach (string? member in members.Count == 0 ? (IEnumerable<string?>)[null] : members.Distinct(StringComparer.Ordinal))
            {
                yield return (customer.Key, circle, member);
            }
        }
    }

    private static IEnumerable<TRow> Checked<TRow>(IEnumerable<TRow> rows, Func<TRow, string?> findProblem, RowKind? kind)
    {
        long number = 0;
        foreach (TRow row in rows)
        {
            number++;
            if (findProblem(row) is string problem)
            {
                throw new CustomerDataException(Invariant($"{(kind is RowKind known ? known.ToString() : nameof(Consent<>))} {number}: {problem}")) { Kind = kind, Row = number, Problem = problem };
            }

            yield return row;
        }
    }

    private void Copy<TRow>(string columns, IEnumerable<TRow> rows, Action<CopyWriter, TRow> write)
    {
        string table = columns[..columns.IndexOf(' ', StringComparison.Ordinal)];
        TableCopy.Write(session, $"{SqlNames.Quoted(schema)}.{columns}", $"writing {table}", total: 0, rows, write, progress, cancellationToken);
    }
}
