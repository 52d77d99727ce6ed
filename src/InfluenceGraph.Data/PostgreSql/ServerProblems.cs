using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace InfluenceGraph.Data.PostgreSql;

/// <summary>What went wrong at the server, in words: what was got and what to do.</summary>
internal static class ServerProblems
{
    internal static bool IsOne(Exception e) => e is DbException or IOException or TimeoutException or SocketException or InvalidDataException or ObjectDisposedException;

    internal static PostgreSqlException Of(Exception e, string place, string doing) =>
        e as PostgreSqlException ?? new($"{place}: {doing} failed: {Reason(e)}", e);

    /// <summary>What happened and what to do, as sentences.</summary>
    internal static string Reason(Exception e) => e switch
    {
        PostgresException server => $"{server.MessageText.TrimEnd('.')} ({server.SqlState}). {Advice(server)}",
        _ when Inner<SocketException>(e) is SocketException socket && e.Message.StartsWith("Failed to connect", StringComparison.Ordinal) =>
            $"no server answers ({socket.SocketErrorCode}). Look at host and port, and whether the server runs and listens there.",
        _ when e is TimeoutException || Inner<TimeoutException>(e) is not null => "no answer came in time. Raise Timeout or Command Timeout of the connection string, or see what the server is busy with.",
        _ when e is IOException or SocketException or ObjectDisposedException || Inner<IOException>(e) is not null || Inner<SocketException>(e) is not null =>
            $"the connection broke off ({e.Message.TrimEnd('.')}). See to the network or the server's log, and try again.",
        _ => $"{e.Message.TrimEnd('.')}.",
    };

    private static string Advice(PostgresException e) => e.SqlState switch
    {
        "28P01" or "28000" => "Look at user name and password, and at the server's pg_hba.conf.",
        "3D000" => "Look at the database's name in the connection string.",
        "42501" => "Ask the database's owner for the right, or connect as another user.",
        "23505" => "A row stands twice: expected each once.",
        "25006" => "Connect to a server and as a user that may write.",
        "57014" => "The server ended it: raise StatementTimeout or the server's statement_timeout, or ask for less.",
        "57P01" or "57P02" or "57P03" => "The server ended the connection: see its log, and try again.",
        "53100" => "The server's disk is full: make room, and try again.",
        "53300" => "The server has no connection left: close others, or raise max_connections.",
        "42P01" => "Look at the table's name and schema; names are taken as they are written, capitals too.",
        "42703" => "Look at the names of the columns; names are taken as they are written, capitals too.",
        "42P07" => "Another program has a table of that name there: say another Schema.",
        "40001" or "40P01" or "55P03" => "Somebody else was at it: try again.",
        _ => e.SqlState.StartsWith("42", StringComparison.Ordinal) ? "Look at the query." : "See the server's log.",
    };

    private static T? Inner<T>(Exception e)
        where T : Exception
    {
        for (Exception? inner = e.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is T found)
            {
                return found;
            }
        }

        return null;
    }
}
