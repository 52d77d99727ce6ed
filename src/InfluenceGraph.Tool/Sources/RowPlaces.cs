using System.Data.Common;

namespace InfluenceGraph.Tool.Sources;

/// <summary>Finds where rows lie by what was said of it.</summary>
internal static class RowPlaces
{
    private static readonly string[] _beginnings = ["select", "with", "values", "table"];

    private static readonly string[] _passwords = ["Password", "PWD", "PSW"];

    internal static IRowPlace Of(DataNames names, TimeProvider clock)
    {
        string? database = names.Database;
        return database is null ? new FilePlace(names, clock)
            : IsConnection(database) ? new PostgreSqlPlace(WithoutPassword(database), names.Snapshot)
            : File.Exists(database) ? new SqlitePlace(database, names.Snapshot, clock)
            : throw ToolException.BadData($"{database}: there is no such file; expected an SQLite database, or a PostgreSQL one as in --database postgresql://user@host/database.");
    }

    /// <summary>Whether a query was given rather than the name of a table.</summary>
    internal static bool IsQuery(string what) =>
        _beginnings.Any(word => what.TrimStart() is string text && text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && text.Length > word.Length && (char.IsWhiteSpace(text[word.Length]) || text[word.Length] == '('));

    internal static string Shown(string what) => IsQuery(what) ? "the query" : what;

    private static bool IsConnection(string text) => IsUri(text) || text.Contains("host=", StringComparison.OrdinalIgnoreCase) || text.Contains("server=", StringComparison.OrdinalIgnoreCase);

    private static bool IsUri(string text) => text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal);

    /// <summary>Other users of the machine can read a command line, and shells keep it.</summary>
    private static string WithoutPassword(string connection)
    {
        if (!HasPassword(connection))
        {
            return connection;
        }

        throw ToolException.WrongUse("--database has a password, which others can read on a command line; expected none there. Set the variable PGPASSWORD, or put it into ~/.pgpass.");
    }

    private static bool HasPassword(string connection)
    {
        if (IsUri(connection))
        {
            int end = connection.IndexOfAny(['/', '?'], connection.IndexOf("://", StringComparison.Ordinal) + 3);
            string authority = end < 0 ? connection : connection[..end];
            return authority.LastIndexOf('@') is int at and > 0 && authority[(authority.IndexOf("://", StringComparison.Ordinal) + 3)..at].Contains(':', StringComparison.Ordinal)
                || connection.Contains("password=", StringComparison.OrdinalIgnoreCase);
        }

        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connection };
            return _passwords.Any(parts.ContainsKey);
        }
        catch (ArgumentException)
        {
            // Who connects says what is wrong with it, and repeats nothing of it.
            return false;
        }
    }
}
