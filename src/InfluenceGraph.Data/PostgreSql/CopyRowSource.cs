using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using InfluenceGraph.Data.Mappings;
using InfluenceGraph.Data.Tables;
using Npgsql;
using static System.FormattableString;

namespace InfluenceGraph.Data.PostgreSql;

/// <summary>Rows that PostgreSQL sends by binary COPY, from when the first is asked for.</summary>
internal sealed class CopyRowSource : RowSource
{
    private const long MicrosecondsADay = 86_400_000_000;

    private static readonly DateTime _epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly PostgreSqlSnapshot _snapshot;
    private readonly string _query;
    private readonly string? _state;
    private readonly CopyColumn[] _columns;
    private readonly string[] _names;
    private readonly long _estimatedRows;
    private readonly bool _mayHaveBrokenText;
    private byte[][] _emptyTexts = [];
    private NpgsqlRawCopyStream? _stream;
    private CopyReader? _reader;
    private (string Reason, string Problem)? _problem;

    internal CopyRowSource(PostgreSqlSnapshot snapshot, string query, string name, string? state, CopyColumn[] columns, long estimatedRows)
        : base(name)
    {
        (_snapshot, _query, _state, _columns, _estimatedRows) = (snapshot, query, state, columns, estimatedRows);
        _names = [.. columns.Select(column => column.Name)];
        _mayHaveBrokenText = snapshot.MayHaveBrokenText;
    }

    public override IReadOnlyList<string> Columns => Array.AsReadOnly(_names);

    public override int ColumnCount => _names.Length;

    internal override (string Reason, string Problem)? RowProblem => _problem;

    internal override string FormatText => $"query {_query}";

    /// <summary>The total is what the server last counted, so it may be a little off.</summary>
    internal override (long Done, long Total) Progress => (RowsRead, Math.Max(_estimatedRows, _estimatedRows > 0 ? RowsRead : 0));

    internal override string Sha256() => _state is null
        ? throw new ArgumentException($"{Name} has no state, so nobody could tell whether these rows were imported before; expected which state of the data this is, such as state: \"2026-11-22\".")
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_state)));

    internal override void UseEmptyTexts(IReadOnlyList<string> texts)
    {
        base.UseEmptyTexts(texts);
        _emptyTexts = [.. texts.Select(Encoding.UTF8.GetBytes)];
    }

    internal override bool IsEmpty(int column) => Row.IsNull(column) || (_columns[column].IsText && IsEmptyText(Row.Cell(column)));

    internal override string Text(int column)
    {
        if (Row.IsNull(column))
        {
            return "";
        }

        ReadOnlySpan<byte> cell = Row.Cell(column);
        return _columns[column].Kind switch
        {
            CopyKind.Text or CopyKind.Other => Encoding.UTF8.GetString(cell).Trim(),
            CopyKind.Bool => cell[0] != 0 ? "true" : "false",
            CopyKind.Int16 or CopyKind.Int32 or CopyKind.Int64 => Whole(cell).ToString(CultureInfo.InvariantCulture),
            CopyKind.Single => BinaryPrimitives.ReadSingleBigEndian(cell).ToString("R", CultureInfo.InvariantCulture),
            CopyKind.Double => BinaryPrimitives.ReadDoubleBigEndian(cell).ToString("R", CultureInfo.InvariantCulture),
            CopyKind.Numeric => CopyNumeric.Text(cell),
            CopyKind.Guid => new Guid(cell, bigEndian: true).ToString(),
            _ => TextOfMoment(column, cell),
        };
    }

    internal override CellRead ReadNumber(int column, CellFormats formats, out double number)
    {
        number = 0;
        if (IsEmpty(column))
        {
            return CellRead.Empty;
        }

        ReadOnlySpan<byte> cell = Row.Cell(column);
        switch (_columns[column].Kind)
        {
            case CopyKind.Int16 or CopyKind.Int32 or CopyKind.Int64:
                number = Whole(cell);
                return CellRead.Value;
            case CopyKind.Single:
                number = BinaryPrimitives.ReadSingleBigEndian(cell);
                return double.IsFinite(number) ? CellRead.Value : CellRead.Wrong;
            case CopyKind.Double:
                number = BinaryPrimitives.ReadDoubleBigEndian(cell);
                return double.IsFinite(number) ? CellRead.Value : CellRead.Wrong;
            case CopyKind.Numeric:
                return CopyNumeric.TryRead(cell, out number) ? CellRead.Value : CellRead.Wrong;
            case CopyKind.Text:
                return CellNumbers.TryRead(Trimmed(cell), formats, out number) ? CellRead.Value : CellRead.Wrong;
            case CopyKind.Bool:
                return CellRead.Wrong; // The message then says how yes and no are read.
            default:
                throw WrongType(column, "a number");
        }
    }

    internal override CellRead ReadTime(int column, CellFormats formats, out DateTimeOffset moment)
    {
        moment = default;
        if (IsEmpty(column))
        {
            return CellRead.Empty;
        }

        switch (_columns[column].Kind)
        {
            case CopyKind.Date or CopyKind.Timestamp or CopyKind.TimestampTz:
                return TryMoment(column, Row.Cell(column), formats.Offset, out moment) ? CellRead.Value : CellRead.Wrong;
            case CopyKind.Text:
                return CellTimes.TryRead(Trimmed(Row.Cell(column)), formats, out moment) ? CellRead.Value : CellRead.Wrong;
            case CopyKind.Bool or CopyKind.Guid or CopyKind.Other:
                throw WrongType(column, "a date");
            default:
                return CellTimes.TryRead(Encoding.UTF8.GetBytes(Text(column)), formats, out moment) ? CellRead.Value : CellRead.Wrong;
        }
    }

    internal override CellRead ReadInt64(int column, out long number)
    {
        number = 0;
        if (IsEmpty(column))
        {
            return CellRead.Empty;
        }

        switch (_columns[column].Kind)
        {
            case CopyKind.Int16 or CopyKind.Int32 or CopyKind.Int64:
                number = Whole(Row.Cell(column));
                return CellRead.Value;
            case CopyKind.Bool or CopyKind.Guid or CopyKind.Date or CopyKind.Timestamp or CopyKind.TimestampTz or CopyKind.Other:
                throw WrongType(column, "a whole number");
            default:
                return long.TryParse(WithoutZeros(Text(column)), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) ? CellRead.Value : CellRead.Wrong;
        }
    }

    internal override CellRead ReadGuid(int column, out Guid guid)
    {
        guid = default;
        if (IsEmpty(column))
        {
            return CellRead.Empty;
        }

        switch (_columns[column].Kind)
        {
            case CopyKind.Guid:
                guid = new(Row.Cell(column), bigEndian: true);
                return CellRead.Value;
            case CopyKind.Text:
                return Guid.TryParse(Text(column), out guid) ? CellRead.Value : CellRead.Wrong;
            default:
                throw WrongType(column, "a GUID");
        }
    }

    internal override string Content() => string.Join(" | ", _names.Select((name, i) => $"{name}={Text(i)}"));

    private protected override bool MoveNext()
    {
        try
        {
            if (_reader is null)
            {
                _stream = _snapshot.BeginCopy(this, CopySql());
                _reader = new(_stream, _columns.Length);
            }

            if (!_reader.MoveNext())
            {
                End(isAtEnd: true);
                return false;
            }
        }
        catch (Exception e) when (ServerProblems.IsOne(e) || e is OverflowException)
        {
            End(isAtEnd: false);
            string after = RowsRead == 0 ? "before its first row" : Invariant($"after row {RowsRead}");
            throw Error($"{_snapshot.Place} broke off {after}: {ServerProblems.Reason(e)}", e);
        }

        _problem = _mayHaveBrokenText ? FindBrokenText() : null;
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        End(isAtEnd: false);
        base.Dispose(disposing);
    }

    private CopyReader Row => _reader!;

    /// <summary>Columns of types that are not known here come as text; each is called by its place, as names may stand twice.</summary>
    private string CopySql()
    {
        string names = string.Join(", ", _columns.Select((_, i) => Invariant($"c{i}")));
        string cells = string.Join(", ", _columns.Select((column, i) => column.Kind == CopyKind.Other ? Invariant($"c{i}::text") : Invariant($"c{i}")));
        return $"COPY (SELECT {cells} FROM ({_query}\n) AS rows ({names})) TO STDOUT (FORMAT BINARY)";
    }

    private void End(bool isAtEnd)
    {
        if (_stream is NpgsqlRawCopyStream stream)
        {
            _stream = null;
            _snapshot.EndCopy(stream, isAtEnd);
        }
    }

    private CustomerDataException WrongType(int column, string what) =>
        Error($"column '{_names[column]}' has the type {_columns[column].TypeName}, from which {what} cannot be read; expected a column of numbers, texts or dates that says it. Name another column, or cast it in a query.");

    private (string Reason, string Problem)? FindBrokenText()
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            if (_columns[i].IsText && !Row.IsNull(i) && !Utf8.IsValid(Row.Cell(i)))
            {
                return ("text is no UTF-8", $"column '{_names[i]}' is no UTF-8; expected UTF-8. The server does not know the encoding of its texts: convert the column in a query");
            }
        }

        return null;
    }

    private bool IsEmptyText(ReadOnlySpan<byte> cell)
    {
        ReadOnlySpan<byte> trimmed = Trimmed(cell);
        foreach (byte[] empty in _emptyTexts)
        {
            if (trimmed.SequenceEqual(empty))
            {
                return true;
            }
        }

        // Blanks beyond ASCII are rare enough to be looked at slowly.
        return trimmed.IsEmpty || (trimmed[0] >= 0x80 && string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(trimmed)));
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> cell) => cell.Trim(" \t\r\n\v\f"u8);

    private static long Whole(ReadOnlySpan<byte> cell) => cell.Length switch
    {
        sizeof(short) => BinaryPrimitives.ReadInt16BigEndian(cell),
        sizeof(int) => BinaryPrimitives.ReadInt32BigEndian(cell),
        _ => BinaryPrimitives.ReadInt64BigEndian(cell),
    };

    /// <summary>12.00 is a whole number too.</summary>
    private static string WithoutZeros(string text)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        return point > 0 && text.AsSpan(point + 1).IndexOfAnyExcept('0') < 0 ? text[..point] : text;
    }

    /// <summary>Infinity, and years that .NET does not know, are no moments.</summary>
    private bool TryMoment(int column, ReadOnlySpan<byte> cell, TimeSpan offset, out DateTimeOffset moment)
    {
        moment = default;
        long value = Whole(cell);
        bool isDate = _columns[column].Kind == CopyKind.Date;
        if (isDate ? value is int.MinValue or int.MaxValue : value is long.MinValue or long.MaxValue)
        {
            return false;
        }

        Int128 ticks = _epoch.Ticks + ((Int128)value * (isDate ? MicrosecondsADay : 1) * TimeSpan.TicksPerMicrosecond);
        TimeSpan own = _columns[column].Kind == CopyKind.TimestampTz ? TimeSpan.Zero : offset;
        Int128 utc = ticks - own.Ticks;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks || utc < 0 || utc > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        moment = new(new DateTime((long)ticks, DateTimeKind.Unspecified), own);
        return true;
    }

    private string TextOfMoment(int column, ReadOnlySpan<byte> cell)
    {
        CopyKind kind = _columns[column].Kind;
        if (TryMoment(column, cell, TimeSpan.Zero, out DateTimeOffset moment))
        {
            string format = kind == CopyKind.Date ? "yyyy-MM-dd" : kind == CopyKind.Timestamp ? "yyyy-MM-ddTHH:mm:ss.FFFFFF" : "yyyy-MM-ddTHH:mm:ss.FFFFFFK";
            return moment.ToString(format, CultureInfo.InvariantCulture);
        }

        return Whole(cell) switch
        {
            long.MaxValue or int.MaxValue => "infinity",
            long.MinValue or int.MinValue => "-infinity",
            _ => "a date before the year 1 or after 9999",
        };
    }
}
