using System.IO.Compression;
using System.Text;
using Xunit;

namespace InfluenceGraph.Data.Tests.Tables;

/// <summary>Sources made from text and bytes.</summary>
internal static class TestSource
{
    internal static RowSource Of(string text, Func<RowFileOptions, RowFileOptions>? configure = null) => Of(Encoding.UTF8.GetBytes(text), configure);

    internal static RowSource Of(byte[] bytes, Func<RowFileOptions, RowFileOptions>? configure = null) => RowSource.FromStream(new MemoryStream(bytes), "ties.csv", configure);

    internal static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest))
        {
            packing.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>The ties of a text, and what became of its rows.</summary>
    internal static (List<Tie<string>> Ties, ImportReport Report) Ties(string text, TieMapping? mapping = null, Func<ImportOptions, ImportOptions>? options = null, Func<RowFileOptions, RowFileOptions>? file = null) =>
        Ties(Encoding.UTF8.GetBytes(text), mapping, options, file);

    internal static (List<Tie<string>> Ties, ImportReport Report) Ties(byte[] bytes, TieMapping? mapping = null, Func<ImportOptions, ImportOptions>? options = null, Func<RowFileOptions, RowFileOptions>? file = null)
    {
        using RowSource source = Of(bytes, file);
        RowReading<Tie<string>> reading = source.ReadTies<string>(mapping ?? TieMapping.Guess(source.Columns), options);
        List<Tie<string>> ties = [.. reading];
        ImportCounts counts = reading.Report.Counts;
        Assert.Equal(counts.RowsRead, counts.Used + counts.Skipped + counts.Rejected);
        Assert.Equal(counts.Skipped, reading.Report.Skipped.Sum(rule => rule.Count));
        Assert.Equal(counts.Rejected, reading.Report.Rejected.Sum(reason => reason.Count));
        Assert.Equal(ties.Count, reading.Report.Made);
        return (ties, reading.Report);
    }

    /// <summary>Why the only row of ties with a header cannot be used.</summary>
    internal static string Rejected(string header, string row, Func<TieMapping, TieMapping>? change = null)
    {
        using RowSource source = Of($"{header}\n{row}\n");
        TieMapping mapping = TieMapping.Guess(source.Columns);
        RowReading<Tie<string>> reading = source.ReadTies<string>(change?.Invoke(mapping) ?? mapping);
        Assert.Empty(reading);
        return Assert.Single(reading.Report.Examples).Reason;
    }
}
