using SQLitePCL;

namespace InfluenceGraph.Data.Stores;

/// <summary>SQLite's error codes in words: what was got, what was expected, what to do.</summary>
internal static class SqlProblems
{
    internal static StoreException Of(string path, int extendedCode, string message)
    {
        (StoreProblem problem, string text) = (extendedCode & 0xFF) switch
        {
            _ when extendedCode is raw.SQLITE_READONLY_ROLLBACK or raw.SQLITE_READONLY_RECOVERY => (StoreProblem.Other, "a program was stopped while it wrote, and what it left half done must be undone first; expected a store at rest. Open it once with StoreAccess.Write."),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (StoreProblem.Busy, "another program is using it; expected it to be done within a few seconds. Try again later; nothing was changed."),
            raw.SQLITE_FULL => (StoreProblem.Full, "the disk is full; nothing was changed. Make room and do it again."),
            raw.SQLITE_READONLY => (StoreProblem.ReadOnly, "it cannot be written; expected a file and a folder that can be, as a journal is written beside the store. Change their permissions, or open it with StoreAccess.Read."),
            raw.SQLITE_CANTOPEN => (StoreProblem.ReadOnly, "it, or a journal beside it, cannot be opened; expected a file that can be read, in a folder that can be written. Look at their permissions."),
            raw.SQLITE_NOTADB => (StoreProblem.NotAStore, "it is no SQLite file. Choose another file."),
            raw.SQLITE_CORRUPT => (StoreProblem.Damaged, "it is damaged. Restore a copy; 'PRAGMA integrity_check' in any SQLite client says where."),
            raw.SQLITE_IOERR => (StoreProblem.Other, "reading or writing failed; nothing was changed. Look at the disk."),
            raw.SQLITE_CONSTRAINT => (StoreProblem.Other, "a value was refused; nothing was changed."),
            _ => (StoreProblem.Other, "SQLite failed; nothing was changed."),
        };
        return new(problem, FormattableString.Invariant($"Store '{path}': {text} (SQLite {extendedCode}: {message})"));
    }
}
