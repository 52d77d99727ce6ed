using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit;

namespace InfluenceGraph.Tool.Tests;

/// <summary>Files with bytes changed, lost and doubled at random: an answer, or an error that names the file, never a crash.</summary>
public sealed class DamagedFileTests
{
    private const string Customers = "customer,own_value\r\nann,10\r\n\"bob, the elder\",20.5\r\ncat,0\r\n";
    private const string Ties = "who,whom,ok,calls\nann,\"bob, the elder\",1,3\ncat,ann,0.5,2\n\"bob, the elder\",cat,1,1e3\nann,cat,0,7";

    [Theory]
    [InlineData("score", 400)]
    [InlineData("import", 40)]
    public void A_damaged_file_gives_an_answer_or_an_error_that_names_it(string command, int files)
    {
        // A fixed seed: a failure can be run again.
        var random = new Random(1430);
        int answers = 0;
        using var folder = new TemporaryFolder();
        for (int i = 0; i < files; i++)
        {
            File.WriteAllBytes(folder.Of("customers.csv"), i % 2 == 0 ? Damaged(Customers, random) : Encoding.UTF8.GetBytes(Customers));
            File.WriteAllBytes(folder.Of("ties.csv"), i % 2 == 0 ? Encoding.UTF8.GetBytes(Ties) : Damaged(Ties, random));
            string store = folder.Of($"{i}.db");
            string[] more = command is "import" ? ["--store", store] : ["--json", "--unknown", "add"];
            Run run = ToolRunner.Run([command, "--customers", folder.Of("customers.csv"), "--ties", folder.Of("ties.csv"), "--from", "who", "--to", "whom", "--permission", "ok", "--strength", "calls", .. more]);

            string what = string.Create(CultureInfo.InvariantCulture, $"file {i}: {run.Errors}{run.Output}");
            if (run.Code == 0)
            {
                answers++;
                Assert.True(command is not "score" || IsConserved(run.Output), what);
            }
            else
            {
                Assert.True(run.Code == ExitCode.BadData, what);
                Assert.Equal("", run.Output);
                Assert.True(run.Errors.Contains("customers.csv", StringComparison.Ordinal) || run.Errors.Contains("ties.csv", StringComparison.Ordinal), what);
            }

            File.Delete(store);
        }

        // Damage that always or never shows would mean that the test looks at nothing.
        Assert.InRange(answers, files / 20, files * 19 / 20);
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
    private static bool IsConserved(string json)
    {
        using var answer = JsonDocument.Parse(json);
        JsonElement[] scores = [.. answer.RootElement.GetProperty("scores").EnumerateArray()];
        double own = scores.Sum(customer => customer.GetProperty("own_value").GetDouble());
        double social = scores.Sum(customer => customer.GetProperty("score").GetDouble());
        return scores.Length > 0 && Math.Abs(own - social) <= 1e-9 * own;
    }
}
