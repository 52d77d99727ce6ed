using System.Globalization;
using System.Text;
using Xunit;

namespace InfluenceGraph.Data.Tests.Tables;

public sealed class RowFileTests
{
    private const string Small = "truster,trustee,weight\nann,bob,2\nbob,\"O'Neil, Eve\",0.5\n";

    private static readonly Tie<string>[] _small = [new("bob", "ann", 1, 2), new("O'Neil, Eve", "bob", 1, 0.5)];

    [Fact]
    public void A_file_with_a_header_is_read_without_any_option() => Assert.Equal(_small, TestSource.Ties(Small).Ties);

    [Theory]
    [InlineData('\t')]
    [InlineData(';')]
    [InlineData('|')]
    public void The_separator_is_told(char separator) =>
        Assert.Equal(_small, TestSource.Ties(Small.Replace("bob,\"O'Neil, Eve\",0.5", "bob,\"O'Neil# Eve\",0.5", StringComparison.Ordinal).Replace(',', separator).Replace('#', ',')).Ties);

    [Fact]
    public void A_semicolon_wins_over_decimal_commas()
    {
        var mapping = new TieMapping { From = "from", To = "to", Permission = "permission", Formats = new() { DecimalSign = ',' } };
        Assert.Equal([new("a", "b", 0.5)], TestSource.Ties("from;to;permission\na;b;0,5\n", mapping).Ties);
    }

    [Fact]
    public void Rows_of_blanks_and_comments_are_read_as_SNAP_writes_them()
    {
        (List<Tie<string>> ties, ImportReport report) = TestSource.Ties("# Directed graph\n# FromNodeId\tToNodeId\n 1  2\n3\t4\n\n5 6", new TieMapping());
        Assert.Equal([new("1", "2", 1), new("3", "4", 1), new("5", "6", 1)], ties);
        Assert.Equal(3, report.Counts.RowsRead);
    }

    [Fact]
    public void A_cell_in_quotes_may_hold_blanks_where_blanks_separate() =>
        Assert.Equal([new("Ann Lee", "bob", 1), new("bob", "cid", 1)], TestSource.Ties("\"Ann Lee\" bob\nbob cid\n", new TieMapping(), file: o => o with { Separator = ' ', Header = HeaderLine.Absent }).Ties);

    [Fact]
    public void Excels_first_line_says_what_separates() => Assert.Equal([new("a", "b", 1)], TestSource.Ties("sep=|\nfrom|to\na|b\n").Ties);

    [Fact]
    public void Lines_before_the_rows_are_passed_over_and_counted()
    {
        using RowSource source = TestSource.Of("3 2\n\nfrom,to\na,\n", o => o with { SkipLines = 1 });
        RowReading<Tie<string>> reading = source.ReadTies<string>(TieMapping.Guess(source.Columns));
        Assert.Empty(reading);
        Assert.Equal("line 4", reading.Report.Examples[0].Place);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark_says_the_encoding(string encoding)
    {
        var text = Encoding.GetEncoding(encoding);
        Assert.Equal([new("Zoë", "李", 1)], TestSource.Ties([.. text.GetPreamble(), .. text.GetBytes("from,to\nZoë,李\n")]).Ties);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void UTF16_is_told_without_a_mark(string encoding) =>
        Assert.Equal([new("Zoë", "李", 1)], TestSource.Ties(Encoding.GetEncoding(encoding).GetBytes("from,to\nZoë,李\n")).Ties);

    [Fact]
    public void UTF16_that_is_cut_in_a_letter_is_an_error()
    {
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("from,to\na,b\n"), 0x3D, 0xD8, 0x61, 0x00];
        Assert.Contains("not UTF-16", Assert.Throws<CustomerDataException>(() => TestSource.Ties(bytes)).Message);
    }

    [Fact]
    public void UTF32_and_workbooks_are_errors_that_say_what_to_do()
    {
        Assert.Contains("UTF-32", Assert.Throws<CustomerDataException>(() => TestSource.Of([0xFF, 0xFE, 0, 0, 1, 0, 0, 0])).Message);
        Assert.Contains("Excel workbook", Assert.Throws<CustomerDataException>(() => TestSource.Of([0x50, 0x4B, 3, 4, 1, 2])).Message);
    }

    [Fact]
    public void A_row_that_is_not_UTF8_is_rejected_with_its_bytes()
    {
        (List<Tie<string>> ties, ImportReport report) = TestSource.Ties([.. "from,to\nann,Zo"u8, 0xEB, .. "\nann,bob\n"u8]);
        Assert.Equal([new("ann", "bob", 1)], ties);
        RejectedRow row = Assert.Single(report.Examples);
        Assert.Equal(("line 2", "ann,Zo\\xEB"), (row.Place, row.Content));
        Assert.Contains("UTF-8", row.Reason);
    }

    [Fact]
    public void A_letter_of_code_zero_is_rejected() =>
        Assert.Equal("letter of code 0", TestSource.Ties("from,to\na\0,b\nlonger names,so that nobody takes it for UTF-16\n").Report.Rejected[0].Reason);

    [Fact]
    public void A_packed_file_is_read_and_one_that_is_cut_short_is_an_error()
    {
        byte[] packed = TestSource.Packed(Encoding.UTF8.GetBytes("from,to\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"c{i},c{i * 7919L % 30_001}\n"))));
        Assert.Equal(30_000, TestSource.Ties(packed).Ties.Count);
        foreach (int cut in (int[])[1, 8, 9, 5_000, packed.Length / 2])
        {
            CustomerDataException error = Assert.Throws<CustomerDataException>(() => TestSource.Ties(packed[..^cut]));
            Assert.Contains("cut short", error.Message);
        }
    }

    [Fact]
    public void A_damaged_packed_file_is_an_error()
    {
        byte[] packed = TestSource.Packed(Encoding.UTF8.GetBytes("from,to\n" + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"c{i},c{i * 7919L % 3_001}\n"))));
        packed[packed.Length / 2] ^= 0x55;
        Assert.Throws<CustomerDataException>(() => TestSource.Ties(packed));
    }

    [Fact]
    public void A_quote_that_never_closes_is_an_error_with_its_line()
    {
        CustomerDataException error = Assert.Throws<CustomerDataException>(() => TestSource.Ties("from,to\na,b\nc,\"d\ne,f\n"));
        Assert.Equal(("ties.csv", 3, $"ties.csv, line 3: {error.Problem}"), (error.File, error.Line, error.Message));
        Assert.Contains("quote", error.Problem);
    }

    [Fact]
    public void A_quote_that_swallows_megabytes_is_an_error_with_its_line()
    {
        string text = "from,to\na,b\nc,\"d\n" + string.Concat(Enumerable.Range(0, 200_000).Select(i => $"e{i},f\n"));
        CustomerDataException error = Assert.Throws<CustomerDataException>(() => TestSource.Ties(text));
        Assert.Contains("line 3", error.Message);
        Assert.Contains("MaxRowBytes", error.Message);
    }

    [Theory]
    [InlineData("a\"b,c")]
    [InlineData("\"a\"b,c")]
    public void A_quote_within_a_cell_is_rejected_unless_quotes_are_plain_letters(string row)
    {
        Assert.Equal(1, TestSource.Ties($"from,to\n{row}\n").Report.Counts.Rejected);
        Assert.Equal([new(row.Split(',')[0], "c", 1)], TestSource.Ties($"from,to\n{row}\n", file: o => o with { Quotes = false }).Ties);
    }

    [Fact]
    public void A_cell_that_is_too_long_is_rejected_and_the_next_row_is_read()
    {
        (List<Tie<string>> ties, ImportReport report) = TestSource.Ties($"from,to\n{new string('x', 70_000)},b\nc,d\n");
        Assert.Equal([new("c", "d", 1)], ties);
        Assert.Contains("MaxCellBytes", report.Examples[0].Reason);
        Assert.Equal(2, TestSource.Ties($"from,to\n{new string('x', 70_000)},b\nc,d\n", file: o => o with { MaxCellBytes = 80_000 }).Ties.Count);
    }

    [Theory]
    [InlineData("a,b,c")]
    [InlineData("a")]
    public void A_row_with_another_number_of_columns_is_rejected(string row)
    {
        ImportReport report = TestSource.Ties($"from,to\nx,y\n{row}\n").Report;
        Assert.Equal((3, 1), (int.Parse(report.Examples[0].Place[5..], CultureInfo.InvariantCulture), (int)report.Counts.Rejected));
        Assert.Contains("expected 2", report.Examples[0].Reason);
    }

    [Fact]
    public void Rows_of_separators_alone_are_skipped() =>
        Assert.Equal("row without any text", Assert.Single(TestSource.Ties("from,to\na,b\n,\n , \n").Report.Skipped).Reason);

    [Fact]
    public void An_empty_file_is_an_error()
    {
        foreach (string text in (string[])["", "\n\n", "# nothing\n", "\uFEFF"])
        {
            Assert.Contains("no rows", Assert.Throws<CustomerDataException>(() => TestSource.Of(text)).Message);
        }
    }

    [Fact]
    public void A_header_alone_is_no_error() => Assert.Empty(TestSource.Ties("from,to\n").Ties);

    [Fact]
    public void The_wrong_separator_is_an_error_that_says_so()
    {
        using RowSource source = TestSource.Of("from;to\na;b\n", o => o with { Separator = ',' });
        CustomerDataException error = Assert.Throws<CustomerDataException>(() => source.ReadTies<string>(new TieMapping { From = "from", To = "to" }));
        Assert.Contains("from;to", error.Message);
        Assert.Contains("Separator", error.Message);
    }

    [Theory]
    [InlineData("1,2\n3,4\n", false)]
    [InlineData("ann,bob\nbob,cid\nann,cid\n", false)]
    [InlineData("from,to\nbob,cid\n", true)]
    [InlineData("wer,wen\n1,2\n", true)]
    [InlineData("von,an,am\nann,bob,2026-01-01\n", true)]
    [InlineData(",from_id,to_id\n0,a,b\n", true)]
    public void A_header_is_told_by_what_stands_in_it_and_below(string text, bool isHeader)
    {
        using RowSource source = TestSource.Of(text);
        Assert.Equal(isHeader, source.Columns.Count > 0);
    }

    [Fact]
    public void Where_nothing_tells_a_header_numbers_of_columns_are_refused_and_names_are_taken()
    {
        using (RowSource source = TestSource.Of("wer,wen\nann,bob\n"))
        {
            Assert.Contains("Header = Present or Absent", Assert.Throws<CustomerDataException>(() => source.ReadTies<string>(new TieMapping())).Message);
        }

        using RowSource again = TestSource.Of("wer,wen\nann,bob\n");
        Assert.Equal([new("ann", "bob", 1)], again.ReadTies<string>(new TieMapping { From = "wer", To = "wen" }));
    }

    [Fact]
    public void Line_numbers_count_lines_in_quotes()
    {
        ImportReport report = TestSource.Ties("from,to\n\"a\nb\",c\n,d\n").Report;
        Assert.Equal("line 4", report.Examples[0].Place);
    }

    [Fact]
    public void A_source_is_read_once()
    {
        using RowSource source = TestSource.Of(Small);
        RowReading<Tie<string>> reading = source.ReadTies<string>(TieMapping.Guess(source.Columns));
        Assert.Throws<InvalidOperationException>(() => reading.Report);
        Assert.Equal(2, reading.Count());
        Assert.Throws<InvalidOperationException>(() => reading.Count());
        Assert.Throws<InvalidOperationException>(() => source.ReadTies<string>(new TieMapping { From = 1, To = 2 }).Count());
    }

    [Fact]
    public void All_wrong_options_are_told_at_once()
    {
        string message = Assert.Throws<ArgumentException>(() => TestSource.Of("a,b", o => o with { Separator = 'x', SkipLines = -1, Comment = '"', MaxCellBytes = 0, MaxRowBytes = 1, Header = (HeaderLine)7 })).Message;
        Assert.All(["Separator", "SkipLines", "Comment", "MaxCellBytes", "MaxRowBytes", "Header"], option => Assert.Contains(option, message));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_IOException() => Assert.ThrowsAny<IOException>(() => RowSource.FromFile("/nowhere/ties.csv"));
}
