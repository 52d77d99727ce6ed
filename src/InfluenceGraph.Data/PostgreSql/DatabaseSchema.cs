using System.Globalization;
using Npgsql;
using static System.FormattableString;

namespace InfluenceGraph.Data.PostgreSql;

/// <summary>The schema of scores and graph, as the scripts that make it: script n brings it from version n - 1 to version n. A script that was published is never changed. docs/postgresql.md explains each column.</summary>
internal static class DatabaseSchema
{
    /// <summary>
    /// Names are those of the store's tables and views. A foreign key from score to score_run would be looked up a million times; the library removes
    /// both together, and the views show scores of runs only. One index is kept while scores are written, and they are written in its order: a second
    /// one in another order took four times as long as the rows themselves. Few ask for ranks beyond the first thousand, and sort then.
    /// </summary>
    private const string First = """
        CREATE TABLE {0}.schema_version (
            version integer NOT NULL
        );
        CREATE TABLE {0}.score_run (
            id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            measure            text NOT NULL CHECK (measure <> ''),
            written_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
            scores             bigint NOT NULL CHECK (scores >= 0),
            data_hash          text NOT NULL,
            library_version    text NOT NULL,
            as_of              timestamptz,
            valid_until        timestamptz,
            consent            text NOT NULL,
            options            text NOT NULL,
            customers          bigint NOT NULL,
            customers_used     bigint NOT NULL,
            tie_rows           bigint NOT NULL,
            ties_used          bigint NOT NULL,
            customers_left_out jsonb NOT NULL,
            ties_left_out      jsonb NOT NULL,
            notes              jsonb NOT NULL,
            receipt            text NOT NULL
        );
        CREATE INDEX score_run_by_measure ON {0}.score_run (measure, id);
        CREATE TABLE {0}.score (
            run_id   bigint NOT NULL,
            rank     bigint NOT NULL CHECK (rank >= 1),
            customer text NOT NULL CHECK (customer <> ''),
            score    double precision NOT NULL,
            PRIMARY KEY (run_id, customer)
        );
        CREATE INDEX score_by_rank ON {0}.score (run_id, rank) WHERE rank <= 1000;
        CREATE VIEW {0}.score_runs AS
            SELECT id, measure, written_at, scores, as_of, valid_until, data_hash, library_version, consent, options, receipt
            FROM {0}.score_run;
        CREATE VIEW {0}.scores AS
            SELECT s.run_id AS run, r.measure, s.customer, s.score, s.rank
            FROM {0}.score s JOIN {0}.score_run r ON r.id = s.run_id;
        CREATE VIEW {0}.latest_scores AS
            SELECT s.run_id AS run, r.measure, s.customer, s.score, s.rank
            FROM {0}.score s JOIN {0}.score_run r ON r.id = s.run_id
            WHERE r.id = (SELECT max(n.id) FROM {0}.score_run n WHERE n.measure = r.measure);
        CREATE TABLE {0}.customers (
            customer  text PRIMARY KEY CHECK (customer <> ''),
            own_value double precision NOT NULL CHECK (own_value BETWEEN 0 AND 1e100)
        );
        CREATE TABLE {0}.attributes (
            customer text NOT NULL,
            name     text NOT NULL,
            value    text NOT NULL,
            PRIMARY KEY (customer, name)
        );
        CREATE TABLE {0}.tags (
            customer    text NOT NULL,
            tag         text NOT NULL,
            weight      double precision NOT NULL,
            is_inferred smallint NOT NULL CHECK (is_inferred IN (0, 1)),
            since       timestamptz,
            until       timestamptz CHECK (until > since)
        );
        CREATE INDEX tags_by_customer ON {0}.tags (customer);
        CREATE TABLE {0}.circles (
            owner  text NOT NULL,
            circle text NOT NULL,
            member text
        );
        CREATE INDEX circles_by_owner ON {0}.circles (owner);
        CREATE TABLE {0}.ties (
            from_customer text NOT NULL,
            to_customer   text NOT NULL,
            permission    double precision NOT NULL CHECK (permission BETWEEN 0 AND 1),
            strength      double precision NOT NULL CHECK (strength >= 0),
            since         timestamptz,
            until         timestamptz CHECK (until > since),
            last_contact  timestamptz
        );
        CREATE INDEX ties_by_from ON {0}.ties (from_customer);
        CREATE TABLE {0}.consents (
            customer text NOT NULL,
            purpose  text NOT NULL,
            channel  text NOT NULL,
            granted  smallint NOT NULL CHECK (granted IN (0, 1)),
            since    timestamptz NOT NULL,
            until    timestamptz CHECK (until > since),
            source   text NOT NULL
        );
        CREATE INDEX consents_by_customer ON {0}.consents (customer);
        """;

    /// <summary>Oldest first.</summary>
    private static readonly string[] _scripts = [First];

    internal static int Version => _scripts.Length;

    /// <summary>All that an empty database needs.</summary>
    internal static string Script(string schema) => $"CREATE SCHEMA IF NOT EXISTS {SqlNames.Quoted(schema)};\n{ScriptFrom(schema, 0)}";

    /// <summary>Makes the tables where there are none, brings old ones to this version, and refuses newer ones; part of the caller's transaction, which holds the lock.</summary>
    internal static void Prepare(SqlSession session, string schema)
    {
        int version = FindVersion(session, schema);
        if (version == Version)
        {
            return;
        }

        if (version == 0 && session.Scalar("SELECT 1 FROM pg_namespace WHERE nspname = $1", schema) is null)
        {
            session.Execute($"CREATE SCHEMA {SqlNames.Quoted(schema)}");
        }

        session.Execute(ScriptFrom(schema, version));
    }

    /// <summary>The version of the tables, 0 where there are none.</summary>
    /// <exception cref="PostgreSqlException">They are newer than this library.</exception>
    internal static int FindVersion(SqlSession session, string schema)
    {
        object? found = session.Scalar("SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = 'schema_version'", schema);
        int version = found is null ? 0 : session.Scalar($"SELECT max(version) FROM {SqlNames.Quoted(schema)}.schema_version") as int? ?? 0;
        return version <= Version ? version : throw new PostgreSqlException(Invariant($"{session.Place}: schema '{schema}' has version {version}; expected {Version} or less. It was written by a newer version of the library: use that, or say another {nameof(PostgreSqlOptions.Schema)}."));
    }

    private static string ScriptFrom(string schema, int version)
    {
        string quoted = SqlNames.Quoted(schema);
        IEnumerable<string> scripts = _scripts.Skip(version).Select(script => script.Replace("{0}", quoted, StringComparison.Ordinal));
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join('\n', scripts)}\nDELETE FROM {quoted}.schema_version;\nINSERT INTO {quoted}.schema_version VALUES ({Version});\n");
    }
}

/// <summary>A connection within a transaction, with the few things that are asked of it.</summary>
internal sealed record SqlSession(NpgsqlConnection Connection, NpgsqlTransaction Transaction, string Place)
{
    internal NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
#pragma warning disable CA2100 // Names are quoted by SqlNames; everything else is a parameter.
        var command = new NpgsqlCommand(sql, Connection, Transaction);
#pragma warning restore CA2100
        foreach (object value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        return command;
    }

    internal void Execute(string sql, params ReadOnlySpan<object> values)
    {
        using NpgsqlCommand command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    internal object? Scalar(string sql, params ReadOnlySpan<object> values)
    {
        using NpgsqlCommand command = Command(sql, values);
        return command.ExecuteScalar() is object found and not DBNull ? found : null;
    }
}
