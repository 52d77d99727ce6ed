using InfluenceGraph.Data;
using InfluenceGraph.Tool.Output;

namespace InfluenceGraph.Tool.Sources;

/// <summary>Scores in a store that need hold nothing else.</summary>
internal static class KeptScores
{
    private const string Option = "--save";

    /// <summary>Says before any work what cannot be written.</summary>
    internal static void RequirePlace(string path)
    {
        if (File.Exists(path))
        {
            using CustomerStore store = CustomerStore.Open(path);
        }
        else
        {
            Finished.RequireFilePlace(Option, path);
        }
    }

    /// <summary>Adds a run to a store, or makes a store that appears when the run is in it.</summary>
    internal static void Save(string path, string measure, IEnumerable<KeyValuePair<string, double>> scores, Receipt receipt)
    {
        if (File.Exists(path))
        {
            using CustomerStore store = CustomerStore.Open(path);
            Write(store, measure, scores, receipt);
            return;
        }

        Finished.WriteFile(Option, path, unfinished =>
        {
            using CustomerStore store = CustomerStore.Create(unfinished);
            Write(store, measure, scores, receipt);
        });
    }

    /// <summary>Social values go in with their parts, so that SQL can explain them too.</summary>
    internal static void Write(CustomerStore store, string measure, IEnumerable<KeyValuePair<string, double>> scores, Receipt receipt) =>
        _ = scores is SocialValueResult<string> value ? store.WriteScores(measure, value) : store.WriteScores(measure, scores, receipt);
}
