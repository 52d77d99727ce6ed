namespace InfluenceGraph.Tool.Sources;

/// <summary>Stores by their file.</summary>
internal static class StoreSources
{
    internal static IDataSource Open(string path) =>
        throw ToolException.Store($"{path}: this build has no stores yet; expected --crm FOLDER or --ties FILE.");
}
