namespace InfluenceGraph.Data;

/// <summary>How a PostgreSQL database is used.</summary>
public sealed record PostgreSqlOptions
{
    /// <summary>The oldest version of the server that is supported.</summary>
    internal const int OldestServer = 12;

    /// <summary>The schema that holds the scores. It is made on first use; nothing outside it is ever written.</summary>
    /// <value><c>influencegraph</c> by default.</value>
    public string Schema { get; init; } = "influencegraph";

    /// <summary>How many runs of a measure are kept: writing scores removes older ones, in the same transaction.</summary>
    /// <value><see langword="null"/> by default: all.</value>
    public int? KeepRuns { get; init; }

    /// <summary>After which time the server gives up a single statement, such as the query that ties are read by.</summary>
    /// <value><see langword="null"/> by default: what the server says (<c>statement_timeout</c>). <see cref="TimeSpan.Zero"/> for no limit.</value>
    public TimeSpan? StatementTimeout { get; init; }

    internal static PostgreSqlOptions Checked(Func<PostgreSqlOptions, PostgreSqlOptions>? configure)
    {
        var options = new PostgreSqlOptions();
        options = configure is null ? options : configure(options) ?? throw new ArgumentException($"{nameof(configure)} returned null; expected options.", nameof(configure));
        options.Validate();
        return options;
    }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(PostgreSqlOptions));
        errors.Require(!string.IsNullOrWhiteSpace(Schema) && !Schema.StartsWith("pg_", StringComparison.Ordinal) && PostgreSql.SqlNames.IsUsable(Schema), $"{nameof(Schema)} is '{Schema}'; expected a name of at most 63 bytes that does not begin with pg_");
        errors.Require(KeepRuns is null or >= 1, FormattableString.Invariant($"{nameof(KeepRuns)} is {KeepRuns}; expected 1 or more, or null for all"));
        errors.Require(StatementTimeout is not TimeSpan limit || (limit >= TimeSpan.Zero && limit.TotalMilliseconds <= int.MaxValue), FormattableString.Invariant($"{nameof(StatementTimeout)} is {StatementTimeout}; expected 0 (none) to 24 days, or null for what the server says"));
        errors.ThrowIfAny();
    }
}
