namespace InfluenceGraph.Data;

/// <summary>How a CSV file is written.</summary>
public sealed record ExportOptions
{
    /// <summary>What stands between cells.</summary>
    /// <value>A comma by default; a semicolon where spreadsheets have a decimal comma.</value>
    public char Separator { get; init; } = ',';

    /// <summary>What stands before the decimals of a number.</summary>
    /// <value>A point by default.</value>
    public char DecimalSign { get; init; } = '.';

    /// <summary>Whether texts that a spreadsheet would take for a formula get an apostrophe in front; see <see cref="SafeCsv"/>.</summary>
    /// <value><see langword="true"/> by default; <see langword="false"/> where only programs read the file.</value>
    public bool GuardFormulas { get; init; } = true;

    /// <summary>Whether the file begins with a byte order mark, which old versions of Excel need to see that it is UTF-8.</summary>
    /// <value><see langword="false"/> by default.</value>
    public bool ByteOrderMark { get; init; }

    /// <summary>Where the receipt goes: what the numbers were computed from.</summary>
    /// <value><see cref="ReceiptPlace.Beside"/> by default.</value>
    public ReceiptPlace Receipt { get; init; } = ReceiptPlace.Beside;

    internal static ExportOptions Checked(Func<ExportOptions, ExportOptions>? configure)
    {
        var options = new ExportOptions();
        options = configure is null ? options : configure(options) ?? throw new ArgumentException($"{nameof(configure)} returned null; expected options.", nameof(configure));
        var errors = new OptionErrors(nameof(ExportOptions));
        errors.Require(options.Separator is '\t' or ',' or ';' or '|', $"{nameof(Separator)} is '{options.Separator}'; expected ',', ';', '|' or a tab");
        errors.Require(options.DecimalSign is '.' or ',', $"{nameof(DecimalSign)} is '{options.DecimalSign}'; expected '.' or ','");
        errors.Require(options.DecimalSign != options.Separator, $"{nameof(DecimalSign)} and {nameof(Separator)} are both '{options.Separator}'; expected a semicolon between cells where numbers have a comma");
        errors.RequireDefined(options.Receipt, nameof(Receipt));
        errors.ThrowIfAny();
        return options;
    }
}

/// <summary>Where the receipt of an exported file goes.</summary>
public enum ReceiptPlace
{
    /// <summary>Into a file beside it, with <c>.receipt.json</c> behind its name.</summary>
    Beside,

    /// <summary>Nowhere.</summary>
    None,
}
