using System.Globalization;
using System.IO.Compression;
using InfluenceGraph.Tests.Repository;
using Xunit;

namespace InfluenceGraph.Tests.Samples;

/// <summary>The Quickstart on public data that may lie beside the repository, against what others say about them.</summary>
public sealed class RealDataTests
{
    [Fact]
    public void Wiki_vote_with_a_prior_is_the_PageRank_of_NetworkX()
    {
        string ties = Data("wiki-vote/wiki-Vote.txt.gz");
        using var run = new QuickstartRun();
        run.File("customers.csv", string.Concat(["customer,own_value\n", .. Figures("wiki-vote").Select(row => $"{row[0]},{row[1]}\n")]));
        Run(run, ties, "--no-header Ties --delimiter tab --customers-delimiter , --comment # --from 2 --to 1 --customers customers.csv --unreached Prior --tolerance 1e-14 --out out.csv");

        Dictionary<string, double[]> scores = run.Scores("out.csv");
        double total = scores.Values.Sum(row => row[0]);
        Assert.All(Figures("wiki-vote"), row => Assert.Equal(double.Parse(row[2], CultureInfo.InvariantCulture), scores[row[0]][1] / total, 1e-10));
    }

    [Fact]
    public void Of_Last_fm_the_one_worth_most_is_not_the_one_who_listens_most()
    {
        string ties = Data("lastfm-hetrec/user_friends.dat.gz");
        using var run = new QuickstartRun();
        run.File("customers.csv", string.Concat(["customer,own_value\n", .. ListeningCounts().Select(pair => $"{pair.Key},{pair.Value}\n")]));
        string answer = Run(run, ties, "--delimiter tab --customers-delimiter , --from userID --to friendID --customers customers.csv --damping 0.5 --out out.csv");

        Assert.Contains("social value of 1892 customers, 69183975 in all", answer, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^\s+1\s+1210\s+294,016\s+315,281\s", answer);
        Assert.Equal(69183975, run.Scores("out.csv").Values.Sum(row => row[1]), 0.01);
    }

    [Theory]
    [InlineData("ego-facebook/facebook_combined.txt.gz", "--no-header --delimiter blank --from 1 --to 2 --both-ways", "4039 used of 4039", "176468 used of 176468 rows")]
    [InlineData("ciao/trust.csv.gz", "--from trustee --to truster", "7317 used of 7317", "111781 used of 111781 rows")]
    [InlineData("email-eu-core/email-Eu-core.txt.gz", "--no-header --delimiter blank --from 1 --to 2", "1005 used of 1005", "24929 used of 25571 rows, 642 from a customer to themselves")]
    [InlineData("copenhagen/fb_friends.csv", "--from user_a --to user_b --both-ways", "800 used of 800", "12836 used of 12847 rows, 11 from a customer to themselves")]
    public void Customers_and_ties_are_as_many_as_published(string file, string options, string customers, string ties)
    {
        string path = Data(file);
        using var run = new QuickstartRun();
        string answer = Run(run, path, options);

        Assert.Contains(customers, answer, StringComparison.Ordinal);
        Assert.Contains(ties, answer, StringComparison.Ordinal);
        Assert.Contains("converged  yes", answer, StringComparison.Ordinal);
    }

    private static string Data(string file)
    {
        string path = Path.GetFullPath(Path.Combine(RepositoryRoot.Path, "../shared/data", file));
        Assert.SkipUnless(File.Exists(path), $"No ../shared/data/{file} beside the repository.");
        return path;
    }

    /// <summary>Runs with options separated by blanks; the word "blank" stands for a blank.</summary>
    private static string Run(QuickstartRun run, string ties, string options) =>
        run.Run(["--ties", ties, .. options.Split(' ').Select(option => option is "blank" ? " " : option)]).Answer();

    private static IEnumerable<string[]> Figures(string name) => File
        .ReadLines(Path.Combine(RepositoryRoot.Path, "tests/InfluenceGraph.Tests/Oracle/figures", $"{name}.csv"))
        .Skip(1)
        .Select(line => line.Split(','));

    private static SortedDictionary<int, long> ListeningCounts()
    {
        var counts = new SortedDictionary<int, long>();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Data("lastfm-hetrec/user_artists.dat.gz")), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is string line)
        {
            int[] cells = Array.ConvertAll(line.Split('\t'), int.Parse);
            counts[cells[0]] = counts.GetValueOrDefault(cells[0]) + cells[2];
        }

        return counts;
    }
}
