namespace InfluenceGraph.Containment;

/// <summary>The worlds that a plan is chosen on. As many as fit are kept; the others are drawn again whenever they are asked for, with the same bits.</summary>
internal sealed class WorldStore(LiveEdges live, int[] complainers, int worlds, long mostBytes)
{
    private readonly ComplaintWorld?[] _kept = new ComplaintWorld?[worlds];
    private long _bytes;

    internal int Count => worlds;

    /// <summary>A world; one that is not kept is drawn into the scratch.</summary>
    internal ComplaintWorld Get(int world, WorldScratch scratch)
    {
        if (_kept[world] is ComplaintWorld kept)
        {
            return kept;
        }

        scratch.World.Draw(live, world, complainers, scratch.Draw);
        if (Volatile.Read(ref _bytes) < mostBytes)
        {
            kept = scratch.World.Compact();
            if (Interlocked.Add(ref _bytes, kept.Bytes) <= mostBytes)
            {
                _kept[world] = kept;
            }
        }

        return scratch.World;
    }
}
