namespace InfluenceGraph.Seeding;

/// <summary>A growing list of nodes whose storage samplers write to directly.</summary>
internal sealed class NodeList
{
    internal int[] Items { get; private set; } = new int[1 << 8];

    internal int Count { get; set; }

    /// <summary>Makes room for at least one more; the items stay.</summary>
    internal int[] Grown(int count)
    {
        int[] larger = new int[Math.Max(count + 1, (int)Math.Min(Array.MaxLength, 2L * Items.Length))];
        Items.AsSpan(0, count).CopyTo(larger);
        return Items = larger;
    }

    internal void Add(int node)
    {
        if (Count == Items.Length)
        {
            Grown(Count);
        }

        Items[Count++] = node;
    }
}
