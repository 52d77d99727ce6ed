using InfluenceGraph.Graphs;

namespace InfluenceGraph;

/// <summary>What a what-if view changed against its graph, by nodes. Immutable.</summary>
internal sealed class TieChanges
{
    private readonly Dictionary<(int From, int To), EdgeRow> _rows;

    private TieChanges(Dictionary<(int From, int To), EdgeRow> rows, int added, int removed, IReadOnlyList<string> texts)
    {
        _rows = rows;
        Added = added;
        Removed = removed;
        Texts = texts;
    }

    internal static TieChanges None { get; } = new([], 0, 0, []);

    internal int Added { get; }

    internal int Removed { get; }

    internal IReadOnlyList<string> Texts { get; }

    internal bool TryGet(int from, int to, out EdgeRow row) => _rows.TryGetValue((from, to), out row);

    internal TieChanges Removing(int from, int to, string text)
    {
        var rows = new Dictionary<(int, int), EdgeRow>(_rows);
        rows.Remove((from, to));
        return new(rows, Added, Removed + 1, [.. Texts, text]);
    }

    internal TieChanges Setting(int from, int to, EdgeRow row, bool isAdded, string text) =>
        new(new(_rows) { [(from, to)] = row }, Added + (isAdded ? 1 : 0), Removed, [.. Texts, text]);
}
