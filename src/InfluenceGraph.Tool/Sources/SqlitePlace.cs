using System.Data.Common;
using System.Globalization;
using InfluenceGraph.Data;
using InfluenceGraph.Tool.Output;
using Microsoft.Data.Sqlite;

namespace InfluenceGraph.Tool.Sources;

/// <summary>Tables and queries of another program's SQLite database, which is only read.</summary>
internal sealed class SqlitePlace(string path, string? state, TimeProvider clock) : IRowPlace
{
    private readonly DbDataSource _database = SqliteFactory.Instance.CreateDataSource(
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);

    private readonly string _state = state ?? clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);

    public RowSource Open(string what, string kind)
    {
        bool isQuery = RowPlaces.IsQuery(what);
        try
        {
            return RowSource.FromQuery(_database, isQuery ? what : $"SELECT * FROM \"{what.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", isQuery ? kind : what, _state);
        }
        catch (SqliteException e)
        {
            throw ToolException.BadData($"{path}: {Shown(what)} cannot be read: {Sentence.Of(e.Message)}{Listed()}", e);
        }
    }

    public string Shown(string what) => RowPlaces.Shown(what);

    public void SaveScores(string measure, IEnumerable<KeyValuePair<string, double>> scores, Receipt receipt) =>
        throw ToolException.WrongUse("--save alone keeps scores in a store or in PostgreSQL; expected --save FILE.db, or --out FILE.csv for a file.");

    public void Dispose() => _database.Dispose();

    private string Listed()
    {
        try
        {
            using DbConnection connection = _database.OpenConnection();
            using DbCommand command = connection.CreateCommand();
            command.CommandText = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name";
            using DbDataReader reader = command.ExecuteReader();
            var names = new List<string>();
            while (reader.Read())
            {
                names.Add(reader.GetString(0));
            }

            return $" It has {string.Join(", ", names)}.";
        }
        catch (SqliteException)
        {
            return "";
        }
    }
}
