using InfluenceGraph.Data.Stores;
using Xunit;
using static InfluenceGraph.Data.Tests.Stores.StoreFolder;

namespace InfluenceGraph.Data.Tests.Stores;

public sealed class StoreImportTests : IDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly CustomerStore _store;

    public StoreImportTests() => _store = _folder.Create();

    [Fact]
    public void A_new_import_is_at_the_beginning()
    {
        using StoreImport import = _store.BeginImport(Source(ImportKind.Ties));

        Assert.Equal(0, import.Position);
        Assert.False(import.IsComplete);
        Assert.Equal(1, _store.Summary().OpenImports);
    }

    [Fact]
    public void An_import_that_was_cut_off_goes_on_where_it_stopped()
    {
        using (StoreImport import = _store.BeginImport(Source(ImportKind.Ties)))
        {
            import.Put([new Tie<string>("ann", "bob", 1)], new(3, 1, 1, 1));
        }

        _store.Dispose();
        using CustomerStore again = CustomerStore.Open(_folder.StorePath);
        using StoreImport resumed = again.BeginImport(Source(ImportKind.Ties));

        Assert.Equal(3, resumed.Position);
        Assert.Equal(new ImportCounts(3, 1, 1, 1), resumed.Counts);
        Assert.False(resumed.IsComplete);
        resumed.Put([new Tie<string>("bob", "cid", 1)], new(4, 2, 1, 1));
        resumed.Complete(resumed.Counts);
        Assert.Equal(["ann|bob", "bob|cid"], _folder.Sql("SELECT from_customer, to_customer FROM ties"));
        Assert.Equal(["export.csv|ties|4|2|1|1|1"], _folder.Sql("SELECT name, kind, rows_read, used, skipped, rejected, is_complete FROM imports"));
    }

    [Fact]
    public void The_same_source_again_has_nothing_to_do()
    {
        Put(_store, new Tie<string>("ann", "bob", 1));
        using StoreImport again = _store.BeginImport(Source(ImportKind.Ties, "ties.csv"));

        Assert.True(again.IsComplete);
        Assert.Equal(AllUsed(1), again.Counts);
        Assert.Throws<InvalidOperationException>(() => again.Put([new Tie<string>("ann", "bob", 1)], AllUsed(2)));
        Assert.Throws<InvalidOperationException>(() => again.Complete(AllUsed(1)));
        Assert.Equal(["1"], _folder.Sql("SELECT count(*) FROM ties"));
    }

    [Theory]
    [InlineData("other.csv", "aa", "default")]
    [InlineData("export.csv", "bb", "default")]
    [InlineData("export.csv", "aa", "the other way round")]
    public void Another_name_content_or_mapping_is_another_source(string name, string sha256, string mapping)
    {
        using (StoreImport first = _store.BeginImport(Source(ImportKind.Ties)))
        {
            first.Complete(AllUsed(0));
        }

        using StoreImport other = _store.BeginImport(new(name, ImportKind.Ties, sha256, mapping));

        Assert.False(other.IsComplete);
    }

    [Fact]
    public void Ties_are_seen_when_their_import_is_complete()
    {
        using StoreImport import = _store.BeginImport(Source(ImportKind.Ties));
        import.Put([new Tie<string>("ann", "bob", 1)], AllUsed(1));

        Assert.Equal(0, _store.Summary().Ties);
        Assert.Empty(_folder.Sql("SELECT * FROM ties"));
        Assert.Equal(0, _store.ReadGraph().TieCount);

        import.Complete(import.Counts);

        Assert.Equal(1, _store.Summary().Ties);
        Assert.Single(_folder.Sql("SELECT * FROM ties"));
        Assert.Equal(1, _store.ReadGraph().TieCount);
    }

    [Fact]
    public void Rows_of_a_pair_in_one_source_stand_side_by_side_also_across_batches()
    {
        using (StoreImport import = _store.BeginImport(Source(ImportKind.Ties)))
        {
            import.Put([new Tie<string>("ann", "bob", 1, 2), new Tie<string>("ann", "bob", 1, 3)], AllUsed(2));
            import.Put([new Tie<string>("ann", "bob", 1, 4)], AllUsed(3));
            import.Complete(import.Counts);
        }

        Assert.Equal(["2.0", "3.0", "4.0"], _folder.Sql("SELECT strength FROM ties"));
    }

    [Fact]
    public void A_newer_source_takes_the_place_of_the_pairs_that_it_names()
    {
        Put(_store, "monday.csv", new Tie<string>("ann", "bob", 1, 2), new Tie<string>("ann", "bob", 1, 3), new Tie<string>("bob", "ann", 1, 4));
        Put(_store, "tuesday.csv", new Tie<string>("ann", "bob", 0, 5), new Tie<string>("ann", "cid", 1, 6));

        Assert.Equal(
            ["ann|bob|0.0|5.0|tuesday.csv", "ann|cid|1.0|6.0|tuesday.csv", "bob|ann|1.0|4.0|monday.csv"],
            _folder.Sql("SELECT from_customer, to_customer, permission, strength, import FROM ties ORDER BY 1, 2"));
    }

    [Fact]
    public void Few_newer_ties_and_many_replace_the_same_old_ones()
    {
        Tie<string>[] old = [.. Enumerable.Range(0, 100).Select(i => new Tie<string>($"a{i}", $"b{i}", 1, 1))];
        Put(_store, "monday.csv", old);
        Put(_store, "few.csv", [.. old.Take(5).Select(tie => tie with { Strength = 2 })]);
        Assert.Equal(["1.0|95", "2.0|5"], _folder.Sql("SELECT strength, count(*) FROM ties GROUP BY 1"));

        Put(_store, "many.csv", [.. old.Take(60).Select(tie => tie with { Strength = 3 })]);
        Assert.Equal(["1.0|40", "3.0|60"], _folder.Sql("SELECT strength, count(*) FROM ties GROUP BY 1"));
        Assert.Equal(["100"], _folder.Sql("SELECT count(*) FROM tie"));
    }

    [Fact]
    public void An_import_that_was_given_up_replaces_nothing()
    {
        Put(_store, "monday.csv", new Tie<string>("ann", "bob", 1, 2));
        using (StoreImport import = _store.BeginImport(Source(ImportKind.Ties, "tuesday.csv")))
        {
            import.Put([new Tie<string>("ann", "bob", 0)], AllUsed(1));
        }

        Put(_store, "wednesday.csv", new Tie<string>("bob", "cid", 1, 7));

        Assert.Equal(["2.0", "7.0"], _folder.Sql("SELECT strength FROM ties ORDER BY 1"));
    }

    [Fact]
    public void Indexes_that_many_rows_dropped_are_made_again_at_the_end()
    {
        const string Indexes = "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE 'tie_by%' ORDER BY name)";
        using StoreImport import = _store.BeginImport(Source(ImportKind.Ties));
        Assert.Equal(["tie_by_from tie_by_to"], _folder.Sql(Indexes));

        import.Put([new Tie<string>("ann", "bob", 1)], AllUsed(1));
        Assert.Equal(["-"], _folder.Sql(Indexes));

        import.Complete(import.Counts);
        Assert.Equal(["tie_by_from tie_by_to"], _folder.Sql(Indexes));
    }

    [Fact]
    public void A_customer_row_is_the_whole_customer()
    {
        var first = new Customer<string>("ann", 10)
        {
            Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["city"] = "Turin", ["age"] = "" },
            Tags = [new("running", 2, IsInferred: true, January, June), new("reading")],
            Circles = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["family"] = ["bob", "cid"], ["alone"] = [] },
        };
        Put(_store, first);

        Assert.Equal(["ann|10.0"], _folder.Sql("SELECT * FROM customers WHERE own_value IS NOT NULL"));
        Assert.Equal(["ann|age|", "ann|city|Turin"], _folder.Sql("SELECT * FROM attributes ORDER BY name"));
        Assert.Equal(
            ["ann|reading|1.0|0|-|-", "ann|running|2.0|1|2026-01-01T00:00:00.000000Z|2026-06-01T00:00:00.000000Z"],
            _folder.Sql("SELECT * FROM tags ORDER BY tag"));
        Assert.Equal(["ann|alone|-", "ann|family|bob", "ann|family|cid"], _folder.Sql("SELECT * FROM circles ORDER BY circle, member"));

        Put(_store, "newer.csv", new Customer<string>("ann", 20) { Tags = [new("cooking")] });

        Assert.Equal(["ann|20.0"], _folder.Sql("SELECT * FROM customers WHERE own_value IS NOT NULL"));
        Assert.Empty(_folder.Sql("SELECT * FROM attributes"));
        Assert.Equal(["cooking"], _folder.Sql("SELECT tag FROM tags"));
        Assert.Empty(_folder.Sql("SELECT * FROM circles"));
    }

    [Fact]
    public void Of_two_rows_of_one_customer_the_later_counts()
    {
        Put(_store, new Customer<string>("ann", 1), new Customer<string>("bob", 2), new Customer<string>("ann", 3));

        Assert.Equal(["ann|3.0", "bob|2.0"], _folder.Sql("SELECT * FROM customers ORDER BY 1"));
    }

    [Fact]
    public void Consents_that_come_again_stand_once_and_a_newer_source_may_end_them()
    {
        var grant = new Consent<string>("ann", Purpose.Score, Channel.Email, Granted: true, January, null, "form");
        Put(_store, grant, grant, grant with { Granted = false, From = March });
        Put(_store, "newer.csv", grant with { Until = June, Source = "call" });

        Assert.Equal(
            [
                "ann|score|email|0|2026-03-01T00:00:00.000000Z|-|form",
                "ann|score|email|1|2026-01-01T00:00:00.000000Z|2026-06-01T00:00:00.000000Z|call",
            ],
            _folder.Sql("SELECT * FROM consents ORDER BY granted"));
    }

    [Fact]
    public void Of_two_ends_of_a_consent_in_one_source_the_later_counts()
    {
        var grant = new Consent<string>("ann", Purpose.Score, Channel.Any, Granted: true, January, March, "form");
        Put(_store, grant with { Until = June }, grant, grant with { Customer = "bob" }, grant with { Customer = "bob", Until = null });

        Assert.Equal(["ann|2026-06-01T00:00:00.000000Z", "bob|-"], _folder.Sql("SELECT customer, until FROM consents ORDER BY 1"));
    }

    [Fact]
    public void An_interaction_that_comes_again_stands_once()
    {
        var row = new CustomerAction<string>("ann", "spring sale", January.AddMicroseconds(1));
        Put(_store, row, row, row with { Customer = "bob" });
        Put(_store, "newer.csv", row, row with { At = March });

        Assert.Equal(
            ["ann|spring sale|2026-01-01T00:00:00.000001Z", "ann|spring sale|2026-03-01T00:00:00.000000Z", "bob|spring sale|2026-01-01T00:00:00.000001Z"],
            _folder.Sql("SELECT * FROM interactions ORDER BY customer, at"));
    }

    [Fact]
    public void Interactions_are_read_in_the_order_of_time_however_many_there_are()
    {
        CustomerAction<string>[] rows = [.. Enumerable.Range(0, 25_001).Select(i => new CustomerAction<string>($"c{i % 7}", $"a{i % 3}", January.AddSeconds(i * 7919 % 25_001)))];
        Put(_store, rows);

        Assert.Equal(rows.OrderBy(row => row.At), _store.ReadInteractions());
    }

    [Fact]
    public void A_store_can_be_written_while_interactions_are_read()
    {
        Put(_store, new CustomerAction<string>("ann", "sale", January));
        foreach (CustomerAction<string> action in _store.ReadInteractions())
        {
            Put(_store, new Customer<string>(action.Customer, 1));
        }

        Assert.Equal(1, _store.Summary().Customers);
    }

    [Fact]
    public void Rows_of_another_kind_are_refused()
    {
        using StoreImport import = _store.BeginImport(Source(ImportKind.Ties));

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => import.Put([new Customer<string>("ann", 1)], AllUsed(1)));
        Assert.Contains("kind Customers were put into an import of kind Ties", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 1, 0, 0)]
    [InlineData(1, 2, -1, 0)]
    [InlineData(0, 0, 0, 0)]
    public void Counts_that_do_not_add_up_or_go_back_are_refused(long read, long used, long skipped, long rejected)
    {
        using StoreImport import = _store.BeginImport(Source(ImportKind.Ties));
        import.Put([new Tie<string>("ann", "bob", 1)], AllUsed(1));

        Assert.Throws<ArgumentException>(() => import.Put([new Tie<string>("ann", "bob", 1)], new(read, used, skipped, rejected)));
        Assert.Equal(AllUsed(1), import.Counts);
    }

    [Fact]
    public void A_source_says_all_that_is_wrong_with_it()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => _store.BeginImport(new(" ", (ImportKind)9, "", "")));

        Assert.Contains("Name is blank", error.Message, StringComparison.Ordinal);
        Assert.Contains("Kind is 9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_programs_at_one_import_the_second_is_told()
    {
        using CustomerStore other = CustomerStore.Open(_folder.StorePath);
        using StoreImport mine = _store.BeginImport(Source(ImportKind.Ties));
        using StoreImport theirs = other.BeginImport(Source(ImportKind.Ties));
        mine.Put([new Tie<string>("ann", "bob", 1)], AllUsed(1));

        StoreException error = Assert.Throws<StoreException>(() => theirs.Put([new Tie<string>("ann", "bob", 1)], AllUsed(1)));
        Assert.Contains("another program went on with this import", error.Message, StringComparison.Ordinal);
        mine.Complete(mine.Counts);
        Assert.Throws<StoreException>(() => theirs.Complete(AllUsed(0)));
        Assert.Equal(["1"], _folder.Sql("SELECT count(*) FROM tie"));
    }

    [Fact]
    public void Ids_of_customers_whom_another_program_removed_are_not_used()
    {
        using CustomerStore other = CustomerStore.Open(_folder.StorePath);
        using StoreImport import = _store.BeginImport(Source(ImportKind.Ties));
        import.Put([new Tie<string>("ann", "bob", 1)], AllUsed(1));
        Assert.True(other.Forget("bob") > 0);
        import.Put([new Tie<string>("ann", "bob", 1)], AllUsed(2));
        import.Complete(import.Counts);

        Assert.Equal(["ann|bob"], _folder.Sql("SELECT from_customer, to_customer FROM ties"));
        Assert.Empty(_folder.Sql("PRAGMA foreign_key_check"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void Rows_go_in_many_at_a_time_whatever_their_number(int count)
    {
        var ties = Enumerable.Range(0, count).Select(i => new Tie<string>($"c{i}", $"c{i + 1}", 0.5, i, i % 3 == 0 ? January : null)).ToList();
        using StoreImport import = _store.BeginImport(Source(ImportKind.Ties));
        import.Put(ties, AllUsed(count));
        import.Complete(import.Counts);

        Assert.Equal(
            ties.Select(tie => FormattableString.Invariant($"{tie.From}|{tie.To}|{tie.Strength:0.0}|{(tie.Since is null ? "-" : "2026-01-01T00:00:00.000000Z")}")),
            _folder.Sql("SELECT from_customer, to_customer, strength, since FROM ties ORDER BY strength"));
    }

    [Fact]
    public void More_customers_than_are_kept_in_memory_go_in_all_the_same_also_many_at_once()
    {
        var ids = new CustomerIds(_store.Database, most: 3);
        string[] keys = [.. Enumerable.Range(0, 300).Select(i => $"c{i * 7 % 150}")];
        long[] found = [];
        _store.Database.InTransaction(() =>
        {
            ids.Begin(keys.Length);
            ids.FindOrAdd("c14");
            found = ids.FindOrAdd(keys.Length, i => keys[i]);
        });

        Assert.Equal(["150"], _folder.Sql("SELECT count(*) FROM customer"));
        Assert.Equal(keys.Select(key => _folder.Sql($"SELECT id FROM customer WHERE key = '{key}'")[0]), found.Select(id => $"{id}"));
    }

    [Fact]
    public void More_customers_than_are_kept_in_memory_go_in_all_the_same()
    {
        var ids = new CustomerIds(_store.Database, most: 3);
        string[] keys = [.. Enumerable.Range(0, 20).Select(i => $"c{i * 7 % 10}")];
        long[] found = new long[keys.Length];
        _store.Database.InTransaction(() =>
        {
            ids.Begin(keys.Length);
            found = Array.ConvertAll(keys, ids.FindOrAdd);
        });

        Assert.Equal(["10"], _folder.Sql("SELECT count(*) FROM customer"));
        Assert.Equal(keys.Select(key => _folder.Sql($"SELECT id FROM customer WHERE key = '{key}'")[0]), found.Select(id => $"{id}"));
    }

    [Fact]
    public void A_disposed_import_or_store_says_so()
    {
        StoreImport import = _store.BeginImport(Source(ImportKind.Ties));
        import.Dispose();
        Assert.Throws<ObjectDisposedException>(() => import.Complete(default));

        _store.Dispose();
        _store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _store.Summary());
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }
}
