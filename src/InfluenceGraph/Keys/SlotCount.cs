namespace InfluenceGraph.Keys;

/// <summary>How many slots a table has: doubled where more than seven in ten are taken, so that a search stays short.</summary>
internal static class SlotCount
{
    private const int Least = 16;

    internal static int For(int keys) => (int)Math.Clamp(keys / 7 * 10L + 10, Least, Array.MaxLength);

    internal static int After(int slots) => (int)Math.Min(2L * slots, Array.MaxLength);

    /// <summary>Whether more slots are needed. The largest table fills to the last slot but one.</summary>
    internal static bool IsFull(int keys, int slots) => keys > slots / 10 * 7L && slots < Array.MaxLength;
}
