using System.Globalization;
using System.IO.Compression;
using CsvHelper;

namespace Quickstart.Csv;

/// <summary>An open CSV file. Every error names the file, the line where the row starts, and the column.</summary>
/// <remarks>
/// UTF-8 (or UTF-16 with its byte order mark), RFC 4180 quotes, any line ends, gzip where the name ends in .gz. Blanks
/// around an unquoted cell do not belong to it; empty lines are no rows. A row must have as many cells as the header.
/// </remarks>
internal sealed class CsvTable : IDisposable
{
    /// <summary>A quote that is never closed would swallow the rest of the file as one cell; no honest row is this long.</summary>
    private const int LongestRow = 1 << 20;

    private readonly FileStream _file;
    private readonly CsvReader _reader;
    private readonly CsvDialect _dialect;
    private int _leastCells;

    private CsvTable(string path, FileStream file, CsvDialect dialect)
    {
        Path = path;
        _file = file;
        _dialect = dialect;
        bool isCompressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        _reader = CsvReader.Create(isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file, new CsvReaderOptions
        {
            Separator = dialect.Delimiter,
            HasHeader = dialect.HasHeader,
            CommentPrefix = dialect.Comment,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = LongestRow,
        });
    }

    internal string Path { get; }

    /// <summary>The line where the current row starts, from 1.</summary>
    internal long Line => _reader.LineNumber;

    /// <summary>How much of the file has been read, 0 to 1; 0 for a pipe, whose length nobody knows.</summary>
    internal double Fraction => _file.CanSeek && _file.Length > 0 ? (double)_file.Position / _file.Length : 0;

    internal static CsvTable Open(string path, CsvDialect dialect)
    {
        FileStream file = OpenFile(path);
        try
        {
            return new(path, file, dialect);
        }
        catch (ArgumentException e)
        {
            file.Dispose();
            throw new DataFileException($"{path}: {Sentence.Of(e.Message)}", e);
        }
    }

    /// <summary>Whether a file is still there after it was read, which what comes through a pipe is not.</summary>
    internal static bool CanReadAgain(string path) =>
        new FileInfo(path) is { Exists: true, Length: > 0 } file && !file.FullName.StartsWith("/dev/", StringComparison.Ordinal) && !file.FullName.StartsWith("/proc/", StringComparison.Ordinal);

    /// <summary>Finds a column that the caller named by an option.</summary>
    internal CsvColumn Find(string option, string column, string hint = "") =>
        _dialect.HasHeader ? CsvColumn.ByName(Path, option, column, ColumnNames(), _dialect, hint) : ByNumber(option, column);

    /// <summary>The names in the header, without blanks around them.</summary>
    internal string[] ColumnNames()
    {
        try
        {
            string[] names = [.. _reader.Headers.Select(name => name.Trim())];
            return names.Length > 0
                ? names
                : throw new DataFileException($"{Path}: the file is empty; expected a line with the names of the columns (or --no-header) and rows.");
        }
        catch (Exception e) when (IsOfFile(e))
        {
            throw Named(e);
        }
    }

    /// <summary>Goes to the next row.</summary>
    internal bool Read()
    {
        if (!MoveNext())
        {
            return false;
        }

        int expected = Math.Max(_reader.Headers.Count, _leastCells);
        if (_reader.FieldCount < expected || (_dialect.HasHeader && _reader.FieldCount > expected))
        {
            string than = _dialect.HasHeader ? $"{expected}, as the header has" : $"at least {expected}, the highest column number asked for";
            throw Error($"the row has {_reader.FieldCount} {(_reader.FieldCount == 1 ? "cell" : "cells")}; expected {than}. Quote a cell that contains '{_dialect.DelimiterText}', or give another --delimiter");
        }

        return true;
    }

    internal bool IsEmpty(CsvColumn column) => _reader.IsEmpty(column.Index);

    /// <summary>A cell that names a customer.</summary>
    internal string Key(CsvColumn column)
    {
        string key = _reader.GetString(column.Index);
        return key.Length == 0
            ? throw Error($"column {column.Name} is empty; expected a customer")
            : key.Contains('\uFFFD', StringComparison.Ordinal)
            ? throw Error($"column {column.Name} is '{key}', which is not UTF-8; expected UTF-8, so that two names are not read as one. In Excel: Save As, 'CSV UTF-8'. Elsewhere: iconv -f WINDOWS-1252 -t UTF-8 IN > OUT")
            : key;
    }

    /// <summary>A cell that holds a number. Whether the number makes sense is for the library to say.</summary>
    internal double Number(CsvColumn column)
    {
        string point = _dialect.Decimal == ',' ? "comma" : "point";
        return Number(column, $"a number such as 1234{_dialect.Decimal}5, with a {point} and without thousands separators");
    }

    /// <summary>A cell that holds a number of a certain kind.</summary>
    internal double Number(CsvColumn column, string expected) =>
        double.TryParse(_reader.GetSpan(column.Index), NumberStyles.Float, _dialect.Numbers, out double number)
            ? number
            : throw Error($"column {column.Name} is '{_reader.GetString(column.Index)}'; expected {expected}{DecimalHint(column)}");

    /// <summary>What is wrong with the current row, and with which column where it is known.</summary>
    internal DataFileException Error(string problem, CsvColumn? column = null)
    {
        string where = column is CsvColumn known ? $", column {known.Name}" : "";
        return new($"{Path}:{Line.ToString(CultureInfo.InvariantCulture)}{where}: {Sentence.Of(problem)}");
    }

    public void Dispose()
    {
        _reader.Dispose();
        _file.Dispose();
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
            RequireText(path, file);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataFileException($"{path}: {Sentence.Of(File.Exists(path) ? e.Message : Directory.Exists(path) ? "is a folder; expected a file" : "there is no such file")}", e);
        }
    }

    /// <summary>What Excel saves unless told otherwise begins as every ZIP archive does.</summary>
    private static void RequireText(string path, FileStream file)
    {
        Span<byte> start = stackalloc byte[4];
        if (!file.CanSeek)
        {
            return;
        }

        int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (start[..read].SequenceEqual("PK\u0003\u0004"u8))
        {
            file.Dispose();
            throw new DataFileException($"{path}: this is an Excel workbook (or another ZIP archive); save it as CSV UTF-8.");
        }
    }

    private string DecimalHint(CsvColumn column)
    {
        ReadOnlySpan<byte> cell = _reader.GetSpan(column.Index);
        CsvDialect other = _dialect with { Decimal = _dialect.Decimal == ',' ? '.' : ',' };
        return double.TryParse(cell, NumberStyles.Float, other.Numbers, out _) ? $". If '{other.Decimal}' stands before the decimals, give --decimal '{other.Decimal}'" : "";
    }

    /// <summary>Without a header, rows must reach as far as the columns that are asked for.</summary>
    private CsvColumn ByNumber(string option, string column)
    {
        CsvColumn found = CsvColumn.ByNumber(Path, option, column);
        _leastCells = Math.Max(_leastCells, found.Index + 1);
        return found;
    }

    private bool MoveNext()
    {
        try
        {
            return _reader.Read();
        }
        catch (Exception e) when (IsOfFile(e))
        {
            throw Named(e);
        }
    }

    private static bool IsOfFile(Exception e) => e is CsvFormatException or IOException or InvalidDataException;

    /// <summary>Puts the file's name and the line before what the reader and the disk complain about.</summary>
    private DataFileException Named(Exception e) => e is CsvFormatException { LineNumber: > 0 } malformed
        ? new($"{Path}:{malformed.LineNumber.ToString(CultureInfo.InvariantCulture)}: {Sentence.Of(e.Message)} Expected quotes around a whole cell, doubled inside it, and closed again.", e)
        : new($"{Path}: {Sentence.Of(e.Message)}", e);
}
