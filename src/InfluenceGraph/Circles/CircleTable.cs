namespace InfluenceGraph.Circles;

/// <summary>The circles that customers named: row <c>u</c> holds the circles of node <c>u</c>, by name. Immutable; shared by every view.</summary>
/// <param name="offsets">Where each owner's circles begin.</param>
/// <param name="names">The circles' names.</param>
/// <param name="memberOffsets">Where each circle's members begin.</param>
/// <param name="members">The members, ascending, each once, without the owner.</param>
/// <param name="leftOut">Rows that were left out when the table was built.</param>
internal sealed class CircleTable(int[] offsets, string[] names, int[] memberOffsets, int[] members, LeftOut[] leftOut)
{
    internal int Count => names.Length;

    internal IReadOnlyList<LeftOut> LeftOut => leftOut;

    internal Range CirclesOf(int owner) => offsets[owner]..offsets[owner + 1];

    internal string NameOf(int circle) => names[circle];

    internal ReadOnlySpan<int> MembersOf(int circle) => members.AsSpan(memberOffsets[circle]..memberOffsets[circle + 1]);
}
