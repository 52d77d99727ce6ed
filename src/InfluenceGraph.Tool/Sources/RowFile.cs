using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using InfluenceGraph.Tool.CommandLine;
using InfluenceGraph.Tool.Output;

namespace InfluenceGraph.Tool.Sources;

/// <summary>An open CSV file with a header. Every error names the file, the line where the row starts, and the column.</summary>
/// <remarks>
/// UTF-8 (or UTF-16 with its byte order mark), RFC 4180 quotes, any line ends, gzip where the name ends in .gz. Blanks
/// around an unquoted cell do not belong to it; empty lines are no rows. A row must have as many cells as the header.
/// </remarks>
internal sealed class RowFile : IDisposable
{
    /// <summary>A quote that is never closed would swallow the rest of the file as one cell; no honest row is this long.</summary>
    private const int LongestRow = 1 << 20;

    private readonly FileStream _file;
    private readonly CsvReader _reader;

    private RowFile(string path, FileStream file, char delimiter)
    {
        Path = path;
        _file = file;
        bool isCompressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        _reader = CsvReader.Create(isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file, new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = true,
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

    internal static RowFile Open(string path, char delimiter)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
            return new(path, file, delimiter);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw ToolException.BadData($"{path}: {Sentence.Of(File.Exists(path) ? e.Message : Directory.Exists(path) ? "is a folder; expected a file" : "there is no such file")}", e);
        }
    }

    /// <summary>The names in the header, without blanks around them.</summary>
    internal string[] ColumnNames()
    {
        try
        {
            string[] names = [.. _reader.Headers.Select(name => name.Trim())];
            return names.Length > 0
                ? names
                : throw ToolException.BadData($"{Path}: the file is empty; expected a line with the names of the columns and rows.");
        }
        catch (Exception e) when (IsOfFile(e))
        {
            throw Named(e);
        }
    }

    /// <summary>The place of a column that must be there.</summary>
    internal int Find(string option, string column)
    {
        string[] names = ColumnNames();
        int index = Array.IndexOf(names, column);
        if (index < 0)
        {
            string likely = names.FirstOrDefault(name => string.Equals(Letters(name), Letters(column), StringComparison.OrdinalIgnoreCase)) is string found ? $" Did you mean '{found}'?" : "";
            string delimiter = names.Length == 1 && names[0].AsSpan().IndexOfAny(";\t|,") >= 0 ? " That is a single column: give --delimiter." : "";
            throw ToolException.BadData($"{Path}: {option} is '{column}', but there is no such column; the file has {string.Join(", ", names)}.{likely}{delimiter}");
        }

        return Array.LastIndexOf(names, column) == index
            ? index
            : throw ToolException.BadData($"{Path}: {option} is '{column}', but several columns have this name; expected one. Rename the others.");
    }

    internal int? FindIfNamed(string option, string? column) => column is null ? null : Find(option, column);

    /// <summary>Goes to the next row.</summary>
    internal bool Read()
    {
        try
        {
            if (!_reader.Read())
            {
                return false;
            }
        }
        catch (Exception e) when (IsOfFile(e))
        {
            throw Named(e);
        }

        return _reader.FieldCount == _reader.Headers.Count
            ? true
            : throw Error($"the row has {_reader.FieldCount} {(_reader.FieldCount == 1 ? "cell" : "cells")}; expected {_reader.Headers.Count}, as the header has. Quote a cell that contains the delimiter, or give another --delimiter");
    }

    internal bool IsEmpty(int column) => _reader.IsEmpty(column);

    internal string TextOf(int column)
    {
        string text = _reader.GetString(column);
        return text.Contains('\uFFFD', StringComparison.Ordinal)
            ? throw Error($"column {Name(column)} is '{text}', which is not UTF-8; expected UTF-8. In Excel: Save As, 'CSV UTF-8'. Elsewhere: iconv -f WINDOWS-1252 -t UTF-8 IN > OUT")
            : text;
    }

    /// <summary>A cell that names a customer.</summary>
    internal string Key(int column)
    {
        string key = TextOf(column);
        return key.Length == 0 ? throw Error($"column {Name(column)} is empty; expected a customer") : key;
    }

    /// <summary>A cell that holds a number. Whether the number makes sense is for the library to say.</summary>
    internal double Number(int column) =>
        double.TryParse(_reader.GetSpan(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw Error($"column {Name(column)} is '{_reader.GetString(column)}'; expected a number such as 1234.5, with a point and without thousands separators");

    internal DateTimeOffset Moment(int column) =>
        Moments.TryParse(_reader.GetString(column)) ?? throw Error($"column {Name(column)} is '{_reader.GetString(column)}'; expected a date such as 2026-06-01, or a moment such as 2026-06-01T12:00:00Z");

    internal DateTimeOffset? MomentIfAny(int? column) => column is not int known || IsEmpty(known) ? null : Moment(known);

    /// <summary>What is wrong with the current row.</summary>
    internal ToolException Error(string problem) => ToolException.BadData($"{Path}, line {Line.ToString(CultureInfo.InvariantCulture)}: {Sentence.Of(problem)}");

    public void Dispose()
    {
        _reader.Dispose();
        _file.Dispose();
    }

    private string Name(int column) => _reader.Headers[column].Trim();

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit));

    private static bool IsOfFile(Exception e) => e is CsvFormatException or IOException or InvalidDataException;

    /// <summary>Puts the file's name and the line before what the reader and the disk complain about.</summary>
    private ToolException Named(Exception e) => e is CsvFormatException { LineNumber: > 0 } malformed
        ? ToolException.BadData($"{Path}, line {malformed.LineNumber.ToString(CultureInfo.InvariantCulture)}: {Sentence.Of(e.Message)} Expected quotes around a whole cell, doubled inside it, and closed again.", e)
        : ToolException.BadData($"{Path}: {Sentence.Of(e.Message)}", e);
}
