using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using InfluenceGraph.Data.Mappings;
using static System.FormattableString;

namespace InfluenceGraph.Data.Tables;

/// <summary>Rows of a database.</summary>
internal sealed class ReaderRowSource : RowSource
{
    private readonly DbDataReader _reader;
    private readonly string? _snapshot;
    private readonly string _sql;
    private readonly List<IDisposable> _owned;
    private readonly string[] _columns;
    private readonly object[] _values;

    internal ReaderRowSource(DbDataReader reader, string name, string? snapshot, string sql, List<IDisposable> owned)
        : base(name)
    {
        if (reader.IsClosed || reader.FieldCount == 0)
        {
            throw new ArgumentException($"{name}: the reader {(reader.IsClosed ? "is closed" : "has no columns")}; expected the answer to a query with columns.", nameof(reader));
        }

        (_reader, _snapshot, _sql, _owned) = (reader, snapshot, sql, owned);
        _columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        _values = new object[_columns.Length];
    }

    public override IReadOnlyList<string> Columns => Array.AsReadOnly(_columns);

    public override int ColumnCount => _columns.Length;

    internal override (string Reason, string Problem)? RowProblem =>
        Array.Exists(_values, static value => value is string text && text.Contains('\0', StringComparison.Ordinal)) ? ("letter of code 0", "the row has a letter of code 0; expected text")
        : Array.Exists(_values, static value => value is string text && HasHalfLetter(text)) ? ("not Unicode", "the row has half of a letter beyond U+FFFF, which no file could hold; expected text")
        : null;

    internal override string FormatText => _sql.Length == 0 ? "reader" : $"query {_sql}";

    internal override (long Done, long Total) Progress => (RowsRead, 0);

    internal override string Sha256() => _snapshot is null
        ? throw new ArgumentException($"{Name} has no snapshot, so nobody could tell whether these rows were imported before; expected which state of the data this is, such as snapshot: \"2026-11-22\".")
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_snapshot)));

    internal override bool IsEmpty(int column) => _values[column] switch
    {
        null or DBNull => true,
        string text => IsEmptyText(text),
        _ => false,
    };

    internal override string Text(int column) => AsText(_values[column]);

    internal override CellRead ReadNumber(int column, CellFormats formats, out double number)
    {
        number = 0;
        return IsEmpty(column) ? CellRead.Empty : CellNumbers.TryRead(_values[column], formats, out number) ? CellRead.Value : CellRead.Wrong;
    }

    internal override CellRead ReadTime(int column, CellFormats formats, out DateTimeOffset moment)
    {
        moment = default;
        return IsEmpty(column) ? CellRead.Empty : CellTimes.TryRead(_values[column], formats, out moment) ? CellRead.Value : CellRead.Wrong;
    }

    internal override CellRead ReadInt64(int column, out long number)
    {
        number = 0;
        if (IsEmpty(column))
        {
            return CellRead.Empty;
        }

        switch (_values[column])
        {
            case long known:
                number = known;
                return CellRead.Value;
            case int known:
                number = known;
                return CellRead.Value;
            case decimal known when known == decimal.Truncate(known) && known is >= long.MinValue and <= long.MaxValue:
                number = (long)known;
                return CellRead.Value;
            default:
                return long.TryParse(Text(column), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) ? CellRead.Value : CellRead.Wrong;
        }
    }

    internal override CellRead ReadGuid(int column, out Guid guid)
    {
        guid = default;
        if (IsEmpty(column))
        {
            return CellRead.Empty;
        }

        if (_values[column] is Guid known)
        {
            guid = known;
            return CellRead.Value;
        }

        return Guid.TryParse(Text(column), out guid) ? CellRead.Value : CellRead.Wrong;
    }

    internal override string Content() => string.Join(" | ", _columns.Select((name, i) => $"{name}={AsText(_values[i])}"));

    private protected override bool MoveNext()
    {
        try
        {
            if (!_reader.Read())
            {
                return false;
            }

            _reader.GetValues(_values);
            return true;
        }
        catch (Exception e) when (e is DbException or IOException or InvalidOperationException or InvalidCastException or TimeoutException or ObjectDisposedException)
        {
            string after = RowsRead == 0 ? "before its first row" : Invariant($"after row {RowsRead}");
            throw Error($"the database broke off {after} ({e.Message.TrimEnd('.')}). See to the connection and ask again.", e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _owned.ForEach(part => part.Dispose());
        base.Dispose(disposing);
    }

    private static string AsText(object? value) => value switch
    {
        null or DBNull => "",
        string text => text.Trim(),
        DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => $"0x{Convert.ToHexString(bytes)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static bool HasHalfLetter(string text)
    {
        int at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        while (at >= 0 && at < text.Length)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out _, out int count) != OperationStatus.Done)
            {
                return true;
            }

            at += count;
        }

        return false;
    }

    private bool IsEmptyText(string text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty)
        {
            return true;
        }

        foreach (string empty in EmptyTexts)
        {
            if (trimmed.SequenceEqual(empty))
            {
                return true;
            }
        }

        return false;
    }
}
