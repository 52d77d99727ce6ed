using Xunit;

namespace InfluenceGraph.Tests.Samples;

/// <summary>What is wrong with the command line comes out with the option, what was got and what was expected; exit code 2.</summary>
public sealed class BadUsageTests
{
    [Theory]
    [InlineData("--damping", "1", "--damping is '1'; expected a number from 0 to below 1 (at 1 value would never stop anywhere).")]
    [InlineData("--damping", "NaN", "--damping is 'NaN'; expected a number from 0 to below 1 (at 1 value would never stop anywhere).")]
    [InlineData("--damping", "0,5", "--damping is '0,5'; expected a number from 0 to below 1 (at 1 value would never stop anywhere), with a point, as in 0.5.")]
    [InlineData("--damping", "1,5", "--damping is '1,5'; expected a number from 0 to below 1 (at 1 value would never stop anywhere).")]
    [InlineData("--decimal", ";", "--decimal is ';'; expected '.' or ','.")]
    [InlineData("--tolerance", "-1", "--tolerance is '-1'; expected a number from 0 to below 1.")]
    [InlineData("--max-iterations", "0", "--max-iterations is '0'; expected a whole number, 1 or more.")]
    [InlineData("--top", "ten", "--top is 'ten'; expected a whole number, 0 or more.")]
    [InlineData("--unreached", "Lose", "--unreached is 'Lose'; expected one of Keep, Prior, Uniform, Drop.")]
    [InlineData("--unreached", "0", "--unreached is '0'; expected one of Keep, Prior, Uniform, Drop.")]
    [InlineData("--on-duplicate", "Latest", "--on-duplicate is 'Latest'; expected one of Sum, Strongest, Refuse.")]
    [InlineData("--self-ties", "No", "--self-ties is 'No'; expected one of Skip, Keep, Refuse.")]
    [InlineData("--delimiter", "::", "--delimiter is '::'; expected a single ASCII character that is no quote, or tab.")]
    [InlineData("--delimiter", "\"", "--delimiter is '\"'; expected a single ASCII character that is no quote, or tab.")]
    [InlineData("--comment", ",", "--comment is ',', as is the delimiter; expected two characters.")]
    [InlineData("--key", "id", "--key is about the customers; expected --customers FILE with it.")]
    [InlineData("--explain", "zoe", "--explain is 'zoe', who is not among the 2 customers; expected one of them, written as in the file.")]
    [InlineData("--explain", " A", "--explain is ' A', who is not among the 2 customers; expected one of them, written as in the file. The graph has 'a'.")]
    [InlineData("--out", "ties.csv", "--out is 'ties.csv', which is read; expected another file, so that your data stay as they are.")]
    [InlineData("--chart", "x.svg", "--chart draws Florence; expected no --ties with it.")]
    public void A_wrong_value_of_an_option_is_named(string option, string value, string message)
    {
        using QuickstartRun run = WithTies("--from", "who", "--to", "whom", option, value);

        Assert.Equal(message, run.Error(2));
    }

    [Fact]
    public void A_single_customer_is_not_called_customers()
    {
        using QuickstartRun run = new QuickstartRun().File("ties.csv", "who,whom\n").File("customers.csv", "customer,own_value\na,1\n");
        run.Run("--ties", "ties.csv", "--from", "who", "--to", "whom", "--customers", "customers.csv", "--explain", "b");

        Assert.Equal("--explain is 'b', who is not the only customer; expected that one, written as in the file.", run.Error(2));
    }

    [Fact]
    public void A_direction_is_never_guessed()
    {
        using QuickstartRun run = WithTies("--to", "whom");

        string error = run.Error(2);
        Assert.StartsWith("--from is missing; expected the column of the customer who can reach the other one.", error, StringComparison.Ordinal);
        Assert.EndsWith("ties.csv has who, whom.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void From_and_to_are_two_columns()
    {
        using QuickstartRun run = WithTies("--from", "who", "--to", "who");

        Assert.Equal("--from and --to are both 'who'; expected two columns.", run.Error(2));
    }

    [Fact]
    public void A_direction_is_not_guessed_without_a_header_either()
    {
        using QuickstartRun run = WithTies("--from", "1", "--no-header");

        Assert.EndsWith("ties.csv has no header: give its number, from 1.", run.Error(2), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("who")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    public void Without_a_header_a_column_is_a_number(string column)
    {
        using QuickstartRun run = WithTies("--no-header", "--from", column, "--to", "2");

        Assert.Equal(
            $"ties.csv: --from is '{column}'; expected the number of a column, from 1, because --no-header says that the file does not name its columns.",
            run.Error(1));
    }

    [Fact]
    public void Options_for_own_data_need_the_ties()
    {
        using QuickstartRun run = QuickstartRun.Of("--damping", "0.5", "--top", "3");

        Assert.StartsWith("--damping, --top without --ties; expected --ties FILE, --from COL and --to COL", run.Error(2), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_option_is_named()
    {
        using QuickstartRun run = QuickstartRun.Of("--dampness", "1");

        Assert.Contains("--dampness", run.Error(2), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_declares_what_empty_cells_and_absent_columns_mean()
    {
        using QuickstartRun run = QuickstartRun.Of("--help");

        Assert.All(run.Output.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 100, line));
        string help = string.Join(' ', run.Answer().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("an empty cell means no tie", help, StringComparison.Ordinal);
        Assert.Contains("an empty cell means unknown and counts 1", help, StringComparison.Ordinal);
        Assert.Contains("Never guessed", help, StringComparison.Ordinal);
        Assert.Contains("[default: own_value]", help, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_run_writes_nothing_and_says_so()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        using QuickstartRun run = new QuickstartRun().File("ties.csv", "who,whom\na,b\n");
        run.Run(stop.Token, "--ties", "ties.csv", "--from", "who", "--to", "whom", "--out", "out.csv");

        Assert.Equal("Cancelled; nothing was written.", run.Error(130));
        Assert.Equal(["ties.csv"], Directory.GetFiles(run.PathOf(".")).Select(Path.GetFileName), StringComparer.Ordinal);
    }

    private static QuickstartRun WithTies(params string[] args) =>
        new QuickstartRun().File("ties.csv", "who,whom\na,b\n").Run(["--ties", "ties.csv", .. args]);
}
