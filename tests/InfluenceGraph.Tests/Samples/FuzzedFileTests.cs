using System.Globalization;
using System.Text;
using Xunit;

namespace InfluenceGraph.Tests.Samples;

/// <summary>Files with bytes changed, lost and doubled at random: an answer or an error with the file's name, never a crash.</summary>
public sealed class FuzzedFileTests
{
    private const int Files = 1500;
    private const string Customers = "customer,own_value\r\nann,10\r\n\"bob, the elder\",20.5\r\ncat,0\r\n";
    private const string Ties = "who,whom,ok,calls\nann,\"bob, the elder\",1,3\ncat,ann,0.5,\n\"bob, the elder\",cat,,1e3\nann,cat,0,7";

    [Fact]
    public void A_damaged_file_gives_an_answer_or_an_error_that_names_it()
    {
        // A fixed seed: a failure can be run again.
        var random = new Random(1430);
        int answers = 0;
        for (int i = 0; i < Files; i++)
        {
            byte[] customers = i % 2 == 0 ? Damaged(Customers, random) : Encoding.UTF8.GetBytes(Customers);
            byte[] ties = i % 2 == 0 ? Encoding.UTF8.GetBytes(Ties) : Damaged(Ties, random);
            using var run = new QuickstartRun();
            run.File("customers.csv", customers).File("ties.csv", ties).Run(
                "--customers", "customers.csv", "--ties", "ties.csv", "--from", "who", "--to", "whom", "--permission", "ok", "--strength", "calls", "--out", "out.csv");

            string what = string.Create(CultureInfo.InvariantCulture, $"file {i}: {run.Errors}");
            Assert.True(run.ExitCode is 0 or 1 or 2, what);
            if (run.ExitCode == 0)
            {
                answers++;
                AssertConserved(run, what);
            }
            else
            {
                Assert.True(run.Errors.Contains("customers.csv", StringComparison.Ordinal) || run.Errors.Contains("ties.csv", StringComparison.Ordinal), what);
                Assert.False(File.Exists(run.PathOf("out.csv")), what);
            }
        }

        // Damage that always or never shows would mean that the test looks at nothing.
        Assert.InRange(answers, Files / 20, Files * 19 / 20);
    }

    private static byte[] Damaged(string text, Random random)
    {
        List<byte> bytes = [.. Encoding.UTF8.GetBytes(text)];
        for (int change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, (byte)",\"\n\r.-e0 "[random.Next(9)]);
                    break;
                case 3:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(0, random.Next(bytes.Count)));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>The social values of all are the own values of all, within the default tolerance of 1e-10.</summary>
    private static void AssertConserved(QuickstartRun run, string what)
    {
        // Damaged keys may hold anything, so the numbers are counted from the end of the line.
        string[][] rows = [.. File.ReadAllText(run.PathOf("out.csv")).TrimEnd().Split("\r\n").Skip(1).Select(line => line.Split(','))];
        double own = rows.Where(row => row.Length >= 7).Sum(row => double.Parse(row[^6], CultureInfo.InvariantCulture));
        double social = rows.Where(row => row.Length >= 7).Sum(row => double.Parse(row[^5], CultureInfo.InvariantCulture));
        Assert.True(Math.Abs(own - social) <= 1e-9 * own, what);
    }
}
