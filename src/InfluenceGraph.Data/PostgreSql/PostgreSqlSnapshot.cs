using System.Data;
using System.Globalization;
using InfluenceGraph.Data.PostgreSql;
using Npgsql;

namespace InfluenceGraph.Data;

/// <summary>One moment of a PostgreSQL database, to read from: a read-only transaction in which every table and query shows the same state.</summary>
/// <remarks>Sources can be opened together but are read one after the other, as they share a connection. Not safe to share between threads.</remarks>
public sealed class PostgreSqlSnapshot : IDisposable
{
    private const int MostListed = 30;

    private readonly PostgreSqlDatabase _database;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private CopyRowSource? _reading;

    internal PostgreSqlSnapshot(PostgreSqlDatabase database, NpgsqlConnection connection, PostgreSqlOptions options)
    {
        (_database, _connection) = (database, connection);
        _transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);

        // The first query takes the snapshot, so it is taken now and not when the first row is read.
        Execute("SET TRANSACTION READ ONLY");
        TakenAt = new((DateTime)Scalar("SELECT clock_timestamp()")!);
        if (options.StatementTimeout is TimeSpan limit)
        {
            Execute(string.Create(CultureInfo.InvariantCulture, $"SET LOCAL statement_timeout = {(long)limit.TotalMilliseconds}"));
        }
    }

    /// <summary>When the snapshot was taken, by the server's clock.</summary>
    public DateTimeOffset TakenAt { get; }

    /// <summary>Opens a table or view.</summary>
    /// <param name="name">Its name, as it is written in the database; capitals count.</param>
    /// <param name="schema">Its schema; <see langword="null"/> to look where the server looks (<c>search_path</c>).</param>
    /// <param name="state">
    /// Which state of the data this is, such as a date, for <see cref="CustomerStore"/>: a store takes in a name and a state once. Not needed where rows go straight into a graph.
    /// </param>
    /// <returns>The rows, before the first. Dispose of it.</returns>
    /// <exception cref="PostgreSqlException">There is no such table, and the message lists those that there are; or it may not be read.</exception>
    public RowSource Table(string name, string? schema = null, string? state = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        string quoted = SqlNames.Quoted(schema, name);
        string shown = schema is null ? name : $"{schema}.{name}";
        return Opened($"SELECT * FROM {quoted}", shown, state, quoted);
    }

    /// <summary>Opens the answer to a query.</summary>
    /// <param name="sql">The query, one SELECT: the caller's own words, sent as they are, in a transaction that cannot write. Never put texts of others into it.</param>
    /// <param name="name">What the rows are called in messages, and in a store's list of imports.</param>
    /// <param name="state">Which state of the data this is; see <see cref="Table"/>. A store that goes on with a cut off import needs the rows in the same order (ORDER BY).</param>
    /// <returns>The rows, before the first. Dispose of it.</returns>
    /// <exception cref="PostgreSqlException">The server refuses the query; the message says why.</exception>
    public RowSource Query(string sql, string name, string? state = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sql);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Opened(sql.TrimEnd().TrimEnd(';'), name, state, table: null);
    }

    /// <summary>The tables and views that the user may know of, each with its schema.</summary>
    /// <returns>Names such as <c>crm.trust</c>, in order.</returns>
    /// <exception cref="PostgreSqlException">The server cannot be asked.</exception>
    public IReadOnlyList<string> Tables() => Guarded("listing the tables", () =>
    {
        using NpgsqlCommand command = Command("SELECT table_schema || '.' || table_name FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY table_schema, table_name");
        using NpgsqlDataReader reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names.AsReadOnly();
    });

    /// <summary>Gives the connection back.</summary>
    public void Dispose()
    {
        _reading?.Dispose();
        try
        {
            _transaction.Dispose();
        }
        catch (Exception e) when (ServerProblems.IsOne(e))
        {
            // A connection that broke off has no transaction left to end.
        }

        _connection.Dispose();
    }

    /// <summary>Whether texts may be no UTF-8: only where the server does not know their encoding.</summary>
    internal bool MayHaveBrokenText => string.Equals(_connection.PostgresParameters.GetValueOrDefault("server_encoding"), "SQL_ASCII", StringComparison.Ordinal);

    internal string Place => _database.Place;

    /// <summary>Begins to send rows; the connection is busy until they end.</summary>
    internal NpgsqlRawCopyStream BeginCopy(CopyRowSource rows, string sql)
    {
        RequireFree();

        // So that rows that are not read to the end leave the transaction as it was.
        Execute("SAVEPOINT rows");
        NpgsqlRawCopyStream stream = _connection.BeginRawBinaryCopy(sql);
        _reading = rows;
        return stream;
    }

    /// <summary>The rows ended, or nobody wants the rest.</summary>
    internal void EndCopy(NpgsqlRawCopyStream stream, bool isAtEnd)
    {
        _reading = null;
        try
        {
            if (!isAtEnd)
            {
                stream.Cancel();
            }

            stream.Dispose();
            Execute(isAtEnd ? "RELEASE SAVEPOINT rows" : "ROLLBACK TO SAVEPOINT rows");
        }
        catch (Exception e) when (ServerProblems.IsOne(e) || e is InvalidOperationException or OperationCanceledException)
        {
            // The next question to a connection that is gone says so.
        }
    }

    private CopyRowSource Opened(string query, string name, string? state, string? table)
    {
        RequireFree();
        try
        {
            Execute("SAVEPOINT question");
            CopyColumn[] columns = Describe(query);
            if (columns.Length == 0)
            {
                throw new PostgreSqlException($"{Place}: {name} has no columns; expected a table or a query with columns.");
            }

            long rows = table is null ? 0 : EstimatedRows(table);
            Execute("RELEASE SAVEPOINT question");
            return new(this, query, name, state, columns, rows);
        }
        catch (Exception e) when (ServerProblems.IsOne(e))
        {
            PostgreSqlException problem = ServerProblems.Of(e, Place, $"opening {name}");
            throw e is PostgresException { SqlState: "42P01" or "3F000" or "42703" } ? new PostgreSqlException($"{problem.Message}{Listed()}", e) : Cleared(problem);
        }
    }

    private PostgreSqlException Cleared(PostgreSqlException problem)
    {
        TryExecute("ROLLBACK TO SAVEPOINT question");
        return problem;
    }

    private string Listed()
    {
        if (!TryExecute("ROLLBACK TO SAVEPOINT question"))
        {
            return "";
        }

        IReadOnlyList<string> names = Tables();
        return names.Count == 0 ? " The database has no table that this user may read."
            : $" There are: {string.Join(", ", names.Take(MostListed))}{(names.Count > MostListed ? FormattableString.Invariant($" and {names.Count - MostListed} more") : "")}.";
    }

    /// <summary>Asks for the columns of a query without running it.</summary>
    private CopyColumn[] Describe(string query)
    {
        // The line break ends a comment that the query may end with.
        using NpgsqlCommand command = Command($"SELECT * FROM ({query}\n) AS rows");
        using NpgsqlDataReader reader = command.ExecuteReader(CommandBehavior.SchemaOnly);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(i => new CopyColumn(reader.GetName(i), reader.GetDataTypeOID(i), reader.GetDataTypeName(i)))];
    }

    private long EstimatedRows(string table)
    {
        using NpgsqlCommand command = Command("SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = to_regclass($1)");
        command.Parameters.AddWithValue(table);
        return command.ExecuteScalar() as long? ?? 0;
    }

    private void RequireFree()
    {
        if (_reading is not null)
        {
            throw new InvalidOperationException($"{_reading.Name} is being read; expected it to be read to the end or disposed of first. One snapshot reads one source at a time; open all sources before the first is read.");
        }
    }

    private T Guarded<T>(string doing, Func<T> ask)
    {
        RequireFree();
        try
        {
            return ask();
        }
        catch (Exception e) when (ServerProblems.IsOne(e))
        {
            throw ServerProblems.Of(e, Place, doing);
        }
    }

    private bool TryExecute(string sql)
    {
        try
        {
            Execute(sql);
            return true;
        }
        catch (Exception e) when (ServerProblems.IsOne(e) || e is InvalidOperationException)
        {
            return false;
        }
    }

    private void Execute(string sql)
    {
        using NpgsqlCommand command = Command(sql);
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql)
    {
        using NpgsqlCommand command = Command(sql);
        return command.ExecuteScalar();
    }

#pragma warning disable CA2100 // Names are quoted by SqlNames; a query is the caller's own question to the caller's own database.
    private NpgsqlCommand Command(string sql) => new(sql, _connection, _transaction);
#pragma warning restore CA2100
}
