using InfluenceGraph.Tags;

namespace InfluenceGraph.Topics;

/// <summary>What social value by topic needs, at most.</summary>
internal static class TopicMemory
{
    /// <summary>A line of memory a node in each: values of eight lanes and of eight more, what eight pass on; what moves now and next, what arrived.</summary>
    private const int BytesPerNodeOfTables = 6 * 64;

    /// <summary>Weights received, offsets of shares, of edges before and after they were put in slots and of a group's sources before and after, two ways between node and slot, reads and ranks, rates, unreached slots.</summary>
    private const int BytesPerNode = 8 + 4 + 16 + 16 + 8 + 8 + 8 + 8;

    /// <summary>Target and weight by node; these and the share that moves on by slot.</summary>
    private const int BytesPerEdge = 20;

    /// <summary>Topic and share, in lists that double and once more as they are copied; lane and value of a group's sources the same way, and once more by slot; the tag's column.</summary>
    private const int BytesPerEntry = (3 * 12) + (4 * 9) + 8;

    /// <summary>Objects of a fixed size, and what each topic has beside its values.</summary>
    private const int Fixed = 64 << 10;

    private const int BytesPerTopic = 1024;

    internal static long Of(TagMatrix tags, int nodes, long edges, Topic[] topics)
    {
        long entries = 0;
        long known = 0;
        foreach (Topic topic in topics)
        {
            long ofTopic = 0;
            foreach (string name in topic.Tags)
            {
                ofTopic += tags.IndexOf(name) is int tag and >= 0 ? tags.Columns.NodesOf(tag).Length : 0;
            }

            entries += ofTopic;
            known += ofTopic > 0 ? 1 : 0;
        }

        return Fixed + (topics.Length * (long)BytesPerTopic) + (nodes * (BytesPerNode + BytesPerNodeOfTables + (known * sizeof(double)))) + (edges * BytesPerEdge) + (entries * BytesPerEntry);
    }
}
