using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.PageRanks;

/// <summary>The graph on disk, once for all peers, until the run ends.</summary>
internal sealed record QuestionFiles(string Folder, string Graph, string? Weights, string? Restart) : IDisposable
{
    internal static QuestionFiles Write(PlainGraph graph)
    {
        string folder = Directory.CreateTempSubdirectory("influencegraph-").FullName;
        var files = new QuestionFiles(folder, Path.Combine(folder, "graph.sg"), graph.IsWeighted ? Path.Combine(folder, "weights") : null, Restart: null);
        SerializedGraph.Write(files.Graph, graph);
        if (files.Weights is not null)
        {
            SerializedGraph.WriteNumbers(files.Weights, graph.Weights());
        }

        return files;
    }

    /// <summary>The same graph with what starts at each node.</summary>
    internal QuestionFiles StartingWith(IEnumerable<double> values)
    {
        string path = Path.Combine(Folder, "restart");
        SerializedGraph.WriteNumbers(path, values);
        return this with { Restart = path };
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
