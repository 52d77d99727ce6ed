using System.Text;

namespace InfluenceGraph.Data.PostgreSql;

/// <summary>Names of tables, columns and schemas in SQL.</summary>
internal static class SqlNames
{
    private const int LongestName = 63;

    /// <summary>Longer names would be cut by the server, and then mean something else.</summary>
    internal static bool IsUsable(string name) => name.Length > 0 && !name.Contains('\0', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(name) <= LongestName;

    /// <summary>The name in quotes, so that it means itself, whatever it contains.</summary>
    internal static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    internal static string Quoted(string? schema, string name) => schema is null ? Quoted(name) : $"{Quoted(schema)}.{Quoted(name)}";
}
