namespace InfluenceGraph.Data.Mappings;

/// <summary>Finds the columns of a mapping by their names; what is missing or may be two is an error that lists the columns.</summary>
internal sealed class ColumnGuess
{
    private readonly string _what;
    private readonly IReadOnlyList<string> _columns;

    internal ColumnGuess(string what, IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        (_what, _columns) = (what, columns);
        if (columns.Count == 0)
        {
            throw new CustomerDataException($"Columns of {what} cannot be guessed without names; expected a header line. Where there is none, give the columns by their numbers.");
        }

        string[] doubled = [.. columns.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => $"'{group.Key}'")];
        if (doubled.Length > 0)
        {
            throw new CustomerDataException($"Columns of {what} cannot be guessed: {string.Join(", ", doubled)} stands several times; expected different names. Rename one, or give the columns by their numbers. {Listed}");
        }
    }

    private string Listed => $"The columns are: {string.Join(", ", _columns)}.";

    /// <summary>The two columns that say who reaches whom.</summary>
    internal (SourceColumn From, SourceColumn To, TieDirection Direction) Pair()
    {
        var found = new List<(string From, string To, TieDirection Direction)>();
        foreach ((string from, string to, TieDirection direction) in ColumnWords.Pairs)
        {
            found.AddRange(
                from one in _columns
                where ColumnWords.Is(one, @from)
                from other in _columns
                where ColumnWords.Is(other, to)
                select (one, other, direction));
        }

        return found.Distinct().ToArray() switch
        {
            [var (from, to, direction)] => (from, to, direction),
            [] => throw new CustomerDataException($"No two columns say who reaches whom; expected names such as from and to, source and target, or truster and trustee. Give From, To and Direction. {Listed}"),
            var several => throw new CustomerDataException($"Several columns may say who reaches whom: {string.Join("; ", several.Select(pair => $"'{pair.From}' and '{pair.To}'"))}; expected one pair. Give From, To and Direction. {Listed}"),
        };
    }

    internal SourceColumn Require(string role, string[][] ranks) =>
        Find(role, ranks) ?? throw new CustomerDataException($"No column is the {role} of {_what}; expected a name such as {string.Join(", ", ranks[0].Take(4))}. Give {role}. {Listed}");

    internal SourceColumn? Find(string role, string[][] ranks)
    {
        foreach (string[] words in ranks)
        {
            string[] found = [.. _columns.Where(name => ColumnWords.IsAmong(name, words))];
            if (found.Length > 1)
            {
                throw new CustomerDataException($"Several columns may be the {role} of {_what}: {string.Join(", ", found.Select(name => $"'{name}'"))}; expected one. Give {role}. {Listed}");
            }

            if (found.Length == 1)
            {
                return found[0];
            }
        }

        return null;
    }
}
