using InfluenceGraph.Graphs;

namespace InfluenceGraph;

/// <summary>What a what-if view changed against its graph, by nodes. Immutable.</summary>
internal sealed class TieChanges
{
    /// <summary>The changed ties; <see langword="null"/> for one that was removed.</summary>
    private readonly Dictionary<(int From, int To), EdgeRow?> _rows;

    private TieChanges(Dictionary<(int From, int To), EdgeRow?> rows, int added, int removed, IReadOnlyList<string> texts)
    {
        _rows = rows;
        Added = added;
        Removed = removed;
        Texts = texts;
    }

    internal static TieChanges None { get; } = new([], 0, 0, []);

    internal bool IsEmpty => _rows.Count == 0;

    internal int Added { get; }

    internal int Removed { get; }

    internal IReadOnlyList<string> Texts { get; }

    internal bool Touches(int from, int to) => _rows.ContainsKey((from, to));

    internal bool TryGet(int from, int to, out EdgeRow row)
    {
        EdgeRow? found = _rows.GetValueOrDefault((from, to));
        row = found.GetValueOrDefault();
        return found is not null;
    }

    internal TieChanges Removing(int from, int to, string text) =>
        new(new(_rows) { [(from, to)] = null }, Added, Removed + 1, [.. Texts, text]);

    internal TieChanges Setting(int from, int to, EdgeRow row, bool isAdded, string text) =>
        new(new(_rows) { [(from, to)] = row }, Added + (isAdded ? 1 : 0), Removed, [.. Texts, text]);
}
