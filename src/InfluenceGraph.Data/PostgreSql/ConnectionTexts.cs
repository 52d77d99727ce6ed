using System.Data.Common;
using Npgsql;

namespace InfluenceGraph.Data.PostgreSql;

/// <summary>Reads how to connect, as Npgsql writes it (Host=...;Database=...) or as psql does (postgresql://user@host/database). No message repeats any of it, as it may have a password.</summary>
internal static class ConnectionTexts
{
    private const string Expected = "expected Host=...;Database=...;Username=...;Password=... (a password with ; or = or blanks in quotes) or postgresql://user:password@host:5432/database";

    private static readonly Dictionary<string, string> _uriKeys = new(StringComparer.Ordinal)
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["options"] = "Options",
        ["target_session_attrs"] = "Target Session Attributes",
        ["host"] = "Host",
        ["port"] = "Port",
        ["user"] = "Username",
        ["password"] = "Password",
        ["dbname"] = "Database",
    };

    internal static NpgsqlConnectionStringBuilder Read(string text)
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = IsUri(text) ? OfUri(text) : new(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException or KeyNotFoundException)
        {
#pragma warning disable MA0054 // The cause would repeat parts of the text, such as a password that was not quoted.
            throw new ArgumentException($"The connection string cannot be read; {Expected}.");
#pragma warning restore MA0054
        }

        if (string.IsNullOrEmpty(builder.Host))
        {
            throw new ArgumentException($"The connection string has no host; {Expected}.");
        }

        builder.ApplicationName ??= "InfluenceGraph";
        if (!SaysCommandTimeout(text))
        {
            // Ten million ties may take longer than the half minute that Npgsql waits; the server's limit holds in any case.
            builder.CommandTimeout = 0;
        }

        return builder;
    }

    private static bool SaysCommandTimeout(string text)
    {
        if (IsUri(text))
        {
            return false;
        }

        var given = new DbConnectionStringBuilder { ConnectionString = text };
        return given.ContainsKey("Command Timeout") || given.ContainsKey("CommandTimeout");
    }

    private static bool IsUri(string text) => text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal);

    private static NpgsqlConnectionStringBuilder OfUri(string text)
    {
        var uri = new Uri(text);
        var builder = new NpgsqlConnectionStringBuilder { Host = uri.Host.Trim('[', ']') };
        if (uri.Port > 0)
        {
            builder.Port = uri.Port;
        }

        string[] user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        if (uri.AbsolutePath.Length > 1)
        {
            builder.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        }

        foreach (string pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            string key = _uriKeys[parts[0]];
            string value = Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : "");

            // psql writes verify-full where Npgsql has VerifyFull.
            builder[key] = parts[0].StartsWith("ssl", StringComparison.Ordinal) && !key.Contains("Certificate", StringComparison.Ordinal) ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }

        return builder;
    }
}
