using InfluenceGraph.Graphs;

namespace InfluenceGraph.Tags;

/// <summary>Merges tags that few have into the tag that their holders have most often beside them, until no rare tag has another one beside it.</summary>
internal static class RareTags
{
    /// <summary>
    /// Rarest first, so that small tags grow together before they give up. Of tags that stand beside a rare one equally often the one
    /// with more holders is taken, then the first by name. O(entries of rare tags times the tags of their holders).
    /// </summary>
    /// <param name="matrix">The tags by node of the view.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="useInferred">Whether inferred tags count.</param>
    /// <param name="minCount">Tags with fewer holders are rare.</param>
    /// <param name="cancellationToken">Stops between nodes and tags.</param>
    /// <returns>Tag to the tag into which it is merged, itself where it is not; and the rare tags that nothing stands beside.</returns>
    internal static (int[] TagOf, List<int> Alone) Merge(TagMatrix matrix, CompactNodes nodes, bool useInferred, int minCount, CancellationToken cancellationToken)
    {
        var tagsOf = new SortedSet<int>[nodes.Count];
        var holdersOf = new SortedSet<int>[matrix.Names.Length];
        for (int node = 0; node < nodes.Count; node++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int viewNode = nodes.ViewNodes[node];
            tagsOf[node] = [];
            for (int t = 0; t < matrix.TagsOf(viewNode).Length; t++)
            {
                if (useInferred || !matrix.AreInferredOf(viewNode)[t])
                {
                    int tag = matrix.TagsOf(viewNode)[t];
                    tagsOf[node].Add(tag);
                    (holdersOf[tag] ??= []).Add(node);
                }
            }
        }

        int[] mergedInto = [.. Enumerable.Range(0, holdersOf.Length)];
        var alone = new List<int>();
        var queue = new PriorityQueue<int, (int Holders, int Tag)>();
        for (int tag = 0; tag < holdersOf.Length; tag++)
        {
            if (holdersOf[tag] is { } holders && holders.Count < minCount)
            {
                queue.Enqueue(tag, (holders.Count, tag));
            }
        }

        while (queue.TryDequeue(out int tag, out (int Holders, int Tag) asQueued))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (mergedInto[tag] != tag || holdersOf[tag].Count >= minCount)
            {
                continue;
            }

            if (holdersOf[tag].Count != asQueued.Holders)
            {
                queue.Enqueue(tag, (holdersOf[tag].Count, tag));
                continue;
            }

            int into = BesideMostOften(tag, tagsOf, holdersOf);
            if (into < 0)
            {
                alone.Add(tag);
                continue;
            }

            mergedInto[tag] = into;
            foreach (int holder in holdersOf[tag])
            {
                tagsOf[holder].Remove(tag);
                tagsOf[holder].Add(into);
            }

            holdersOf[into].UnionWith(holdersOf[tag]);
        }

        int Root(int tag) => mergedInto[tag] == tag ? tag : mergedInto[tag] = Root(mergedInto[tag]);
        int[] tagOf = [.. Enumerable.Range(0, mergedInto.Length).Select(Root)];
        alone.Sort();
        return (tagOf, alone);
    }

    private static int BesideMostOften(int tag, SortedSet<int>[] tagsOf, SortedSet<int>[] holdersOf)
    {
        var beside = new SortedDictionary<int, int>();
        foreach (int holder in holdersOf[tag])
        {
            foreach (int other in tagsOf[holder])
            {
                beside[other] = beside.GetValueOrDefault(other) + 1;
            }
        }

        beside.Remove(tag);
        return beside.Count == 0
            ? -1
            : beside.OrderByDescending(pair => pair.Value).ThenByDescending(pair => holdersOf[pair.Key].Count).ThenBy(pair => pair.Key).First().Key;
    }
}
