using System.Diagnostics;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using InfluenceGraph.Tests.Repository;
using Xunit;
using static InfluenceGraph.Data.Tests.Stores.StoreFolder;

namespace InfluenceGraph.Data.Tests.Stores;

/// <summary>What a data team asks a store in SQL: every question of docs/store.md, asked by the library of SQLite and by its command.</summary>
public sealed partial class StoreSqlTests : IDisposable
{
    private static readonly DateTimeOffset _long = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    private readonly StoreFolder _folder = new();

    public StoreSqlTests()
    {
        using CustomerStore store = _folder.Create();
        Put(store, Named("ann", "Ann O'Hara", 10), Named("bob", "Bob, \"B\"", 20), new Customer<string>("cid", 30), new Customer<string>("dan", 0));
        Put(store, "monday.csv", new Tie<string>("ann", "bob", 1), new Tie<string>("bob", "cid", 0), new Tie<string>("cid", "cid", 1), new Tie<string>("cid", "ann", 1, 0));
        Put(
            store,
            new Consent<string>("ann", Purpose.Contact, Channel.Email, true, _long, null, "form"),
            new Consent<string>("bob", Purpose.Contact, Channel.Any, true, _long, null, "form"),
            new Consent<string>("bob", Purpose.Contact, Channel.Email, false, _long.AddYears(1), null, "call"),
            new Consent<string>("cid", Purpose.Contact, Channel.Email, true, _long, null, "form"),
            new Consent<string>("cid", Purpose.Contact, Channel.Any, false, _long, null, "form"),
            new Consent<string>("dan", Purpose.Contact, Channel.Email, true, _long, _long.AddYears(1), "form"));
        store.WriteScores("social value", CustomerGraph.FromTies([new Tie<string>("ann", "bob", 1)], [new("ann", 10), new("bob", 20), new("dan", 1)]).SocialValue());
        store.WriteScores("social value", store.ReadGraph().For(Purpose.Contact, Channel.Email, _now).SocialValue());
    }

    public static TheoryData<int, string[]> Questions => new()
    {
        { 0, ["1|ann|Ann O'Hara|10.0"] },
        { 1, ["ann|10.0|100.0|0.0|0.0"] },
        { 2, ["ann|1|1|-17.0", "bob|2|-|-", "dan|3|-|-"] },
        { 3, ["ann"] },
        { 5, ["bob|cid|monday.csv|denied", "cid|ann|monday.csv|without strength", "cid|cid|monday.csv|to themselves"] },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public void A_question_of_the_page_is_answered(int question, string[] answer) => Assert.Equal(answer, _folder.Sql(Sql[question + 1]));

    [Fact]
    public void What_was_left_out_is_what_the_receipt_says()
    {
        using CustomerStore store = CustomerStore.Open(_folder.StorePath, StoreAccess.Read);
        StoredReceipt receipt = store.ScoreRuns()[0].Receipt;
        string[] expected =
        [
            .. receipt.CustomersLeftOut.Select(item => $"customers|{item.Reason}|{item.Count}"),
            .. receipt.Notes.Select(item => $"note|{item.Reason}|{item.Count}"),
            .. receipt.TiesLeftOut.Select(item => $"ties|{item.Reason}|{item.Count}"),
        ];

        Assert.NotEmpty(receipt.CustomersLeftOut);
        Assert.NotEmpty(receipt.TiesLeftOut);
        Assert.Equal(expected.Order(StringComparer.Ordinal), _folder.Sql(Sql[5]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_question_of_the_page_gets_the_same_answer_from_the_plain_command()
    {
        Assert.Equal(8, Sql.Length);
        string? command = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "sqlite3")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(command is null, "The command sqlite3 is not installed.");
        foreach (string question in Sql)
        {
            var start = new ProcessStartInfo(command!, ["-readonly", "-nullvalue", "-", _folder.StorePath, question]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            using Process process = Process.Start(start)!;
            string answer = process.StandardOutput.ReadToEnd();
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();

            Assert.Equal((0, ""), (process.ExitCode, errors));
            Assert.Equal(_folder.Sql(question), answer.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Fact]
    public void Runs_are_compared_with_the_one_before_of_their_measure()
    {
        using CustomerStore store = CustomerStore.Open(_folder.StorePath);
        Receipt receipt = store.ReadGraph().For(Purpose.Contact, _now).Receipt;
        store.WriteScores("reach", [new("ann", 1), new("bob", 2)], receipt);
        store.WriteScores("other", [new("ann", 9)], receipt);
        store.WriteScores("reach", [new("bob", 1), new("cid", 3)], receipt);

        Assert.Equal(
            ["5|3|ann|1.0|-|2|-", "5|3|bob|2.0|1.0|1|2", "5|3|cid|-|3.0|-|1"],
            _folder.Sql("SELECT run, earlier_run, customer, earlier_score, score, earlier_rank, rank FROM score_changes WHERE measure IN ('reach', 'other') ORDER BY customer"));
    }

    /// <summary>The view and the ledger read the same record; the ledger is the judge.</summary>
    [Fact]
    public void Consents_in_force_are_those_of_the_ledger()
    {
        Gen<Consent<string>> decision =
            from customer in Gen.Elements("ann", "bob")
            from channel in Gen.Elements(Channel.Any, Channel.Email, Channel.Sms)
            from granted in Gen.Elements(true, false)
            from since in Gen.Elements(-400, -3, -2, 300)
            from length in Gen.Elements(0, 1, 1000)
            select new Consent<string>(customer, Purpose.Contact, channel, granted, _now.AddDays(since), length == 0 ? null : _now.AddDays(since + length), "form");
        int number = 0;
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(30),
            Prop.ForAll(Arb.From(decision.ListOf().Resize(8)), decisions =>
            {
                using CustomerStore store = CustomerStore.Create(_folder.PathOf($"consents-{number++}.igs"));
                store.Database.Execute("PRAGMA synchronous = OFF");
                Put(store, new Customer<string>("ann", 1), new Customer<string>("bob", 1));
                Put(store, [.. decisions]);
                CustomerGraph<string> graph = store.ReadGraph();
                if (decisions.Count == 0)
                {
                    return;
                }

                foreach (string channel in (string[])["email", "sms", "post"])
                {
                    Assert.Equal(
                        graph.For(Purpose.Contact, new Channel(channel), _now).Customers,
                        StoreFolder.Sql(store.FilePath, Sql[4].Replace("'email'", $"'{channel}'", StringComparison.Ordinal)));
                }
            }));
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Sql { get; } = [.. Block().Matches(File.ReadAllText(RepositoryRoot.PathOf("docs", "store.md")).ReplaceLineEndings("\n")).Select(match => match.Groups["sql"].Value)];

    private static Customer<string> Named(string key, string name, double ownValue) =>
        new(key, ownValue) { Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = name } };

    [GeneratedRegex(@"```sql\n(?<sql>.+?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Block();
}
