using System.Runtime.InteropServices;

namespace InfluenceGraph.Circles;

/// <summary>Circle rows in any order to a <see cref="CircleTable"/>.</summary>
internal sealed class CircleTableBuilder
{
    private readonly Dictionary<(int Owner, string Name), List<int>> _circles = [];

    internal bool IsEmpty => _circles.Count == 0;

    /// <summary>Adds members to a circle, which is there from then on.</summary>
    internal void Add(int owner, string name, ReadOnlySpan<int> members)
    {
        ref List<int>? list = ref CollectionsMarshal.GetValueRefOrAddDefault(_circles, (owner, name.Trim()), out _);
        (list ??= []).AddRange(members);
    }

    /// <summary>The provisional ids of each circle, for the rules on unknown customers.</summary>
    internal IEnumerable<(int Owner, string Name, IReadOnlyList<int> Members)> Rows =>
        _circles.Select(pair => (pair.Key.Owner, pair.Key.Name, (IReadOnlyList<int>)pair.Value));

    /// <summary>Builds the table. O(circles log circles + members log members of a circle).</summary>
    /// <param name="nodeOf">Provisional id to node, -1 for a node that is left out.</param>
    /// <param name="nodeCount">The number of nodes.</param>
    internal CircleTable Build(int[] nodeOf, int nodeCount)
    {
        (long unknownOwners, long unknownMembers, long owners, long repeated) = (0, 0, 0, 0);
        int[] offsets = new int[nodeCount + 1];
        var names = new List<string>();
        var memberOffsets = new List<int> { 0 };
        var members = new List<int>();
        foreach (((int provisional, string name), List<int> list) in _circles
            .OrderBy(pair => nodeOf[pair.Key.Owner])
            .ThenBy(pair => pair.Key.Name, StringComparer.Ordinal))
        {
            int owner = nodeOf[provisional];
            if (owner < 0)
            {
                unknownOwners++;
                continue;
            }

            int[] nodes = [.. list.Select(member => nodeOf[member])];
            int[] known = [.. nodes.Where(node => node >= 0 && node != owner).Distinct().Order()];
            int unknown = nodes.AsSpan().Count(-1);
            int self = nodes.AsSpan().Count(owner);
            unknownMembers += unknown;
            owners += self;
            repeated += nodes.Length - unknown - self - known.Length;
            offsets[owner + 1]++;
            names.Add(name);
            members.AddRange(known);
            memberOffsets.Add(members.Count);
        }

        for (int u = 0; u < nodeCount; u++)
        {
            offsets[u + 1] += offsets[u];
        }

        LeftOut[] leftOut = Array.FindAll<LeftOut>(
            [
                new("circles of an unknown owner", unknownOwners),
                new("members of circles who are unknown", unknownMembers),
                new("owners who stood in their own circle", owners),
                new("members who stood twice in a circle", repeated),
            ],
            item => item.Count > 0);
        return new(offsets, [.. names], [.. memberOffsets], [.. members], leftOut);
    }
}
