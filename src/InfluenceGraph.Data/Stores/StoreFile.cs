using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace InfluenceGraph.Data.Stores;

/// <summary>The file of a store: tells it from other files before SQLite touches it, and makes new ones whole or not at all.</summary>
internal static class StoreFile
{
    private const int HeaderSize = 100;
    private const int VersionAt = 60;
    private const int ApplicationIdAt = 68;

    /// <summary>How long to wait for another writer.</summary>
    private const int BusyMilliseconds = 5000;

    /// <summary>Of the file in memory, in KiB: a sorted batch of ties touches pages all over the table.</summary>
    private const int CacheKilobytes = 16_384;

    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    internal static SqlDatabase Create(string path, IReadOnlyList<string> scripts)
    {
        WriteWhole(path, draft =>
        {
            using SqlDatabase database = SqlDatabase.Open(draft, SqliteOpenMode.ReadWriteCreate);
            StoreSchema.Create(database, scripts);
        });
        return Open(path, StoreAccess.Write, scripts);
    }

    internal static void Copy(SqlDatabase database, string path) =>
        WriteWhole(path, draft => database.Statement("VACUUM INTO ?1").Bind(1, draft).Run());

    /// <summary>Makes a file under another name first, so that nobody finds half a store if this is stopped.</summary>
    private static void WriteWhole(string path, Action<string> write)
    {
        if (Path.Exists(path))
        {
            throw new StoreException(StoreProblem.Exists, $"Store '{path}': there is a file or folder of this name; expected none, as a new store never takes another's place. Open it, or choose another name.");
        }

        string folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            throw new StoreException(StoreProblem.Missing, $"Store '{path}': there is no folder '{folder}'; expected one. Make it first.");
        }

        string draft = $"{path}.{Path.GetRandomFileName()}.new";
        try
        {
            write(draft);
            File.Move(draft, path, overwrite: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"Store '{path}': it cannot be made ({error.Message}). Look whether another program made it meanwhile, and at the folder's permissions.", error);
        }
        finally
        {
            DeleteIfThere(draft);
        }
    }

    internal static SqlDatabase Open(string path, StoreAccess access, IReadOnlyList<string> scripts)
    {
        int version = RequireStore(path);
        if (version > scripts.Count)
        {
            throw new StoreException(
                StoreProblem.NewerVersion,
                FormattableString.Invariant($"Store '{path}': its schema has version {version}; expected at most {scripts.Count}, which this library knows. Update InfluenceGraph.Data; the file was not touched."));
        }

        SqlDatabase database = SqlDatabase.Open(path, access == StoreAccess.Read ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite);
        try
        {
            database.WaitForWriters(BusyMilliseconds);
            if (access == StoreAccess.Write && database.IsReadOnly)
            {
                throw new StoreException(StoreProblem.ReadOnly, $"Store '{path}': the file cannot be written; expected one that can be. Change its permissions, or open it with {nameof(StoreAccess)}.{nameof(StoreAccess.Read)}.");
            }

            // What is deleted within a page is overwritten; forgetting a customer overwrites free pages too.
            // Foreign keys are for other clients: our ids were looked up in the same transaction, and checking them again takes longer than the row.
            database.Execute(FormattableString.Invariant($"PRAGMA foreign_keys = OFF; PRAGMA secure_delete = FAST; PRAGMA cache_size = -{CacheKilobytes}; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;"));
            RequireVersion(database, access, scripts);
            if (access == StoreAccess.Write)
            {
                EndWriteAheadLog(database);
            }

            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Another client may have begun a write-ahead log. What it holds is taken in, and a store at rest is one file again; where that client is still there, it stays.</summary>
    private static void EndWriteAheadLog(SqlDatabase database)
    {
        if (!database.HasWriteAheadLog)
        {
            return;
        }

        try
        {
            database.Execute("PRAGMA journal_mode = DELETE");
        }
        catch (StoreException busy) when (busy.Problem == StoreProblem.Busy)
        {
            // The log serves as well.
        }
    }

    private static void RequireVersion(SqlDatabase database, StoreAccess access, IReadOnlyList<string> scripts)
    {
        // Read again through SQLite, as a journal may hold what the file itself does not say yet.
        long version = database.Number("PRAGMA user_version");
        if (version >= scripts.Count)
        {
            return;
        }

        if (access == StoreAccess.Read)
        {
            throw new StoreException(
                StoreProblem.OlderVersion,
                FormattableString.Invariant($"Store '{database.Path}': its schema has version {version}; expected {scripts.Count}. Open it once with {nameof(StoreAccess)}.{nameof(StoreAccess.Write)}, which brings it up to date."));
        }

        StoreSchema.Upgrade(database, scripts);
    }

    /// <summary>Reads the first bytes only: SQLite itself would change another program's file if it found a journal beside it.</summary>
    private static int RequireStore(string path)
    {
        if (!File.Exists(path))
        {
            throw new StoreException(StoreProblem.Missing, $"Store '{path}': there is no such file; expected a store. Make one with {nameof(CustomerStore)}.{nameof(CustomerStore.Create)}, or look at the name.");
        }

        Span<byte> header = stackalloc byte[HeaderSize];
        int count;
        long length;
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            count = file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false);
            length = file.Length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"Store '{path}': it cannot be read ({error.Message}). Look at its permissions.", error);
        }

        if (count < HeaderSize || !header.StartsWith(Magic))
        {
            throw new StoreException(StoreProblem.NotAStore, FormattableString.Invariant($"Store '{path}': it is no SQLite file{(count == 0 ? ", it is empty" : "")}; expected a store. Choose another file; this one was not touched."));
        }

        int application = BinaryPrimitives.ReadInt32BigEndian(header[ApplicationIdAt..]);
        if (application != StoreSchema.ApplicationId)
        {
            throw new StoreException(StoreProblem.NotAStore, FormattableString.Invariant($"Store '{path}': it is an SQLite file of another program (application id {application}); expected {StoreSchema.ApplicationId}, a store. Choose another file; this one was not touched."));
        }

        RequireWhole(path, header, length);
        return BinaryPrimitives.ReadInt32BigEndian(header[VersionAt..]);
    }

    /// <summary>SQLite would take the missing bytes of a page for zeros, and say nothing before it meets a page that is not there.</summary>
    private static void RequireWhole(string path, ReadOnlySpan<byte> header, long length)
    {
        int pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[16..]) is ushort size and > 1 ? size : 65_536;
        long whole = BinaryPrimitives.ReadUInt32BigEndian(header[28..]) * (long)pageSize;
        bool isCountValid = BinaryPrimitives.ReadUInt32BigEndian(header[24..]) == BinaryPrimitives.ReadUInt32BigEndian(header[92..]);

        // Beside a journal the file is at work, or is mended when SQLite opens it.
        if (isCountValid && length < whole && !File.Exists(path + "-journal") && !File.Exists(path + "-wal"))
        {
            throw new StoreException(StoreProblem.Damaged, FormattableString.Invariant($"Store '{path}': it was cut short, it has {length} bytes; expected {whole}. Copy it again, or restore a copy; this one was not touched."));
        }
    }

    private static void DeleteIfThere(string draft)
    {
        foreach (string path in (ReadOnlySpan<string>)[draft, draft + "-journal"])
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // The first problem is the one to tell.
            }
        }
    }
}
