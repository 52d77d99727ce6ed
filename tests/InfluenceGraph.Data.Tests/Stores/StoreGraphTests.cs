using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static InfluenceGraph.Data.Tests.Stores.StoreFolder;

namespace InfluenceGraph.Data.Tests.Stores;

public sealed class StoreGraphTests : IDisposable
{
    /// <summary>Keys that a careless store mixes up: case, blanks, numbers, quotes, text beyond ASCII and beyond U+FFFF.</summary>
    private static readonly string[] _keys = ["ann", "Ann", "ann ", "7", "007", "7.0", "o'hara", "\"x\"", "été", "e\u0301te\u0301", "😀", "漢字", "a,b", "<b>", "nul"];

    private readonly StoreFolder _folder = new();

    [Fact]
    public void An_empty_store_is_an_empty_graph()
    {
        using CustomerStore store = _folder.Create();

        Assert.Equal(0, store.ReadGraph().CustomerCount);
        Assert.Equal(0, store.ReadConsents().Count);
        Assert.Empty(store.ReadInteractions());
        Assert.Empty(store.ScoreRuns());
        Assert.Equal(new StoreSummary(0, 0, 0, 0, 0, 0, 0, 0, 1), store.Summary());
    }

    [Fact]
    public void Random_rows_come_back_as_the_graph_that_is_built_from_them_directly()
    {
        int number = 0;
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(60),
            Prop.ForAll(Arb.From(Rows), rows =>
            {
                using CustomerStore store = CustomerStore.Create(_folder.PathOf($"{number++}.igs"));
                PutInBatches(store, rows);
                static CustomerGraphOptions Rules(CustomerGraphOptions o) => o with { OnUnknownCustomer = UnknownCustomerRule.Add, UnknownOwnValue = 2, AsOf = March };
                AssertSame(CustomerGraph.FromTies(rows.Ties, rows.Customers, Rules), store.ReadGraph(Rules));
            }));
        Assert.True(number >= 60);
    }

    [Fact]
    public void Ties_alone_are_the_graph_of_ties_alone()
    {
        using CustomerStore store = _folder.Create();
        Tie<string>[] ties = [new("ann", "bob", 1), new("bob", "cid", 0.5, 3)];
        Put(store, ties);

        AssertSame(CustomerGraph.FromTies(ties), store.ReadGraph());
        Assert.Equal(3, store.ReadGraph().SocialValue().TotalValue);
    }

    [Fact]
    public void A_tie_of_somebody_who_is_no_customer_is_refused_as_it_is_without_a_store()
    {
        using CustomerStore store = _folder.Create();
        Put(store, new Customer<string>("ann", 1));
        Put(store, new Tie<string>("ann", "bob", 1));

        Assert.Contains("names 'bob'", Assert.Throws<CustomerDataException>(() => store.ReadGraph()).Message, StringComparison.Ordinal);
        Assert.Equal(2, store.ReadGraph(o => o with { OnUnknownCustomer = UnknownCustomerRule.Add }).CustomerCount);
        Assert.Equal(1, store.Summary().NamedOnly);
    }

    [Fact]
    public void Names_that_only_consents_interactions_and_scores_know_are_not_in_the_graph()
    {
        using CustomerStore store = _folder.Create();
        Put(store, new Customer<string>("ann", 1));
        Put(store, new CustomerAction<string>("bob", "sale", January));

        Assert.Equal(["ann"], store.ReadGraph().Customers);
    }

    [Fact]
    public void A_store_with_consents_gives_a_graph_that_asks_for_them()
    {
        using CustomerStore store = _folder.Create();
        Put(store, new Tie<string>("ann", "bob", 1));
        Put(
            store,
            new Consent<string>("ann", Purpose.Score, Channel.Any, Granted: true, January, June, "form"),
            new Consent<string>("bob", Purpose.Score, Channel.Any, Granted: true, January, null, "form"),
            new Consent<string>("bob", Purpose.Score, Channel.Any, Granted: false, March, null, "call"));
        CustomerGraph<string> graph = store.ReadGraph();

        Assert.Throws<InvalidOperationException>(() => graph.SocialValue());
        Assert.Equal(2, graph.For(Purpose.Score, January).Receipt.CustomersUsed);
        Assert.Equal(1, graph.For(Purpose.Score, March).Receipt.CustomersUsed);
        Assert.Equal(store.ReadConsents().EntriesOf("bob"), graph.Consents.EntriesOf("bob"));
        Assert.Equal(
            [
                new("bob", Purpose.Score, Channel.Any, Granted: true, January, null, "form"),
                new("bob", Purpose.Score, Channel.Any, Granted: false, March, null, "call"),
            ],
            store.ReadConsents().EntriesOf("bob"));
    }

    [Fact]
    public void Reading_tells_how_far_it_is()
    {
        using CustomerStore store = _folder.Create();
        Put(store, new Tie<string>("ann", "bob", 1), new Tie<string>("ann", "cid", 1));
        var told = new List<WorkProgress>();
        store.ReadGraph(progress: new Listener(told));

        Assert.Equal(
            [new("reading customers", 0, 3), new("reading customers", 3, 3), new("reading ties", 0, 2), new("reading ties", 2, 2)],
            told);
    }

    [Fact]
    public void Reading_can_be_stopped_and_the_store_used_again()
    {
        using CustomerStore store = _folder.Create();
        Put(store, [.. Enumerable.Range(0, 70_000).Select(i => new Tie<string>($"{i % 1000}", $"{i % 999}", 1))]);
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => store.ReadGraph(cancellationToken: stop.Token));

        Put(store, "more.csv", new Tie<string>("a", "b", 1));
        Assert.Equal(70_001, store.Summary().Ties);
    }

    [Fact]
    public void Bad_options_are_told()
    {
        using CustomerStore store = _folder.Create();

        Assert.Throws<ArgumentException>(() => store.ReadGraph(o => o with { UnknownOwnValue = -1 }));
        Assert.Throws<ArgumentException>(() => store.ReadGraph(_ => null!));
    }

    [Fact]
    public void Large_ids_of_another_client_are_read()
    {
        using CustomerStore store = _folder.Create();
        Put(store, new Tie<string>("ann", "bob", 1));
        Sql(_folder.StorePath, "INSERT INTO customer (id, key) VALUES (9000000000000, 'cid'), (-5, 'dan'); UPDATE tie SET to_id = 9000000000000; UPDATE tie SET from_id = -5");

        Assert.Equal(["cid", "dan"], store.ReadGraph().Customers);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertSame(CustomerGraph<string> expected, CustomerGraph<string> actual)
    {
        Assert.Equal(expected.Customers, actual.Customers);
        Assert.Equal(expected.TieCount, actual.TieCount);
        (Receipt direct, Receipt read) = (expected.AsView().Receipt, actual.AsView().Receipt);
        Assert.Equal(direct.DataHash, read.DataHash);
        Assert.Equal(direct.ToString(), read.ToString());
        foreach (string key in expected.Customers)
        {
            (Customer<string> one, Customer<string> other) = (expected[key], actual[key]);
            Assert.Equal(one.OwnValue, other.OwnValue);
            Assert.Equal(one.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal), other.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal));
            Assert.Equal(one.Tags, other.Tags);
            Assert.Equal(one.Circles.Keys, other.Circles.Keys);
            Assert.All(one.Circles, circle => Assert.Equal(circle.Value, other.Circles[circle.Key]));
        }

        if (expected.CustomerCount > 0)
        {
            // What the plain hash does not cover: permissions, strengths and last contacts one by one.
            Assert.Equal(expected.AsView().CircleStrength().Receipt.DataHash, actual.AsView().CircleStrength().Receipt.DataHash);
        }
    }

    private static void PutInBatches(CustomerStore store, RandomRows rows)
    {
        using (StoreImport import = store.BeginImport(Source(ImportKind.Customers)))
        {
            long done = 0;
            foreach (Customer<string>[] batch in rows.Customers.Chunk(rows.Batch))
            {
                import.Put(batch, AllUsed(done += batch.Length));
            }

            import.Complete(import.Counts);
        }

        using (StoreImport import = store.BeginImport(Source(ImportKind.Ties)))
        {
            long done = 0;
            foreach (Tie<string>[] batch in rows.Ties.Chunk(rows.Batch))
            {
                import.Put(batch, AllUsed(done += batch.Length));
            }

            import.Complete(import.Counts);
        }
    }

    private static Gen<string> Key => Gen.Elements(_keys);

    private static Gen<DateTimeOffset?> Moment =>
        Gen.Frequency(
            (3, Gen.Constant<DateTimeOffset?>(null)),
            (1, Gen.Choose(0, 1_000_000).Select(micros => (DateTimeOffset?)January.AddDays(micros % 90).AddMicroseconds(micros).ToOffset(TimeSpan.FromHours(micros % 5)))),
            (1, Gen.Choose(1, 3000).Select(year => (DateTimeOffset?)new DateTimeOffset(year, 2, 28, 23, 59, 59, TimeSpan.Zero).AddMicroseconds(999_999))));

    private static Gen<(DateTimeOffset? Since, DateTimeOffset? Until)> Period =>
        from a in Moment
        from b in Moment
        select a < b ? (a, b) : b < a ? (b, a) : (a, null);

    private static Gen<Tie<string>> AnyTie =>
        from ends in Key.Two()
        from permission in Gen.Elements(0.0, 0.1, 0.25, 1 / 3.0, 1)
        from strength in Gen.Elements(0.0, 1, 2.5, 1e-3, 1e6)
        from period in Period
        from contact in Moment
        select new Tie<string>(ends.Item1, ends.Item2, permission, strength, period.Since, period.Until, contact);

    private static Gen<CustomerTag> AnyTag =>
        from name in Gen.Elements("running", "Running", " reading ", "naïve")
        from weight in Gen.Elements(0.5, 1, 3.25)
        from inferred in Gen.Elements(true, false)
        from period in Period
        select new CustomerTag(name, weight, inferred, period.Since, period.Until);

    private static Gen<Customer<string>> CustomerOf(string key) =>
        from value in Gen.Elements(0.0, 0.1, 12.5, 1e9)
        from tags in AnyTag.ListOf().Resize(3)
        from attributes in Gen.Elements("", "Turin", "O'Hara; \"x\"").ListOf().Resize(2)
        from members in Key.ListOf().Resize(4)
        from circles in Gen.Choose(0, 2)
        select new Customer<string>(key, value)
        {
            Tags = [.. tags],
            Attributes = attributes.Select((text, i) => KeyValuePair.Create($"attribute {i}", text)).ToDictionary(StringComparer.Ordinal),
            Circles = Enumerable.Range(0, circles).ToDictionary(i => $"circle {i}", i => (IReadOnlyList<string>)[.. members.Where(member => member != key).Distinct().Skip(i)], StringComparer.Ordinal),
        };

    private static Gen<RandomRows> Rows =>
        from ties in AnyTie.ListOf().Resize(40)
        from count in Gen.Choose(0, _keys.Length)
        from customers in Gen.CollectToList(_keys.Take(count), CustomerOf)
        from batch in Gen.Choose(1, 20)
        select new RandomRows([.. customers], [.. ties], batch);

    private sealed record RandomRows(Customer<string>[] Customers, Tie<string>[] Ties, int Batch);

    private sealed class Listener(List<WorkProgress> told) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => told.Add(value);
    }
}
