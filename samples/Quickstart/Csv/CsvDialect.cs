using System.Globalization;

namespace Quickstart.Csv;

/// <summary>How a file is written. Declared by the caller, never guessed from the content.</summary>
internal sealed record CsvDialect
{
    internal static CsvDialect Default { get; } = new();

    internal char Delimiter { get; init; } = ',';

    internal string DelimiterText => Delimiter == '\t' ? "\\t" : Delimiter.ToString();

    /// <summary>What stands before the decimals of a number: a point or a comma.</summary>
    internal char Decimal { get; init; } = '.';

    internal NumberFormatInfo Numbers => Decimal == ',' ? DecimalComma : NumberFormatInfo.InvariantInfo;

    private static NumberFormatInfo DecimalComma { get; } = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NaNSymbol = "NaN", PositiveInfinitySymbol = "Infinity", NegativeInfinitySymbol = "-Infinity" };

    /// <summary>Whether the first line names the columns; if not, columns are given by their number.</summary>
    internal bool HasHeader { get; init; } = true;

    /// <summary>Lines that start with it are no rows.</summary>
    internal char? Comment { get; init; }
}
