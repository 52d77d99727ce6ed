namespace InfluenceGraph.Cascades.Everyone;

/// <summary>One world's live edges by source, in ranks of a <see cref="SpreaderOrder"/>. Used again for world after world.</summary>
internal sealed class LiveWorld(int spreaderCount)
{
    private (int Source, int Target)[] _live = [];
    private int[] _next = [];

    /// <summary>The live edges of rank <c>u</c> below <see cref="SpreaderCount"/> lead to <c>Targets[Offsets[u] .. Offsets[u + 1]]</c>; other ranks have none.</summary>
    internal int[] Offsets { get; } = new int[spreaderCount + 1];

    internal int[] Targets { get; private set; } = [];

    internal int SpreaderCount => spreaderCount;

    internal int EdgeCount => Offsets[spreaderCount];

    /// <summary>Where a sampler puts its edges, to be handed to <see cref="Arrange"/>.</summary>
    internal ref (int Source, int Target)[] Buffer => ref _live;

    /// <summary>Arranges the first edges of the buffer by source. O(ranks + edges).</summary>
    internal void Arrange(int count, bool isBySource)
    {
        if (Targets.Length < count)
        {
            Targets = new int[_live.Length];
        }

        ReadOnlySpan<(int Source, int Target)> live = _live.AsSpan(0, count);
        Span<int> offsets = Offsets;
        offsets.Clear();
        foreach ((int source, _) in live)
        {
            offsets[source + 1]++;
        }

        for (int u = 1; u < offsets.Length; u++)
        {
            offsets[u] += offsets[u - 1];
        }

        int[] targets = Targets;
        if (isBySource)
        {
            for (int e = 0; e < live.Length; e++)
            {
                targets[e] = live[e].Target;
            }

            return;
        }

        if (_next.Length == 0)
        {
            _next = new int[Offsets.Length];
        }

        Span<int> next = _next;
        offsets.CopyTo(next);
        foreach ((int source, int target) in live)
        {
            targets[next[source]++] = target;
        }
    }
}
