using InfluenceGraph.Data;

namespace InfluenceGraph.Tool.Sources;

/// <summary>Where rows lie: in files, or in the tables of a database.</summary>
internal interface IRowPlace : IDisposable
{
    /// <summary>Opens a file, a table or a query, or says why not.</summary>
    /// <param name="what">What was named.</param>
    /// <param name="kind">What its rows are, such as ties: the name of a query, which has none.</param>
    RowSource Open(string what, string kind);

    /// <summary>What people call it in messages.</summary>
    string Shown(string what);

    /// <summary>Keeps scores where the rows came from.</summary>
    void SaveScores(string measure, IEnumerable<KeyValuePair<string, double>> scores, Receipt receipt);
}
