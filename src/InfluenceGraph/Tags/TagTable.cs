using InfluenceGraph.Graphs;

namespace InfluenceGraph.Tags;

/// <summary>The tags of a customer base: row <c>u</c> holds the tag rows of node <c>u</c>, by tag. Immutable; shared by every view.</summary>
/// <param name="names">Tag id to name, in ordinal order without regard to case.</param>
/// <param name="offsets">Where each node's rows begin.</param>
/// <param name="rows">The rows.</param>
/// <param name="unknownCustomerRows">How many rows were left out because they name an unknown customer.</param>
internal sealed class TagTable(string[] names, int[] offsets, TagRow[] rows, long unknownCustomerRows)
{
    internal string[] Names { get; } = names;

    internal int RowCount => rows.Length;

    internal long UnknownCustomerRows => unknownCustomerRows;

    internal bool HasDated { get; } = rows.Any(row => row.Period != Period.Always);

    internal ReadOnlySpan<TagRow> RowsOf(int node) => rows.AsSpan(offsets[node]..offsets[node + 1]);

    /// <summary>The tags of included nodes that are in force at a moment; rows of one tag added up. O(nodes + rows).</summary>
    internal TagMatrix At(long moment, GraphView nodes)
    {
        int[] rowOffsets = new int[nodes.NodeCount + 1];
        var tags = new List<int>(rows.Length);
        var weights = new List<float>(rows.Length);
        var areInferred = new List<bool>(rows.Length);
        (long ofOthers, long notInForce, long parallel, long? nextChange) = (0, 0, 0, null);
        for (int u = 0; u < nodes.NodeCount; u++)
        {
            ReadOnlySpan<TagRow> ofNode = RowsOf(u);
            bool isIncluded = nodes.Includes(u);
            ofOthers += isIncluded ? 0 : ofNode.Length;
            int last = -1;
            double sum = 0;
            foreach (TagRow row in isIncluded ? ofNode : [])
            {
                nextChange = Earlier(nextChange, row.Period.Since, moment);
                nextChange = Earlier(nextChange, row.Period.Until, moment);
                if (!row.Period.Contains(moment))
                {
                    notInForce++;
                    continue;
                }

                if (row.Tag == last)
                {
                    sum += row.Weight;
                    weights[^1] = (float)Math.Min(sum, float.MaxValue);
                    areInferred[^1] &= row.IsInferred;
                    parallel++;
                    continue;
                }

                tags.Add(row.Tag);
                weights.Add(row.Weight);
                areInferred.Add(row.IsInferred);
                (last, sum) = (row.Tag, row.Weight);
            }

            rowOffsets[u + 1] = tags.Count;
        }

        LeftOut[] leftOut = Array.FindAll<LeftOut>(
            [new("tag rows naming an unknown customer", unknownCustomerRows), new("tags of a customer who is left out", ofOthers), new("tags not in force at the moment", notInForce), new("tag rows added to another of the same customer and tag", parallel)],
            item => item.Count > 0);
        return new(Names, rowOffsets, [.. tags], [.. weights], [.. areInferred], leftOut, nextChange);
    }

    private static long? Earlier(long? next, long candidate, long moment) =>
        candidate > moment && candidate < long.MaxValue ? Math.Min(next ?? long.MaxValue, candidate) : next;
}
