using static InfluenceGraph.Data.Stores.StoreMoments;

namespace InfluenceGraph.Data.Stores;

/// <summary>
/// The schema, as the scripts that make it: script n brings a store of version n - 1 to version n. A script that was published is never
/// changed. Tables have integer ids and singular names; views have the customers' keys and plural names. docs/store.md explains each column.
/// </summary>
internal static class StoreSchema
{
    /// <summary>"InfG": what SQLite calls the application id, so that a store is told from other SQLite files.</summary>
    internal const int ApplicationId = 0x496E6647;

    internal const string ScoresByCustomer = "CREATE UNIQUE INDEX score_by_customer ON score (run_id, customer_id);";

    /// <summary>Oldest first.</summary>
    /// <remarks>No STRICT tables: clients older than SQLite 3.37 could not read the file at all. The checks refuse values of a wrong type instead.</remarks>
    internal static IReadOnlyList<string> Scripts { get; } =
    [
        $"""
        CREATE TABLE import (
            id           INTEGER PRIMARY KEY,
            name         TEXT    NOT NULL CHECK (length(name) > 0),
            kind         TEXT    NOT NULL CHECK (kind IN ('customers', 'ties', 'consents', 'interactions', 'tags', 'circles')),
            sha256       TEXT    NOT NULL,
            mapping      TEXT    NOT NULL,
            is_whole     INTEGER NOT NULL CHECK (is_whole IN (0, 1)), -- 1: what it does not name is gone
            rows_read    INTEGER NOT NULL DEFAULT 0, -- the position: rows of the source dealt with
            used         INTEGER NOT NULL DEFAULT 0 CHECK (used >= 0),
            skipped      INTEGER NOT NULL DEFAULT 0 CHECK (skipped >= 0),
            rejected     INTEGER NOT NULL DEFAULT 0 CHECK (rejected >= 0),
            removed      INTEGER NOT NULL DEFAULT 0 CHECK (removed >= 0), -- rows of earlier imports that a whole source no longer names
            begun_at     INTEGER NOT NULL DEFAULT ({Now}),
            completed_at INTEGER, -- NULL: cut off, or not done yet
            first_tie    INTEGER, -- its ties have this id or larger ones
            CHECK (rows_read = used + skipped + rejected)
        );
        CREATE INDEX import_by_name ON import (name, kind);

        CREATE TABLE also_named (
            kind      TEXT    NOT NULL,
            first_id  INTEGER NOT NULL, -- customer, tie's from_id, consent, tag's customer_id, circle
            second_id BLOB    NOT NULL, -- 0, tie's to_id, 0, the tag in small letters, member
            import_id INTEGER NOT NULL REFERENCES import (id), -- of a whole source that names it too
            PRIMARY KEY (kind, first_id, second_id, import_id)
        ) WITHOUT ROWID;

        CREATE TABLE customer (
            id        INTEGER PRIMARY KEY,
            key       TEXT NOT NULL UNIQUE CHECK (typeof(key) = 'text' AND length(key) > 0),
            own_value REAL CHECK (own_value BETWEEN 0 AND 1e100), -- NULL: known by name only
            import_id INTEGER REFERENCES import (id)
        );

        CREATE TABLE customer_attribute (
            customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
            name        TEXT    NOT NULL,
            value       TEXT    NOT NULL,
            PRIMARY KEY (customer_id, name)
        ) WITHOUT ROWID;

        CREATE TABLE customer_tag (
            id          INTEGER PRIMARY KEY,
            customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
            name        TEXT    NOT NULL CHECK (length(trim(name)) > 0),
            weight      REAL    NOT NULL CHECK (weight > 0 AND weight <= 3.4028234663852886e38),
            is_inferred INTEGER NOT NULL CHECK (is_inferred IN (0, 1)),
            since       INTEGER,
            until       INTEGER CHECK (until > since),
            import_id   INTEGER NOT NULL REFERENCES import (id)
        );
        CREATE INDEX customer_tag_by_customer ON customer_tag (customer_id);

        CREATE TABLE circle (
            id        INTEGER PRIMARY KEY,
            owner_id  INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
            name      TEXT    NOT NULL CHECK (length(trim(name)) > 0),
            import_id INTEGER NOT NULL REFERENCES import (id),
            UNIQUE (owner_id, name)
        );

        CREATE TABLE circle_member (
            circle_id INTEGER NOT NULL REFERENCES circle (id) ON DELETE CASCADE,
            member_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
            import_id INTEGER NOT NULL REFERENCES import (id),
            PRIMARY KEY (circle_id, member_id)
        );
        CREATE INDEX circle_member_by_member ON circle_member (member_id);

        CREATE TABLE tie (
            id           INTEGER PRIMARY KEY,
            from_id      INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
            to_id        INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
            permission   REAL    NOT NULL CHECK (permission BETWEEN 0 AND 1),
            strength     REAL    NOT NULL CHECK (strength BETWEEN 0 AND 3.4028234663852886e38),
            since        INTEGER,
            until        INTEGER CHECK (until > since),
            last_contact INTEGER,
            import_id    INTEGER NOT NULL REFERENCES import (id) -- counts only when that is complete
        );
        {DeferredIndexes.Making(ImportKind.Ties)}
        CREATE TABLE consent (
            id          INTEGER PRIMARY KEY,
            customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
            purpose     TEXT    NOT NULL CHECK (length(purpose) > 0),
            channel     TEXT    NOT NULL CHECK (length(channel) > 0),
            granted     INTEGER NOT NULL CHECK (granted IN (0, 1)),
            since       INTEGER NOT NULL,
            until       INTEGER CHECK (until > since),
            source      TEXT    NOT NULL CHECK (length(source) > 0),
            import_id   INTEGER NOT NULL REFERENCES import (id),
            UNIQUE (customer_id, purpose, channel, since, granted)
        );

        CREATE TABLE action (
            id   INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (typeof(name) = 'text' AND length(name) > 0)
        );

        CREATE TABLE interaction (
            customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
            action_id   INTEGER NOT NULL REFERENCES action (id),
            at          INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
            import_id   INTEGER NOT NULL REFERENCES import (id),
            PRIMARY KEY (at, customer_id, action_id) -- logs come in the order of time
        ) WITHOUT ROWID;
        {DeferredIndexes.Making(ImportKind.Interactions)}

        CREATE TABLE score_run (
            id                 INTEGER PRIMARY KEY AUTOINCREMENT,
            measure            TEXT    NOT NULL CHECK (length(measure) > 0),
            written_at         INTEGER NOT NULL DEFAULT ({Now}),
            scores             INTEGER NOT NULL CHECK (scores >= 0),
            data_hash          TEXT    NOT NULL,
            library_version    TEXT    NOT NULL,
            as_of              INTEGER,
            valid_until        INTEGER,
            consent            TEXT    NOT NULL,
            options            TEXT    NOT NULL,
            customers          INTEGER NOT NULL,
            customers_used     INTEGER NOT NULL,
            tie_rows           INTEGER NOT NULL,
            ties_used          INTEGER NOT NULL,
            customers_left_out TEXT    NOT NULL, -- JSON: a list of objects with reason and count
            ties_left_out      TEXT    NOT NULL, -- JSON
            notes              TEXT    NOT NULL, -- JSON
            receipt            TEXT    NOT NULL  -- the receipt as people read it
        );
        CREATE INDEX score_run_by_measure ON score_run (measure);

        CREATE TABLE score (
            run_id      INTEGER NOT NULL REFERENCES score_run (id) ON DELETE CASCADE,
            rank        INTEGER NOT NULL CHECK (rank >= 1),
            customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
            score       REAL    NOT NULL CHECK (typeof(score) = 'real'),
            own_part    REAL, -- NULL: the measure has no parts
            circle_part REAL,
            beyond_part REAL,
            PRIMARY KEY (run_id, rank)
        ) WITHOUT ROWID;
        {ScoresByCustomer}

        CREATE VIEW customers AS
            SELECT c.key AS customer, c.own_value FROM customer c;
        CREATE VIEW attributes AS
            SELECT c.key AS customer, a.name, a.value
            FROM customer_attribute a JOIN customer c ON c.id = a.customer_id;
        CREATE VIEW tags AS
            SELECT c.key AS customer, t.name AS tag, t.weight, t.is_inferred, {Iso("t.since")} AS since, {Iso("t.until")} AS until
            FROM customer_tag t JOIN customer c ON c.id = t.customer_id;
        CREATE VIEW circles AS
            SELECT o.key AS owner, c.name AS circle, m.key AS member
            FROM circle c JOIN customer o ON o.id = c.owner_id
            LEFT JOIN circle_member x ON x.circle_id = c.id LEFT JOIN customer m ON m.id = x.member_id;
        CREATE VIEW ties AS
            SELECT f.key AS from_customer, t.key AS to_customer, e.permission, e.strength,
                {Iso("e.since")} AS since, {Iso("e.until")} AS until, {Iso("e.last_contact")} AS last_contact, i.name AS import
            FROM tie e JOIN customer f ON f.id = e.from_id JOIN customer t ON t.id = e.to_id JOIN import i ON i.id = e.import_id
            WHERE i.completed_at IS NOT NULL;
        CREATE VIEW consents AS
            SELECT c.key AS customer, x.purpose, x.channel, x.granted, {Iso("x.since")} AS since, {Iso("x.until")} AS until, x.source
            FROM consent x JOIN customer c ON c.id = x.customer_id;
        CREATE VIEW interactions AS
            SELECT c.key AS customer, a.name AS action, {Iso("x.at")} AS at
            FROM interaction x JOIN customer c ON c.id = x.customer_id JOIN action a ON a.id = x.action_id;
        CREATE VIEW imports AS
            SELECT id, name, kind, rows_read, used, skipped, rejected, is_whole, removed, completed_at IS NOT NULL AS is_complete,
                {Iso("begun_at")} AS begun_at, {Iso("completed_at")} AS completed_at, sha256, mapping
            FROM import;
        CREATE VIEW score_runs AS
            SELECT id, measure, {Iso("written_at")} AS written_at, scores, {Iso("as_of")} AS as_of, {Iso("valid_until")} AS valid_until,
                data_hash, library_version, consent, options, receipt
            FROM score_run;
        CREATE VIEW scores AS
            SELECT s.run_id AS run, r.measure, c.key AS customer, s.score, s.rank, s.own_part, s.circle_part, s.beyond_part
            FROM score s JOIN score_run r ON r.id = s.run_id JOIN customer c ON c.id = s.customer_id;
        CREATE VIEW latest_scores AS
            SELECT s.run_id AS run, r.measure, c.key AS customer, s.score, s.rank, s.own_part, s.circle_part, s.beyond_part
            FROM score s JOIN score_run r ON r.id = s.run_id JOIN customer c ON c.id = s.customer_id
            WHERE r.id = (SELECT max(n.id) FROM score_run n WHERE n.measure = r.measure);
        CREATE VIEW score_changes AS
            WITH pair AS (
                SELECT n.measure, n.id AS run, (SELECT max(o.id) FROM score_run o WHERE o.measure = n.measure AND o.id < n.id) AS earlier_run
                FROM score_run n)
            SELECT p.run, p.earlier_run, p.measure, c.key AS customer, e.score AS earlier_score, s.score, e.rank AS earlier_rank, s.rank
            FROM pair p JOIN score s ON s.run_id = p.run JOIN customer c ON c.id = s.customer_id
            LEFT JOIN score e ON e.run_id = p.earlier_run AND e.customer_id = s.customer_id
            WHERE p.earlier_run IS NOT NULL
            UNION ALL
            SELECT p.run, p.earlier_run, p.measure, c.key, e.score, NULL, e.rank, NULL
            FROM pair p JOIN score e ON e.run_id = p.earlier_run JOIN customer c ON c.id = e.customer_id
            WHERE NOT EXISTS (SELECT 1 FROM score s WHERE s.run_id = p.run AND s.customer_id = e.customer_id);
        CREATE VIEW consents_in_force AS
            SELECT c.key AS customer, x.purpose, x.channel, x.granted, {Iso("x.since")} AS since, {Iso("x.until")} AS until, x.source
            FROM consent x JOIN customer c ON c.id = x.customer_id
            WHERE x.since <= {Now} AND (x.until IS NULL OR x.until > {Now}) AND NOT EXISTS (
                SELECT 1 FROM consent y
                WHERE y.customer_id = x.customer_id AND y.purpose = x.purpose AND y.channel IN (x.channel, 'any')
                    AND y.since <= {Now} AND (y.until IS NULL OR y.until > {Now})
                    AND (y.since > x.since OR (y.since = x.since AND y.granted < x.granted)));
        CREATE VIEW left_out AS
            SELECT r.id AS run, r.measure, 'customers' AS what, json_extract(j.value, '$.reason') AS reason, json_extract(j.value, '$.count') AS count
            FROM score_run r, json_each(r.customers_left_out) j
            UNION ALL
            SELECT r.id, r.measure, 'ties', json_extract(j.value, '$.reason'), json_extract(j.value, '$.count') FROM score_run r, json_each(r.ties_left_out) j
            UNION ALL
            SELECT r.id, r.measure, 'note', json_extract(j.value, '$.reason'), json_extract(j.value, '$.count') FROM score_run r, json_each(r.notes) j;
        """,
    ];

    /// <summary>Makes an empty file a store.</summary>
    internal static void Create(SqlDatabase database, IReadOnlyList<string> scripts)
    {
        database.Execute(FormattableString.Invariant($"PRAGMA journal_mode = DELETE; PRAGMA application_id = {ApplicationId};"));
        RunFrom(database, 0, scripts);
    }

    /// <summary>Brings a store to the version of the scripts, all in one transaction; another program may have done it meanwhile.</summary>
    internal static void Upgrade(SqlDatabase database, IReadOnlyList<string> scripts) =>
        RunFrom(database, null, scripts);

    private static void RunFrom(SqlDatabase database, int? version, IReadOnlyList<string> scripts) => database.InTransaction(() =>
    {
        for (int next = version ?? (int)database.Number("PRAGMA user_version"); next < scripts.Count; next++)
        {
            database.Execute(scripts[next]);
            database.Execute(FormattableString.Invariant($"PRAGMA user_version = {next + 1};"));
        }
    });
}
