namespace InfluenceGraph.Graphs;

/// <summary>The last contact of rows, in UTC ticks; takes memory only from the first row on that has one.</summary>
internal sealed class ContactList
{
    private readonly List<long> _ticks = [];

    internal bool IsEmpty => _ticks.Count == 0;

    internal void Set(int row, long ticks)
    {
        while (_ticks.Count < row)
        {
            _ticks.Add(EdgeTable.NoContact);
        }

        _ticks.Add(ticks);
    }

    internal long At(int row) => row < _ticks.Count ? _ticks[row] : EdgeTable.NoContact;
}
