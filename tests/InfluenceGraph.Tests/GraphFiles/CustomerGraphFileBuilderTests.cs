using FsCheck;
using FsCheck.Fluent;
using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.GraphFiles;

public sealed class CustomerGraphFileBuilderTests : IDisposable
{
    private readonly GraphFileFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    /// <summary>The builder in memory is the oracle: whatever the rows and the rules, the same graph, counts and errors.</summary>
    [Fact]
    public void The_same_rows_give_the_same_graph_or_the_same_error_as_the_builder_in_memory()
    {
        Gen<Tie<long>> tie =
            from @from in Gen.Choose(0, 9)
            from to in Gen.Choose(0, 9)
            from permission in Gen.Elements(0, 0.1, 0.5, 1, 1)
            from strength in Gen.Elements(0, 1, 1, 1, 2.5, 3e38)
            select new Tie<long>(@from, to, permission, strength);
        Gen<(Tie<long>[] Ties, CustomerGraphOptions Rules, bool Shuffled)> cases =
            from ties in tie.ArrayOf()
            from merge in Gen.Elements(TieMerge.Sum, TieMerge.Strongest, TieMerge.Latest, TieMerge.Refuse)
            from self in Gen.Elements(SelfTieRule.Skip, SelfTieRule.Keep, SelfTieRule.Refuse)
            from unknown in Gen.Elements(UnknownCustomerRule.Skip, UnknownCustomerRule.Add, UnknownCustomerRule.Refuse)
            from shuffled in Gen.Elements(true, false)
            select (ties, new CustomerGraphOptions { OnDuplicate = merge, OnSelfTie = self, OnUnknownCustomer = unknown, UnknownOwnValue = 2 }, shuffled);
        (int built, int refused) = (0, 0);
        Prop.ForAll(cases.ToArbitrary(), test =>
        {
            var inMemory = new CustomerGraphBuilder<long>(test.Rules);
            using var builder = new CustomerGraphFileBuilder<long>(_fixture["g"], test.Rules);
            int added = 0;
            void AddCustomers()
            {
                foreach (long key in test.Shuffled ? [4L, 2, 0, 7, 1, 3] : new long[] { 0, 1, 2, 3, 4, 5 })
                {
                    inMemory.AddCustomer(key, key + 1);
                    builder.AddCustomer(key, key + 1);
                    added++;
                }
            }

            if (!test.Shuffled)
            {
                AddCustomers();
            }

            foreach (Tie<long> row in test.Ties)
            {
                inMemory.AddTie(row);
                builder.AddTie(row.From, row.To, row.Permission, row.Strength);
            }

            if (test.Shuffled)
            {
                AddCustomers();
            }

            Assert.Equal(added, builder.CustomerRows);
            Assert.Equal(test.Ties.Length, builder.TieRows);
            CustomerGraph<long>? expected = null;
            Exception? error = Record.Exception(() => expected = inMemory.Build());
            Exception? same = Record.Exception(() => builder.Build());
            if (test.Rules.OnDuplicate != TieMerge.Refuse || error is null)
            {
                Assert.Equal(error?.Message, same?.Message);
            }

            Assert.Equal(error?.GetType(), same?.GetType());
            if (expected is null)
            {
                refused++;
                Assert.Empty(_fixture.Files);
            }
            else
            {
                built++;
                SaveLoadTests.AssertSame(expected, CustomerGraph.Load<long>(_fixture["g"]));
                using CustomerGraphFile<long> file = CustomerGraphFile.Open<long>(_fixture["g"]);
                file.Verify();
                File.Delete(_fixture["g"]);
            }
        }).QuickCheckThrowOnFailure();
        Assert.True(built > 10 && refused > 10, $"{built} built, {refused} refused");
    }

    [Fact]
    public void A_file_that_is_built_is_the_file_that_is_saved_byte_for_byte()
    {
        RequireSameFile(i => (long)i);
        RequireSameFile(i => (i * 7) - 100);
        RequireSameFile(i => $"key {i}");
        RequireSameFile(i => new Guid(unchecked(i * 0x1234567), (short)i, (short)-i, 1, 2, 3, 4, 5, 6, 7, (byte)i));

        void RequireSameFile<TKey>(Func<int, TKey> key)
            where TKey : notnull
        {
            foreach (PermissionPrecision precision in Enum.GetValues<PermissionPrecision>())
            {
                foreach (bool withStrengths in new[] { false, true })
                {
                    Tie<TKey>[] ties = [.. Distinct(500, 8000).Select((pair, i) => new Tie<TKey>(key(pair.From), key(pair.To), (1 + (i % 100)) / 100.0, withStrengths && i > 4000 ? 1 + (i % 3) : 1))];
                    Customer<TKey>[] customers = [.. Enumerable.Range(0, 500).Select(i => new Customer<TKey>(key(i), i))];
                    CustomerGraph.FromTies(ties, customers).Save(_fixture["saved"], o => o with { Precision = precision });
                    using var builder = new CustomerGraphFileBuilder<TKey>(_fixture["built"], configure: o => o with { Precision = precision });
                    Array.ForEach(customers, customer => builder.AddCustomer(customer.Key, customer.OwnValue));
                    Array.ForEach(ties, builder.AddTie);
                    builder.Build();
                    Assert.Equal(File.ReadAllBytes(_fixture["saved"]), File.ReadAllBytes(_fixture["built"]));
                }
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_does_not_fit_memory_waits_on_disk_and_comes_out_the_same(bool isWide)
    {
        byte[]? before = null;
        foreach ((long memory, int threads) in new[] { (1L << 30, 1), (16L << 20, 1), (16L << 20, 3) })
        {
            using var builder = new CustomerGraphFileBuilder<long>(
                _fixture["g"],
                new() { OnUnknownCustomer = UnknownCustomerRule.Add },
                o => o with { MemoryLimit = memory, Threads = threads, Precision = PermissionPrecision.Bits16 });
            var random = new CounterRandom(7, 7);
            for (int i = 0; i < 800_000; i++)
            {
                // A few customers have most ties, and one of them more than a range holds.
                long from = i % 3 == 0 ? 5 : random.NextBelow(30_000);
                builder.AddTie(from * 11, random.NextBelow(i % 2 == 0 ? 30_000u : 300u) * 11, isWide ? (1 + random.NextBelow(900)) / 900.0 : (1 + random.NextBelow(4)) / 4.0);
            }

            builder.Build();
            Assert.Equal(memory < 1L << 30, builder.TemporaryBytes > 0);
            byte[] bytes = File.ReadAllBytes(_fixture["g"]);
            Assert.Equal(before ?? bytes, bytes);
            before = bytes;
        }

        using CustomerGraphFile<long> file = CustomerGraphFile.Open<long>(_fixture["g"]);
        file.Verify();
        Assert.Equal(800_000, file.AsView().Receipt.TieRows);
        Assert.Equal(["g"], _fixture.Files);
    }

    [Fact]
    public void The_order_of_the_rows_changes_no_byte()
    {
        (int From, int To)[] pairs = [.. Distinct(300, 5000)];
        byte[] Built(IEnumerable<(int From, int To)> rows, IEnumerable<int> customers)
        {
            using var builder = new CustomerGraphFileBuilder<int>(_fixture["g"]);
            foreach ((int from, int to) in rows)
            {
                builder.AddTie(from, to, (1 + (from % 10)) / 10.0);
                builder.AddTie(from, to, 0.5, 1 + (to % 2));
            }

            foreach (int customer in customers)
            {
                builder.AddCustomer(customer, customer);
            }

            builder.Build();
            return File.ReadAllBytes(_fixture["g"]);
        }

        Assert.Equal(Built(pairs, Enumerable.Range(0, 300)), Built(pairs.Reverse(), Enumerable.Range(0, 300).Reverse()));
    }

    [Fact]
    public void Consents_are_kept()
    {
        var ledger = new ConsentLedger<string>();
        ledger.Grant("ann", Purpose.Score, Channel.Any, GraphFileFixture.Start, "form");
        ledger.Grant("stranger", Purpose.Score, Channel.Any, GraphFileFixture.Start, "form");
        using (var builder = new CustomerGraphFileBuilder<string>(_fixture["g"], new() { OnUnknownCustomer = UnknownCustomerRule.Add, UnknownOwnValue = 1 }, consents: ledger))
        {
            builder.AddTie("ann", "bob", 1);
            builder.Build();
        }

        using CustomerGraphFile<string> file = CustomerGraphFile.Open<string>(_fixture["g"]);

        Assert.Throws<InvalidOperationException>(() => file.SocialValue());
        CustomerGraphFileView<string> view = file.For(Purpose.Score, GraphFileFixture.Start);
        Assert.Equal(["ann"], view.SocialValue().Top(9).Customers);
        Assert.Contains("1 consents of customers whom the graph does not have", view.Receipt.ToString(), StringComparison.Ordinal);
        file.Verify();
    }

    [Fact]
    public void Bad_rows_are_told_by_their_number()
    {
        using var builder = new CustomerGraphFileBuilder<string>(_fixture["g"]);
        builder.AddCustomer("a", 1);
        builder.AddTie("a", "b", 1);

        Require("Customer 2: 'a' was added before", () => builder.AddCustomer("a", 1));
        Require("Customer 2: own value of 'b' is NaN", () => builder.AddCustomer("b", double.NaN));
        Require("Customer 2: the key is null", () => builder.AddCustomer(null!, 1));
        Require("Tie 2: From is null", () => builder.AddTie(null!, "b", 1));
        Require("Tie 2: permission of 'a' -> 'b' is 1.5; expected 0 (never) to 1 (always)", () => builder.AddTie("a", "b", 1.5));
        Require("Tie 2: permission of 'a' -> 'b' is NaN", () => builder.AddTie("a", "b", double.NaN));
        Require("Tie 2: influence weight of 'a' -> 'b' is 1E-40", () => builder.AddTie("a", "b", 1e-40));
        Require("Tie 2: strength of 'a' -> 'b' is -1", () => builder.AddTie("a", "b", 1, -1));
        Require("Tie 2: 'a' -> 'b' has a period or a last contact; expected none", () => builder.AddTie(new("a", "b", 1, Until: GraphFileFixture.Start)));
        Require("Tie 2: 'a' -> 'b' has a period or a last contact; expected none", () => builder.AddTie(new("a", "b", 1, LastContact: GraphFileFixture.Start)));
        Require("Tie 1: 'a' -> 'b' names 'b', who is not among the customers", () => builder.Build());
        Assert.Throws<InvalidOperationException>(() => builder.Build());
        Assert.Throws<InvalidOperationException>(() => builder.AddTie("a", "b", 1));
        Assert.Throws<InvalidOperationException>(() => builder.AddCustomer("c", 1));
        Assert.Empty(_fixture.Files);

        static void Require(string message, Action add) => Assert.StartsWith(message, Assert.Throws<CustomerDataException>(add).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_bad_row_is_told_however_many_threads_look()
    {
        for (int run = 0; run < 3; run++)
        {
            using var builder = new CustomerGraphFileBuilder<int>(_fixture["g"], configure: o => o with { Threads = 4 });
            builder.AddCustomer(0, 1);
            builder.AddCustomer(1, 1);
            for (int i = 1; i <= 400_000; i++)
            {
                builder.AddTie(0, i % 65_000 == 0 ? 9 : 1, 1);
            }

            Assert.StartsWith("Tie 65000: ", Assert.Throws<CustomerDataException>(() => builder.Build()).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Bad_options_are_told()
    {
        Assert.Throws<ArgumentException>(() => new CustomerGraphFileBuilder<int>(" "));
        Assert.Throws<NotSupportedException>(() => new CustomerGraphFileBuilder<decimal>(_fixture["g"]));
        Assert.Throws<ArgumentException>(() => new CustomerGraphFileBuilder<int>(_fixture["no/g"]));
        ArgumentException error = Assert.Throws<ArgumentException>(() => new CustomerGraphFileBuilder<int>(
            _fixture["g"],
            configure: o => o with { MemoryLimit = 1, Precision = (PermissionPrecision)7, TemporaryFolder = _fixture["no"], Threads = 0 }));
        foreach (string part in new[] { "MemoryLimit is 1; expected at least 16777216 bytes", "Precision is 7", "TemporaryFolder is '", "Threads is 0" })
        {
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Cancelling_in_any_phase_leaves_nothing_and_the_old_file()
    {
        File.WriteAllText(_fixture["g"], "before");
        string[] phases = ["numbering customers", "sorting ties", "writing ties from", "writing ties to"];
        foreach (string phase in phases)
        {
            using var builder = new CustomerGraphFileBuilder<int>(_fixture["g"], new() { OnUnknownCustomer = UnknownCustomerRule.Add }, o => o with { MemoryLimit = 16L << 20, Threads = 2 });
            for (int i = 0; i < 300_000; i++)
            {
                builder.AddTie(i % 1000, i / 300, 0.5);
            }

            using var stop = new CancellationTokenSource();
            Assert.ThrowsAny<OperationCanceledException>(() => builder.Build(new Told(told =>
            {
                if (told.Phase == phase)
                {
                    stop.Cancel();
                }
            }), stop.Token));
            Assert.Equal(["g"], _fixture.Files);
            Assert.Equal("before", File.ReadAllText(_fixture["g"]));
        }
    }

    [Fact]
    public void Progress_tells_phase_rate_and_remaining_time()
    {
        using var builder = new CustomerGraphFileBuilder<int>(_fixture["g"], new() { OnUnknownCustomer = UnknownCustomerRule.Add });
        for (int i = 0; i < 200_000; i++)
        {
            builder.AddTie(i % 1000, i / 200, 0.5);
        }

        var told = new List<RowProgress>();
        builder.Build(new Told(told.Add));

        Assert.Equal(["numbering customers", "sorting ties", "writing ties from", "writing ties to"], told.Select(item => item.Phase).Distinct());
        foreach (IGrouping<string, RowProgress> phase in told.GroupBy(item => item.Phase, StringComparer.Ordinal))
        {
            Assert.Null(phase.First().Remaining);
            Assert.Equal(1, phase.Last().Fraction);
            Assert.Equal(TimeSpan.Zero, phase.Last().Remaining);
            Assert.True(phase.Last().RowsPerSecond > 0);
        }

        Assert.Equal("x: 25 %, 1000000 rows, 1.0 M rows/s, 3 s left", new RowProgress("x", 1_000_000, 4_000_000, 1_000_000, TimeSpan.FromSeconds(1)).ToString());
        Assert.Equal("x: 2000000 rows, 1.0 M rows/s", new RowProgress("x", 10, 0, 2_000_000, TimeSpan.FromSeconds(2)).ToString());
    }

    [Fact]
    public void A_builder_that_is_given_up_leaves_nothing()
    {
        var builder = new CustomerGraphFileBuilder<int>(_fixture["g"], configure: o => o with { MemoryLimit = 16L << 20 });
        for (int i = 0; i < 1_000_000; i++)
        {
            builder.AddTie(i % 1000, i / 1000, 0.5);
        }

        builder.Dispose();
        builder.Dispose();

        Assert.Empty(_fixture.Files);
        Assert.Throws<InvalidOperationException>(() => builder.AddTie(1, 2, 1));
    }

    [Fact]
    public void No_rows_make_a_file_without_customers()
    {
        using var builder = new CustomerGraphFileBuilder<string>(_fixture["g"]);
        builder.Build();

        Assert.Equal(0, CustomerGraph.Load<string>(_fixture["g"]).CustomerCount);
    }

    private static IEnumerable<(int From, int To)> Distinct(uint customers, int ties)
    {
        var random = new CounterRandom(1, 2);
        var seen = new HashSet<(int, int)>();
        while (seen.Count < ties)
        {
            int from = (int)random.NextBelow(customers);
            int to = (int)Math.Min(random.NextBelow(customers), random.NextBelow(customers));
            if (from != to && seen.Add((from, to)))
            {
                yield return (from, to);
            }
        }
    }

    private sealed class Told(Action<RowProgress> tell) : IProgress<RowProgress>
    {
        private readonly Lock _gate = new();

        public void Report(RowProgress value)
        {
            lock (_gate)
            {
                tell(value);
            }
        }
    }
}
