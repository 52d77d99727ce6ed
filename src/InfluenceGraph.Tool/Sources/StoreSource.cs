using InfluenceGraph.Data;
using InfluenceGraph.Tool.Commands;
using InfluenceGraph.Tool.Progress;

namespace InfluenceGraph.Tool.Sources;

/// <summary>A store, opened for reading: questions never change it.</summary>
internal sealed class StoreSource(string path) : IDataSource
{
    private readonly CustomerStore _store = OpenedFor(path);

    public string Name => path;

    public bool IsDated => true;

    public bool KeepsConsents => _store.Summary().Consents > 0;

    public bool HasInteractions => _store.Summary().Interactions > 0;

    public IReadOnlyList<ScoreRun> ScoreRuns => _store.ScoreRuns();

    public CustomerGraph<string> ReadGraph(Func<CustomerGraphOptions, CustomerGraphOptions> rules, ToolRun run) =>
        run.Show($"Reading {Path.GetFileName(path)}", tell => _store.ReadGraph(rules, Reports.Work(tell), run.Stop));

    public IEnumerable<CustomerAction<string>> ReadInteractions(ToolRun run) => _store.ReadInteractions();

    public void SaveScores(string measure, IEnumerable<KeyValuePair<string, double>> scores, Receipt receipt)
    {
        using CustomerStore writing = CustomerStore.Open(path);
        KeptScores.Write(writing, measure, scores, receipt);
    }

    public void Dispose() => _store.Dispose();

    internal static StoreSummary SummaryOf(string path)
    {
        using CustomerStore store = OpenedFor(path);
        return store.Summary();
    }

    private static CustomerStore OpenedFor(string path) => File.Exists(path)
        ? CustomerStore.Open(path, StoreAccess.Read)
        : throw ToolException.Store($"{path}: there is no such file; expected a store, as 'influencegraph import --store {path}' makes it.");
}
