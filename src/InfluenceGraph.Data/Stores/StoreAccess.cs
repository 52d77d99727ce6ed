namespace InfluenceGraph.Data;

/// <summary>What a store is opened for.</summary>
public enum StoreAccess
{
    /// <summary>Reading and writing. A store of an older version is brought to this one.</summary>
    Write,

    /// <summary>Reading only: the file is not changed, and may lie in a folder where nothing can be written.</summary>
    Read,
}
