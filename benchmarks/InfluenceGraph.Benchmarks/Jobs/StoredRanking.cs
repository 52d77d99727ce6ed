using Microsoft.Data.Sqlite;

namespace InfluenceGraph.Benchmarks.Jobs;

/// <summary>Scores as they lie in a SQLite file, whoever wrote them.</summary>
internal static class StoredRanking
{
    internal const string Ours = "SELECT customer, score FROM latest_scores WHERE measure = 'social value'";
    internal const string Peers = "SELECT customer, score FROM ranking";

    internal static Dictionary<string, double> Read(string file, string sql)
    {
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // One of the two texts above.
        command.CommandText = sql;
#pragma warning restore CA2100
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            scores.Add(row.GetString(0), row.GetDouble(1));
        }

        return scores;
    }

    /// <summary>The sum of differences as a share of all value; infinite where the customers are not the same.</summary>
    internal static double Difference(Dictionary<string, double> one, Dictionary<string, double> other) =>
        one.Count == other.Count && one.Keys.All(other.ContainsKey)
            ? one.Sum(score => Math.Abs(score.Value - other[score.Key])) / one.Values.Sum()
            : double.PositiveInfinity;
}
