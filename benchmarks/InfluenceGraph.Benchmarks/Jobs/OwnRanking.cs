using System.Diagnostics;
using System.Globalization;
using InfluenceGraph.Benchmarks.GraphFiles;
using InfluenceGraph.Data;

namespace InfluenceGraph.Benchmarks.Jobs;

/// <summary>Our side of the job, as a program of its own would do it. Prints a line per step: its name, seconds, peak MiB, with tabs between.</summary>
internal sealed class OwnRanking
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    private OwnRanking()
    {
    }

    internal static int Run(string way, string ties, string customers, string store)
    {
        var job = new OwnRanking();
        if (string.Equals(way, "files", StringComparison.Ordinal))
        {
            job.FromFiles(ties, customers, store);
        }
        else
        {
            job.ThroughStore(ties, customers, store);
        }

        return 0;
    }

    private void FromFiles(string ties, string customers, string store)
    {
        using RowSource people = RowSource.FromFile(customers);
        var graph = CustomerGraph.FromEdgeList<string>(
            ties,
            o => o with { From = "reaches", To = "reached", Permission = "permission", Strength = "contacts" },
            people.ReadCustomers<string>(CustomerMapping.Guess(people.Columns))).Graph;
        Tell("read and graph");
        Rank(graph, store);
    }

    private void ThroughStore(string ties, string customers, string path)
    {
        using (var store = CustomerStore.Create(path))
        {
            using (RowSource people = RowSource.FromFile(customers))
            {
                store.ImportCustomers(people, CustomerMapping.Guess(people.Columns));
            }

            Tell("import customers");
            using (RowSource rows = RowSource.FromFile(ties))
            {
                store.ImportTies(rows, new TieMapping { From = "reaches", To = "reached", Permission = "permission", Strength = "contacts" });
            }

            Tell("import ties");
        }

        CustomerGraph<string> graph;
        using (var store = CustomerStore.Open(path))
        {
            graph = store.ReadGraph();
        }

        Tell("graph from the store");
        Rank(graph, path);
    }

    private void Rank(CustomerGraph<string> graph, string path)
    {
        SocialValueResult<string> value = graph.SocialValue(o => o with { Unreached = UnreachedPolicy.Prior });
        Tell("social value");
        using var store = CustomerStore.OpenOrCreate(path);
        store.WriteScores("social value", value, value.Receipt);
        Tell("scores to the store");
    }

    private void Tell(string step)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step}\t{_watch.Elapsed.TotalSeconds:0.000}\t{ProcessPeak.Mebibytes()}"));
        ProcessPeak.Reset();
        _watch.Restart();
    }
}
