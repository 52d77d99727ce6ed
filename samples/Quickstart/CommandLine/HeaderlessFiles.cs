namespace Quickstart.CommandLine;

/// <summary>Which files have no line with column names.</summary>
internal enum HeaderlessFiles
{
    None,
    Both,
    Customers,
    Ties,
}
