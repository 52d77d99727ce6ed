using System.Globalization;
using InfluenceGraph.Data;

namespace InfluenceGraph.Tool.Sources;

/// <summary>Tables and queries of a PostgreSQL database, all at the same moment.</summary>
internal sealed class PostgreSqlPlace : IRowPlace
{
    private readonly PostgreSqlDatabase _database;
    private readonly PostgreSqlSnapshot _snapshot;
    private readonly string _state;

    internal PostgreSqlPlace(string connection, string? state)
    {
        _database = PostgreSqlDatabase.Connect(connection);
        try
        {
            _snapshot = _database.BeginSnapshot();
        }
        catch
        {
            _database.Dispose();
            throw;
        }

        // Another moment is another state: what was imported before is taken in anew, and replaces what it was.
        _state = state ?? _snapshot.TakenAt.ToString("O", CultureInfo.InvariantCulture);
    }

    public RowSource Open(string what, string kind)
    {
        if (RowPlaces.IsQuery(what))
        {
            return _snapshot.Query(what, kind, _state);
        }

        // Schema and table as psql has them; a table with a point in its name is reached by a query.
        string[] parts = what.Split('.', 2);
        return parts.Length == 2 ? _snapshot.Table(parts[1], parts[0], _state) : _snapshot.Table(what, schema: null, _state);
    }

    public string Shown(string what) => RowPlaces.Shown(what);

    public void SaveScores(string measure, IEnumerable<KeyValuePair<string, double>> scores, Receipt receipt) =>
        _database.WriteScores(measure, scores, receipt);

    public void Dispose()
    {
        _snapshot.Dispose();
        _database.Dispose();
    }
}
