namespace NotebookKit;

/// <summary>Colours, dashes and marks that stay apart for the colour-blind and in print (Okabe and Ito 2008, without its yellow, which is lost on white).</summary>
internal static class Palette
{
    internal const string Ink = "#24292f";
    internal const string Soft = "#57606a";
    internal const string Grid = "#dfe3e8";
    internal const string Faint = "#c3cad2";

    private static readonly string[] _colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];
    private static readonly string?[] _dashes = [null, "8 4", "2 4", "10 3 2 3", "5 3", "14 4", "1 3"];

    internal static string Colour(int series) => _colours[series % _colours.Length];

    internal static string? Dashes(int series) => _dashes[series % _dashes.Length];
}
