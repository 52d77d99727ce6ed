namespace InfluenceGraph;

/// <summary>How exactly a graph file keeps permissions. 0 and 1 are exact at each precision, and a permission above 0 never becomes 0.</summary>
public enum PermissionPrecision
{
    /// <summary>As the graph has them: 4 bytes a tie and direction, no loss. A graph loaded from such a file gives the same bits in every answer.</summary>
    Exact,

    /// <summary>2 bytes: exact where no more than 65,534 permissions other than 0 and 1 occur, else within 1/131,070 (1/65,535 for permissions below 1/131,070).</summary>
    Bits16,

    /// <summary>1 byte: exact where no more than 254 permissions other than 0 and 1 occur, else within 1/510 (1/255 for permissions below 1/510).</summary>
    Bits8,
}
