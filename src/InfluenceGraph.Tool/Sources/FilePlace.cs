using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using InfluenceGraph.Data;
using InfluenceGraph.Tool.Output;

namespace InfluenceGraph.Tool.Sources;

/// <summary>Files of rows: text, or Parquet where DuckDB's library is found.</summary>
internal sealed class FilePlace(DataNames names, TimeProvider clock) : IRowPlace
{
    private readonly List<DbDataReader> _readers = [];

    public RowSource Open(string what, string kind)
    {
        try
        {
            return IsParquet(what) ? OpenParquet(what) : RowSource.FromFile(what, _ => names.Files);
        }
        catch (CustomerDataException e)
        {
            throw ToolException.BadData(e.Message.Contains(Path.GetFileName(what), StringComparison.Ordinal) ? Sentence.Of(e.Message) : $"{what}: {Sentence.Of(e.Message)}", e);
        }
        catch (DllNotFoundException e)
        {
            throw ToolException.BadData($"{what}: {Sentence.Of(e.Message)}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.BadData($"{what}: {Sentence.Of(File.Exists(what) ? e.Message : Directory.Exists(what) ? "is a folder; expected a file" : "there is no such file")}", e);
        }
    }

    public string Shown(string what) => what;

    public void SaveScores(string measure, IEnumerable<KeyValuePair<string, double>> scores, Receipt receipt) =>
        throw ToolException.WrongUse("--save keeps scores in a store; expected the store's name, as in --save FILE.db, or --out FILE.csv for a file.");

    public void Dispose() => _readers.ForEach(reader => reader.Dispose());

    internal static bool IsParquet(string path) => string.Equals(Path.GetExtension(path), ".parquet", StringComparison.OrdinalIgnoreCase);

    internal static string Sha256(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private RowSource OpenParquet(string path)
    {
        DbDataReader reader = ParquetFile.OpenReader(path);
        _readers.Add(reader);

        // Several files by a pattern have no content of their own to compare.
        string state = names.Snapshot ?? (File.Exists(path) ? Sha256(path) : clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        return RowSource.FromReader(reader, Path.GetFileName(path), state);
    }
}
