using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using InfluenceGraph.Data.Files;
using InfluenceGraph.Data.Mappings;
using InfluenceGraph.EdgeLists;
using static System.FormattableString;

namespace InfluenceGraph.Data.Tables;

/// <summary>Rows of a text file: CsvHelper finds the cells, this class says what a row must be.</summary>
internal sealed class FileRowSource : RowSource
{
    private const int HeaderSample = 50;
    private const int LongestContent = 10_000;

    /// <summary>Stands between cells where lines are split here, at runs of blanks.</summary>
    private const char NoSeparator = '\u0001';

    private readonly Stream _stream;
    private readonly long _start;
    private readonly long _length;
    private readonly bool _ownsStream;
    private readonly UnpackedStream _text;
    private readonly RowFileOptions _options;
    private readonly RowFormat _format;
    private readonly CsvReader _reader;
    private readonly BlankCells? _blanks;
    private readonly string[] _first;
    private bool? _isHeader;
    private bool _isOnFirst = true;
    private CsvMalformedReason? _malformed;
    private (string Reason, string Problem)? _problem;
    private byte[][] _empty = [];
    private int _longestEmpty;

    internal FileRowSource(Stream stream, string name, RowFileOptions options, bool ownsStream)
        : base(name)
    {
        (_stream, _options, _ownsStream) = (stream, options, ownsStream);
        (_start, _length) = stream.CanSeek ? (stream.Position, stream.Length - stream.Position) : (0, 0);
        _text = new(stream);
        try
        {
            TextStart text = TextStart.Of(_text, name);
            _format = RowFormat.Of(text, name, options);
            _blanks = _format.IsBlanks ? new(options.Quotes) : null;
            byte[] head = text.Head[_format.BytesBefore..];
            _reader = CsvReader.Create(new TailedStream(head, text.Rest, []), ReaderOptions(), leaveOpen: false);
            if (!TryNext())
            {
                throw Error("the file has no rows; expected a line with the names of the columns, or rows.");
            }

            _first = [.. Enumerable.Range(0, CellCount).Select(Text)];
            _isHeader = options.Header switch
            {
                HeaderLine.Present => true,
                HeaderLine.Absent => false,
                _ => HeaderSigns.IsHeader(_first, Sample(head, text.IsWhole)),
            };
            if (_isHeader != false && _problem is (_, string problem))
            {
                throw ErrorHere($"the header cannot be read: {problem}");
            }
        }
        catch (Exception e)
        {
            CustomerDataException? named = Named(e);
            _reader?.Dispose();
            _text.Dispose();
            if (named is not null)
            {
                throw named;
            }

            throw;
        }
    }

    public override IReadOnlyList<string> Columns => _isHeader == false ? [] : Array.AsReadOnly(_first);

    public override int ColumnCount => _first.Length;

    private protected override bool HasLines => true;

    internal override long PlaceNumber => _format.LinesBefore + _reader.LineNumber;

    internal override (string Reason, string Problem)? RowProblem => _problem;

    internal override string FormatText => _options.Text;

    internal override (long Done, long Total) Progress => (_text.BytesRead, _length);

    internal override string ColumnHint => _first.Length == 1 ? $" That is a single column: is the file separated by something else than '{_format.Separator}'? Then say Separator." : "";

    private int CellCount => _blanks?.Count ?? _reader.FieldCount;

    internal override string Sha256()
    {
        if (!_stream.CanSeek)
        {
            throw new ArgumentException($"{Name} can be read only once, so nobody could tell whether it was imported before; expected a file, or a stream that can seek.");
        }

        _text.Settle();
        long position = _stream.Position;
        _stream.Position = _start;
        string hash = Convert.ToHexStringLower(SHA256.HashData(_stream));
        _stream.Position = position;
        return hash;
    }

    internal override void RequireHeader(IEnumerable<SourceColumn> columns)
    {
        string[] names = [.. columns.Where(column => column.Name is not null).Select(column => column.Name!)];
        if (_options.Header == HeaderLine.Detect && _isHeader != true)
        {
            if (names.Length > 0 && names.All(name => _first.Contains(name, StringComparer.OrdinalIgnoreCase)))
            {
                _isHeader = true;
            }
            else if (_isHeader is null && names.Length == 0)
            {
                throw Error($"nothing tells whether the first line, '{string.Join(_format.Separator, _first)}', names the columns or is a row; expected {nameof(RowFileOptions)} with {nameof(RowFileOptions.Header)} = {HeaderLine.Present} or {HeaderLine.Absent}.");
            }
        }
    }

    internal override void UseEmptyTexts(IReadOnlyList<string> texts)
    {
        base.UseEmptyTexts(texts);
        _empty = [.. texts.Select(Encoding.UTF8.GetBytes)];
        _longestEmpty = _empty.Length == 0 ? 0 : _empty.Max(text => text.Length);
    }

    internal override bool IsEmpty(int column) => IsEmpty(Cell(column));

    internal override string Text(int column) => _blanks is null ? _reader.GetString(column) : Encoding.UTF8.GetString(Cell(column));

    internal override CellRead ReadNumber(int column, CellFormats formats, out double number)
    {
        ReadOnlySpan<byte> cell = Cell(column);
        return CellNumbers.TryRead(cell, formats, out number) ? CellRead.Value : IsEmpty(cell) ? CellRead.Empty : CellRead.Wrong;
    }

    internal override CellRead ReadTime(int column, CellFormats formats, out DateTimeOffset moment)
    {
        ReadOnlySpan<byte> cell = Cell(column);
        return CellTimes.TryRead(cell, formats, out moment) ? CellRead.Value : IsEmpty(cell) ? CellRead.Empty : CellRead.Wrong;
    }

    internal override CellRead ReadInt64(int column, out long number)
    {
        ReadOnlySpan<byte> cell = Cell(column);
        return long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) ? CellRead.Value : IsEmpty(cell) ? CellRead.Empty : CellRead.Wrong;
    }

    internal override CellRead ReadGuid(int column, out Guid guid)
    {
        ReadOnlySpan<byte> cell = Cell(column);
        return Guid.TryParse(cell, CultureInfo.InvariantCulture, out guid) ? CellRead.Value : IsEmpty(cell) ? CellRead.Empty : CellRead.Wrong;
    }

    internal override string Content()
    {
        ReadOnlySpan<byte> raw = _reader.RawRecord;
        string cut = raw.Length > LongestContent ? Invariant($"... ({raw.Length} bytes)") : "";
        raw = raw[..Math.Min(raw.Length, LongestContent)];
        var text = new StringBuilder(raw.Length + cut.Length);
        Span<char> letters = stackalloc char[2];
        while (!raw.IsEmpty)
        {
            OperationStatus status = Rune.DecodeFromUtf8(raw, out Rune rune, out int count);
            if (status == OperationStatus.Done)
            {
                text.Append(letters[..rune.EncodeToUtf16(letters)]);
            }
            else if (cut.Length == 0 || raw.Length > 4)
            {
                foreach (byte wrong in raw[..count])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\x{wrong:X2}");
                }
            }

            raw = raw[count..];
        }

        return text.Append(cut).ToString();
    }

    private protected override bool MoveNext()
    {
        if (_isOnFirst)
        {
            _isOnFirst = false;
            if (_isHeader == false)
            {
                return true;
            }
        }

        try
        {
            return TryNext();
        }
        catch (Exception e) when (e is CsvFormatException or InvalidDataException or DecoderFallbackException)
        {
            throw Named(e)!;
        }
    }

    protected override void Dispose(bool disposing)
    {
        _reader.Dispose();
        _text.Dispose();
        if (_ownsStream)
        {
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private CsvReaderOptions ReaderOptions() => new()
    {
        Separator = _format.IsBlanks ? NoSeparator : _format.Separator,
        Mode = _format.IsBlanks || !_options.Quotes ? CsvMode.NoEscape : CsvMode.Rfc4180,
        HasHeader = false,
        CommentPrefix = _format.Comment,
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MaxRecordSize = _options.MaxRowBytes,
        Encoding = Encoding.UTF8,
        OnMalformedRecord = record => _malformed = record.Reason,
    };

    /// <summary>Goes to the next row that is not blank, and says what is wrong with it as a whole.</summary>
    private bool TryNext()
    {
        do
        {
            _malformed = null;
            _problem = null;
            if (!_reader.Read())
            {
                return false;
            }
        }
        while (IsBlank());

        ReadOnlySpan<byte> raw = _reader.RawRecord;
        if (_malformed is not null && EndsInQuotes(raw, _format.Separator))
        {
            throw ErrorHere("a quote opens a cell, and nothing closes it before the end of the file; expected a closing quote. Where quotes are plain letters, say Quotes = false");
        }

        if (raw.Length > _options.MaxRowBytes)
        {
            throw TooLong(PlaceNumber);
        }

        _problem = _malformed is not null ? ("quotes are not closed as RFC 4180 has it", "a quote stands within a cell; expected quotes around a whole cell, and doubled inside it. Where quotes are plain letters, say Quotes = false")
            : !Utf8.IsValid(raw) ? ("not UTF-8", "the row is not UTF-8, so a name might be taken for another; expected UTF-8. In Excel: 'CSV UTF-8'. Elsewhere: iconv -f WINDOWS-1252 -t UTF-8 IN > OUT")
            : raw.Contains((byte)0) ? ("letter of code 0", "the row has a letter of code 0; expected text")
            : raw.Length > _options.MaxCellBytes && HasLongCell() ? ("cell is too long", Invariant($"a cell is longer than {_options.MaxCellBytes} bytes; expected shorter ones. Say {nameof(RowFileOptions.MaxCellBytes)} where they are meant"))
            : _first is not null && CellCount != _first.Length ? ("wrong number of columns", Invariant($"the row has {CellCount} {(CellCount == 1 ? "column" : "columns")}; expected {_first.Length}, as the {(_isHeader == false ? "first row" : "header")} has. Quote cells that hold '{_format.Separator}'"))
            : null;
        return true;
    }

    /// <summary>Whether a cell is still open at the end of a row. The reader tells of a row's first fault only, and this one takes all rows behind it along.</summary>
    private static bool EndsInQuotes(ReadOnlySpan<byte> row, char separator)
    {
        int at = 0;
        while (at < row.Length)
        {
            while (at < row.Length && row[at] != separator && row[at] is (byte)' ' or (byte)'\t')
            {
                at++;
            }

            if (at < row.Length && row[at] == '"')
            {
                for (at++; ; at += 2)
                {
                    int quote = row[at..].IndexOf((byte)'"');
                    if (quote < 0)
                    {
                        return true;
                    }

                    at += quote;
                    if (at + 1 >= row.Length || row[at + 1] != '"')
                    {
                        break;
                    }
                }
            }

            int next = row[at..].IndexOf((byte)separator);
            at = next < 0 ? row.Length : at + next + 1;
        }

        return false;
    }

    private bool IsBlank()
    {
        if (_blanks is not null)
        {
            _blanks.Split(_reader.RawRecord);
            return _blanks.Count == 0;
        }

        return _reader.FieldCount == 1 && _reader.RawRecord.Trim(" \t"u8).IsEmpty;
    }

    private bool HasLongCell()
    {
        for (int i = 0; i < CellCount; i++)
        {
            if (Cell(i).Length > _options.MaxCellBytes)
            {
                return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<byte> Cell(int column) => _blanks is null ? _reader.GetSpan(column) : _blanks.Cell(_reader.RawRecord, column);

    private bool IsEmpty(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
        {
            return true;
        }

        if (cell.Length <= _longestEmpty)
        {
            foreach (byte[] text in _empty)
            {
                if (cell.SequenceEqual(text))
                {
                    return true;
                }
            }
        }

        return cell[0] == ' ' && cell.Trim(" \t"u8).IsEmpty;
    }

    /// <summary>The first rows after the first line, as far as the beginning of the file has them.</summary>
    private List<string[]> Sample(byte[] head, bool isWhole)
    {
        var rows = new List<string[]>();
        using CsvReader reader = CsvReader.Create(head, ReaderOptions() with { OnMalformedRecord = null });
        var blanks = _blanks is null ? null : new BlankCells(_options.Quotes);
        while (rows.Count <= HeaderSample && reader.Read())
        {
            blanks?.Split(reader.RawRecord);
            if (blanks is null || blanks.Count > 0)
            {
                rows.Add([.. Enumerable.Range(0, blanks?.Count ?? reader.FieldCount).Select(i => blanks is null ? reader.GetString(i) : Encoding.UTF8.GetString(blanks.Cell(reader.RawRecord, i)))]);
            }
        }

        // The last one may be cut.
        if (!isWhole && rows.Count is > 1 and <= HeaderSample)
        {
            rows.RemoveAt(rows.Count - 1);
        }

        return rows.Count > 1 ? rows[1..] : [];
    }

    private CustomerDataException TooLong(long line, Exception? cause = null) => ErrorAt(
        line,
        Invariant($"the row that begins here is longer than {_options.MaxRowBytes} bytes; expected a shorter one. Most likely a quote opens that nothing closes: close it, say Quotes = false where quotes are plain letters, or {nameof(RowFileOptions.MaxRowBytes)} where rows are that long."),
        cause);

    private CustomerDataException ErrorHere(string problem) => ErrorAt(PlaceNumber, $"{problem}.");

    /// <summary>The file's name and the line before what the reader and the disk complain about; <see langword="null"/> where neither did.</summary>
    private CustomerDataException? Named(Exception e)
    {
        string after = _reader is null || RowsRead == 0 ? "at its beginning" : Invariant($"after line {PlaceNumber}");
        return e switch
        {
            CsvFormatException malformed when _reader is not null => TooLong(_format.LinesBefore + Math.Max(1, malformed.LineNumber), e),
            InvalidDataException => Error($"the packed file is damaged or was cut short {after}; expected a whole gzip file. Copy or download it again.", e),
            DecoderFallbackException => Error($"the text is not UTF-16 throughout, {after}; expected UTF-8, or whole letters of UTF-16. Save it as UTF-8.", e),
            _ => null,
        };
    }
}
