using System.Globalization;
using System.Text.RegularExpressions;
using InfluenceGraph.Tests.Repository;
using Quickstart;
using Xunit;

namespace InfluenceGraph.Tests.Samples;

/// <summary>The Quickstart prints what history and the README say.</summary>
public sealed class FlorenceTests
{
    private static readonly Lazy<(int Code, string Output, string Errors)> _answer = new(() => Run());

    [Fact]
    public void The_Medici_are_worth_most_although_the_Strozzi_are_richer()
    {
        string[][] rows = Rows(Answer(), columns: 7, "rank");

        Assert.Equal(["1", "Medici", "103", "107.8", "51.5", "28.7", "27.6"], rows[0]);
        Assert.Equal(["2", "Strozzi", "146", "90.9", "73.0", "6.7", "11.2"], rows[1]);
        Assert.Equal(16, rows.Length);
    }

    [Fact]
    public void All_social_values_together_are_all_wealth()
    {
        Assert.Matches(@"(?m)^\s+all\s+681\s+681\.0$", Answer());
    }

    [Fact]
    public void A_family_without_ties_is_worth_its_wealth()
    {
        Assert.Matches(@"(?m)^\s+16\s+Pucci\s+3\s+3\.0\s+3\.0\s+0\.0\s+0\.0$", Answer());
    }

    [Theory]
    [InlineData("0", "103.0", "146.0", "Strozzi", "1")]
    [InlineData("0.3", "106.1", "112.1", "Strozzi", "1")]
    [InlineData("0.4", "107.0", "101.4", "Medici", "2")]
    [InlineData("0.5", "107.8", "90.9", "Medici", "2")]
    [InlineData("0.85", "108.8", "54.4", "Medici", "5")]
    public void The_curve_shows_who_leads_and_how_far_the_Strozzi_fall(params string[] row)
    {
        string[][] rows = Rows(Answer(), columns: 5, "d");

        Assert.Contains(rows, cells => cells.SequenceEqual(row, StringComparer.Ordinal));
        Assert.Equal(11, rows.Length);
    }

    [Fact]
    public void The_lead_changes_between_a_third_and_four_tenths()
    {
        Assert.Contains("The Strozzi lead up to d = 0.35, the Medici from there on", Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_reasons_name_those_who_depend_on_the_Medici()
    {
        string answer = Answer();

        Assert.Contains("Tornabuoni, Pazzi, Salviati, Acciaiuoli pass on half or more", answer, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^\s+Salviati\s+7\.7\s+67 %$", answer);
    }

    [Fact]
    public void Without_three_of_their_ties_the_Medici_fall_behind()
    {
        Assert.Matches(@"(?m)^\s+Tornabuoni, Ridolfi, Pazzi\s+88\.3\s+-19\.5\s+93\.9\s+\+3\.0\s+Strozzi$", Answer());
    }

    [Fact]
    public void The_receipt_counts_the_rows()
    {
        string answer = Answer();

        Assert.Contains("54 used of 70 rows, 16 of a pair that has another row", answer, StringComparison.Ordinal);
        Assert.Contains("35 ties, read both ways: 70 rows", answer, StringComparison.Ordinal);
        Assert.Contains("(residual: the share of", answer, StringComparison.Ordinal);
        Assert.Contains("Damping 0.5, Prior own values, Unreached Keep", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_from_the_Medici_reaches_most_families()
    {
        Assert.Matches(@"(?m)^\s+1\s+Medici\s+4\.36\s+0\.04$", Answer());
    }

    /// <summary>The three who reach most alone are Medici, Barbadori and Peruzzi: the story says that they are not the best three.</summary>
    [Fact]
    public void The_three_to_tell_first_are_not_the_three_who_reach_most()
    {
        string[][] rows = Rows(Answer(), columns: 6, "step");

        Assert.Equal(["Medici", "Peruzzi", "Guadagni"], rows.Select(row => row[1]));
        Assert.Equal("8.25", rows[^1][^1]);
        Assert.Matches(@"(?m)^\s+2\s+Barbadori\s+3\.9", Answer());
    }

    [Fact]
    public void A_complaint_of_the_Strozzi_is_traced_and_contained()
    {
        string answer = Answer();

        Assert.Contains("It reaches 4.71 +- 0.06 other families", answer, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^\s+1\s+Peruzzi\s+77\.06\s+1\.56\s+113\.11$", answer);
        Assert.Contains("Strozzi -> Ridolfi -> Medici -> Pazzi", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Medici_hold_a_community_together_and_bridge_more_than_anybody()
    {
        string answer = Answer();

        Assert.Matches(@"(?m)^\s+0\s+6\s+Medici\s+2\.14\s+Medici\s+7\.1\s+8$", answer);
        Assert.Contains("  0: Acciaiuoli, Medici, Pazzi, Ridolfi, Salviati, Tornabuoni", answer, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^\s+Medici\s+71\.7\s+65\.1\s+78\.2\s+8\s+1\.00\s+1\.00\s+0\.14\s+0\.14\s+0\.82$", answer);
        Assert.Contains("A tie between Barbadori and Salviati would raise their circle most, by 1.3.", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Circles_that_weaken_come_with_what_moved_and_that_it_may_be_chance()
    {
        string answer = Answer();

        Assert.Matches(@"(?m)^\s+Peruzzi\s+81\.8\s+80\.7\s+-1\.1\s+0\.94\s+5 to 4\s+-0\.04\s+0\.00\s+-0\.02$", answer);
        Assert.Matches(@"three\s+contacts:\s+Strozzi\s+\(73\.6\s+before\),\s+Ridolfi\s+\(70\.8\s+before\)\.", answer);
        Assert.Contains("community 1 split into 1, 5; 4 customers. 1 of 16 families moved.", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Families_without_a_tie_belong_together_by_their_allies_and_one_has_a_card()
    {
        string answer = Answer();

        Assert.Matches(@"(?m)^\s+Bischeri, Castellani\s+0\.74\s+Lamberteschi, Strozzi, Peruzzi$", answer);
        Assert.Matches(@"(?m)^  circle\s+71\.7 of 100 \(65\.1 to 78\.2\), place 8 of 12, 8 members, 12 ties$", answer);
        Assert.Matches(@"(?m)^  quadrant\s+Champion: spends 103, brings 56\.3 through others$", answer);
    }

    [Fact]
    public void Readers_are_told_the_year_of_the_wealth_and_that_percentages_are_rounded()
    {
        string answer = Answer();

        Assert.Contains("the wealth is that of 1427", answer, StringComparison.Ordinal);
        Assert.Contains("(percentages rounded)", answer, StringComparison.Ordinal);
        Assert.Matches(@"add up\.\r?\n\r?\nWhy d = 0\.5\?", answer);
    }

    [Fact]
    public void The_answer_is_plain_text_of_at_most_100_columns()
    {
        string answer = Answer();

        Assert.DoesNotContain('\u001b', answer);
        Assert.All(answer.Split('\n'), line => Assert.True(line.Length <= 100, line));
        Assert.All(answer, c => Assert.True(char.IsAscii(c)));
    }

    [Fact]
    public void The_facts_are_those_of_the_study()
    {
        const string Folder = "../shared/data/classics";
        string classics = Path.Combine(RepositoryRoot.Path, Folder);
        Assert.SkipUnless(Directory.Exists(classics), $"No {Folder} beside the repository to compare with.");

        Assert.Equal(
            File.ReadLines(Path.Combine(classics, "florentine_families.csv")).Skip(1).Select(line => string.Join(',', line.Split(',')[..2])),
            File.ReadLines(Path.Combine(RepositoryRoot.Path, "samples/Quickstart/data/florence-families.csv")).Skip(1),
            StringComparer.Ordinal);
        Assert.Equal(
            new[] { "marriage", "business" }.SelectMany(kind =>
                File.ReadLines(Path.Combine(classics, $"florentine_{kind}.csv")).Skip(1).Select(line => $"{line},{kind}")),
            File.ReadLines(Path.Combine(RepositoryRoot.Path, "samples/Quickstart/data/florence-ties.csv")).Skip(1),
            StringComparer.Ordinal);
    }

    [Fact]
    public void The_committed_picture_is_what_the_program_draws()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("quickstart-");
        try
        {
            string file = Path.Combine(folder.FullName, "florence.svg");
            Assert.Equal((0, Answer(), ""), Run("--chart", file));
            Assert.Equal(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs/florence.svg")), File.ReadAllText(file));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_picture_that_cannot_be_written_is_told_before_the_story()
    {
        (int code, string output, string errors) = Run("--chart", "/nowhere/florence.svg");

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("--chart cannot be written: ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--ties", "ties.csv")]
    [InlineData("--chart")]
    [InlineData("--chart", "a.svg", "b.svg")]
    public void Other_options_are_wrong_and_the_way_to_own_data_is_shown(params string[] args)
    {
        (int code, string output, string errors) = Run(args);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("--chart FILE.svg", errors, StringComparison.Ordinal);
        Assert.Contains("influencegraph", errors, StringComparison.Ordinal);
        Assert.Equal((0, errors, ""), Run("--help"));
    }

    private static string Answer()
    {
        (int code, string output, string errors) = _answer.Value;
        Assert.Equal((0, ""), (code, errors));
        return output;
    }

    private static (int Code, string Output, string Errors) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int code = QuickstartApp.Run(args, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    /// <summary>The rows of the first table whose heading starts with a word: as many cells, the first one a number.</summary>
    private static string[][] Rows(string answer, int columns, string heading) =>
    [
        .. answer.Split('\n')
            .SkipWhile(line => !line.TrimStart().StartsWith(heading + " ", StringComparison.Ordinal))
            .Skip(1)
            .Select(line => Regex.Split(line.Trim(), @"\s{2,}", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .TakeWhile(cells => cells.Length == columns && double.TryParse(cells[0], CultureInfo.InvariantCulture, out _)),
    ];
}
