namespace InfluenceGraph.Data.GraphFormats;

/// <summary>A column of a file that is written: its name, what its cells are, and the cell of each row; <see langword="null"/> for an empty one.</summary>
internal sealed record ExportColumn<TRow>(string Name, CustomerColumnKind Kind, Func<TRow, string?> CellOf);
