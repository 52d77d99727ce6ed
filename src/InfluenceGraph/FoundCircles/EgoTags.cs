using InfluenceGraph.Tags;

namespace InfluenceGraph.FoundCircles;

/// <summary>Which tags the people of an ego network have, as yes or no, with the tags numbered 0, 1, 2, ... in the order in which they stand in the matrix.</summary>
internal sealed class EgoTags
{
    private readonly int[] _offsets;
    private readonly int[] _tags;

    private EgoTags(int[] offsets, int[] tags, int[] matrixTags)
    {
        (_offsets, _tags, MatrixTags) = (offsets, tags, matrixTags);
        Holders = new int[matrixTags.Length];
        foreach (int tag in tags)
        {
            Holders[tag]++;
        }
    }

    /// <summary>The number of tags that somebody in the network has.</summary>
    internal int Count => MatrixTags.Length;

    /// <summary>Tag here to tag of the matrix, ascending.</summary>
    internal int[] MatrixTags { get; }

    /// <summary>By tag: how many people have it.</summary>
    internal int[] Holders { get; }

    /// <summary>The number of people with a tag.</summary>
    internal int People { get; private init; }

    internal ReadOnlySpan<int> TagsOf(int person) => _tags.AsSpan(_offsets[person].._offsets[person + 1]);

    /// <summary>The tags that add most to the divergence between a circle and its network (Kullback, Leibler 1951): frequent in the circle and telling. Of equal ones the earlier.</summary>
    /// <param name="members">The circle.</param>
    /// <param name="most">How many at most.</param>
    internal (int Tag, int Holders)[] StandingOut(int[] members, int most)
    {
        var holders = new SortedDictionary<int, int>();
        foreach (int person in members)
        {
            foreach (int tag in TagsOf(person))
            {
                holders[tag] = holders.GetValueOrDefault(tag) + 1;
            }
        }

        double people = _offsets.Length - 1;
        return [.. holders
            .Where(pair => pair.Value > 1 && pair.Value * people > (double)Holders[pair.Key] * members.Length)
            .OrderByDescending(pair => pair.Value * Math.Log(pair.Value * people / ((double)Holders[pair.Key] * members.Length)))
            .Take(most)
            .Select(pair => (pair.Key, pair.Value))];
    }

    /// <summary>O(tags of the people log tags).</summary>
    internal static EgoTags Of(TagMatrix matrix, ReadOnlySpan<int> viewNodes, EgoNetwork network)
    {
        var all = new List<int>();
        int[] offsets = new int[network.Count + 1];
        int people = 0;
        for (int person = 0; person < network.Count; person++)
        {
            ReadOnlySpan<int> row = matrix.TagsOf(viewNodes[network.Nodes[person]]);
            all.AddRange(row);
            people += row.IsEmpty ? 0 : 1;
            offsets[person + 1] = all.Count;
        }

        int[] tags = [.. all];
        int[] distinct = [.. tags.Distinct().Order()];
        foreach (ref int tag in tags.AsSpan())
        {
            tag = distinct.AsSpan().BinarySearch(tag);
        }

        return new(offsets, tags, distinct) { People = people };
    }
}
