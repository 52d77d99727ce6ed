using InfluenceGraph.Data.PostgreSql;
using Npgsql;

namespace InfluenceGraph.Data;

/// <summary>A PostgreSQL database: customers, ties, consents and interactions in, from any table or query, by binary COPY; scores with their receipts out, into a schema of our own.</summary>
/// <remarks>Safe to share between threads. Nothing of the caller's is ever changed: what is read is read in a read-only transaction, and what is written goes into <see cref="PostgreSqlOptions.Schema"/>.</remarks>
public sealed partial class PostgreSqlDatabase : IDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly bool _ownsSource;
    private readonly PostgreSqlOptions _options;

    private PostgreSqlDatabase(NpgsqlDataSource source, bool ownsSource, PostgreSqlOptions options)
    {
        (_source, _ownsSource, _options) = (source, ownsSource, options);
        var builder = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Place = FormattableString.Invariant($"PostgreSQL database '{builder.Database ?? builder.Username}' at {builder.Host}:{builder.Port}{(builder.Username is string user ? $" as '{user}'" : "")}");
    }

    /// <summary>Which database it is, for messages.</summary>
    internal string Place { get; }

    /// <summary>Connects to a database, and looks whether it answers.</summary>
    /// <param name="connectionString">How to connect, as in <c>Host=db;Database=crm;Username=analyst;Password=...</c> or <c>postgresql://analyst@db/crm</c>. Without a password, the file <c>~/.pgpass</c> and the variable <c>PGPASSWORD</c> are looked at.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { KeepRuns = 10 }</c>.</param>
    /// <returns>The database. Dispose of it.</returns>
    /// <exception cref="PostgreSqlException">There is no server, it refuses the user, or it is older than version 12.</exception>
    /// <exception cref="ArgumentException">The connection string cannot be read, or an option is out of range.</exception>
    public static PostgreSqlDatabase Connect(string connectionString, Func<PostgreSqlOptions, PostgreSqlOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        PostgreSqlOptions options = PostgreSqlOptions.Checked(configure);
        NpgsqlConnectionStringBuilder builder = ConnectionTexts.Read(connectionString);
#pragma warning disable CA2000 // The database owns it, and is disposed of where it does not answer.
        return Tried(NpgsqlDataSource.Create(builder), ownsSource: true, options);
#pragma warning restore CA2000
    }

    /// <summary>Uses a data source that the caller set up, with certificates or passwords that change, and looks whether it answers.</summary>
    /// <param name="dataSource">The data source; it stays the caller's. Its own command timeout holds: 0 lets large tables be read however long it takes.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <returns>The database. Dispose of it.</returns>
    /// <exception cref="PostgreSqlException">There is no server, it refuses the user, or it is older than version 12.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static PostgreSqlDatabase Connect(NpgsqlDataSource dataSource, Func<PostgreSqlOptions, PostgreSqlOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return Tried(dataSource, ownsSource: false, PostgreSqlOptions.Checked(configure));
    }

    /// <summary>Begins to read: all tables and queries of a snapshot show the same moment, whatever others write meanwhile.</summary>
    /// <returns>The snapshot. Dispose of it: it holds a connection, and keeps the server from clearing up behind writers.</returns>
    /// <exception cref="PostgreSqlException">The server cannot be reached.</exception>
    public PostgreSqlSnapshot BeginSnapshot()
    {
        NpgsqlConnection connection = Opened();
        try
        {
            return new(this, connection, _options);
        }
        catch (Exception e)
        {
            connection.Dispose();
            if (ServerProblems.IsOne(e))
            {
                throw ServerProblems.Of(e, Place, "beginning to read");
            }

            throw;
        }
    }

    /// <summary>The database in a few words, without a password.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Place;

    /// <summary>Closes the connections that were opened.</summary>
    public void Dispose()
    {
        if (_ownsSource)
        {
            _source.Dispose();
        }
    }

    internal static void RequireServer(Version version, string place)
    {
        if (version.Major < PostgreSqlOptions.OldestServer)
        {
            throw new PostgreSqlException($"{place}: the server is PostgreSQL {version}; expected version {PostgreSqlOptions.OldestServer} or later. Export the tables to files instead.");
        }
    }

    private static PostgreSqlDatabase Tried(NpgsqlDataSource source, bool ownsSource, PostgreSqlOptions options)
    {
        var database = new PostgreSqlDatabase(source, ownsSource, options);
        try
        {
            using NpgsqlConnection connection = database.Opened();
            RequireServer(connection.PostgreSqlVersion, database.Place);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private NpgsqlConnection Opened()
    {
        try
        {
            return _source.OpenConnection();
        }
        catch (Exception e) when (ServerProblems.IsOne(e))
        {
            throw ServerProblems.Of(e, Place, "connecting");
        }
    }
}
