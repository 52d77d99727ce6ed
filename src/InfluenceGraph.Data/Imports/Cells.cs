using InfluenceGraph.Data.Mappings;
using InfluenceGraph.Data.Tables;

namespace InfluenceGraph.Data.Imports;

/// <summary>A column that a mapping names, found in a source.</summary>
internal abstract class BoundCell(RowSource source, string role, int place)
{
    private const int LongestShown = 80;

    private protected RowSource Source { get; } = source;

    private protected string Role { get; } = role;

    /// <summary>The place from 0; -1 where the mapping names none.</summary>
    private protected int Place { get; } = place;

    internal bool IsGiven => Place >= 0;

    private protected RowFate Missing() => RowFate.Rejected($"{Role} is empty", $"{Role} ({Name}) is empty; expected {Expected("")}");

    private protected RowFate Wrong()
    {
        string text = Source.Text(Place);
        return RowFate.Rejected($"{Role} cannot be used", $"{Role} ({Name}) is '{(text.Length > LongestShown ? $"{text[..LongestShown]}..." : text)}'; {ExpectedOf(text)}");
    }

    private protected abstract string Expected(string text);

    private protected virtual string ExpectedOf(string text) => $"expected {Expected(text)}";

    private string Name => ColumnBinding.NameOf(Source, Place);
}

/// <summary>A cell that names a customer.</summary>
internal abstract class KeyCell<TKey>(RowSource source, string role, int place) : BoundCell(source, role, place)
    where TKey : notnull
{
    internal static KeyCell<TKey> Of(RowSource source, string role, SourceColumn column)
    {
        int place = ColumnBinding.Find(source, role, column);
        object cell = typeof(TKey) == typeof(string) ? new TextKeyCell(source, role, place)
            : typeof(TKey) == typeof(long) ? new NumberKeyCell(source, role, place)
            : typeof(TKey) == typeof(Guid) ? new GuidKeyCell(source, role, place)
            : throw new ArgumentException($"Keys of type {typeof(TKey)} cannot be read from rows; expected string, long or Guid.");
        return (KeyCell<TKey>)cell;
    }

    internal bool TryRead(out TKey key, out RowFate fate)
    {
        CellRead read = Read(out key);
        fate = read == CellRead.Value ? RowFate.Used : read == CellRead.Wrong ? Wrong() : IsNothing() ? RowFate.Skipped("row without any text") : Missing();
        return read == CellRead.Value;
    }

    private protected abstract CellRead Read(out TKey key);

    private protected override string Expected(string text) => "a customer";

    /// <summary>Spreadsheets write rows of separators below the last one with text.</summary>
    private bool IsNothing()
    {
        for (int i = 0; i < Source.ColumnCount; i++)
        {
            if (!Source.IsEmpty(i))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A key of type string.</summary>
internal sealed class TextKeyCell(RowSource source, string role, int place) : KeyCell<string>(source, role, place)
{
    private protected override CellRead Read(out string key)
    {
        key = Source.IsEmpty(Place) ? "" : Source.Text(Place);
        return string.IsNullOrWhiteSpace(key) ? CellRead.Empty : CellRead.Value;
    }
}

/// <summary>A key of type long.</summary>
internal sealed class NumberKeyCell(RowSource source, string role, int place) : KeyCell<long>(source, role, place)
{
    private protected override CellRead Read(out long key) => Source.ReadInt64(Place, out key);

    private protected override string Expected(string text) => "a whole number, the customer's key; read keys as text where some are none";
}

/// <summary>A key of type Guid.</summary>
internal sealed class GuidKeyCell(RowSource source, string role, int place) : KeyCell<Guid>(source, role, place)
{
    private protected override CellRead Read(out Guid key) => Source.ReadGuid(Place, out key);

    private protected override string Expected(string text) => "a GUID, the customer's key";
}

/// <summary>A cell that holds text.</summary>
internal sealed class TextCell(RowSource source, string role, SourceColumn? column, string expected) : BoundCell(source, role, ColumnBinding.Find(source, role, column))
{
    /// <summary>The text, or <see langword="null"/> where there is none or no such column.</summary>
    internal string? Read() => IsGiven && !Source.IsEmpty(Place) && Source.Text(Place) is string text && !string.IsNullOrWhiteSpace(text) ? text : null;

    internal bool TryRead(out string text, out RowFate fate)
    {
        text = Read() ?? "";
        fate = text.Length > 0 ? RowFate.Used : Missing();
        return text.Length > 0;
    }

    /// <summary>Says that the text is not one of those that are expected.</summary>
    internal RowFate Refused() => Wrong();

    private protected override string Expected(string text) => expected;
}

/// <summary>A cell that holds a number within a range.</summary>
internal sealed class NumberCell(RowSource source, string role, SourceColumn? column, CellFormats formats, double largest, string range, bool mayBeZero = true) : BoundCell(source, role, ColumnBinding.Find(source, role, column))
{
    /// <summary>Reads the number, or the given one where the cell is empty or there is no such column.</summary>
    internal bool TryRead(double? whereEmpty, out double number, out RowFate fate)
    {
        number = whereEmpty ?? 0;
        fate = RowFate.Used;
        if (!IsGiven)
        {
            return true;
        }

        switch (Source.ReadNumber(Place, formats, out double read))
        {
            case CellRead.Value when read >= 0 && (mayBeZero || read > 0) && read <= largest && !RowRules.IsTooSmall(read):
                number = read;
                return true;
            case CellRead.Empty when whereEmpty is not null:
                return true;
            case CellRead.Empty:
                fate = Missing();
                return false;
            default:
                fate = Wrong();
                return false;
        }
    }

    private protected override string Expected(string text) => range;

    private protected override string ExpectedOf(string text) => CellNumbers.Expected(text, formats, range);
}

/// <summary>A cell that holds a permission.</summary>
internal sealed class PermissionCell(RowSource source, string role, SourceColumn? column, PermissionScale scale, CellFormats formats) : BoundCell(source, role, ColumnBinding.Find(source, role, column))
{
    internal bool TryRead(out double permission, out RowFate fate)
    {
        permission = 1;
        fate = RowFate.Used;
        if (!IsGiven)
        {
            return true;
        }

        switch (scale.TryRead(Source, Place, formats, out double read))
        {
            case CellRead.Value when read is >= 0 and <= 1 && !RowRules.IsTooSmall(read):
                permission = read;
                return true;
            case CellRead.Empty:
                fate = RowFate.Skipped("permission is empty: nothing was granted");
                return false;
            default:
                fate = Wrong();
                return false;
        }
    }

    private protected override string Expected(string text) => "a permission";

    private protected override string ExpectedOf(string text) => double.TryParse(text, CellNumbers.Style, formats.OtherNumbers, out _) && !double.TryParse(text, CellNumbers.Style, formats.Numbers, out _)
        ? CellNumbers.Expected(text, formats, "0 (never) to 1 (always)")
        : scale.Expected(text);
}

/// <summary>A cell that holds a moment.</summary>
internal sealed class TimeCell(RowSource source, string role, SourceColumn? column, CellFormats formats) : BoundCell(source, role, ColumnBinding.Find(source, role, column))
{
    /// <summary>Reads the moment, or none where the cell is empty or there is no such column.</summary>
    internal bool TryRead(out DateTimeOffset? moment, out RowFate fate)
    {
        moment = null;
        fate = RowFate.Used;
        if (!IsGiven)
        {
            return true;
        }

        CellRead read = Source.ReadTime(Place, formats, out DateTimeOffset at);
        moment = read == CellRead.Value ? at : null;
        fate = read == CellRead.Wrong ? Wrong() : RowFate.Used;
        return read != CellRead.Wrong;
    }

    internal bool TryRead(out DateTimeOffset moment, out RowFate fate)
    {
        CellRead read = Source.ReadTime(Place, formats, out moment);
        fate = read == CellRead.Wrong ? Wrong() : read == CellRead.Empty ? Missing() : RowFate.Used;
        return read == CellRead.Value;
    }

    private protected override string Expected(string text) => "a date";

    private protected override string ExpectedOf(string text) => CellTimes.Expected(text, formats);
}
