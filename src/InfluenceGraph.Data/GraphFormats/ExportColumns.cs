using System.Globalization;
using System.Xml;

namespace InfluenceGraph.Data.GraphFormats;

/// <summary>Which columns a file has, the same in every format.</summary>
internal static class ExportColumns
{
    /// <summary>Of ties. The influence weight comes too, because most tools look for one weight.</summary>
    internal static IReadOnlyList<ExportColumn<Tie<string>>> OfTies { get; } =
    [
        new(ColumnNames.Permission, CustomerColumnKind.Number, tie => XmlConvert.ToString(tie.Permission)),
        new(ColumnNames.Strength, CustomerColumnKind.Number, tie => XmlConvert.ToString(tie.Strength)),
        new(ColumnNames.Weight, CustomerColumnKind.Number, tie => XmlConvert.ToString(tie.Permission * tie.Strength)),
        new(ColumnNames.Since, CustomerColumnKind.Text, tie => TextOf(tie.Since)),
        new(ColumnNames.Until, CustomerColumnKind.Text, tie => TextOf(tie.Until)),
        new(ColumnNames.LastContact, CustomerColumnKind.Text, tie => TextOf(tie.LastContact)),
    ];

    /// <summary>Of customers: own value, tags, attributes, and what the caller adds.</summary>
    /// <exception cref="ArgumentException">Two columns have the same name; other tools would take them for one.</exception>
    internal static IReadOnlyList<ExportColumn<Customer<string>>> OfCustomers(GraphExportOptions options, IEnumerable<Customer<string>> customers, CancellationToken cancellationToken)
    {
        List<ExportColumn<Customer<string>>> columns = [new(options.OwnValue, CustomerColumnKind.Number, customer => XmlConvert.ToString(customer.OwnValue))];
        if (options.WithTags)
        {
            columns.Add(new(options.Tags, CustomerColumnKind.Text, customer => customer.Tags is { Count: > 0 } tags ? TagText.Write(tags) : null));
        }

        foreach (string attribute in options.Attributes ?? AttributesOf(customers, cancellationToken))
        {
            columns.Add(new(attribute, CustomerColumnKind.Text, customer => customer.Attributes?.GetValueOrDefault(attribute)));
        }

        foreach (CustomerColumn column in options.Columns)
        {
            columns.Add(new(column.Name, column.Kind, customer => column.ValueOf(customer.Key)));
        }

        // Some tools fold case, and label is a word of theirs.
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (ExportColumn<Customer<string>> column in columns)
        {
            if (!names.Add(column.Name))
            {
                throw new ArgumentException($"{nameof(GraphExportOptions)}: two columns of customers are named '{column.Name}'; expected different names. Rename the added column, choose which {nameof(GraphExportOptions.Attributes)} are written, or set {nameof(GraphExportOptions.OwnValue)} or {nameof(GraphExportOptions.Tags)}.");
            }
        }

        return columns;
    }

    private static string? TextOf(DateTimeOffset? moment) => moment?.ToString("O", CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> AttributesOf(IEnumerable<Customer<string>> customers, CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Customer<string> customer in customers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            names.UnionWith(customer.Attributes?.Keys ?? []);
        }

        return [.. names];
    }
}
