using Xunit;

namespace InfluenceGraph.Tests.GraphFiles;

public sealed class CustomerGraphFileTests : IDisposable
{
    private static readonly DateTimeOffset _moment = GraphFileFixture.Start.AddDays(12);
    private readonly GraphFileFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void An_open_file_tells_customers_and_ties_as_the_graph_does()
    {
        CustomerGraph<string> graph = GraphFileFixture.Rich(withDates: false, withConsents: false);
        using CustomerGraphFile<string> file = Open(graph);

        Assert.Equal(graph.CustomerCount, file.CustomerCount);
        Assert.Equal(graph.TieCount, file.TieCount);
        Assert.Equal(PermissionPrecision.Exact, file.Precision);
        Assert.Equal(0, file.PermissionError);
        CustomerGraphView<string> view = graph.AsView();
        foreach (string key in graph.Customers)
        {
            Assert.True(file.Contains(key));
            Assert.Equal(graph[key].OwnValue, file.OwnValueOf(key));
            Assert.Equal(view.TiesFrom(key), file.TiesFrom(key));
            Assert.Equal(view.TiesTo(key), file.TiesTo(key));
        }

        Assert.False(file.Contains("nobody"));
        Assert.Contains("'nobody' is not a customer", Assert.Throws<KeyNotFoundException>(() => file.OwnValueOf("nobody")).Message, StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => file.TiesFrom("nobody"));
        Assert.Equal(view.Receipt.ToString(), file.AsView().Receipt.ToString());
        file.Verify();
    }

    [Fact]
    public void Keys_of_each_type_are_found()
    {
        RequireFound(GraphFileFixture.Plain(i => $"c{i}", customers: 1000));
        RequireFound(GraphFileFixture.Plain(i => (i - 30L) * 0x1_0000_0001, customers: 1000));
        RequireFound(GraphFileFixture.Plain(i => (i * 7) - 100, customers: 1000));
        RequireFound(GraphFileFixture.Plain(i => new Guid(unchecked(i * 0x1234567), (short)i, (short)-i, 1, 2, 3, 4, 5, 6, 7, (byte)i), customers: 1000));

        void RequireFound<TKey>(CustomerGraph<TKey> graph)
            where TKey : notnull
        {
            using CustomerGraphFile<TKey> file = Open(graph);
            Assert.All(graph.Customers, key => Assert.Equal(graph[key].OwnValue, file.OwnValueOf(key)));
            Assert.Equal(graph.Customers, file.SocialValue().Select(pair => pair.Key));
        }
    }

    [Theory]
    [InlineData(UnreachedPolicy.Keep)]
    [InlineData(UnreachedPolicy.Prior)]
    [InlineData(UnreachedPolicy.Uniform)]
    [InlineData(UnreachedPolicy.Drop)]
    public void Social_value_from_the_file_is_that_of_the_graph_within_both_bounds(UnreachedPolicy policy)
    {
        foreach (bool withStrengths in new[] { false, true })
        {
            foreach (PermissionPrecision precision in Enum.GetValues<PermissionPrecision>())
            {
                CustomerGraph<string> graph = GraphFileFixture.Rich(3, customers: 80, ties: 400, withStrengths, withDates: false, withConsents: false);
                using CustomerGraphFile<string> file = Open(graph, precision);
                CustomerGraph<string> asStored = CustomerGraph.Load<string>(file.FilePath);

                RequireSame(asStored.SocialValue(o => o with { Unreached = policy }), file.SocialValue(o => o with { Unreached = policy }));
                var prior = graph.Customers.Take(9).ToDictionary(key => key, key => 1.0 + key.Length, StringComparer.Ordinal);
                RequireSame(asStored.SocialValue(o => o with { Unreached = policy, Prior = prior, Damping = 0.4 }), file.SocialValue(o => o with { Unreached = policy, Prior = prior, Damping = 0.4 }));
            }
        }
    }

    [Fact]
    public void Consents_are_obeyed_as_by_the_graph()
    {
        CustomerGraph<string> graph = GraphFileFixture.Rich(withDates: false);
        using CustomerGraphFile<string> file = Open(graph);

        string refusal = Assert.Throws<InvalidOperationException>(() => file.SocialValue()).Message;
        Assert.Contains("expected a purpose, so that they can be obeyed. Ask file.For", refusal, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => file.TiesFrom("customer 1"));
        Assert.Throws<ArgumentException>(() => file.For(default, _moment));
        Assert.Throws<ArgumentException>(() => file.IgnoringConsent(" "));
        foreach ((CustomerGraphView<string> view, CustomerGraphFileView<string> same) in new[]
        {
            (graph.For(Purpose.Score, _moment), file.For(Purpose.Score, _moment)),
            (graph.For(Purpose.Score, Channel.Email, _moment), file.For(Purpose.Score, Channel.Email, _moment)),
            (graph.IgnoringConsent("audit", _moment), file.IgnoringConsent("audit", _moment)),
        })
        {
            Assert.Equal(view.CustomerCount, same.CustomerCount);
            Assert.Equal(view.Receipt.ToString(), same.Receipt.ToString());
            Assert.Equal(view.ToString(), same.ToString());
            RequireSame(view.SocialValue(), same.SocialValue());
            foreach (string key in graph.Customers)
            {
                Assert.Equal(view.Contains(key), same.Contains(key));
                Assert.Equal(Record.Exception(() => view.TiesFrom(key))?.Message, Record.Exception(() => same.TiesFrom(key))?.Message);
                if (view.Contains(key))
                {
                    Assert.Equal(view.TiesTo(key), same.TiesTo(key));
                }
            }
        }
    }

    [Fact]
    public void A_decision_recorded_while_the_file_is_open_takes_effect_in_later_views()
    {
        using CustomerGraphFile<string> file = Open(GraphFileFixture.Rich(withDates: false));
        CustomerGraphFileView<string> before = file.For(Purpose.Score, _moment);
        string customer = file.FilePath.Length > 0 ? "customer 2" : "";
        Assert.True(before.Contains(customer));
        Assert.False(before.IsStaleAt(_moment));
        Assert.True(before.IsStaleAt(DateTimeOffset.MaxValue));
        Assert.True(before.SocialValue().IsStaleAt(DateTimeOffset.MaxValue));

        file.Consents.Refuse(customer, Purpose.Score, Channel.Any, _moment, "call");

        Assert.True(before.IsStale);
        Assert.True(before.IsStaleAt(_moment));
        Assert.False(file.For(Purpose.Score, _moment).Contains(customer));
    }

    [Fact]
    public void A_ledger_in_hand_takes_the_place_of_the_files_own()
    {
        GraphFileFixture.Plain(i => i).Save(_fixture["g"]);
        var ledger = new ConsentLedger<int>();
        using CustomerGraphFile<int> file = CustomerGraphFile.Open(_fixture["g"], ledger);

        Assert.Throws<InvalidOperationException>(() => file.SocialValue());
        ledger.Grant(3, Purpose.Score, Channel.Any, _moment, "form");
        Assert.Equal(1, file.For(Purpose.Score, _moment).SocialValue().Count);
    }

    [Fact]
    public void Dated_ties_are_refused_with_a_way_out()
    {
        using CustomerGraphFile<string> file = Open(GraphFileFixture.Rich(withConsents: false));

        foreach (Action ask in new Action[] { () => file.SocialValue(), () => file.TiesFrom("customer 1"), () => file.TiesTo("customer 1"), () => _ = file.AsView().Receipt })
        {
            Assert.Contains("hold only for a period; expected none, as a file answers without looking at periods. Load it", Assert.Throws<InvalidOperationException>(ask).Message, StringComparison.Ordinal);
        }

        Assert.True(file.Contains("customer 1"));
        file.Verify();
    }

    [Fact]
    public void Options_that_a_file_cannot_obey_are_refused()
    {
        CustomerGraph<int> graph = GraphFileFixture.Plain(i => i);
        using CustomerGraphFile<int> file = Open(graph);

        Assert.Contains("WarmStart is given", Assert.Throws<ArgumentException>(() => file.SocialValue(o => o with { WarmStart = graph.SocialValue() })).Message, StringComparison.Ordinal);
        Assert.Contains("Damping is 2", Assert.Throws<ArgumentException>(() => file.SocialValue(o => o with { Damping = 2 })).Message, StringComparison.Ordinal);
        Assert.Contains("Prior names '-7'", Assert.Throws<ArgumentException>(() => file.SocialValue(o => o with { Prior = new Dictionary<int, double> { [-7] = 1 } })).Message, StringComparison.Ordinal);
        Assert.Contains("all value to start from is 0", Assert.Throws<ArgumentException>(() => file.SocialValue(o => o with { Prior = new Dictionary<int, double>() })).Message, StringComparison.Ordinal);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => file.SocialValue(cancellationToken: stop.Token));
        Assert.Throws<OperationCanceledException>(() => file.Verify(cancellationToken: stop.Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.SocialValue().Top(-1));
    }

    [Fact]
    public void A_file_without_customers_answers_with_nothing()
    {
        using CustomerGraphFile<string> file = Open(CustomerGraph.FromTies<string>([]));

        Assert.Empty(file.SocialValue().Top(3));
        Assert.False(file.Contains("a"));
        file.Verify();
    }

    [Fact]
    public void Not_converging_is_data()
    {
        using CustomerGraphFile<int> file = Open(GraphFileFixture.Plain(i => i));

        FileSocialValueResult<int> value = file.SocialValue(o => o with { MaxIterations = 2 });

        Assert.False(value.Converged);
        Assert.Equal(2, value.Iterations);
        Assert.InRange(value.Residual, 1e-10, 1);
        Assert.Contains("not converged", value.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_file_is_told()
    {
        CustomerGraphFile<int> file = Open(GraphFileFixture.Plain(i => i));
        FileSocialValueResult<int> value = file.SocialValue();
        file.Dispose();
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => file.Contains(1));
        Assert.Throws<ObjectDisposedException>(() => file.SocialValue());
        Assert.Throws<ObjectDisposedException>(() => value[1]);
        Assert.True(value.TotalValue > 0);
    }

    [Fact]
    public void A_file_that_is_open_stays_what_it_was_when_another_takes_its_place()
    {
        CustomerGraph<int> graph = GraphFileFixture.Plain(i => i);
        graph.Save(_fixture["g"]);
        using CustomerGraphFile<int> file = CustomerGraphFile.Open<int>(_fixture["g"]);

        GraphFileFixture.Plain(i => i, seed: 2, customers: 20, ties: 50).Save(_fixture["g"]);

        Assert.Equal(60, file.CustomerCount);
        Assert.Equal(graph.AsView().Receipt.DataHash, file.SocialValue().Receipt.DataHash);
        Assert.Equal(20, CustomerGraph.Load<int>(_fixture["g"]).CustomerCount);
    }

    [Fact]
    public void Readers_on_several_threads_get_the_same()
    {
        CustomerGraph<int> graph = GraphFileFixture.Plain(i => i, customers: 3000, ties: 30_000);
        using CustomerGraphFile<int> file = Open(graph);
        CustomerGraphView<int> view = graph.AsView();

        Parallel.For(0, 3000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, key =>
        {
            Assert.Equal(view.TiesFrom(key).Count, file.TiesFrom(key).Count);
            Assert.Equal(view.TiesTo(key), file.TiesTo(key));
        });
    }

    /// <summary>Written down, as the file's order of rows is part of the format and so are the sums in it.</summary>
    [Fact]
    [Trait("Category", "Bits")]
    public void The_same_bits_for_any_number_of_threads_and_any_vector_width()
    {
        using CustomerGraphFile<int> file = Open(GraphFileFixture.Plain(i => i, customers: 20_000, ties: 300_000, levels: 999), PermissionPrecision.Bits8);

        foreach (int threads in new[] { 1, 2, 3, 8 })
        {
            ulong hash = 0;
            foreach ((_, double score) in file.SocialValue(o => o with { Threads = threads, Tolerance = 1e-4 }))
            {
                hash = InfluenceGraph.Kernels.CounterRandom.Hash(hash, BitConverter.DoubleToUInt64Bits(score));
            }

            Assert.Equal("1bbadf9cfb902611", hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static void RequireSame(SocialValueResult<string> expected, FileSocialValueResult<string> actual)
    {
        Assert.Equal(expected.Receipt.ToString(), actual.Receipt.ToString());
        Assert.Equal(expected.Count, actual.Count);
        Assert.True(actual.Converged);
        Assert.Equal(expected.TotalValue, actual.TotalValue, 1e-9);
        double apart = 0;
        foreach ((string key, double score) in expected)
        {
            Assert.True(actual.TryGetValue(key, out double found));
            Assert.Equal(found, actual[key]);
            apart += Math.Abs(score - found);
        }

        Assert.True(apart <= expected.ErrorBound + actual.ErrorBound, $"{apart} apart; bounds {expected.ErrorBound} and {actual.ErrorBound}");
        Assert.Equal(expected.DroppedValue, actual.DroppedValue, expected.ErrorBound + actual.ErrorBound);
        int certain = Math.Min(expected.Top(10).CertainThrough, actual.Top(10).CertainThrough);
        Assert.Equal(expected.Top(certain).Customers, actual.Top(certain).Customers);
        Assert.Equal(actual.OrderByDescending(pair => pair.Value).Select(pair => pair.Key), actual.Top(int.MaxValue).Customers);
    }

    private CustomerGraphFile<TKey> Open<TKey>(CustomerGraph<TKey> graph, PermissionPrecision precision = PermissionPrecision.Exact)
        where TKey : notnull
    {
        string path = _fixture[Path.GetRandomFileName()];
        graph.Save(path, o => o with { Precision = precision });
        return CustomerGraphFile.Open<TKey>(path);
    }
}
