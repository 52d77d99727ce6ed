namespace Quickstart.Csv;

/// <summary>A column that was found in a file.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Name">What the caller called it: its name, or its number in a file without a header.</param>
internal readonly record struct CsvColumn(int Index, string Name);
