using System.IO.Compression;
using System.Text;
using InfluenceGraph.EdgeLists;
using Xunit;

namespace InfluenceGraph.Tests.EdgeLists;

public sealed class EdgeListTests
{
    [Fact]
    public void An_edge_list_alone_is_a_graph_of_customers_worth_one_each()
    {
        EdgeListResult<long> read = Read<long>("1 2\n2 3\n");

        Assert.Equal([1L, 2L, 3L], read.Graph.Customers);
        Assert.Equal(2, read.Graph.TieCount);
        Assert.Equal(1, read.Graph[3].OwnValue);
        Assert.Equal((2, 2, 2, ' '), (read.Lines, read.Ties, read.Columns, read.Separator));
    }

    [Fact]
    public void From_reaches_to_unless_the_file_speaks_the_other_way()
    {
        static string Ties(TieDirection direction) => string.Join(' ', TiesOf(Read<string>("ann,bob\n", o => o with { Direction = direction }).Graph));

        Assert.Equal("ann>bob", Ties(TieDirection.FromReachesTo));
        Assert.Equal("bob>ann", Ties(TieDirection.ToReachesFrom));
        Assert.Equal("ann>bob bob>ann", Ties(TieDirection.BothWays));
    }

    [Theory]
    [InlineData("a\tb\nb\tc\n", '\t')]
    [InlineData("a;b\nb;c\n", ';')]
    [InlineData("a,b\nb,c\n", ',')]
    [InlineData("a b\nb  c\n", ' ')]
    [InlineData("a \t b\nb\tc\n", '\t')]
    [InlineData("# a,b\n\na;b,c\nx;y\n", ';')]
    [InlineData("\"a;1\",b\n\"c;2\",d\n", ',')]
    [InlineData("a, b\nc, d e\n", ',')]
    public void The_separator_is_told_from_the_first_lines(string text, char separator) =>
        Assert.Equal(separator, Read<string>(text).Separator);

    [Theory]
    [InlineData("from,to\na,b\n", true)]
    [InlineData("Source;Target\na;b\n", true)]
    [InlineData("ann,bob\na,b\n", false)]
    public void A_header_of_usual_words_is_told_from_names(string text, bool hasHeader)
    {
        EdgeListResult<string> read = Read<string>(text);

        Assert.Equal(hasHeader ? 1 : 0, read.HeaderLines);
        Assert.Equal(hasHeader ? 1 : 2, read.Graph.TieCount);
    }

    [Fact]
    public void A_first_line_that_is_no_numbers_is_a_header_of_numbers()
    {
        EdgeListResult<int> read = Read<int>("# made by hand\n\nx,y,w\n1,2,0.5\n", o => o with { Permission = 3 });

        Assert.Equal(["x", "y", "w"], read.Header);
        Assert.Equal((4, 1, 1, 1, 1), (read.Lines, read.HeaderLines, read.CommentLines, read.BlankLines, read.Ties));
        Assert.Equal("1>2 0.5", Assert.Single(TiesOf(read.Graph, withPermission: true)));
    }

    [Fact]
    public void Columns_are_found_by_name_in_any_order_and_case()
    {
        EdgeListResult<string> read = Read<string>(
            "id,Strength,Grantor,Who,permission\n1,3,bob,ann,0.25\n2,1,cid,ann,1\n",
            o => o with { From = "who", To = "grantor", Permission = "permission", Strength = "strength" });

        Assert.Equal(["ann>bob 0.25", "ann>cid 1"], TiesOf(read.Graph, withPermission: true));
        Assert.Equal(3, read.Graph.AsView().RowOf(0, 1).Strength);
    }

    [Fact]
    public void Quotes_hold_separators_line_ends_blanks_and_doubled_quotes()
    {
        EdgeListResult<string> read = Read<string>("\"Lee, Ann\" ,\"the \"\"boss\"\"\"\r\n\"two\nlines\",\" kept \"\r\n", o => o with { Separator = ',' });

        Assert.Equal(["Lee, Ann>the \"boss\"", "two\nlines> kept "], TiesOf(read.Graph));
        Assert.Equal((3, 2, 1), (read.Lines, read.Ties, read.ContinuedLines));
    }

    [Fact]
    public void Where_quotes_are_plain_letters_they_are_kept() =>
        Assert.Equal(["5\" pipe>\"b"], TiesOf(Read<string>("5\" pipe,\"b\n", o => o with { Quotes = false }).Graph));

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_key_and_the_last_line_needs_no_end()
    {
        EdgeListResult<string> read = EdgeListResultOf<string>([0xEF, 0xBB, 0xBF, .. "ann,bob\r\ncid,ann"u8]);

        Assert.Equal(["ann", "bob", "cid"], read.Graph.Customers);
        Assert.Equal((2, 2), (read.Lines, read.Ties));
    }

    [Fact]
    public void Lines_to_skip_are_passed_over_whatever_they_hold()
    {
        EdgeListResult<int> read = Read<int>("15233 58891 \"\n1 2\n", o => o with { SkipLines = 1 });

        Assert.Equal((2, 1, 1), (read.Lines, read.SkippedLines, read.Ties));
    }

    [Fact]
    public void Guids_are_keys()
    {
        Guid[] keys = [.. Enumerable.Range(1, 3).Select(n => new Guid(n, 2, 3, [1, 2, 3, 4, 5, 6, 7, 8]))];
        EdgeListResult<Guid> read = Read<Guid>($"{keys[0]},{keys[1]:N}\n{keys[2]:B}, {keys[0]}\n");

        Assert.Equal(keys, read.Graph.Customers);
    }

    [Fact]
    public void Own_values_come_from_customers_given_beside()
    {
        using var stream = new MemoryStream("ann,bob\n"u8.ToArray());
        EdgeListResult<string> read = CustomerGraph.FromEdgeList(stream, customers: [new Customer<string>("ann", 20), new Customer<string>("zoe", 5)]);

        Assert.Equal((3, 20, 1, 5), (read.Graph.CustomerCount, read.Graph["ann"].OwnValue, read.Graph["bob"].OwnValue, read.Graph["zoe"].OwnValue));
    }

    [Fact]
    public void A_packed_file_is_unpacked_also_where_it_was_packed_in_pieces()
    {
        byte[] first = Packed("1 2\n2 "u8);
        byte[] second = Packed("3\n"u8);

        Assert.Equal(2, EdgeListResultOf<int>([.. first, .. second]).Ties);
        Assert.Equal(2, EdgeListResultOf<int>(Packed("1 2\n2 3"u8)).Ties);
    }

    [Fact]
    public void A_packed_file_that_was_cut_short_anywhere_is_an_error_and_so_is_a_damaged_one()
    {
        byte[] text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 3_000).Select(i => $"{i} {i * 7919L % 3_001}\n")));
        byte[] packed = Packed(text);
        Assert.Equal(3_000, EdgeListResultOf<int>(packed).Ties);
        Assert.All([100, 1_000, text.Length, text.Length + 16], blockSize =>
        {
            EdgeListResult<int> inBlocks = Load<int>(packed, new() { Threads = 2 }, blockSize);
            Assert.Equal((3_000, text.Length), (inBlocks.Lines, inBlocks.Bytes));
        });
        foreach (int length in new[] { 3, 11, packed.Length / 2, packed.Length - 9, packed.Length - 8, packed.Length - 4, packed.Length - 1 })
        {
            string message = Assert.Throws<CustomerDataException>(() => EdgeListResultOf<int>(packed[..length])).Message;
            Assert.Contains("cut short", message, StringComparison.Ordinal);
        }

        byte[] damaged = [.. packed];
        damaged[^6] ^= 1;
        Assert.Throws<CustomerDataException>(() => EdgeListResultOf<int>(damaged));
    }

    [Theory]
    [InlineData("1 2\n3\n", 2, "got 1 column", "expected 2 or more")]
    [InlineData("1 2\n\n# c\n3 x\n", 4, "column 2 is 'x'", "expected a whole number")]
    [InlineData("1 2\n99999999999 2\n", 2, "'99999999999'", "2147483647")]
    [InlineData("1 2\n1.5 2\n", 2, "'1.5'", "whole number")]
    public void A_bad_line_is_named_with_what_it_has_and_what_was_expected(string text, long line, string got, string expected)
    {
        CustomerDataException error = Assert.Throws<CustomerDataException>(() => Read<int>(text, o => o with { Separator = ' ' }));

        Assert.Equal(line, error.Line);
        Assert.Equal($"{error.File}, line {line}: {error.Problem}", error.Message);
        Assert.Contains(got, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b,1.5\n", "permission", "1.5")]
    [InlineData("a,b,-0.5\n", "permission", "-0.5")]
    [InlineData("a,b,NaN\n", "permission", "NaN")]
    [InlineData("a,b,half\n", "permission", "'half'")]
    [InlineData("a,b,\n", "permission", "''")]
    [InlineData("a,b,1e-50\n", "influence weight", "1E-50")]
    [InlineData("a,b,\"0,5\"\n", "permission", "decimal point")]
    public void A_permission_out_of_range_is_an_error(string text, string what, string got)
    {
        string message = Assert.Throws<CustomerDataException>(() => Read<string>(text, o => o with { Separator = ',', Permission = 3, Header = HeaderLine.Absent })).Message;

        Assert.Contains("line 1", message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.Contains(got, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_strength_out_of_range_is_an_error() =>
        Assert.Contains("strength", Assert.Throws<CustomerDataException>(() => Read<string>("a,b,3\na,b,1e39\n", o => o with { Strength = 3 })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_key_that_is_missing_is_an_error() =>
        Assert.Contains("column 2 is ''", Assert.Throws<CustomerDataException>(() => Read<string>("a,b\nc,\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_quote_that_nothing_closes_is_an_error_of_the_line_where_it_opens()
    {
        CustomerDataException error = Assert.Throws<CustomerDataException>(() => Read<string>("a,b\nc,\"d\ne,f\ng,h\n", o => o with { Separator = ',' }));

        Assert.Equal(2, error.Line);
        Assert.Contains("never closed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_after_a_closing_quote_is_an_error() =>
        Assert.Contains("after a closing quote", Assert.Throws<CustomerDataException>(() => Read<string>("a,b\n\"c\"d,e\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_not_utf8_are_an_error_of_their_line_where_they_are_a_key()
    {
        CustomerDataException error = Assert.Throws<CustomerDataException>(() => EdgeListResultOf<string>([.. "a,b\nc,"u8, 0xFC, .. "\n"u8]));

        Assert.Equal(2, error.Line);
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, EdgeListResultOf<string>([.. "a,b,"u8, 0xFC, .. "\n"u8]).Ties);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("# nothing\n\n", "no ties among its 2 lines")]
    [InlineData("from,to\n", "no ties")]
    [InlineData("a\nb\n", "Separator")]
    [InlineData("a,b\rc,d\re,f", "CR alone")]
    public void A_file_without_ties_is_an_error(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<CustomerDataException>(() => Read<string>(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Utf16_is_an_error_that_says_so() =>
        Assert.Contains("UTF-16", Assert.Throws<CustomerDataException>(() => EdgeListResultOf<string>([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a,b\n")])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_column_that_the_header_lacks_is_an_error_that_names_those_it_has()
    {
        string message = Assert.Throws<CustomerDataException>(() => Read<string>("a,b,c\n1,2,3\n", o => o with { To = "grantor" })).Message;

        Assert.Contains("'grantor' (To)", message, StringComparison.Ordinal);
        Assert.Contains("'a', 'b', 'c'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_options_out_of_range_are_told_at_once()
    {
        string message = Assert.Throws<ArgumentException>(() => Read<string>("a,b\n", _ => new()
        {
            From = 0,
            To = "",
            Permission = 5000,
            Separator = '"',
            CommentMarks = "# ",
            SkipLines = -1,
            Threads = 0,
            Direction = (TieDirection)7,
            Header = (HeaderLine)7,
        })).Message;

        Assert.All(["From", "To", "Permission", "Separator", "CommentMarks", "SkipLines", "Threads", "Direction", "Header"], option => Assert.Contains(option, message, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => Read<string>("a,b\n", o => o with { To = 1 }));
        Assert.Throws<ArgumentException>(() => Read<string>("a,b\n", o => o with { To = "b", Header = HeaderLine.Absent }));
        Assert.Contains("string, long, int or Guid", Assert.Throws<ArgumentException>(() => Read<double>("1,2\n")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_bad_lines_the_first_is_told_whatever_the_threads()
    {
        string text = string.Concat(Enumerable.Range(1, 20_000).Select(i => i % 4_999 == 0 ? "1 x\n" : $"{i} {i + 1}\n"));
        foreach (int threads in new[] { 1, 2, 8 })
        {
            Assert.Equal(4_999, Assert.Throws<CustomerDataException>(() => Load<long>(Encoding.ASCII.GetBytes(text), new() { Separator = ' ', Threads = threads }, 1_000)).Line);
        }
    }

    [Fact]
    public void A_rule_of_the_graph_that_is_broken_is_an_error() =>
        Assert.Contains("parallel ties", Assert.Throws<CustomerDataException>(() => Read<string>("a,b\na,b\n", o => o with { Graph = o.Graph with { OnDuplicate = TieMerge.Refuse } })).Message, StringComparison.Ordinal);

    [Fact]
    public void Progress_rises_to_the_end_and_tells_the_rate()
    {
        var told = new List<RowProgress>();
        byte[] text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(1, 5_000).Select(i => $"{i} {i + 1}\n")));
        EdgeListLoader<long>.Load(new MemoryStream(text), "file", new() { Threads = 1 }, [], new Collector(told), CancellationToken.None, 1_000);

        RowProgress[] reading = [.. told.TakeWhile(one => one.Phase == "reading")];
        Assert.True(reading.Length > 5);
        Assert.Equal((text.Length, text.Length, 5_000, 1), (reading[^1].Done, reading[^1].Total, reading[^1].Rows, reading[^1].Fraction));
        Assert.All(reading.Zip(reading.Skip(1)), pair => Assert.True(pair.First.Done < pair.Second.Done));
        Assert.Equal(TimeSpan.Zero, reading[^1].Remaining);
        Assert.True(reading[^1].RowsPerSecond > 0);
        Assert.Equal(["sorting keys", "sorting ties", "merging ties", "turning ties round"], told.Skip(reading.Length).Select(one => one.Phase));
    }

    [Fact]
    public void Rate_and_remaining_time_follow_from_what_was_read()
    {
        var progress = new RowProgress("reading", 25, 100, 50, TimeSpan.FromSeconds(2));

        Assert.Equal((0.25, 25, TimeSpan.FromSeconds(6)), (progress.Fraction, progress.RowsPerSecond, progress.Remaining));
        Assert.Null(new RowProgress("reading", 25, 0, 50, TimeSpan.FromSeconds(2)).Remaining);
    }

    [Fact]
    public void Reading_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        byte[] text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(1, 5_000).Select(i => $"{i} {i + 1}\n")));

        Assert.Throws<OperationCanceledException>(() => EdgeListLoader<long>.Load(new MemoryStream(text), "file", new() { Threads = 2 }, [], new Stopper(stop), stop.Token, 1_000));
    }

    [Fact]
    public void A_file_is_read_by_its_path_and_one_that_is_not_there_is_an_error()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        try
        {
            File.WriteAllText(path, "ann,bob\nann\n");
            Assert.Contains(Path.GetFileName(path) + ", line 2", Assert.Throws<CustomerDataException>(() => CustomerGraph.FromEdgeList<string>(path)).Message, StringComparison.Ordinal);
            File.WriteAllText(path, "ann,bob\n");
            Assert.Equal(1, CustomerGraph.FromEdgeList<string>(path).Ties);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Throws<FileNotFoundException>(() => CustomerGraph.FromEdgeList<string>(path));
    }

    [Fact]
    public void A_stream_that_fails_is_an_error_but_a_bad_line_before_it_is_told_first()
    {
        byte[] good = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(1, 1_000).Select(i => $"{i} {i + 1}\n")));
        byte[] bad = [.. good, .. "1 x\n"u8, .. good];
        foreach (int threads in new[] { 1, 3 })
        {
            var options = new EdgeListOptions { Separator = ' ', Threads = threads };
            Assert.Throws<IOException>(() => EdgeListLoader<long>.Load(new FailingStream(good), "file", options, [], null, CancellationToken.None, 500));
            Assert.Equal(1_001, Assert.Throws<CustomerDataException>(() => EdgeListLoader<long>.Load(new FailingStream(bad), "file", options, [], null, CancellationToken.None, 500)).Line);
        }
    }

    [Fact]
    public void A_line_longer_than_a_block_is_read()
    {
        string large = new('x', 3_000_000);
        EdgeListResult<string> read = Read<string>($"a,{large}\n{large},b\n\"{large}\n\",c\n");

        Assert.Equal((3, 4), (read.Ties, read.Lines));
        Assert.True(read.Graph.Contains(large));
    }

    [Fact]
    [Trait("Category", "Bits")]
    public void A_graph_read_by_any_number_of_threads_has_one_hash()
    {
        byte[] text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i * 7919L % 4_001},{i * 104_729L % 3_989},0.{1 + (i % 9)}\n")));
        string[] hashes = [.. new[] { 1, 2, 3, 8 }.Select(threads => Load<string>(text, new() { Permission = 3, Threads = threads }, 10_000).Graph.AsView().Receipt.DataHash)];

        Assert.Equal("f4653404205df667470495fcf1480a5f5389b24bbce7b304a161458edc4d35c5", hashes.Distinct().Single());
    }

    private static EdgeListResult<TKey> Read<TKey>(string text, Func<EdgeListOptions, EdgeListOptions>? configure = null)
        where TKey : notnull
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return CustomerGraph.FromEdgeList<TKey>(stream, configure);
    }

    private static EdgeListResult<TKey> EdgeListResultOf<TKey>(byte[] bytes)
        where TKey : notnull =>
        CustomerGraph.FromEdgeList<TKey>(new MemoryStream(bytes));

    private static EdgeListResult<TKey> Load<TKey>(byte[] bytes, EdgeListOptions options, int blockSize)
        where TKey : notnull =>
        EdgeListLoader<TKey>.Load(new MemoryStream(bytes), "file", options, [], null, CancellationToken.None, blockSize);

    private static byte[] Packed(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest))
        {
            packing.Write(bytes);
        }

        return packed.ToArray();
    }

    private static IEnumerable<string> TiesOf<TKey>(CustomerGraph<TKey> graph, bool withPermission = false)
        where TKey : notnull
    {
        CustomerGraphView<TKey> view = graph.AsView();
        for (int from = 0; from < graph.CustomerCount; from++)
        {
            foreach (int to in view.Nodes.Forward.TargetsOf(from).ToArray())
            {
                yield return FormattableString.Invariant($"{graph.Customers[from]}>{graph.Customers[to]}{(withPermission ? $" {view.RowOf(from, to).Permission}" : "")}");
            }
        }
    }

    private sealed class Collector(List<RowProgress> told) : IProgress<RowProgress>
    {
        public void Report(RowProgress value) => told.Add(value);
    }

    /// <summary>Bytes, and then an error.</summary>
    private sealed class FailingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => Position < Length ? base.Read(buffer) : throw new IOException("the line is dead");
    }

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<RowProgress>
    {
        public void Report(RowProgress value) => stop.Cancel();
    }
}
