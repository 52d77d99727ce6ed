namespace InfluenceGraph.Keys;

/// <summary>How many slots a table has: doubled where more than seven in ten are taken, so that a search stays short.</summary>
internal static class SlotCount
{
    private const int Least = 16;

    internal static int For(int keys) => Math.Max(Exact(keys), Least);

    /// <summary>Slots for keys to which none is added: three in ten free.</summary>
    internal static int Exact(int keys) => (int)Math.Min((keys / 7 * 10L) + 10, Array.MaxLength);

    internal static int After(int slots) => (int)Math.Min(2L * slots, Array.MaxLength);

    /// <summary>Whether more slots are needed. The largest table fills to the last slot but one.</summary>
    internal static bool IsFull(int keys, int slots) => keys > slots / 10 * 7L && slots < Array.MaxLength;
}
