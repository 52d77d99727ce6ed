using System.Text;
using System.Text.Json;
using InfluenceGraph.Data.Tests.Imports;
using Xunit;

namespace InfluenceGraph.Data.Tests.Exports;

public sealed class CsvExportTests
{
    private static readonly CustomerGraph<string> _graph = CustomerGraph.FromTies<string>(
        [new("ann", "bob", 1), new("ann", "=cmd", 0.5), new("bob", "ann", 0.2)],
        [new("ann", 10), new("bob", 20), new("=cmd", 30)]);

    [Fact]
    public void Scores_are_written_with_their_receipt_beside_them()
    {
        using var folder = new TempFolder();
        SocialValueResult<string> value = _graph.SocialValue();
        Assert.Equal(3, CsvExport.WriteScores(folder.File("scores.csv"), "social value", value, value.Receipt));
        string[] lines = File.ReadAllLines(folder.File("scores.csv"));
        Assert.Equal("customer,social value", lines[0]);
        Assert.Equal(
            value.Select(score => (SafeCsv.Cell(score.Key), score.Value)),
            lines[1..].Select(line => line.Split(',')).Select(cells => (cells[0], double.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Contains(lines, line => line.StartsWith("'=cmd,", StringComparison.Ordinal));
        using var receipt = JsonDocument.Parse(File.ReadAllText(CsvExport.ReceiptPathOf(folder.File("scores.csv"))));
        Assert.Equal(value.Receipt.DataHash, receipt.RootElement.GetProperty("dataHash").GetString());
        Assert.Equal(3, receipt.RootElement.GetProperty("customersUsed").GetInt64());
        Assert.Equal(value.Receipt.Options, receipt.RootElement.GetProperty("options").GetString());
        Assert.Equal(["scores.csv", "scores.csv.receipt.json"], folder.Names);
    }

    [Fact]
    public void A_ranking_is_sorted_shares_ranks_and_puts_what_is_no_number_last()
    {
        using var folder = new TempFolder();
        KeyValuePair<string, double>[] scores = [new("a", 1), new("b", double.NaN), new("c", 3), new("d", 3), new("e", 2)];
        Assert.Equal(5, CsvExport.WriteRanking(folder.File("ranking.csv"), "reach", scores, null));
        Assert.Equal(["rank,customer,reach", "1,c,3", "1,d,3", "3,e,2", "4,a,1", ",b,"], File.ReadAllLines(folder.File("ranking.csv")));
        Assert.Equal(2, CsvExport.WriteRanking(folder.File("ranking.csv"), "reach", scores, null, top: 2));
        Assert.Equal(3, File.ReadAllLines(folder.File("ranking.csv")).Length);
    }

    [Fact]
    public void Explanations_add_up_and_origins_name_whom_value_comes_from()
    {
        using var folder = new TempFolder();
        SocialValueResult<string> value = _graph.SocialValue();
        Explanation<string>[] explanations = [value.Explain("ann"), value.Explain("bob")];
        Assert.Equal(2, CsvExport.WriteExplanations(folder.File("why.csv"), explanations, value.Receipt));
        string[] cells = File.ReadAllLines(folder.File("why.csv"))[1].Split(',');
        double[] parts = [.. cells[2..6].Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(parts[0], parts[1] + parts[2] + parts[3], 1e-9 * parts[0]);
        long origins = CsvExport.WriteOrigins(folder.File("origins.csv"), explanations, value.Receipt);
        Assert.Equal(explanations.Sum(one => one.Origins.Count), origins);
    }

    [Fact]
    public void Cards_are_written_one_a_row_with_empty_cells_for_what_is_not_known()
    {
        using var folder = new TempFolder();
        SocialValueResult<string> value = _graph.SocialValue();
        Assert.Equal(2, CsvExport.WriteCards(folder.File("cards.csv"), [_graph.Card("ann", o => o with { SocialValue = value }), _graph.Card("bob")]));
        using RowSource cards = RowSource.FromFile(folder.File("cards.csv"), o => o with { Header = HeaderLine.Present });
        Assert.True(cards.Read());
        Assert.Equal(("ann", "10"), (cards.Text(0), cards.Text(1)));
        Assert.False(cards.IsEmpty(2));
        Assert.True(cards.Read());
        Assert.True(cards.IsEmpty(2));
        Assert.False(cards.IsEmpty(cards.ColumnCount - 1));
    }

    [Fact]
    public void Options_change_separator_decimals_guard_mark_and_receipt()
    {
        using var folder = new TempFolder();
        SocialValueResult<string> value = _graph.SocialValue();
        CsvExport.WriteTable(folder.File("t.csv"), ["a", "b;c", "d"], [["=x", 1.5, null], [new DateTimeOffset(2026, 4, 3, 0, 0, 0, TimeSpan.Zero), -2L, "-y"]], value.Receipt, o => o with { Separator = ';', DecimalSign = ',', GuardFormulas = false, ByteOrderMark = true, Receipt = ReceiptPlace.None });
        Assert.Equal("\uFEFFa;\"b;c\";d\r\n=x;1,5;\r\n2026-04-03T00:00:00.0000000+00:00;-2;-y\r\n", Encoding.UTF8.GetString(File.ReadAllBytes(folder.File("t.csv"))));
        Assert.Equal(["t.csv"], folder.Names);
    }

    [Fact]
    public void A_column_alone_with_an_empty_cell_is_still_a_row()
    {
        using var folder = new TempFolder();
        CsvExport.WriteTable(folder.File("t.csv"), ["a"], [[null], ["x"]]);
        Assert.Equal("a\r\n\"\"\r\nx\r\n", File.ReadAllText(folder.File("t.csv")));
    }

    [Fact]
    public void What_goes_wrong_on_the_way_leaves_the_file_that_was_there()
    {
        using var folder = new TempFolder();
        folder.Write("t.csv", "of yesterday");
        folder.Write("t.csv.receipt.json", "of yesterday");
        using var stop = new CancellationTokenSource();
        IEnumerable<IReadOnlyList<object?>> Rows(Action then)
        {
            for (int i = 0; i < 10_000; i++)
            {
                yield return [i];
            }

            then();
            yield return [1];
            yield return [1, 2];
        }

        Receipt receipt = _graph.SocialValue().Receipt;
        Assert.Throws<InvalidOperationException>(() => CsvExport.WriteTable(folder.File("t.csv"), ["a"], Rows(() => throw new InvalidOperationException()), receipt));
        Assert.Throws<ArgumentException>(() => CsvExport.WriteTable(folder.File("t.csv"), ["a"], Rows(() => { }), receipt));
        Assert.Throws<OperationCanceledException>(() => CsvExport.WriteTable(folder.File("t.csv"), ["a"], Rows(stop.Cancel).Take(10_001), receipt, null, stop.Token));
        Assert.Equal(["t.csv", "t.csv.receipt.json"], folder.Names);
        Assert.All(folder.Names, name => Assert.Equal("of yesterday", File.ReadAllText(folder.File(name))));
    }

    [Fact]
    public void Wrong_options_are_told_at_once()
    {
        string message = Assert.Throws<ArgumentException>(() => CsvExport.WriteTable("t.csv", ["a"], [], null, o => o with { Separator = 'x', DecimalSign = 'x', Receipt = (ReceiptPlace)9 })).Message;
        Assert.All(["Separator", "DecimalSign", "Receipt"], option => Assert.Contains(option, message));
        Assert.Throws<ArgumentException>(() => CsvExport.WriteTable("t.csv", [], []));
        Assert.Throws<ArgumentException>(() => CsvExport.WriteTable("t.csv", ["a"], [], null, o => o with { DecimalSign = ',' }));
    }
}
