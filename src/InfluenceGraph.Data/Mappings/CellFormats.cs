using System.Globalization;
using InfluenceGraph.Data.Mappings;

namespace InfluenceGraph.Data;

/// <summary>How numbers, dates and empty cells are written in a file or a database. Said by the caller, never guessed from a cell.</summary>
public sealed record CellFormats
{
    private static readonly NumberFormatInfo _point = new() { NumberGroupSeparator = " " };
    private static readonly NumberFormatInfo _comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = " " };

    /// <summary>What stands before the decimals of a number.</summary>
    /// <value>A point by default; a comma for exports such as <c>0,5</c>.</value>
    public char DecimalSign { get; init; } = '.';

    /// <summary>What stands between the thousands of a number, where it stands: <c>1.234.567,50</c> and <c>1234567,50</c> are then the same. Other groups than of three digits are no number.</summary>
    /// <value><see langword="null"/> by default: nothing may. A point, a comma, an apostrophe or a blank, which also stands for one that does not break.</value>
    public char? ThousandsSign { get; init; }

    /// <summary>
    /// How dates are written: custom formats of .NET such as <c>dd/MM/yyyy HH:mm</c>, the words <c>iso</c>, <c>unix</c> (seconds since 1970, with or
    /// without a fraction) and <c>unix-ms</c>. The first that fits is taken.
    /// </summary>
    /// <value>
    /// <c>iso</c> by default: <c>2026-04-03</c>, <c>2026-04-03 17:30</c>, <c>2026-04-03T17:30:00.5+02:00</c>. A date such as 03/04/2026 is then a
    /// rejected row, because it may be two days.
    /// </value>
    public IReadOnlyList<string> Dates { get; init; } = ["iso"];

    /// <summary>The offset from UTC of times that state none.</summary>
    /// <value>0 by default: such times are UTC. Daylight saving time is not looked up.</value>
    public TimeSpan Offset { get; init; }

    /// <summary>Texts that mean an empty cell, besides nothing and blanks.</summary>
    /// <value><c>NULL</c> and <c>\N</c> by default, as databases write them.</value>
    public IReadOnlyList<string> Empty { get; init; } = ["NULL", @"\N"];

    internal NumberFormatInfo Numbers => DecimalSign == ',' ? _comma : _point;

    internal NumberFormatInfo OtherNumbers => DecimalSign == ',' ? _point : _comma;

    /// <summary>The formats in one line.</summary>
    /// <returns>A text that is the same for the same formats.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"decimal '{DecimalSign}',{(ThousandsSign is char sign ? $" thousands '{sign}'," : "")} dates {string.Join(" or ", Dates)}, offset {Offset}, empty {string.Join(" or ", Empty.Select(text => $"'{text}'"))}");

    internal void Validate(OptionErrors errors)
    {
        errors.Require(DecimalSign is '.' or ',', $"{nameof(DecimalSign)} is '{DecimalSign}'; expected '.' or ','");
        errors.Require(ThousandsSign is not char thousands || (thousands != DecimalSign && GroupedDigits.Signs.Contains(thousands, StringComparison.Ordinal)), $"{nameof(ThousandsSign)} is '{ThousandsSign}'; expected '.', ',', an apostrophe or a blank, another than before decimals");
        errors.Require(Dates is { Count: > 0 } && Dates.All(CellTimes.IsFormat), $"{nameof(Dates)} is '{(Dates is null ? "null" : string.Join(", ", Dates))}'; expected 'iso', 'unix', 'unix-ms' or formats with a year, a month and a day, such as 'dd/MM/yyyy'");
        errors.Require(Offset.Ticks % TimeSpan.TicksPerMinute == 0 && Offset.Duration() <= TimeSpan.FromHours(14), string.Create(CultureInfo.InvariantCulture, $"{nameof(Offset)} is {Offset}; expected whole minutes between -14 and 14 hours"));
        errors.Require(Empty is not null && Empty.All(text => !string.IsNullOrWhiteSpace(text)), $"{nameof(Empty)} has a blank text; expected words such as 'NULL'");
    }
}
