using InfluenceGraph.Data;
using InfluenceGraph.Tool.Commands;
using InfluenceGraph.Tool.Output;
using InfluenceGraph.Tool.Progress;

namespace InfluenceGraph.Tool.Sources;

/// <summary>A GraphML file with customers and ties, as Gephi, yEd, NetworkX and <c>export</c> write it.</summary>
internal sealed class GraphMlSource(DataNames names) : IDataSource
{
    private readonly string _path = names.Graph!;

    public string Name => _path;

    /// <summary>Whether it is shows only at its ties.</summary>
    public bool IsDated => true;

    public bool KeepsConsents => false;

    public bool HasInteractions => false;

    public IReadOnlyList<ScoreRun> ScoreRuns => [];

    public CustomerGraph<string> ReadGraph(Func<CustomerGraphOptions, CustomerGraphOptions> rules, ToolRun run)
    {
        CustomerGraphOptions graph = rules(new());
        return Guarded(() => run.Show($"Reading {Path.GetFileName(_path)}", tell => GraphMl.Read(_path, o => Configured(o) with { Graph = graph }, Reports.Rows(tell), run.Stop).Graph));
    }

    public IEnumerable<CustomerAction<string>> ReadInteractions(ToolRun run) => [];

    public void SaveScores(string measure, IEnumerable<KeyValuePair<string, double>> scores, Receipt receipt) =>
        throw ToolException.WrongUse("--save keeps scores in a store; expected the store's name, as in --save FILE.db, or --out FILE.csv for a file.");

    public void Dispose()
    {
    }

    /// <summary>The names of columns that were given; the others are what GraphML files mostly call them.</summary>
    internal GraphMlOptions Configured(GraphMlOptions standard) => standard with
    {
        Direction = names.Direction,
        Permission = names.Permission ?? standard.Permission,
        Strength = names.Strength ?? standard.Strength,
        Since = names.Since ?? standard.Since,
        Until = names.Until ?? standard.Until,
        LastContact = names.LastContact ?? standard.LastContact,
        OwnValue = names.OwnValue ?? standard.OwnValue,
        Tags = names.Tags ?? standard.Tags,
    };

    internal T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.BadData($"{_path}: {Sentence.Of(File.Exists(_path) ? e.Message : "there is no such file")}", e);
        }
    }
}
