using InfluenceGraph.Graphs;
using InfluenceGraph.Tags;

namespace InfluenceGraph.Topics;

/// <summary>How much of what each node is about belongs to each topic: the weight of the topic's tags in the weight of all the node's tags, 0 to 1.</summary>
/// <param name="offsets">Where each node's entries begin.</param>
/// <param name="topics">The topics, ascending within a node.</param>
/// <param name="shares">The shares, above 0.</param>
internal sealed class TopicShares(int[] offsets, int[] topics, double[] shares)
{
    internal ReadOnlySpan<int> TopicsOf(int node) => topics.AsSpan(offsets[node]..offsets[node + 1]);

    internal ReadOnlySpan<double> SharesOf(int node) => shares.AsSpan(offsets[node]..offsets[node + 1]);

    /// <summary>O(nodes + tag entries times the topics of a tag).</summary>
    internal static TopicShares Of(TagMatrix tags, CompactNodes nodes, IReadOnlyList<Topic> topics, bool useInferred)
    {
        List<int>?[] topicsOfTag = new List<int>?[tags.Names.Length];
        for (int topic = 0; topic < topics.Count; topic++)
        {
            foreach (string name in topics[topic].Tags)
            {
                if (tags.IndexOf(name) is int tag and >= 0)
                {
                    (topicsOfTag[tag] ??= []).Add(topic);
                }
            }
        }

        int[] offsets = new int[nodes.Count + 1];
        var found = new List<int>();
        var shares = new List<double>();
        double[] sums = new double[topics.Count];
        for (int node = 0; node < nodes.Count; node++)
        {
            int viewNode = nodes.ViewNodes[node];
            ReadOnlySpan<int> row = tags.TagsOf(viewNode);
            double all = 0;
            for (int t = 0; t < row.Length; t++)
            {
                if (!useInferred && tags.AreInferredOf(viewNode)[t])
                {
                    continue;
                }

                double weight = tags.WeightsOf(viewNode)[t];
                all += weight;
                foreach (int topic in topicsOfTag[row[t]] ?? [])
                {
                    sums[topic] += weight;
                }
            }

            for (int topic = 0; all > 0 && topic < sums.Length; topic++)
            {
                if (sums[topic] > 0)
                {
                    found.Add(topic);
                    shares.Add(Math.Min(1, sums[topic] / all));
                    sums[topic] = 0;
                }
            }

            offsets[node + 1] = found.Count;
        }

        return new(offsets, [.. found], [.. shares]);
    }
}
