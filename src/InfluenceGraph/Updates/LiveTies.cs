using System.Runtime.InteropServices;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.Updates;

/// <summary>Permission and strength of the ties that were changed since the start, by pair of nodes, and the way back.</summary>
internal sealed class LiveTies
{
    private readonly Dictionary<long, EdgeRow?> _rows = [];
    private readonly Dictionary<int, List<int>> _targets = [];
    private readonly Dictionary<int, List<int>> _sources = [];
    private readonly Stack<(int From, int To, bool WasKnown, EdgeRow? Before)> _undo = [];

    /// <summary>The changed pairs; the row is <see langword="null"/> where a tie was removed.</summary>
    internal IEnumerable<(int From, int To, EdgeRow? Row)> All => _rows.Select(pair => ((int)(pair.Key >> 32), (int)pair.Key, pair.Value));

    internal int Count => _rows.Count;

    /// <summary>Those to whom a tie of a node was ever changed.</summary>
    internal int[] TargetsOf(int from) => _targets.TryGetValue(from, out List<int>? targets) ? [.. targets] : [];

    /// <summary>Those from whom a tie to a node was ever changed.</summary>
    internal int[] SourcesOf(int to) => _sources.TryGetValue(to, out List<int>? sources) ? [.. sources] : [];

    internal bool TryGet(int from, int to, out EdgeRow? row) => _rows.TryGetValue(EdgeTable.PairOf(from, to), out row);

    internal void Begin() => _undo.Clear();

    internal void Set(int from, int to, EdgeRow? row)
    {
        ref EdgeRow? known = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, EdgeTable.PairOf(from, to), out bool exists);
        _undo.Push((from, to, exists, known));
        known = row;
        if (!exists)
        {
            Append(_targets, from, to);
            Append(_sources, to, from);
        }
    }

    internal void Undo()
    {
        while (_undo.TryPop(out (int From, int To, bool WasKnown, EdgeRow? Before) change))
        {
            if (change.WasKnown)
            {
                _rows[EdgeTable.PairOf(change.From, change.To)] = change.Before;
            }
            else
            {
                _rows.Remove(EdgeTable.PairOf(change.From, change.To));
                _targets[change.From].RemoveAt(_targets[change.From].Count - 1);
                _sources[change.To].RemoveAt(_sources[change.To].Count - 1);
            }
        }
    }

    private static void Append(Dictionary<int, List<int>> lists, int node, int other)
    {
        ref List<int>? list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, node, out _);
        (list ??= []).Add(other);
    }
}
