using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace InfluenceGraph.Tests;

public sealed class ReceiptTests
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whatever the rows and the rules: every row put in is either used or counted under one reason.</summary>
    [Fact]
    public void Every_row_put_in_is_used_or_counted_under_one_reason()
    {
        Gen<Tie<int>> tie =
            from @from in Gen.Choose(0, 7)
            from to in Gen.Choose(0, 7)
            from permission in Gen.Elements(0, 0.5, 1)
            from strength in Gen.Elements(0, 1, 3.0)
            from since in Gen.Elements<DateTimeOffset?>(null, null, _start, _start.AddDays(5))
            from days in Gen.Elements<int?>(null, null, 3, 10)
            select new Tie<int>(@from, to, permission, strength, since, (since ?? _start) + (days is int d ? TimeSpan.FromDays(d) : null));
        Gen<CustomerGraphOptions> rules =
            from merge in Gen.Elements(TieMerge.Sum, TieMerge.Strongest, TieMerge.Latest)
            from self in Gen.Elements(SelfTieRule.Skip, SelfTieRule.Keep)
            from unknown in Gen.Elements(UnknownCustomerRule.Skip, UnknownCustomerRule.Add)
            from policy in Gen.Elements(ConsentPolicy.AllowUnlessRefused, ConsentPolicy.DenyUnlessGranted)
            select new CustomerGraphOptions { OnDuplicate = merge, OnSelfTie = self, OnUnknownCustomer = unknown, ConsentPolicy = policy };
        Gen<(Tie<int>[] Ties, CustomerGraphOptions Rules, int[] Granted, int[] Refused)> cases =
            from ties in tie.ArrayOf()
            from rule in rules
            from granted in Gen.Choose(0, 9).ArrayOf()
            from refused in Gen.Choose(0, 9).ArrayOf(2)
            select (ties, rule, granted, refused);

        Prop.ForAll(cases.ToArbitrary(), test =>
        {
            CustomerGraph<int> graph = CustomerGraph.FromTies(test.Ties, Enumerable.Range(0, 6).Select(key => new Customer<int>(key, key)), _ => test.Rules);
            foreach (int customer in test.Granted)
            {
                graph.Consents.Grant(customer, Purpose.Score, Channel.Any, _start, "test", until: customer % 2 == 0 ? null : _start.AddDays(2));
            }

            foreach (int customer in test.Refused)
            {
                graph.Consents.Refuse(customer, Purpose.Score, Channel.Any, _start.AddDays(1), "test");
            }

            Receipt receipt = graph.For(Purpose.Score, _start.AddDays(4)).Receipt;

            Assert.Equal(test.Ties.Length, receipt.TieRows);
            Assert.Equal(receipt.TieRows, receipt.TiesUsed + receipt.TiesLeftOut.Sum(item => item.Count));
            Assert.Equal(receipt.Customers, receipt.CustomersUsed + receipt.CustomersLeftOut.Sum(item => item.Count));
            Assert.All(receipt.TiesLeftOut.Concat(receipt.CustomersLeftOut), item => Assert.True(item.Count > 0));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_data_hash_follows_what_was_used_and_nothing_else()
    {
        Tie<string>[] ties = [new("ann", "bob", 1), new("bob", "ann", 0.5, 3)];
        Customer<string>[] customers = [new("ann", 1), new("bob", 2)];
        string hash = Hash(ties, customers);

        Assert.Equal(64, hash.Length);
        Assert.Equal(hash, Hash([.. ties.Reverse()], [.. customers.Reverse()]));
        Assert.Equal(hash, Hash([.. ties, new("ann", "ann", 1)], customers));
        Assert.Equal(Hash(ties, [new("ann", 0), customers[1]]), Hash(ties, [new("ann", -0.0), customers[1]]));
        Assert.NotEqual(hash, Hash([.. ties[1..]], customers));
        Assert.NotEqual(hash, Hash([ties[0], ties[1] with { Permission = 0.25 }], customers));
        Assert.NotEqual(hash, Hash(ties, [customers[0], customers[1] with { OwnValue = 3 }]));
        Assert.NotEqual(hash, Hash([new("ann", "bop", 1), new("bop", "ann", 0.5, 3)], [customers[0], new("bop", 2)]));
    }

    [Fact]
    public void Keys_that_differ_in_the_last_digit_have_different_hashes()
    {
        var moment = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        string HashOf<TKey>(TKey from, TKey to)
            where TKey : notnull => CustomerGraph.FromTies([new Tie<TKey>(from, to, 1)]).AsView().Receipt.DataHash;

        Assert.NotEqual(HashOf(moment, moment.AddYears(1)), HashOf(moment.AddTicks(1), moment.AddYears(1)));
        Assert.NotEqual(HashOf("\ud800", "x"), HashOf("\ud801", "x"));
    }

    [Fact]
    public void A_prior_changes_the_data_hash_and_stands_in_the_options()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies([new Tie<string>("ann", "bob", 1)]);
        Receipt plain = graph.SocialValue().Receipt;
        Receipt given = graph.SocialValue(o => o with { Prior = new Dictionary<string, double> { ["ann"] = 2 } }).Receipt;

        Assert.NotEqual(plain.DataHash, given.DataHash);
        Assert.Equal("Damping 0.85, Prior own values, Unreached Keep, Tolerance 1E-10, MaxIterations 1000", plain.Options);
        Assert.Contains("Prior given for 1", given.Options, StringComparison.Ordinal);
    }

    [Fact]
    public void The_receipt_reads_as_lines_of_text()
    {
        string text = CustomerGraph.FromTies([new Tie<string>("ann", "bob", 1), new Tie<string>("ann", "bob", 1)]).SocialValue().Receipt.ToString();

        Assert.Contains("ties       1 used of 2 rows, 1 of a pair that has another row", text, StringComparison.Ordinal);
        Assert.Contains("note       2 customers added because a tie named them, own value 1 each", text, StringComparison.Ordinal);
        Assert.Contains("library    InfluenceGraph 0.1.0", text, StringComparison.Ordinal);
    }

    private static string Hash(Tie<string>[] ties, Customer<string>[] customers) =>
        CustomerGraph.FromTies(ties, customers).AsView().Receipt.DataHash;
}
