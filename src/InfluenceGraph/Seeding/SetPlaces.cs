namespace InfluenceGraph.Seeding;

/// <summary>A growing list of who is in which set, whose storage samplers write to directly. Sets have the numbers of a batch.</summary>
internal sealed class SetPlaces
{
    /// <summary>What a place takes; twice that while the list grows.</summary>
    internal const int BytesPerPlace = sizeof(int) + sizeof(byte);

    internal int[] Nodes { get; private set; } = new int[1 << 8];

    internal byte[] Sets { get; private set; } = new byte[1 << 8];

    internal int Count { get; set; }

    internal ReadOnlySpan<int> AllNodes => Nodes.AsSpan(0, Count);

    internal ReadOnlySpan<byte> AllSets => Sets.AsSpan(0, Count);

    /// <summary>Makes room for so many more behind so many places, which stay.</summary>
    internal void Grow(int count, int more)
    {
        int length = Math.Max(count + more, (int)Math.Min(Array.MaxLength, 2L * Nodes.Length));
        int[] nodes = new int[length];
        byte[] sets = new byte[length];
        Nodes.AsSpan(0, count).CopyTo(nodes);
        Sets.AsSpan(0, count).CopyTo(sets);
        (Nodes, Sets) = (nodes, sets);
    }
}
