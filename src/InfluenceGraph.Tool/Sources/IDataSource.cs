using InfluenceGraph.Data;
using InfluenceGraph.Tool.Commands;

namespace InfluenceGraph.Tool.Sources;

/// <summary>Where customers come from: files, or a store.</summary>
internal interface IDataSource : IDisposable
{
    /// <summary>What people call it, such as the name of a file.</summary>
    string Name { get; }

    /// <summary>Whether anything in it may hold only at some moments, so that a moment must be known.</summary>
    bool IsDated { get; }

    /// <summary>Whether it says who consented to what; then a purpose must be asked.</summary>
    bool KeepsConsents { get; }

    bool HasInteractions { get; }

    /// <summary>Scores that were kept, newest first.</summary>
    IReadOnlyList<ScoreRun> ScoreRuns { get; }

    /// <summary>The graph with its consents.</summary>
    CustomerGraph<string> ReadGraph(Func<CustomerGraphOptions, CustomerGraphOptions> rules, ToolRun run);

    IEnumerable<CustomerAction<string>> ReadInteractions(ToolRun run);

    /// <summary>Keeps scores with their receipt, all at once or not at all.</summary>
    void SaveScores(string measure, IEnumerable<KeyValuePair<string, double>> scores, Receipt receipt);
}
