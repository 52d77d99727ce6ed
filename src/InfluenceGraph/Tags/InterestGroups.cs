using InfluenceGraph.Communities;

namespace InfluenceGraph.Tags;

/// <summary>Groups of nodes with the sums of their vectors; small ones are merged into the most similar group.</summary>
internal sealed class InterestGroups
{
    private readonly TagVectors _vectors;
    private readonly List<int>?[] _members;
    private readonly SortedDictionary<int, double>[] _sums;
    private readonly List<int>[] _groupsOfTag;
    private readonly int[] _mergedInto;

    private InterestGroups(TagVectors vectors, Partition partition, CancellationToken cancellationToken)
    {
        _vectors = vectors;
        _members = new List<int>?[partition.Count];
        _sums = new SortedDictionary<int, double>[partition.Count];
        _mergedInto = [.. Enumerable.Range(0, partition.Count)];
        _groupsOfTag = [.. Enumerable.Range(0, vectors.TagCount).Select(_ => new List<int>())];
        for (int node = 0; node < vectors.NodeCount; node++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (vectors.TagsOf(node).Length > 0)
            {
                int group = partition.GroupOf[node];
                (_members[group] ??= []).Add(node);
                SortedDictionary<int, double> sum = _sums[group] ??= [];
                for (int t = 0; t < vectors.TagsOf(node).Length; t++)
                {
                    int tag = vectors.TagsOf(node)[t];
                    sum[tag] = sum.GetValueOrDefault(tag) + vectors.ValuesOf(node)[t];
                }
            }
        }

        for (int group = 0; group < _members.Length; group++)
        {
            foreach (int tag in _members[group] is null ? [] : _sums[group].Keys.ToArray())
            {
                _groupsOfTag[tag].Add(group);
            }
        }
    }

    /// <summary>The groups of at least a size, members ascending, and the nodes that are left over. Nodes without tags are in neither.</summary>
    /// <param name="vectors">The nodes' tags.</param>
    /// <param name="partition">The groups as found; every node in one.</param>
    /// <param name="minSize">Smaller groups are merged, smallest first.</param>
    /// <param name="least">The least cosine of the sums of two groups that are merged.</param>
    /// <param name="cancellationToken">Stops between groups.</param>
    internal static (List<int[]> Groups, int[] LeftOver) Of(TagVectors vectors, Partition partition, int minSize, double least, CancellationToken cancellationToken)
    {
        var groups = new InterestGroups(vectors, partition, cancellationToken);
        var queue = new PriorityQueue<int, (int Size, int Group)>();
        for (int group = 0; group < groups._members.Length; group++)
        {
            if (groups._members[group] is { } members && members.Count < minSize)
            {
                queue.Enqueue(group, (members.Count, group));
            }
        }

        var leftOver = new List<int>();
        while (queue.TryDequeue(out int group, out (int Size, int Group) asQueued))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (groups._members[group] is not { } members || members.Count >= minSize)
            {
                continue;
            }

            if (members.Count != asQueued.Size)
            {
                queue.Enqueue(group, (members.Count, group));
                continue;
            }

            int into = groups.MostSimilarTo(group, least);
            if (into < 0)
            {
                leftOver.AddRange(members);
                groups._members[group] = null;
            }
            else
            {
                groups.Merge(group, into);
            }
        }

        leftOver.Sort();
        List<int[]> kept = [.. groups._members.Where(members => members is not null).Select(members => members!.Order().ToArray())];
        return ([.. kept.OrderByDescending(members => members.Length).ThenBy(members => members[0])], [.. leftOver]);
    }

    /// <summary>The mean cosine of two of the nodes: vectors have length 1, so the square of their sum holds all pairs twice and each node once.</summary>
    internal static double CohesionOf(TagVectors vectors, int[] nodes)
    {
        var sum = new SortedDictionary<int, double>();
        foreach (int node in nodes)
        {
            for (int t = 0; t < vectors.TagsOf(node).Length; t++)
            {
                int tag = vectors.TagsOf(node)[t];
                sum[tag] = sum.GetValueOrDefault(tag) + vectors.ValuesOf(node)[t];
            }
        }

        double squares = sum.Values.Sum(value => value * value);
        return Math.Clamp((squares - nodes.Length) / ((double)nodes.Length * (nodes.Length - 1)), 0, 1);
    }

    private int MostSimilarTo(int group, double least)
    {
        var products = new SortedDictionary<int, double>();
        foreach ((int tag, double value) in _sums[group])
        {
            foreach (int other in _groupsOfTag[tag].Select(Root).Distinct())
            {
                if (other != group && _members[other] is not null && _sums[other].TryGetValue(tag, out double theirs))
                {
                    products[other] = products.GetValueOrDefault(other) + (value * theirs);
                }
            }
        }

        double length = LengthOf(group);
        (int best, double similarity) = (-1, 0.0);
        foreach ((int other, double product) in products)
        {
            double cosine = product / (length * LengthOf(other));
            if (cosine >= least && cosine > similarity)
            {
                (best, similarity) = (other, cosine);
            }
        }

        return best;
    }

    private void Merge(int group, int into)
    {
        foreach ((int tag, double value) in _sums[group])
        {
            _sums[into][tag] = _sums[into].GetValueOrDefault(tag) + value;
        }

        _members[into]!.AddRange(_members[group]!);
        _members[group] = null;
        _mergedInto[group] = into;
    }

    private int Root(int group)
    {
        while (_mergedInto[group] != group)
        {
            group = _mergedInto[group];
        }

        return group;
    }

    private double LengthOf(int group) => Math.Sqrt(_sums[group].Values.Sum(value => value * value));
}
