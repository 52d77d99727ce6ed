using System.Runtime.InteropServices;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.Tags;

/// <summary>Tag rows in any order to a <see cref="TagTable"/>.</summary>
internal sealed class TagTableBuilder
{
    private readonly Dictionary<string, int> _provisionalTags = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _names = [];
    private readonly List<(int Node, TagRow Row)> _rows = [];

    internal int RowCount => _rows.Count;

    /// <summary>Adds a row that <see cref="TagRules"/> let pass.</summary>
    internal void Add(int provisionalNode, CustomerTag tag)
    {
        string name = TagRules.NameOf(tag.Name);
        ref int id = ref CollectionsMarshal.GetValueRefOrAddDefault(_provisionalTags, name, out bool exists);
        if (!exists)
        {
            id = _names.Count;
            _names.Add(name);
        }
        else if (string.CompareOrdinal(name, _names[id]) < 0)
        {
            // Of several spellings the same one is shown whatever the order of the rows.
            _names[id] = name;
        }

        _rows.Add((provisionalNode, new(id, (float)tag.Weight, tag.IsInferred, Period.Of(tag.Since, tag.Until))));
    }

    /// <summary>Whose row it is, for the rules on unknown customers.</summary>
    internal int NodeOfRow(int row) => _rows[row].Node;

    /// <summary>Builds the table. O(names log names + rows log rows of a node).</summary>
    /// <param name="nodeOf">Provisional id to node, -1 for a node that is left out.</param>
    /// <param name="nodeCount">The number of nodes.</param>
    internal TagTable Build(int[] nodeOf, int nodeCount)
    {
        int[] order = [.. Enumerable.Range(0, _names.Count)];
        string[] names = [.. _names];
        Array.Sort(names, order, StringComparer.OrdinalIgnoreCase);
        int[] tagOf = new int[order.Length];
        for (int tag = 0; tag < order.Length; tag++)
        {
            tagOf[order[tag]] = tag;
        }

        int[] offsets = new int[nodeCount + 1];
        foreach ((int node, _) in _rows)
        {
            offsets[nodeOf[node] + 1] += nodeOf[node] >= 0 ? 1 : 0;
        }

        for (int u = 0; u < nodeCount; u++)
        {
            offsets[u + 1] += offsets[u];
        }

        int[] next = offsets[..^1];
        var rows = new TagRow[offsets[^1]];
        foreach ((int node, TagRow row) in _rows)
        {
            if (nodeOf[node] >= 0)
            {
                rows[next[nodeOf[node]]++] = row with { Tag = tagOf[row.Tag] };
            }
        }

        for (int u = 0; u < nodeCount; u++)
        {
            rows.AsSpan(offsets[u]..offsets[u + 1]).Sort(TagRow.Compare);
        }

        return new(names, offsets, rows, _rows.Count - rows.Length);
    }
}
