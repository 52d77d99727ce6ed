using System.Data.Common;
using InfluenceGraph.Data.Tables;
using static System.FormattableString;

namespace InfluenceGraph.Data;

/// <summary>Rows with columns: a CSV, TSV or edge list file, or what a database answers. Read once, from the first row to the last.</summary>
/// <remarks>Not safe to share between threads. What a row means is said by a mapping, such as <see cref="TieMapping"/>.</remarks>
public abstract class RowSource : IDisposable
{
    private bool _isTaken;

    private protected RowSource(string name) => Name = name;

    /// <summary>What the source is called in messages, and in a store's list of imports: the file's name, or what the caller said.</summary>
    public string Name { get; }

    /// <summary>The names of the columns; empty where a file has no header line.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>The number of columns of the header or, without one, of the first row.</summary>
    public abstract int ColumnCount { get; }

    /// <summary>Rows read so far, without header, comments and blank lines.</summary>
    public long RowsRead { get; private set; }

    /// <summary>Where the last row that was read stands, such as <c>line 17</c> or <c>row 16</c>.</summary>
    public string Place => Invariant($"{(HasLines ? "line" : "row")} {PlaceNumber}");

    /// <summary>Whether rows are told by their lines in a file; else by their number.</summary>
    private protected virtual bool HasLines => false;

    /// <summary>The line or the row number of the last row that was read, from 1.</summary>
    internal virtual long PlaceNumber => RowsRead;

    /// <summary>Why the last row cannot be used as a whole, in a few words and in full, or <see langword="null"/>.</summary>
    internal abstract (string Reason, string Problem)? RowProblem { get; }

    /// <summary>How the text is read, as far as the caller said so: another reading is another import.</summary>
    internal abstract string FormatText { get; }

    /// <summary>How much was read of how much, in bytes or rows; a total of 0 where it is not known.</summary>
    internal abstract (long Done, long Total) Progress { get; }

    /// <summary>Opens a file with rows: CSV, TSV, or columns separated by another sign or by blanks; packed by gzip or not; UTF-8 or UTF-16.</summary>
    /// <remarks>Separator, header and encoding are told from the beginning of the file where the options do not say.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Separator = ';' }</c>.</param>
    /// <returns>The source, before its first row. Dispose of it.</returns>
    /// <exception cref="CustomerDataException">The file is empty, no text, or its first row cannot be read.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static RowSource FromFile(string path, Func<RowFileOptions, RowFileOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RowFileOptions options = Checked(configure);
#pragma warning disable CA2000 // The source owns it, and it is closed where it cannot be read.
        var file = new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
#pragma warning restore CA2000
        return Opened(file, Path.GetFileName(path), options, ownsStream: true);
    }

    /// <summary>Reads a stream as <see cref="FromFile"/> reads a file.</summary>
    /// <param name="stream">The stream, from where it stands to its end; it stays open. Only where it can be read twice (<see cref="Stream.CanSeek"/>) can a store take it in.</param>
    /// <param name="name">What the stream is called in messages.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <returns>The source, before its first row. Dispose of it.</returns>
    /// <exception cref="CustomerDataException">The stream is empty, no text, or its first row cannot be read.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static RowSource FromStream(Stream stream, string name, Func<RowFileOptions, RowFileOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Opened(stream, name, Checked(configure), ownsStream: false);
    }

    /// <summary>Reads what a database answers: any provider of ADO.NET.</summary>
    /// <param name="reader">The reader, before its first row; it stays open.</param>
    /// <param name="name">What the rows are called in messages and in a store's list of imports.</param>
    /// <param name="snapshot">
    /// Which state of the data this is, such as a date or a version. A store takes in a name and a snapshot once, and goes on where it stopped when it was
    /// cut off, which needs the rows in the same order (ORDER BY). A store cannot take in rows without it, because a reader has no content that could be compared.
    /// </param>
    /// <returns>The source, before its first row. Dispose of it.</returns>
    /// <exception cref="ArgumentException">The reader has no columns or is closed.</exception>
    public static RowSource FromReader(DbDataReader reader, string name, string? snapshot = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new ReaderRowSource(reader, name, snapshot, sql: "", owned: []);
    }

    /// <summary>Reads the rows that a query gives, over a connection of its own.</summary>
    /// <param name="database">The database.</param>
    /// <param name="sql">The query. Name its columns, and order them where an import is to be resumed.</param>
    /// <param name="name">What the rows are called in messages and in a store's list of imports.</param>
    /// <param name="snapshot">Which state of the data this is; see <see cref="FromReader"/>.</param>
    /// <returns>The source, before its first row. Dispose of it: that closes the connection.</returns>
    /// <exception cref="DbException">The database refuses the query or cannot be reached.</exception>
    public static RowSource FromQuery(DbDataSource database, string sql, string name, string? snapshot = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentException.ThrowIfNullOrWhiteSpace(sql);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var owned = new List<IDisposable>();
        try
        {
            DbConnection connection = database.OpenConnection();
            owned.Insert(0, connection);
            DbCommand command = connection.CreateCommand();
            owned.Insert(0, command);
#pragma warning disable CA2100 // The query is the caller's own question to the caller's own database.
            command.CommandText = sql;
#pragma warning restore CA2100
            DbDataReader reader = command.ExecuteReader();
            owned.Insert(0, reader);
            return new ReaderRowSource(reader, name, snapshot, sql, owned);
        }
        catch
        {
            owned.ForEach(part => part.Dispose());
            throw;
        }
    }

    /// <summary>Closes what the source opened.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The name, and the columns.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Columns.Count > 0 ? $"{Name}: {string.Join(", ", Columns)}" : Invariant($"{Name}: {ColumnCount} columns");

    /// <summary>Takes the source for one reading; there is no second one.</summary>
    internal void Take()
    {
        if (_isTaken)
        {
            throw new InvalidOperationException($"{Name} was read already; expected a new source. Open it again: a file with {nameof(FromFile)}, a query with {nameof(FromQuery)}.");
        }

        _isTaken = true;
    }

    /// <summary>A text that changes whenever the content does.</summary>
    /// <exception cref="ArgumentException">There is no way to know.</exception>
    internal abstract string Sha256();

    /// <summary>Decides whether the first line of a file is a header, where that was to be told: a column that is given by its name needs one.</summary>
    internal virtual void RequireHeader(IEnumerable<SourceColumn> columns)
    {
    }

    /// <summary>What may be wrong where a column is missing.</summary>
    internal virtual string ColumnHint => "";

    /// <summary>An error of a source as a whole.</summary>
    internal static CustomerDataException Error(string name, string problem, Exception? cause = null) => new($"{name}: {problem}", cause) { File = name, Problem = problem };

    /// <summary>An error of this source as a whole.</summary>
    internal CustomerDataException Error(string problem, Exception? cause = null) => Error(Name, problem, cause);

    /// <summary>An error of a row of this source.</summary>
    internal CustomerDataException ErrorAt(long place, string problem, Exception? cause = null) =>
        new(Invariant($"{Name}, {(HasLines ? "line" : "row")} {place}: {problem}"), cause) { File = Name, Line = HasLines ? place : 0, Row = HasLines ? 0 : place, Problem = problem };

    /// <summary>Goes to the next row.</summary>
    internal bool Read()
    {
        if (!MoveNext())
        {
            return false;
        }

        RowsRead++;
        return true;
    }

    internal abstract bool IsEmpty(int column);

    /// <summary>The text of a cell without blanks around it.</summary>
    internal abstract string Text(int column);

    internal abstract CellRead ReadNumber(int column, CellFormats formats, out double number);

    internal abstract CellRead ReadTime(int column, CellFormats formats, out DateTimeOffset moment);

    internal abstract CellRead ReadInt64(int column, out long number);

    internal abstract CellRead ReadGuid(int column, out Guid guid);

    /// <summary>The row as it stands in the source, for people.</summary>
    internal abstract string Content();

    /// <summary>Which cells count as empty.</summary>
    internal IReadOnlyList<string> EmptyTexts { get; private set; } = [];

    internal virtual void UseEmptyTexts(IReadOnlyList<string> texts) => EmptyTexts = texts;

    private protected abstract bool MoveNext();

    /// <summary>Closes what the source opened.</summary>
    /// <param name="disposing">Whether the call comes from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }

    private static FileRowSource Opened(Stream stream, string name, RowFileOptions options, bool ownsStream)
    {
        try
        {
            return new(stream, name, options, ownsStream);
        }
        catch
        {
            if (ownsStream)
            {
                stream.Dispose();
            }

            throw;
        }
    }

    private static RowFileOptions Checked(Func<RowFileOptions, RowFileOptions>? configure)
    {
        var options = new RowFileOptions();
        options = configure is null ? options : configure(options) ?? throw new ArgumentException($"{nameof(configure)} returned null; expected options.", nameof(configure));
        options.Validate();
        return options;
    }
}
