using System.Globalization;
using System.IO.Compression;
using InfluenceGraph.Tool.Sources;
using Xunit;

namespace InfluenceGraph.Tool.Tests.Sources;

public sealed class RowCountTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void A_small_file_is_counted(int rows)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(rows, RowCount.Of(folder.Write("rows.csv", Rows(rows))));
    }

    /// <summary>Ten percent: rows get longer with their number, and packed ones vary.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_larger_file_is_counted_within_ten_percent(bool isPacked)
    {
        const int Count = 300_000;
        using var folder = new TemporaryFolder();
        string path = folder.Write("rows.csv", Rows(Count));
        if (isPacked)
        {
            using FileStream file = File.Create(folder.Of("rows.csv.gz"));
            using var packed = new GZipStream(file, CompressionLevel.Fastest);
            packed.Write(File.ReadAllBytes(path));
            packed.Flush();
            path = folder.Of("rows.csv.gz");
        }

        Assert.InRange(RowCount.Of(path), 0.9 * Count, 1.1 * Count);
    }

    private static string Rows(int count) => string.Concat(Enumerable.Range(0, count).Select(row => string.Create(CultureInfo.InvariantCulture, $"{100_000_000 + (row * 7919L % 899_999_999)},{100_000_000 + (row * 104729L % 899_999_999)}\n")));
}
