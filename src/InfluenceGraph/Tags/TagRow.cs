using InfluenceGraph.Graphs;

namespace InfluenceGraph.Tags;

/// <summary>One tag row of a node.</summary>
internal readonly record struct TagRow(int Tag, float Weight, bool IsInferred, Period Period)
{
    /// <summary>By tag and then in an order that does not depend on the input's, so that sums have the same bits.</summary>
    internal static int Compare(TagRow a, TagRow b)
    {
        int byTag = a.Tag.CompareTo(b.Tag);
        return byTag != 0 ? byTag : a.Weight.CompareTo(b.Weight);
    }
}
