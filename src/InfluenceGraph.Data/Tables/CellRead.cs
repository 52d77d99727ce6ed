namespace InfluenceGraph.Data.Tables;

/// <summary>What came of reading a cell.</summary>
internal enum CellRead
{
    /// <summary>A value.</summary>
    Value,

    /// <summary>Nothing, or a text that means nothing.</summary>
    Empty,

    /// <summary>Something else than what was asked for.</summary>
    Wrong,
}
