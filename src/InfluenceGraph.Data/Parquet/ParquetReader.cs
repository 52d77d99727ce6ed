using System.Collections;
using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;

namespace InfluenceGraph.Data.Parquet;

/// <summary>The rows of Parquet files as those of a database, forward only.</summary>
internal sealed class ParquetReader : DbDataReader
{
    private readonly DuckDbSession _session;
    private readonly string[] _names;
    private readonly ParquetCell[] _columns;
    private readonly (IntPtr Cells, IntPtr Validity)[] _chunk;
    private int _row = -1;
    private bool _isEnded;
    private bool _isClosed;

    internal ParquetReader(string path, IReadOnlyList<string>? columns)
    {
        _session = new(path);
        try
        {
            string file = $"read_parquet('{path.Replace("'", "''", StringComparison.Ordinal)}')";
            List<(string Name, string Type)> known = Described(file);
            (string Name, string Type)[] chosen = columns is null ? [.. known] : [.. columns.Select(name => ColumnOf(known, name, path))];
            _names = Array.ConvertAll(chosen, column => column.Name);
            _columns = Array.ConvertAll(chosen, column => ParquetCell.Of(column.Type));
            _chunk = new (IntPtr, IntPtr)[_names.Length];
            string cells = string.Join(", ", _columns.Zip(_names, (cell, name) => string.Format(CultureInfo.InvariantCulture, cell.Sql, Quoted(name))));
            _session.Ask($"SELECT {cells} FROM {file}");
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    public override int FieldCount => _names.Length;

    public override bool IsClosed => _isClosed;

    /// <summary>Not known before the last row.</summary>
    public override bool HasRows => !_isEnded;

    public override int Depth => 0;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read()
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (_isEnded)
        {
            return false;
        }

        if (++_row >= _session.Rows)
        {
            _row = 0;
            _isEnded = !_session.MoveNext();
            for (int column = 0; column < _chunk.Length && !_isEnded; column++)
            {
                _chunk[column] = _session.Column(column);
            }
        }

        return !_isEnded;
    }

    public override bool IsDBNull(int ordinal)
    {
        if (_isEnded || _row < 0 || _isClosed)
        {
            throw new InvalidOperationException($"There is no row; expected {nameof(Read)} to have found one.");
        }

        IntPtr validity = _chunk[ordinal].Validity;
        return validity != IntPtr.Zero && (Marshal.ReadInt64(validity, 8 * (_row / 64)) >> (_row % 64) & 1) == 0;
    }

    public override object GetValue(int ordinal) => IsDBNull(ordinal) ? DBNull.Value : _columns[ordinal].Read(_chunk[ordinal].Cells, _row);

    public override int GetValues(object[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int count = Math.Min(values.Length, FieldCount);
        for (int column = 0; column < count; column++)
        {
            values[column] = GetValue(column);
        }

        return count;
    }

    public override string GetName(int ordinal) => _names[ordinal];

    public override int GetOrdinal(string name) => Array.IndexOf(_names, name) is >= 0 and int ordinal
        ? ordinal
        : throw new ArgumentOutOfRangeException(nameof(name), name, $"There is no such column; expected one of {string.Join(", ", _names)}.");

    public override Type GetFieldType(int ordinal) => _columns[ordinal].Type;

    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);

    public override byte GetByte(int ordinal) => checked((byte)(long)GetValue(ordinal));

    public override short GetInt16(int ordinal) => checked((short)(long)GetValue(ordinal));

    public override int GetInt32(int ordinal) => checked((int)(long)GetValue(ordinal));

    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);

    public override float GetFloat(int ordinal) => (float)(double)GetValue(ordinal);

    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => Convert.ToDecimal(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    public override string GetString(int ordinal) => Convert.ToString(GetValue(ordinal), CultureInfo.InvariantCulture)!;

    public override Guid GetGuid(int ordinal) => Guid.Parse(GetString(ordinal), CultureInfo.InvariantCulture);

    public override char GetChar(int ordinal) => GetString(ordinal)[0];

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override bool NextResult() => false;

    public override void Close()
    {
        _isClosed = true;
        _session.Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        Close();
        base.Dispose(disposing);
    }

    private List<(string Name, string Type)> Described(string file)
    {
        var known = new List<(string, string)>();
        _session.Ask($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {file})");
        ParquetCell text = ParquetCell.Of("VARCHAR");
        while (_session.MoveNext())
        {
            for (int row = 0; row < _session.Rows; row++)
            {
                known.Add(((string)text.Read(_session.Column(0).Cells, row), (string)text.Read(_session.Column(1).Cells, row)));
            }
        }

        return known;
    }

    private static (string Name, string Type) ColumnOf(List<(string Name, string Type)> known, string name, string path)
    {
        int index = known.FindIndex(column => string.Equals(column.Name, name, StringComparison.Ordinal));
        return index >= 0
            ? known[index]
            : throw new ArgumentException($"'{path}' has no column '{name}'; expected one of {string.Join(", ", known.Select(column => column.Name))}.", nameof(name));
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
