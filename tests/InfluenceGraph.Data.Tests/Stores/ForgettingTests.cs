using System.Text;
using Xunit;
using static InfluenceGraph.Data.Tests.Stores.StoreFolder;

namespace InfluenceGraph.Data.Tests.Stores;

public sealed class ForgettingTests : IDisposable
{
    private const string Secret = "customer-whom-nobody-may-know";

    private readonly StoreFolder _folder = new();
    private readonly CustomerStore _store;

    public ForgettingTests()
    {
        _store = _folder.Create();
        Put(
            _store,
            new Customer<string>(Secret, 10)
            {
                Tags = [new("secret tag")],
                Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["secret"] = "attribute" },
                Circles = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["family"] = ["bob"] },
            },
            new Customer<string>("bob", 20) { Circles = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["friends"] = [Secret, "cid"] } },
            new Customer<string>("cid", 30));
        Put(_store, new Tie<string>(Secret, "bob", 1), new Tie<string>("bob", Secret, 1), new Tie<string>("bob", "cid", 1));
        Put(_store, new Consent<string>(Secret, Purpose.Score, Channel.Any, Granted: true, January, null, "form"));
        Put(_store, new CustomerAction<string>(Secret, "sale", January), new CustomerAction<string>("bob", "sale", January));
        Receipt receipt = CustomerGraph.FromTies([new Tie<string>("a", "b", 1)]).AsView().Receipt;
        _store.WriteScores("social value", [KeyValuePair.Create("bob", 1.0), KeyValuePair.Create(Secret, 3.0)], receipt);
        _store.WriteScores("social value", [KeyValuePair.Create("bob", 2.0), KeyValuePair.Create(Secret, 1.0)], receipt);
    }

    [Fact]
    public void A_forgotten_customer_is_in_no_table()
    {
        string id = _folder.Sql($"SELECT id FROM customer WHERE key = '{Secret}'")[0];

        long rows = _store.Forget(Secret);

        // Attribute, tag, place in a circle, own circle with a member, two ties, consent, interaction, two scores, customer.
        Assert.Equal(12, rows);
        foreach (string table in _folder.Sql("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
        {
            foreach (string column in _folder.Sql($"SELECT \"from\" FROM pragma_foreign_key_list('{table}') WHERE \"table\" = 'customer'"))
            {
                Assert.Equal(["0"], _folder.Sql($"SELECT count(*) FROM {table} WHERE {column} = {id}"));
            }
        }

        Assert.Empty(_folder.Sql("PRAGMA foreign_key_check"));
        Assert.Equal(["ok"], _folder.Sql("PRAGMA integrity_check"));
        Assert.Equal(["bob", "cid"], _store.ReadGraph().Customers);
    }

    [Fact]
    public void Others_keep_what_is_theirs()
    {
        _store.Forget(Secret);

        Assert.Equal(["bob|cid"], _folder.Sql("SELECT from_customer, to_customer FROM ties"));
        Assert.Equal(["bob|friends|cid"], _folder.Sql("SELECT * FROM circles"));
        Assert.Equal(["bob"], _folder.Sql("SELECT customer FROM interactions"));
        Assert.Equal(["bob|2.0|1"], _folder.Sql("SELECT customer, score, rank FROM latest_scores"));
        Assert.Equal(["bob|1.0|2"], _folder.Sql("SELECT customer, score, rank FROM scores WHERE run = 1"));
    }

    [Fact]
    public void No_byte_of_the_file_names_a_forgotten_customer()
    {
        Assert.True(FileHas(Secret));

        _store.Forget(Secret);
        _store.Dispose();

        Assert.False(FileHas(Secret));
        Assert.False(FileHas("secret tag"));
    }

    [Fact]
    public void Compacting_clears_what_was_replaced_and_makes_the_file_small()
    {
        Put(_store, "big.csv", [.. Enumerable.Range(0, 5000).Select(i => new Customer<string>($"c{i}", 1) { Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = $"old note {i}" } })]);
        Put(_store, "newer.csv", [.. Enumerable.Range(0, 5000).Select(i => new Customer<string>($"c{i}", 2))]);
        long before = new FileInfo(_folder.StorePath).Length;

        _store.Compact();

        Assert.True(new FileInfo(_folder.StorePath).Length < before);
        Assert.False(FileHas("old note"));
        Assert.Equal(5003, _store.Summary().Customers);
        Assert.Equal([$"{0x496E6647}"], _folder.Sql("PRAGMA application_id"));
    }

    [Fact]
    public void An_unknown_customer_changes_nothing()
    {
        Assert.Equal(0, _store.Forget("nobody"));
        Assert.Equal(3, _store.Summary().Customers);
    }

    [Fact]
    public void A_forgotten_customer_can_come_back_as_a_new_one()
    {
        _store.Forget(Secret);
        Put(_store, "later.csv", new Customer<string>(Secret, 1));

        Assert.Empty(_store.ReadGraph(o => o with { AsOf = March })[Secret].Tags);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private bool FileHas(string text) => File.ReadAllBytes(_folder.StorePath).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
