using System.Globalization;
using System.Text;
using Xunit;

namespace InfluenceGraph.Tests.Samples;

/// <summary>The program on a CRM's own files: dialects, rules, and what is written.</summary>
public sealed class OwnFilesTests
{
    private const string Customers = "customer,own_value\na,10\nb,20\nc,30\nalone,7\n";
    private const string Ties = "who,whom,ok,calls\na,b,1,3\nb,c,0.5,2\na,c,1,1\n";

    [Fact]
    public void Out_writes_every_customer_with_parts_that_add_up_and_ranks()
    {
        using QuickstartRun run = Run(Customers, Ties, "--permission", "ok", "--strength", "calls", "--damping", "0.5");
        run.Answer();

        Assert.Equal("customer,own_value,social_value,own_part,circle_part,beyond_part,rank", File.ReadLines(run.PathOf("out.csv")).First());
        Dictionary<string, double[]> scores = run.Scores("out.csv");
        Assert.Equal(4, scores.Count);
        Assert.All(scores.Values, row => Assert.Equal(row[1], row[2] + row[3] + row[4], 1e-12 * row[1]));
        Assert.Equal([1.0, 2, 3, 4], scores.Values.Select(row => row[5]).Order());
        Assert.Equal(67, scores.Values.Sum(row => row[1]), 1e-8);

        // c passes half on, in equal parts (0.5 x 2 and 1 x 1); b passes half of what it has on to a, whom nobody reaches.
        Assert.Equal(15, scores["c"][1], 1e-8);
        Assert.Equal((20 + 7.5) / 2, scores["b"][1], 1e-8);
        Assert.Equal(10 + 7.5 + 13.75, scores["a"][1], 1e-8);
        Assert.Equal([7.0, 7, 7, 0, 0, 4], scores["alone"]);
    }

    [Fact]
    public void Out_is_not_touched_when_the_run_fails()
    {
        using var run = new QuickstartRun();
        run.File("out.csv", "precious").File("customers.csv", Customers).File("ties.csv", Ties + "a,zoe,1,1\n");
        run.Run("--customers", "customers.csv", "--ties", "ties.csv", "--from", "who", "--to", "whom", "--out", "out.csv").Error(1);

        Assert.Equal("precious", File.ReadAllText(run.PathOf("out.csv")));
        Assert.Equal(3, Directory.GetFiles(run.PathOf(".")).Length);
    }

    [Fact]
    public void Keys_with_delimiters_quotes_and_line_breaks_survive_the_way_through()
    {
        string[] keys = ["\"Smith, John\"", "\"the \"\"best\"\"\"", "\"two\nlines\"", "\" blanks \""];
        string ties = "who,whom\n" + string.Join('\n', keys.Zip(keys[1..], (a, b) => $"{a},{b}"));
        using QuickstartRun run = new QuickstartRun().File("ties.csv", ties);
        run.Run("--ties", "ties.csv", "--from", "who", "--to", "whom", "--out", "out.csv").Answer();

        string written = File.ReadAllText(run.PathOf("out.csv"));
        Assert.All(keys, key => Assert.Contains(key + ",1,", written, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("customer,own_value\r\na,10\r\nb,20\r\n", "who,whom\r\na,b\r\n")]
    [InlineData("customer,own_value\na,10\nb,20", "who,whom\na,b")]
    [InlineData("\uFEFFcustomer,own_value\na,10\nb,20\n", "\uFEFFwho,whom\na,b\n")]
    [InlineData("customer,own_value\n\na,10\n\nb,20\n", "who,whom\n\n\na,b\n")]
    [InlineData("\"customer\",\"own_value\"\n\"a\",\"10\"\n\"b\",\"20\"\n", "\"who\",\"whom\"\n\"a\",\"b\"\n")]
    [InlineData(" customer, own_value\n a, 10\n b , 20 \n", " who, whom\n a, b \n")]
    public void Files_of_other_hands_give_the_same_answer(string customers, string ties)
    {
        using QuickstartRun expected = Run("customer,own_value\na,10\nb,20\n", "who,whom\na,b\n");
        using QuickstartRun run = Run(customers, ties);
        run.Answer();

        AssertSameScores(expected, run);
    }

    [Theory]
    [InlineData("tab", "\t")]
    [InlineData("\\t", "\t")]
    [InlineData(";", ";")]
    [InlineData(" ", " ")]
    [InlineData("|", "|")]
    public void Any_character_may_stand_between_cells(string option, string delimiter)
    {
        using QuickstartRun expected = Run(Customers, Ties);
        using QuickstartRun run = Run(
            Customers.Replace(",", delimiter, StringComparison.Ordinal),
            Ties.Replace(",", delimiter, StringComparison.Ordinal),
            "--delimiter", option);
        run.Answer();

        AssertSameScores(expected, run);
    }

    [Fact]
    public void UTF16_with_its_mark_is_read()
    {
        using QuickstartRun run = new QuickstartRun();
        run.File("ties.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("who,whom\nJosé,b\n")]);

        Assert.Contains("José", run.Run("--ties", "ties.csv", "--from", "who", "--to", "whom").Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_header_columns_are_numbers_and_comments_are_no_rows()
    {
        using var run = new QuickstartRun();
        run.Compressed("ties.txt.gz", "# who whom\n1\t2\n2\t3\n");
        string answer = run.Run("--ties", "ties.txt.gz", "--no-header", "--from", "1", "--to", "2", "--delimiter", "tab", "--comment", "#").Answer();

        Assert.Contains("2 rows, column 1 can reach column 2.", answer, StringComparison.Ordinal);
        Assert.Contains("3 used of 3 in the graph", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void The_two_files_may_be_written_differently()
    {
        using var run = new QuickstartRun();
        run.File("customers.csv", "customer;own_value\n1;10\n2;20\n").File("ties.txt", "1 2\n");
        string answer = run.Run(
            "--customers", "customers.csv", "--customers-delimiter", ";",
            "--ties", "ties.txt", "--delimiter", " ", "--no-header", "Ties", "--from", "1", "--to", "2").Answer();

        Assert.Contains("2 used of 2 in the graph", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_customers_each_one_counts_1()
    {
        using var run = new QuickstartRun();
        string answer = run.File("ties.csv", Ties).Run("--ties", "ties.csv", "--from", "who", "--to", "whom").Answer();

        Assert.Contains("No file of customers: the ties make them, and each counts 1.", answer, StringComparison.Ordinal);
        Assert.Contains("social value of 3 customers, 3 in all", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_are_not_named_count_1_and_the_answer_says_so()
    {
        using QuickstartRun run = Run(Customers, Ties);
        string answer = run.Answer();

        Assert.Contains(
            "NOTE: no column of permission is named, so every tie counts as permitted (--permission COL names one); the file also has columns ok, calls.",
            OneLine(answer),
            StringComparison.Ordinal);
        Assert.DoesNotContain("ConsentLedger", answer, StringComparison.Ordinal);
        Assert.Contains("No column of strength named: strength 1 in every row.", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("who,whom\na,b\n", "names one).")]
    [InlineData("who,whom,ok\na,b,1\n", "names one); the file also has column ok.")]
    public void Columns_that_might_be_the_permission_are_shown_where_there_are_any(string ties, string end)
    {
        using QuickstartRun run = Run(Customers, ties);

        Assert.Contains($"so every tie counts as permitted (--permission COL {end}", OneLine(run.Answer()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_permission_is_not_taken_for_consents()
    {
        using QuickstartRun run = Run(Customers, Ties, "--permission", "ok");
        string answer = run.Answer();

        Assert.Contains("Permissions are applied as read. Consents per purpose and channel need the library (ConsentLedger).", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("NOTE", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("who,whom,ok\n")]
    [InlineData("who,whom,ok\na,b,\n")]
    public void A_file_without_a_tie_is_no_silent_success(string ties)
    {
        using QuickstartRun run = Run(Customers, ties, "--permission", "ok");

        Assert.Contains("NOTE: no tie was read: every social value is the customer's own value.", run.Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_comma_may_stand_before_the_decimals()
    {
        using QuickstartRun run = Run("customer;own_value\na;10,25\nb;20\n", "who;whom;ok;calls\na;b;0,5;1,5\n", "--permission", "ok", "--strength", "calls", "--delimiter", ";", "--decimal", ",");
        using QuickstartRun expected = Run("customer,own_value\na,10.25\nb,20\n", "who,whom,ok,calls\na,b,0.5,1.5\n", "--permission", "ok", "--strength", "calls");
        expected.Answer();
        run.Answer();

        AssertSameScores(expected, run);
    }

    [Fact]
    public void An_empty_permission_means_no_tie_and_is_counted()
    {
        using QuickstartRun run = Run(Customers, "who,whom,ok\na,b,1\nb,c,\na,c,\n", "--permission", "ok");
        using QuickstartRun expected = Run(Customers, "who,whom,ok\na,b,1\n", "--permission", "ok");

        Assert.Contains("The permission is in column ok; 2 cells empty: no tie.", run.Answer(), StringComparison.Ordinal);
        AssertSameScores(expected, run);
    }

    [Fact]
    public void An_empty_strength_counts_1_and_is_counted()
    {
        using QuickstartRun run = Run(Customers, "who,whom,calls\na,c,3\nb,c,\n", "--strength", "calls");
        using QuickstartRun expected = Run(Customers, "who,whom,calls\na,c,3\nb,c,1\n", "--strength", "calls");

        Assert.Contains("The strength is in column calls; 1 cell empty: counted as 1.", run.Answer(), StringComparison.Ordinal);
        AssertSameScores(expected, run);
    }

    [Fact]
    public void Both_ways_is_the_same_as_each_row_and_its_reverse()
    {
        using QuickstartRun run = Run(Customers, "who,whom\na,b\nb,c\n", "--both-ways");
        using QuickstartRun expected = Run(Customers, "who,whom\na,b\nb,a\nb,c\nc,b\n");

        Assert.Contains("column who can reach column whom and the other way round", run.Answer(), StringComparison.Ordinal);
        AssertSameScores(expected, run);
    }

    [Fact]
    public void Both_ways_reads_a_tie_to_oneself_once()
    {
        using QuickstartRun run = Run(Customers, "who,whom\na,a\na,b\n", "--both-ways", "--self-ties", "Keep");
        using QuickstartRun expected = Run(Customers, "who,whom\na,a\na,b\nb,a\n", "--self-ties", "Keep");

        AssertSameScores(expected, run);
    }

    [Theory]
    [InlineData("Skip", "1 naming an unknown customer", 4)]
    [InlineData("Add", "1 customers added because a tie named them, own value 0", 5)]
    public void Unknown_customers_may_be_skipped_or_added_and_are_counted(string rule, string words, int customers)
    {
        using QuickstartRun run = Run(Customers, Ties + "zoe,a,1,1\n", "--unknown", rule);

        Assert.Contains(words, run.Answer(), StringComparison.Ordinal);
        Assert.Equal(customers, run.Scores("out.csv").Count);
    }

    [Fact]
    public void Ties_to_oneself_are_skipped_and_counted()
    {
        using QuickstartRun run = Run(Customers, Ties + "a,a,1,1\n");

        Assert.Contains("1 from a customer to themselves", run.Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_for_one_pair_add_up_or_the_strongest_counts()
    {
        const string Twice = "who,whom,calls\na,c,1\na,c,2\nb,c,1\n";
        using QuickstartRun sum = Run(Customers, Twice, "--strength", "calls", "--damping", "0.5");
        using QuickstartRun strongest = Run(Customers, Twice, "--strength", "calls", "--damping", "0.5", "--on-duplicate", "strongest");

        Assert.Equal(10 + (15 * 3.0 / 4), sum.Scores("out.csv")["a"][1], 1e-6);
        Assert.Equal(10 + (15 * 2.0 / 3), strongest.Scores("out.csv")["a"][1], 1e-6);
    }

    [Fact]
    public void At_damping_0_social_value_is_own_value()
    {
        using QuickstartRun run = Run(Customers, Ties, "--damping", "0");
        run.Answer();

        Assert.All(run.Scores("out.csv").Values, row => Assert.Equal(row[0], row[1]));
    }

    [Fact]
    public void Value_that_is_dropped_is_shown()
    {
        using QuickstartRun run = Run(Customers, Ties, "--unreached", "Drop");

        Assert.Contains("left the graph at customers whom nobody can reach", run.Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_and_the_one_asked_for_are_explained()
    {
        using QuickstartRun run = Run(Customers, Ties, "--explain", "alone", "--top", "1");
        string answer = run.Answer();

        Assert.Contains("rank 1 of 4, own value 10.0", answer, StringComparison.Ordinal);
        Assert.Contains("alone: social value 7.0, rank 2 of 4", answer, StringComparison.Ordinal);
        Assert.Contains("No tie brought anything.", answer, StringComparison.Ordinal);
        Assert.Contains("and 3 customers more", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_does_not_converge_says_so()
    {
        using QuickstartRun run = Run(Customers, "who,whom\na,b\nb,a\nb,c\nc,b\n", "--max-iterations", "2");

        Assert.Contains("converged  NO", run.Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_scores_are_not_sold_as_an_order()
    {
        using var run = new QuickstartRun();
        string answer = run.File("ties.csv", "who,whom\na,b\nb,a\n").Run("--ties", "ties.csv", "--from", "who", "--to", "whom").Answer();

        Assert.Contains("certain through rank 0; ranks 1 and 2 are equal or too close to tell", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_read_back_the_same()
    {
        using QuickstartRun run = Run("customer,own_value\na,0.1\nb,1e-7\nc,12345678.9\n", Ties);
        run.Answer();

        Dictionary<string, double[]> scores = run.Scores("out.csv");
        Assert.Equal(0.1, scores["a"][0]);
        Assert.Equal(1e-7, scores["b"][0]);
        Assert.All(File.ReadLines(run.PathOf("out.csv")).Skip(1).Select(line => line.Split(',')[2]), text =>
            Assert.Equal(text, double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)));
    }

    /// <summary>A text as it was before it was broken into lines.</summary>
    private static string OneLine(string answer) => string.Join(' ', answer.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static void AssertSameScores(QuickstartRun expected, QuickstartRun run) =>
        Assert.Equal(File.ReadAllText(expected.PathOf("out.csv")), File.ReadAllText(run.PathOf("out.csv")));

    private static QuickstartRun Run(string customers, string ties, params string[] more) => new QuickstartRun()
        .File("customers.csv", customers)
        .File("ties.csv", ties)
        .Run(["--customers", "customers.csv", "--ties", "ties.csv", "--from", "who", "--to", "whom", "--out", "out.csv", .. more]);
}
