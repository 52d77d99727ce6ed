using Xunit;

namespace InfluenceGraph.Tool.Tests.Sources;

/// <summary>Questions asked of files mean by a cell what <c>import</c> means by it, and an unknown customer comes with who was probably meant.</summary>
public sealed class RowsSourceTests
{
    [Fact]
    public void An_empty_permission_is_no_tie_and_an_empty_strength_counts_1_as_in_a_store()
    {
        using var folder = new TemporaryFolder();
        string customers = folder.Write("customers.csv", "customer,own_value\nann,10\nbob,20\ncat,30\n");
        string ties = folder.Write("ties.csv", "from,to,permission,strength\nann,bob,1,3\nbob,cat,,2\nann,cat,0.5,\n");
        string[] files = ["--customers", customers, "--ties", ties, "--from", "from", "--to", "to"];
        Run straight = ToolRunner.Run(["score", .. files, "--csv"]);
        Assert.Equal(0, ToolRunner.Run(["import", "--store", folder.Of("crm.db"), .. files]).Code);

        Assert.Equal(ToolRunner.Run("score", "--store", folder.Of("crm.db"), "--csv").Output, straight.Output);
        Assert.Equal(2, straight.Errors.Split("is read by").Length - 1);
    }

    [Theory]
    [InlineData("jörg 48", "customers.csv has 'Jörg 48'.")]
    [InlineData("JÖRG 48", "customers.csv has 'Jörg 48'.")]
    [InlineData("zoe", "another --unknown.")]
    public void An_unknown_customer_who_is_there_with_another_blank_or_capital_is_shown(string unknown, string end)
    {
        using var folder = new TemporaryFolder();
        string customers = folder.Write("customers.csv", "customer,own_value\nann,10\nJörg 48,5\n");
        string ties = folder.Write("ties.csv", $"from,to\nann,{unknown}\n");
        Run run = ToolRunner.Run("score", "--customers", customers, "--key", "customer", "--value", "own_value", "--ties", ties, "--from", "from", "--to", "to");

        Assert.Equal(ExitCode.BadData, run.Code);
        Assert.Contains($"ties.csv, line 2: ", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith(end, run.Errors.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_column_of_keys_was_told_from_the_header_an_unknown_customer_may_stand_in_another_one()
    {
        using var folder = new TemporaryFolder();
        string customers = folder.Write("customers.csv", "Nummer,Name\nK1,Ann\nK2,Bob\n");
        string ties = folder.Write("ties.csv", "from,to\nK1,K2\n");
        Run run = ToolRunner.Run("score", "--customers", customers, "--ties", ties, "--from", "from", "--to", "to");

        Assert.Equal(ExitCode.BadData, run.Code);
        Assert.EndsWith("customers.csv is read by --key Name; name another column where customers stand in that.", run.Errors.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(0, ToolRunner.Run("score", "--customers", customers, "--key", "Nummer", "--ties", ties, "--from", "from", "--to", "to").Code);
    }
}
