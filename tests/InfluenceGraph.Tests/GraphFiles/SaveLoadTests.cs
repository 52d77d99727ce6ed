using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace InfluenceGraph.Tests.GraphFiles;

public sealed class SaveLoadTests : IDisposable
{
    private static readonly DateTimeOffset _moment = GraphFileFixture.Start.AddDays(12);
    private readonly GraphFileFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, false, false)]
    public void A_graph_comes_back_with_everything_it_held(bool withStrengths, bool withDates, bool withConsents)
    {
        for (uint seed = 1; seed <= 5; seed++)
        {
            CustomerGraph<string> graph = GraphFileFixture.Rich(seed, withStrengths: withStrengths, withDates: withDates, withConsents: withConsents);
            graph.Save(_fixture["rich.cgraph"]);
            AssertSame(graph, CustomerGraph.Load<string>(_fixture["rich.cgraph"]));
        }

        Assert.Equal(["rich.cgraph"], _fixture.Files);
    }

    [Fact]
    public void Keys_of_string_long_int_and_guid_come_back()
    {
        AssertRoundTrip(GraphFileFixture.Plain(i => $"c{i}"));
        AssertRoundTrip(GraphFileFixture.Plain(i => (i - 30L) * 0x1_0000_0001));
        AssertRoundTrip(GraphFileFixture.Plain(i => (i * 7) - 100));
        AssertRoundTrip(GraphFileFixture.Plain(i => new Guid(unchecked(i * 0x1234567), (short)i, (short)-i, 1, 2, 3, 4, 5, 6, 7, (byte)i)));
    }

    [Fact]
    public void Random_graphs_come_back()
    {
        Gen<Tie<int>> tie =
            from @from in Gen.Choose(-5, 5)
            from to in Gen.Choose(-5, 5)
            from permission in Gen.Elements(0, 0.1, 0.5, 1)
            from strength in Gen.Elements(0, 1, 1, 2.5)
            from days in Gen.Elements<int?>(null, null, null, 3, 20)
            select new Tie<int>(@from, to, permission, strength, Until: days is int d ? GraphFileFixture.Start.AddDays(d) : null);
        Prop.ForAll(tie.ArrayOf().ToArbitrary(), ties => AssertRoundTrip(CustomerGraph.FromTies(ties, o => o with { AsOf = GraphFileFixture.Start }))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_graph_without_customers_or_without_ties_comes_back()
    {
        AssertRoundTrip(CustomerGraph.FromTies<string>([]));
        AssertRoundTrip(CustomerGraph.FromTies<long>([], [new(7, 3)]));
        AssertRoundTrip(CustomerGraph.FromTies([new Tie<string>("a", "b", 0)]));
        AssertRoundTrip(CustomerGraph.FromTies([new Tie<string>("a", "b", 1)]));
        AssertRoundTrip(CustomerGraph.FromTies([new Tie<string>("a", "b", 1, 4)]));
        AssertRoundTrip(CustomerGraph.FromTies([new Tie<string>("", "b", 0.5)]));
    }

    [Fact]
    public void A_ledger_that_is_given_but_empty_still_asks_for_a_purpose()
    {
        CustomerGraph.FromTies([new Tie<string>("a", "b", 1)], consents: new()).Save(_fixture["g"]);

        CustomerGraph<string> loaded = CustomerGraph.Load<string>(_fixture["g"]);

        Assert.Throws<InvalidOperationException>(() => loaded.SocialValue());
    }

    [Fact]
    public void A_ledger_in_hand_takes_the_place_of_the_files_own()
    {
        GraphFileFixture.Rich().Save(_fixture["g"]);
        var ledger = new ConsentLedger<string>();
        ledger.Grant("customer 1", Purpose.Score, Channel.Any, GraphFileFixture.Start, "form");

        CustomerGraph<string> loaded = CustomerGraph.Load(_fixture["g"], ledger);

        Assert.Same(ledger, loaded.Consents);
        Assert.Equal(["customer 1"], loaded.For(Purpose.Score, _moment).Customers);
    }

    [Theory]
    [InlineData(PermissionPrecision.Bits8, 1.0 / 510, 1.0 / 255)]
    [InlineData(PermissionPrecision.Bits16, 1.0 / 131_070, 1.0 / 65_535)]
    public void Coded_permissions_are_within_the_stated_error_and_never_become_0(PermissionPrecision precision, double error, double errorOfSmall)
    {
        // More different permissions than 16 bits have room for, small ones among them.
        var ties = Enumerable.Range(0, 70_000).Select(i => new Tie<int>(i, i + 1, i switch { 0 => 1e-30, 1 => 1e-7, 2 => 1e-3, 3 => 0, 4 => 1, _ => i / 70_001.0 })).ToArray();
        CustomerGraph<int> graph = CustomerGraph.FromTies(ties);
        graph.Save(_fixture["g"], o => o with { Precision = precision });

        CustomerGraphView<int> loaded = CustomerGraph.Load<int>(_fixture["g"]).AsView();

        double largest = 0;
        foreach (Tie<int> tie in ties)
        {
            Tie<int> found = loaded.TiesFrom(tie.From).SingleOrDefault();
            Assert.Equal(tie.Permission > 0, found.Permission > 0);
            double difference = Math.Abs(found.Permission - (float)tie.Permission);
            largest = Math.Max(largest, difference);

            // Levels and permissions are rounded to single precision.
            Assert.True(difference <= (tie.Permission < error ? errorOfSmall : error) + 6e-8, $"{tie.Permission} became {found.Permission}");
        }

        Assert.Equal(1, loaded.TiesFrom(4).Single().Permission);
        Assert.True(largest > error / 2, "The error is not told too large either.");
    }

    [Theory]
    [InlineData(PermissionPrecision.Bits8, 254)]
    [InlineData(PermissionPrecision.Bits16, 65_534)]
    public void As_many_permissions_as_there_is_room_for_are_exact(PermissionPrecision precision, int different)
    {
        var ties = Enumerable.Range(1, different).Select(i => new Tie<int>(i, i + 1, Math.Pow(i / (different + 1.0), 3))).ToArray();
        CustomerGraph<int> graph = CustomerGraph.FromTies(ties);
        graph.Save(_fixture["g"], o => o with { Precision = precision });

        Assert.Equal(graph.AsView().Receipt.DataHash, CustomerGraph.Load<int>(_fixture["g"]).AsView().Receipt.DataHash);
    }

    [Fact]
    public void A_tie_takes_5_bytes_a_direction_with_8_bits_and_8_with_single_precision()
    {
        var ties = Enumerable.Range(0, 10_000).Select(i => new Tie<int>(i / 100, i % 100, (i + 1) / 10_000.0));
        CustomerGraph<int> graph = CustomerGraph.FromTies(ties);
        graph.Save(_fixture["8"], o => o with { Precision = PermissionPrecision.Bits8 });
        graph.Save(_fixture["32"]);

        // Customers: key, two numbers, value, two offsets. Besides: header, table, checksums, 256 levels, alignment.
        long besides = (100 * (4 + 8 + 8 + 16)) + 8192;
        Assert.InRange(new FileInfo(_fixture["8"]).Length, graph.TieCount * 10L, (graph.TieCount * 10L) + besides);
        Assert.InRange(new FileInfo(_fixture["32"]).Length, graph.TieCount * 16L, (graph.TieCount * 16L) + besides);
    }

    [Fact]
    public void Progress_comes_to_its_end_and_cancelling_leaves_the_old_file()
    {
        CustomerGraph<int> graph = GraphFileFixture.Plain(i => i, ties: 20_000, customers: 20_000);
        var told = new List<WorkProgress>();
        graph.Save(_fixture["g"], progress: new Told(told));
        Assert.Equal(1, told[^1].Fraction);
        byte[] before = File.ReadAllBytes(_fixture["g"]);
        told.Clear();
        _ = CustomerGraph.Load<int>(_fixture["g"], progress: new Told(told));
        Assert.Equal(1, told[^1].Fraction);

        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => graph.Save(_fixture["g"], progress: new Told([], _ => stop.Cancel()), cancellationToken: stop.Token));
        Assert.Throws<OperationCanceledException>(() => graph.Save(_fixture["h"], cancellationToken: stop.Token));
        Assert.Throws<OperationCanceledException>(() => CustomerGraph.Load<int>(_fixture["g"], cancellationToken: stop.Token));

        Assert.Equal(["g"], _fixture.Files);
        Assert.Equal(before, File.ReadAllBytes(_fixture["g"]));
    }

    [Fact]
    public void What_cannot_be_saved_is_told_and_leaves_nothing()
    {
        NotSupportedException type = Assert.Throws<NotSupportedException>(() => CustomerGraph.FromTies([new Tie<decimal>(1, 2, 1)]).Save(_fixture["g"]));
        Assert.Contains("System.Decimal have no place in a graph file; expected string, long, int or Guid", type.Message, StringComparison.Ordinal);
        ArgumentException text = Assert.Throws<ArgumentException>(() => CustomerGraph.FromTies([new Tie<string>("a", "b\uD800", 1)]).Save(_fixture["g"]));
        Assert.Contains("half of a surrogate pair", text.Message, StringComparison.Ordinal);
        CustomerGraph<int> graph = GraphFileFixture.Plain(i => i);
        Assert.Throws<ArgumentException>(() => graph.Save(" "));
        Assert.Contains("there is no folder", Assert.Throws<IOException>(() => graph.Save(_fixture["no/such/folder"])).Message, StringComparison.Ordinal);
        ArgumentException option = Assert.Throws<ArgumentException>(() => graph.Save(_fixture["g"], o => o with { Precision = (PermissionPrecision)9 }));
        Assert.Contains("Precision is 9; expected one of Exact, Bits16, Bits8", option.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(_fixture["folder"]);
        Assert.Contains("that is a folder", Assert.Throws<IOException>(() => graph.Save(_fixture["folder"])).Message, StringComparison.Ordinal);

        Assert.Empty(_fixture.Files);
    }

    /// <summary>Every public answer that is cheap, and the hash of all that questions use.</summary>
    internal static void AssertSame<TKey>(CustomerGraph<TKey> expected, CustomerGraph<TKey> actual)
        where TKey : notnull
    {
        Assert.Equal(expected.Customers, actual.Customers);
        Assert.Equal(expected.TieCount, actual.TieCount);
        Assert.Equal(expected.TieBytes, actual.TieBytes);
        Assert.Equal(expected.Consents.Count, actual.Consents.Count);
        foreach (TKey key in expected.Customers)
        {
            Assert.Equivalent(expected[key], actual[key], strict: true);
            Assert.Equal(expected.Consents.EntriesOf(key), actual.Consents.EntriesOf(key));
        }

        AssertSameAnswers(expected.IgnoringConsent("test", _moment), actual.IgnoringConsent("test", _moment));
        AssertSameAnswers(expected.For(Purpose.Score, Channel.Email, _moment), actual.For(Purpose.Score, Channel.Email, _moment));
        AssertSameAnswers(expected.For(Purpose.Seed, _moment), actual.For(Purpose.Seed, _moment));
        Exception? refusal = Record.Exception(() => expected.SocialValue());
        Assert.Equal(refusal?.Message, Record.Exception(() => actual.SocialValue())?.Message);
    }

    private static void AssertSameAnswers<TKey>(CustomerGraphView<TKey> expected, CustomerGraphView<TKey> actual)
        where TKey : notnull
    {
        Assert.Equal(expected.Receipt.ToString(), actual.Receipt.ToString());
        const UsedFacts Everything = UsedFacts.Ties | UsedFacts.Tags | UsedFacts.Circles | UsedFacts.Attributes;
        Assert.Equal(
            expected.NewReceipt(expected.Data.OwnValues, Everything).ToString(),
            actual.NewReceipt(actual.Data.OwnValues, Everything).ToString());
        foreach (TKey key in expected.Customers)
        {
            Assert.Equal(expected.TiesFrom(key), actual.TiesFrom(key));
            Assert.Equal(expected.TiesTo(key), actual.TiesTo(key));
            foreach (TKey other in expected.Customers)
            {
                Assert.Equal(expected.IsDenied(expected.RequireNode(key), expected.RequireNode(other)), actual.IsDenied(actual.RequireNode(key), actual.RequireNode(other)));
            }
        }

        if (expected.Customers.Any(key => expected.Data.OwnValues[expected.RequireNode(key)] > 0))
        {
            SocialValueResult<TKey> value = expected.SocialValue();
            SocialValueResult<TKey> same = actual.SocialValue();
            Assert.Equal(value.Select(pair => BitConverter.DoubleToInt64Bits(pair.Value)), same.Select(pair => BitConverter.DoubleToInt64Bits(pair.Value)));
            Assert.Equal(value.Receipt.ToString(), same.Receipt.ToString());
        }
    }

    private void AssertRoundTrip<TKey>(CustomerGraph<TKey> graph)
        where TKey : notnull
    {
        graph.Save(_fixture["g"]);
        AssertSame(graph, CustomerGraph.Load<TKey>(_fixture["g"]));
        File.Delete(_fixture["g"]);
    }

    private sealed class Told(List<WorkProgress> told, Action<WorkProgress>? then = null) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            told.Add(value);
            then?.Invoke(value);
        }
    }
}
