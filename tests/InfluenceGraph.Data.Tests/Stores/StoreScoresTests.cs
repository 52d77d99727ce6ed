using Microsoft.Data.Sqlite;
using Xunit;
using static InfluenceGraph.Data.Tests.Stores.StoreFolder;

namespace InfluenceGraph.Data.Tests.Stores;

public sealed class StoreScoresTests : IDisposable
{
    private static readonly SocialValueResult<string> _answer = CustomerGraph
        .FromTies([new Tie<string>("ann", "bob", 1, 1, January, June), new("bob", "cid", 0.5), new("cid", "cid", 1), new("cid", "ann", 0)])
        .At(March)
        .SocialValue();

    private readonly StoreFolder _folder = new();
    private readonly CustomerStore _store;

    public StoreScoresTests() => _store = _folder.Create();

    [Fact]
    public void Scores_come_back_with_rank_and_receipt()
    {
        ScoreRun run = _store.WriteScores("social value", Scores(("bob", 1.5), ("ann", 3), ("cid", 1.5)), _answer.Receipt);

        Assert.Equal(Scores(("ann", 3), ("bob", 1.5), ("cid", 1.5)), _store.ReadScores(run));
        Assert.Equal(["social value|ann|3.0|1", "social value|bob|1.5|2", "social value|cid|1.5|3"], _folder.Sql("SELECT measure, customer, score, rank FROM scores ORDER BY rank"));
        Assert.Equal(3, run.Scores);
        Assert.True(run.WrittenAt > March.AddYears(-1));
        StoredReceipt stored = run.Receipt;
        Receipt receipt = _answer.Receipt;
        Assert.Equal(receipt.DataHash, stored.DataHash);
        Assert.Equal(receipt.LibraryVersion, stored.LibraryVersion);
        Assert.Equal(March, stored.AsOf);
        Assert.Equal(June, stored.ValidUntil);
        Assert.Equal(receipt.Consent, stored.Consent);
        Assert.Equal(receipt.Options, stored.Options);
        Assert.Equal((receipt.Customers, receipt.CustomersUsed, receipt.TieRows, receipt.TiesUsed), (stored.Customers, stored.CustomersUsed, stored.TieRows, stored.TiesUsed));
        Assert.Equal(receipt.CustomersLeftOut, stored.CustomersLeftOut);
        Assert.NotEmpty(stored.TiesLeftOut);
        Assert.Equal(receipt.TiesLeftOut, stored.TiesLeftOut);
        Assert.NotEmpty(stored.Notes);
        Assert.Equal(receipt.Notes, stored.Notes);
        Assert.Equal(receipt.ToString(), stored.ToString());
    }

    [Fact]
    public void The_receipt_is_there_for_SQL_clients()
    {
        _store.WriteScores("social value", Scores(("ann", 1)), _answer.Receipt);

        Assert.Equal(
            [$"social value|1|2026-03-01T00:00:00.000000Z|2026-06-01T00:00:00.000000Z|{_answer.Receipt.DataHash}|{_answer.Receipt.Options}"],
            _folder.Sql("SELECT measure, scores, as_of, valid_until, data_hash, options FROM score_runs"));
        Assert.Equal(
            _answer.Receipt.TiesLeftOut.Select(item => $"{item.Reason}|{item.Count}"),
            _folder.Sql("SELECT value ->> 'reason', value ->> 'count' FROM score_run, json_each(ties_left_out)"));
    }

    [Fact]
    public void The_latest_scores_are_those_of_the_newest_run_of_each_measure()
    {
        _store.WriteScores("social value", Scores(("ann", 1), ("bob", 2)), _answer.Receipt);
        _store.WriteScores("circle strength", Scores(("ann", 70)), _answer.Receipt);
        _store.WriteScores("social value", Scores(("ann", 5)), _answer.Receipt);

        Assert.Equal(["circle strength|ann|70.0|1", "social value|ann|5.0|1"], _folder.Sql("SELECT measure, customer, score, rank FROM latest_scores ORDER BY 1"));
        Assert.Equal([3, 2, 1], _store.ScoreRuns().Select(run => run.Id));
        Assert.Equal(["social value", "circle strength", "social value"], _store.ScoreRuns().Select(run => run.Measure));
    }

    [Fact]
    public void A_reader_never_sees_half_a_ranking()
    {
        _store.WriteScores("social value", Scores(("ann", 1), ("bob", 2)), _answer.Receipt);
        var seen = new List<string>();
        _store.Database.Execute("PRAGMA cache_size = 10");
        IEnumerable<KeyValuePair<string, double>> many = Enumerable.Range(0, 5000).Select(i => KeyValuePair.Create($"c{i}", (double)i));
        SQLitePCL.raw.sqlite3_update_hook(
            _store.Database.Handle,
            (SQLitePCL.strdelegate_update)((_, _, _, _, row) =>
            {
                if (row == 2000)
                {
                    seen.AddRange(TryRead());
                }
            }),
            null);

        _store.WriteScores("social value", many, _answer.Receipt);

        Assert.Equal(["2"], seen);
        Assert.Equal(["5000"], _folder.Sql("SELECT count(*) FROM latest_scores"));
    }

    [Theory]
    [InlineData(300, 20)]
    [InlineData(20, 300)]
    public void Customers_are_found_by_an_index_whether_it_is_made_after_the_rows_or_kept_meanwhile(int first, int second)
    {
        foreach (int count in (int[])[first, second])
        {
            _store.WriteScores("social value", Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"c{i}", (double)(i * 7 % 11))), _answer.Receipt);
        }

        Assert.Contains("score_by_customer", _folder.Sql("EXPLAIN QUERY PLAN SELECT rank FROM score WHERE run_id = 1 AND customer_id = 3")[0], StringComparison.Ordinal);
        Assert.Equal([$"1|{first}|{first}", $"2|{second}|{second}"], _folder.Sql("SELECT run_id, count(DISTINCT customer_id), max(rank) FROM score GROUP BY run_id"));
        Assert.Equal(["ok"], _folder.Sql("PRAGMA integrity_check"));
    }

    [Fact]
    public void Scores_that_fail_leave_nothing_of_the_run()
    {
        long pages = _store.Database.Number("PRAGMA page_count");
        _store.Database.Execute($"PRAGMA max_page_count = {pages + 3}");
        StoreException error = Assert.Throws<StoreException>(() =>
            _store.WriteScores("social value", Enumerable.Range(0, 5000).Select(i => KeyValuePair.Create($"c{i}", (double)i)), _answer.Receipt));

        Assert.Equal(StoreProblem.Full, error.Problem);
        Assert.Empty(_store.ScoreRuns());
        Assert.Equal(["0"], _folder.Sql("SELECT count(*) FROM customer"));
        _store.Database.Execute("PRAGMA max_page_count = 1000000");
        Assert.Single(_store.ReadScores(_store.WriteScores("social value", Scores(("c1", 1)), _answer.Receipt)));
        Assert.Empty(_folder.Sql("PRAGMA foreign_key_check"));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_score_that_is_no_number_is_refused(double score)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => _store.WriteScores("social value", Scores(("ann", 1), ("bob", score)), _answer.Receipt));

        Assert.Contains("'bob'", error.Message, StringComparison.Ordinal);
        Assert.Empty(_store.ScoreRuns());
    }

    [Fact]
    public void A_customer_with_two_scores_is_refused()
    {
        Assert.Contains("'ann' stands twice", Assert.Throws<ArgumentException>(() => _store.WriteScores("x", Scores(("ann", 1), ("ann", 1)), _answer.Receipt)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => _store.WriteScores(" ", [], _answer.Receipt));
        Assert.Throws<ArgumentException>(() => _store.WriteScores("x", Scores(("", 1)), _answer.Receipt));
    }

    [Fact]
    public void Ranks_are_those_of_the_librarys_own_ranking_also_among_equal_scores()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies(Enumerable.Range(0, 400).Select(i => new Tie<string>($"c{i * 7 % 90}", $"c{i * i % 90}", 1)), o => o with { OnDuplicate = TieMerge.Strongest });
        SocialValueResult<string> value = graph.SocialValue();
        Assert.True(value.Select(pair => pair.Value).Distinct().Count() < value.Count, "no two scores are equal, so this test would show nothing");

        _store.WriteScores("social value", value.Reverse(), value.Receipt);

        Assert.Equal(value.Top(value.Count).Select(ranked => $"{ranked.Rank}|{ranked.Customer}"), _folder.Sql("SELECT rank, customer FROM scores ORDER BY rank"));
    }

    [Fact]
    public void Scores_of_nobody_are_a_run_as_well()
    {
        ScoreRun run = _store.WriteScores("social value", [], _answer.Receipt);

        Assert.Empty(_store.ReadScores(run));
        Assert.Equal(0, run.Scores);
    }

    [Fact]
    public void A_removed_run_is_gone_and_its_number_is_not_given_again()
    {
        ScoreRun first = _store.WriteScores("social value", Scores(("ann", 1)), _answer.Receipt);
        ScoreRun second = _store.WriteScores("social value", Scores(("ann", 2)), _answer.Receipt);
        _store.Remove(second);

        Assert.Throws<ArgumentException>(() => _store.ReadScores(second));
        Assert.Throws<ArgumentException>(() => _store.Remove(second));
        Assert.Equal(Scores(("ann", 1)), _store.ReadScores(first));
        Assert.Equal(["ann|1.0"], _folder.Sql("SELECT customer, score FROM latest_scores"));
        Assert.Equal(3, _store.WriteScores("social value", [], _answer.Receipt).Id);
    }

    [Fact]
    public void The_whole_way_from_rows_to_scores_keeps_the_sum()
    {
        Put(_store, new Customer<string>("ann", 10), new Customer<string>("bob", 20), new Customer<string>("cid", 30));
        Put(_store, new Tie<string>("ann", "bob", 1), new Tie<string>("bob", "cid", 0.5));
        SocialValueResult<string> value = _store.ReadGraph().SocialValue();

        KeyValuePair<string, double>[] scores = [.. value.Top(3).Select(ranked => KeyValuePair.Create(ranked.Customer, ranked.Score))];
        ScoreRun run = _store.WriteScores("social value", scores, value.Receipt);

        Assert.Equal(scores, _store.ReadScores(run));
        Assert.Equal(60, double.Parse(_folder.Sql("SELECT sum(score) FROM latest_scores")[0]), 3);
    }

    [Fact]
    public void Social_values_are_written_with_their_parts_which_add_up()
    {
        ScoreRun run = _store.WriteScores("social value", _answer);

        Assert.Equal(_answer.Receipt.DataHash, run.Receipt.DataHash);
        Assert.Equal(_answer.Count, run.Scores);
        Assert.Equal(_answer.Top(_answer.Count).Customers, _store.ReadScores(run).Select(entry => entry.Key));
        foreach (SocialValueParts<string> parts in _answer.Breakdown())
        {
            Assert.Equal(
                [FormattableString.Invariant($"{parts.OwnPart}|{parts.CirclePart}|{parts.BeyondPart}|{parts.Rank}")],
                _folder.Sql($"SELECT printf('%!.17g|%!.17g|%!.17g|%d', own_part, circle_part, beyond_part, rank) FROM latest_scores WHERE customer = '{parts.Customer}'").Select(Plain));
        }

        Assert.Equal(["0"], _folder.Sql("SELECT count(*) FROM scores WHERE abs(own_part + circle_part + beyond_part - score) > 1e-6 * score"));
        _store.WriteScores("plain", Scores(("ann", 1)), _answer.Receipt);
        Assert.Equal(["-|-|-"], _folder.Sql("SELECT own_part, circle_part, beyond_part FROM latest_scores WHERE measure = 'plain'"));

        static string Plain(string row) => string.Join('|', row.Split('|').Select((cell, i) => i == 3 ? cell : FormattableString.Invariant($"{double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)}")));
    }

    [Fact]
    public void An_answer_without_scores_leaves_its_receipt()
    {
        ScoreRun run = _store.WriteReceipt("seeds", _answer.Receipt);

        Assert.Equal(0, run.Scores);
        Assert.Equal(StoredReceipt.Of(_answer.Receipt).ToString(), _store.ScoreRuns()[0].Receipt.ToString());
        Assert.Empty(run.Receipt.DifferencesFrom(StoredReceipt.Of(_answer.Receipt)));
    }

    [Fact]
    public void A_run_says_whether_it_still_holds_and_what_changed_since()
    {
        Put(_store, "monday.csv", new Tie<string>("ann", "bob", 1), new Tie<string>("bob", "cid", 1));
        SocialValueResult<string> value = _store.ReadGraph().SocialValue();
        ScoreRun run = _store.WriteScores("social value", value);
        Thread.Sleep(5);

        ScoreCheck same = _store.Check(run, _store.ReadGraph().AsView().Receipt);
        Assert.True(same.Holds);
        Assert.Empty(same.Differences);
        Assert.Empty(same.Imports);

        Put(_store, "tuesday.csv", new Tie<string>("bob", "cid", 0), new Tie<string>("cid", "dan", 1));
        ScoreCheck changed = _store.Check(run, _store.ReadGraph().AsView().Receipt);
        Assert.False(changed.Holds);
        Assert.Equal(["data", "customers", "customers used", "rows of ties", "ties left out: denied by permission 0"], changed.Differences.Select(difference => difference.Fact).Where(fact => !fact.StartsWith("note", StringComparison.Ordinal)));
        Assert.Contains("customers: 3 -> 4", changed.ToString(), StringComparison.Ordinal);
        ImportRecord since = Assert.Single(changed.Imports);
        Assert.Equal(("tuesday.csv", ImportKind.Ties, AllUsed(2)), (since.Source.Name, since.Source.Kind, since.Counts));
        Assert.Equal(["monday.csv", "tuesday.csv"], _store.Imports().Select(import => import.Source.Name));

        // Other options give other scores of the same data.
        Assert.False(_store.Check(run, _store.ReadGraph(o => o with { AsOf = March }).SocialValue(o => o with { Damping = 0.3 }).Receipt).Holds);
        _store.Remove(run);
        Assert.Throws<ArgumentException>(() => _store.Check(run, value.Receipt));
    }

    [Fact]
    public void Writing_and_reading_scores_tell_how_far_they_are_and_can_be_stopped()
    {
        KeyValuePair<string, double>[] many = [.. Enumerable.Range(0, 150_000).Select(i => KeyValuePair.Create($"customer-{i:D6}", (double)i))];
        _store.Database.Execute("PRAGMA synchronous = OFF");
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => _store.WriteScores("stopped", many, _answer.Receipt, new Teller(told => { if (told.Done > 0) { stop.Cancel(); } }), stop.Token));
        Assert.Equal(["0|0"], _folder.Sql("SELECT (SELECT count(*) FROM score_run), (SELECT count(*) FROM customer)"));

        var written = new List<WorkProgress>();
        ScoreRun run = _store.WriteScores("whole", many, _answer.Receipt, new Teller(written.Add));
        Assert.Equal([new("writing scores", 0, 150_000), new("writing scores", 65_536, 150_000), new("writing scores", 131_072, 150_000), new WorkProgress("writing scores", 150_000, 150_000)], written);

        var read = new List<WorkProgress>();
        Assert.Equal(150_000, _store.ReadScores(run, new Teller(read.Add)).Count);
        Assert.Equal(written.Select(told => told with { Phase = "reading scores" }), read);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => _store.ReadScores(run, null, cancelled.Token));
        Assert.Throws<OperationCanceledException>(() => _store.ReadConsents(null, cancelled.Token));
        Assert.Equal(149_999, _store.ReadScores(run)[0].Value);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private static KeyValuePair<string, double>[] Scores(params (string Customer, double Score)[] scores) =>
        [.. scores.Select(score => KeyValuePair.Create(score.Customer, score.Score))];

    /// <summary>What another connection sees now: the earlier run, or that it has to wait.</summary>
    private IReadOnlyList<string> TryRead()
    {
        try
        {
            using SqliteConnection other = Connect(_folder.StorePath);
            using SqliteCommand command = other.CreateCommand();
            command.CommandTimeout = 1;
            command.CommandText = "SELECT count(*) FROM latest_scores";
            return [$"{command.ExecuteScalar()}"];
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == 5)
        {
            return ["2"];
        }
    }

    private sealed class Teller(Action<WorkProgress> tell) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => tell(value);
    }
}
