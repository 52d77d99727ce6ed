using System.Text;
using Xunit;

namespace InfluenceGraph.Tests.Samples;

/// <summary>What is wrong with a file comes out with its name, the line and the column, and with what was expected.</summary>
public sealed class BadFileTests
{
    private const string Customers = "customer,own_value\na,10\nb,20\n";
    private const string Ties = "who,whom,ok,calls\na,b,1,3\n";

    [Fact]
    public void A_file_that_is_missing_is_named() =>
        AssertError("no.csv: there is no such file.", Customers, Ties, "--ties", "no.csv");

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public void A_compressed_file_that_was_cut_short_is_an_error_and_not_a_shorter_file(double part)
    {
        using var run = new QuickstartRun();
        string rows = string.Concat(Enumerable.Range(0, 5000).Select(i => $"c{i * 7919 % 5000},c{i}\n"));
        run.Compressed("ties.csv.gz", "who,whom\n" + rows);
        byte[] whole = File.ReadAllBytes(run.PathOf("ties.csv.gz"));
        run.File("ties.csv.gz", whole[..(int)(part * whole.Length)]).Run("--ties", "ties.csv.gz", "--from", "who", "--to", "whom");

        Assert.StartsWith("ties.csv.gz: ", run.Error(1), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_an_error() =>
        AssertError("ties.csv: the file is empty; expected a line with the names of the columns (or --no-header) and rows.", Customers, "");

    [Fact]
    public void An_empty_file_of_customers_is_an_error() =>
        AssertError("customers.csv: the file is empty; expected a line with the names of the columns (or --no-header) and rows.", "", Ties);

    [Fact]
    public void A_file_of_customers_without_a_row_is_an_error() =>
        AssertError("customers.csv: there is no row; expected a row for each customer. Leave --customers out to count each customer of the ties as 1.", "customer,own_value\n", Ties);

    [Fact]
    public void No_customer_at_all_is_an_error()
    {
        using var run = new QuickstartRun();
        run.File("ties.csv", "who,whom\n").Run("--ties", "ties.csv", "--from", "who", "--to", "whom");

        Assert.Equal("ties.csv: there is no tie and no --customers; expected a customer.", run.Error(1));
    }

    [Fact]
    public void A_header_without_the_named_column_is_shown() =>
        AssertError("ties.csv: --from is 'caller', but there is no such column; the file has who, whom, ok, calls.", Customers, Ties, "--from", "caller");

    [Fact]
    public void A_default_column_that_is_lacking_is_an_error_too() =>
        AssertError("customers.csv: --value is 'own_value', but there is no such column; the file has customer, turnover.", "customer,turnover\na,1\n", Ties);

    [Fact]
    public void A_header_of_one_column_gives_a_hint_about_the_delimiter() =>
        AssertError(
            "ties.csv: --from is 'who', but there is no such column; the file has who;whom. That is a single column: is the file delimited by ';'? Then give --delimiter ';'.",
            Customers,
            "who;whom\na;b\n");

    [Fact]
    public void Two_columns_of_the_same_name_are_an_error() =>
        AssertError("ties.csv: --from is 'who', but several columns have this name; expected one. Rename the others.", Customers, "who,whom,who\na,b,a\n");

    [Fact]
    public void A_row_with_too_few_cells_is_an_error() =>
        AssertError("ties.csv:3: the row has 3 cells; expected 4, as the header has. Quote a cell that contains ',', or give another --delimiter.", Customers, Ties + "a,b,1\n");

    [Fact]
    public void A_row_with_too_many_cells_is_an_error() =>
        AssertError("ties.csv:3: the row has 5 cells; expected 4, as the header has. Quote a cell that contains ',', or give another --delimiter.", Customers, Ties + "a,b,1,1,5\n");

    [Theory]
    [InlineData("many", "customers.csv:2: column own_value is 'many'; expected a number such as 1234.5, with a point and without thousands separators.")]
    [InlineData("", "customers.csv:2: column own_value is ''; expected a number such as 1234.5, with a point and without thousands separators.")]
    [InlineData("\"1,234\"", "customers.csv:2: column own_value is '1,234'; expected a number such as 1234.5, with a point and without thousands separators.")]
    [InlineData("NaN", "customers.csv:2, column own_value: own value of a is NaN; expected 0 to 1e100, and a number.")]
    [InlineData("Infinity", "customers.csv:2, column own_value: own value of a is Infinity; expected 0 to 1e100, and a number.")]
    [InlineData("1e400", "customers.csv:2, column own_value: own value of a is Infinity; expected 0 to 1e100, and a number.")]
    [InlineData("-5", "customers.csv:2, column own_value: own value of a is -5; expected 0 to 1e100, and a number.")]
    public void An_own_value_must_be_a_number_of_0_or_more(string value, string message) =>
        AssertUnquotedStart(message, $"customer,own_value\na,{value}\nb,20\n", Ties);

    [Theory]
    [InlineData("1.5", "ties.csv:3, column ok: permission of b -> a is 1.5; expected 0 (never) to 1 (always). Divide percentages by 100.")]
    [InlineData("-0.1", "ties.csv:3, column ok: permission of b -> a is -0.1; expected 0 (never) to 1 (always). Divide percentages by 100.")]
    [InlineData("NaN", "ties.csv:3, column ok: permission of b -> a is NaN; expected 0 (never) to 1 (always). Look at how the cell was read.")]
    [InlineData("yes", "ties.csv:3: column ok is 'yes'; expected a permission from 0 (never) to 1 (always); write yes as 1, no as 0, 30 % as 0.3.")]
    public void A_permission_must_lie_within_0_and_1(string permission, string message) =>
        AssertUnquotedStart(message, Customers, Ties + $"b,a,{permission},1\n", "--permission", "ok");

    [Theory]
    [InlineData("-1", "ties.csv:3, column calls: strength of b -> a is -1; expected 0 to ")]
    [InlineData("NaN", "ties.csv:3, column calls: strength of b -> a is NaN; expected 0 to ")]
    [InlineData("Infinity", "ties.csv:3, column calls: strength of b -> a is Infinity; expected 0 to ")]
    [InlineData("often", "ties.csv:3: column calls is 'often'; expected a number")]
    public void A_strength_must_be_a_number_of_0_or_more(string strength, string message) =>
        AssertUnquotedStart(message, Customers, Ties + $"b,a,1,{strength}\n", "--strength", "calls");

    [Fact]
    public void A_customer_who_comes_twice_is_an_error() =>
        AssertUnquotedStart("customers.csv:4, column customer: a was added before; expected each customer once. Merge the rows first. It was first in line 2.", Customers + "a,5\n", Ties);

    [Fact]
    public void An_empty_key_is_an_error()
    {
        AssertError("customers.csv:4: column customer is empty; expected a customer.", Customers + ",5\n", Ties);
        AssertError("ties.csv:3: column whom is empty; expected a customer.", Customers, Ties + "a,,1,1\n");
    }

    [Fact]
    public void A_tie_to_an_unknown_customer_is_an_error_with_its_line() =>
        AssertUnquotedStart(
            "ties.csv:4: a -> zoe names zoe, who is not among the customers; expected customers only. Add the customer, or choose another --unknown.",
            Customers,
            "# a comment\n" + Ties + "a,zoe,1,1\n",
            "--comment", "#");

    [Fact]
    public void A_tie_to_an_unknown_customer_keeps_its_line_where_rows_are_read_both_ways_or_skipped() =>
        AssertUnquotedStart("ties.csv:5: a -> zoe names zoe", Customers, Ties + "a,b,,1\na,a,1,1\na,zoe,1,1\nb,a,1,1\n", "--both-ways", "--permission", "ok");

    [Fact]
    public void A_tie_to_oneself_is_an_error_where_it_is_refused() =>
        AssertUnquotedStart("ties.csv:3: b has a tie to itself; expected two customers, because --self-ties is Refuse.", Customers, Ties + "b,b,1,1\n", "--self-ties", "Refuse");

    [Fact]
    public void Two_rows_for_one_pair_are_an_error_where_they_are_refused()
    {
        using QuickstartRun run = Run(Customers, Ties + "a,b,1,1\n", "--on-duplicate", "Refuse");
        string error = run.Error(1);

        Assert.StartsWith("ties.csv: Ties a -> b", Unquoted(error), StringComparison.Ordinal);
    }

    [Fact]
    public void Own_values_that_are_all_0_are_an_error() =>
        AssertError("customers.csv: column own_value is 0 in all 2 rows; expected one above 0, because social value is made of own values.", "customer,own_value\na,0\nb,0\n", Ties);

    [Fact]
    public void A_single_own_value_of_0_is_an_error() =>
        AssertError("customers.csv: column own_value is 0 in the only row; expected one above 0, because social value is made of own values.", "customer,own_value\na,0\n", Ties);

    [Theory]
    [InlineData("\"a,b,1,3\nb,a,1,1\n")]
    [InlineData("a\"x\",b,1,3\n")]
    [InlineData("\"a\"x,b,1,3\n")]
    public void A_quote_that_is_not_closed_or_stands_in_the_middle_is_an_error(string row)
    {
        using QuickstartRun run = Run(Customers, Ties + row);
        string error = run.Error(1);

        Assert.StartsWith("ties.csv:3: ", error, StringComparison.Ordinal);
        Assert.EndsWith("Expected quotes around a whole cell, doubled inside it, and closed again.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_is_never_closed_does_not_swallow_a_large_file()
    {
        string many = string.Concat(Enumerable.Repeat("a,b,1,1\n", 500_000));
        AssertErrorStart("ties.csv:3: Record 3 is longer than", Customers, Ties + "\"a,b,1,3\n" + many);
    }

    [Fact]
    public void An_error_after_a_cell_with_line_breaks_names_the_line_where_the_row_starts() =>
        AssertErrorStart("customers.csv:5: column own_value is 'x'", "customer,own_value\n\"a\nb\nc\",1\nd,x\n", Ties);

    [Fact]
    public void Text_that_is_not_UTF8_is_an_error()
    {
        using var run = new QuickstartRun();
        run.File("ties.csv", [.. Encoding.Latin1.GetBytes("who,whom\nJosé,b\n")]);
        run.Run("--ties", "ties.csv", "--from", "who", "--to", "whom");

        Assert.StartsWith("ties.csv:2: column who is 'Jos\uFFFD', which is not UTF-8; expected UTF-8", run.Error(1), StringComparison.Ordinal);
        Assert.EndsWith("In Excel: Save As, 'CSV UTF-8'. Elsewhere: iconv -f WINDOWS-1252 -t UTF-8 IN > OUT.", run.Error(1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gz_file_that_is_not_compressed_is_an_error()
    {
        using var run = new QuickstartRun();
        run.File("ties.csv.gz", "who,whom\na,b\n").Run("--ties", "ties.csv.gz", "--from", "who", "--to", "whom");

        Assert.StartsWith("ties.csv.gz: ", run.Error(1), StringComparison.Ordinal);
    }

    [Fact]
    public void An_out_file_in_a_folder_that_does_not_exist_is_an_error()
    {
        using QuickstartRun run = Run(Customers, Ties, "--out", "out.csv/x.csv");

        Assert.Equal("out.csv/x.csv: --out cannot be written there; there is no folder 'out.csv'; create it, or name a file in another folder.", run.Error(1));
    }

    [Fact]
    public void An_out_file_that_is_read_only_stays_as_it_is()
    {
        using QuickstartRun run = new QuickstartRun().File("out.csv", "precious").File("ties.csv", Ties);
        File.SetAttributes(run.PathOf("out.csv"), FileAttributes.ReadOnly);
        run.Run("--ties", "ties.csv", "--from", "who", "--to", "whom", "--out", "out.csv");
        File.SetAttributes(run.PathOf("out.csv"), FileAttributes.Normal);

        Assert.Equal("out.csv: --out cannot be written there; the file is read-only; allow writing, or name another file.", run.Error(1));
        Assert.Equal("precious", File.ReadAllText(run.PathOf("out.csv")));
    }

    [Fact]
    public void An_out_file_whose_name_the_disk_refuses_is_named_and_not_the_unfinished_one()
    {
        string tooLong = new string('x', 300) + ".csv";
        using QuickstartRun run = Run(Customers, Ties, "--out", tooLong);
        string error = run.Error(1);

        Assert.StartsWith($"{tooLong}: --out cannot be written in the folder ", error, StringComparison.Ordinal);
        Assert.DoesNotContain(".unfinished", error, StringComparison.Ordinal);
        Assert.DoesNotContain("..", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,jörg 48,1,1\n", "'Jörg 48 '")]
    [InlineData("JÖRG 48,a,1,1\n", "'Jörg 48 '")]
    public void An_unknown_customer_who_is_there_with_another_blank_or_capital_is_shown(string row, string alike)
    {
        using QuickstartRun run = Run("customer,own_value\na,10\nb,20\n\"Jörg 48 \",5\n", Ties + row);

        Assert.EndsWith($"choose another --unknown. customers.csv has {alike}.", run.Error(1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Customer,own_value", "Did you mean 'Customer'? Give --key Customer.")]
    [InlineData("CUSTO MER,own_value", "Did you mean 'CUSTO MER'? Give --key 'CUSTO MER'.")]
    [InlineData("customer,Own Value", "Did you mean 'Own Value'? Give --value 'Own Value'.")]
    public void A_column_with_the_same_letters_is_proposed(string header, string proposal)
    {
        using QuickstartRun run = Run(header + "\na,1\nb,1\n", Ties);

        Assert.EndsWith(proposal, run.Error(1), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_were_exchanged_are_recognised() =>
        AssertError("customers.csv: --key is 'customer', but there is no such column; the file has who, whom, ok, calls. Are --customers and --ties exchanged?", Ties, Customers);

    [Fact]
    public void An_Excel_workbook_is_recognised() =>
        AssertError("ties.csv: this is an Excel workbook (or another ZIP archive); save it as CSV UTF-8.", Customers, "PK\u0003\u0004 and more");

    [Theory]
    [InlineData("yes")]
    [InlineData("30%")]
    [InlineData("30 %")]
    public void A_permission_in_words_or_per_cent_is_told_how_to_write_it(string cell) =>
        AssertError($"ties.csv:2: column ok is '{cell}'; expected a permission from 0 (never) to 1 (always); write yes as 1, no as 0, 30 % as 0.3.", Customers, $"who,whom,ok\na,b,{cell}\n", "--permission", "ok");

    [Theory]
    [InlineData(".", "0,5", "write yes as 1, no as 0, 30 % as 0.3. If ',' stands before the decimals, give --decimal ','.")]
    [InlineData(",", "0.5", "write yes as 1, no as 0, 30 % as 0,3. If '.' stands before the decimals, give --decimal '.'.")]
    public void Another_sign_before_the_decimals_is_told_of(string sign, string cell, string end)
    {
        using QuickstartRun run = Run(Customers, $"who,whom,ok\na,b,\"{cell}\"\n", "--permission", "ok", "--decimal", sign);

        Assert.EndsWith(end, run.Error(1), StringComparison.Ordinal);
    }

    private static void AssertError(string message, string customers, string ties, params string[] more)
    {
        using QuickstartRun run = Run(customers, ties, more);
        Assert.Equal(message.TrimEnd('.'), run.Error(1).TrimEnd('.'));
    }

    /// <summary>For messages of the library, whether or not it quotes the names of customers.</summary>
    private static void AssertUnquotedStart(string message, string customers, string ties, params string[] more)
    {
        using QuickstartRun run = Run(customers, ties, more);
        Assert.StartsWith(Unquoted(message.TrimEnd('.')), Unquoted(run.Error(1)), StringComparison.Ordinal);
    }

    private static string Unquoted(string message) => message.Replace("'", "", StringComparison.Ordinal);

    private static void AssertErrorStart(string message, string customers, string ties, params string[] more)
    {
        using QuickstartRun run = Run(customers, ties, more);
        Assert.StartsWith(message.TrimEnd('.'), run.Error(1), StringComparison.Ordinal);
    }

    /// <summary>Runs with two files; the options of the test come in place of the usual ones.</summary>
    private static QuickstartRun Run(string customers, string ties, params string[] more)
    {
        var run = new QuickstartRun();
        run.File("customers.csv", customers).File("ties.csv", ties);
        string[] usual = ["--customers", "customers.csv", "--ties", "ties.csv", "--from", "who", "--to", "whom"];
        IEnumerable<string> kept = usual.Chunk(2).Where(option => !more.Contains(option[0], StringComparer.Ordinal)).SelectMany(option => option);
        return run.Run([.. kept, .. more]);
    }
}
