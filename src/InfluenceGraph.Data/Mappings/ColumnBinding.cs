using static System.FormattableString;

namespace InfluenceGraph.Data.Mappings;

/// <summary>Finds the place of each column of a mapping in a source.</summary>
internal static class ColumnBinding
{
    internal const int MostColumns = 10_000;

    /// <summary>Lets the source know what the mapping wants, before columns are looked up.</summary>
    internal static void Prepare(RowSource source, RowMapping mapping)
    {
        mapping.Validate();
        source.RequireHeader([.. mapping.Given.Select(given => given.Column).Append(mapping.Only?.Column).OfType<SourceColumn>()]);
        source.UseEmptyTexts(mapping.Formats.Empty);
    }

    /// <summary>The place of a column, from 0.</summary>
    internal static int Find(RowSource source, string role, SourceColumn column)
    {
        if (column.Name is not string name)
        {
            return column.Number <= source.ColumnCount
                ? column.Number - 1
                : throw source.Error(Invariant($"{role} is {column}, but there are {source.ColumnCount} columns{Listed(source)}.{source.ColumnHint}"));
        }

        if (source.Columns.Count == 0)
        {
            throw source.Error($"{role} is {column}, but the file has no header line; expected the number of a column, or Header = {HeaderLine.Present} where the first line is one.");
        }

        int[] exact = [.. Places(source, name, StringComparison.Ordinal)];
        int[] places = exact.Length > 0 ? exact : [.. Places(source, name, StringComparison.OrdinalIgnoreCase)];
        return places.Length switch
        {
            1 => places[0],
            0 => throw source.Error($"{role} is {column}, but there is no such column; expected one of these{Listed(source)}.{source.ColumnHint}"),
            _ => throw source.Error($"{role} is {column}, but {places.Length} columns have that name; expected one. Rename the others, or give the column by its number{Listed(source)}."),
        };
    }

    /// <summary>The place of a column, or -1 where none is given.</summary>
    internal static int Find(RowSource source, string role, SourceColumn? column) => column is SourceColumn given ? Find(source, role, given) : -1;

    /// <summary>What a column is called in messages.</summary>
    internal static string NameOf(RowSource source, int place) => source.Columns.Count > place ? $"column '{source.Columns[place]}'" : Invariant($"column {place + 1}");

    private static IEnumerable<int> Places(RowSource source, string name, StringComparison comparison) =>
        Enumerable.Range(0, source.Columns.Count).Where(i => string.Equals(source.Columns[i], name, comparison));

    private static string Listed(RowSource source) => source.Columns.Count == 0 ? "" : $": {string.Join(", ", source.Columns)}";
}
