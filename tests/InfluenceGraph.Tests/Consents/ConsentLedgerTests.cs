using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.Consents;

public sealed class ConsentLedgerTests
{
    private readonly ConsentLedger<string> _ledger = new();

    [Fact]
    public void Absent_means_no() => Assert.False(IsUsed(June));

    [Fact]
    public void A_grant_holds_from_its_first_moment_to_just_before_its_end()
    {
        _ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form", until: March);

        Assert.False(IsUsed(January.AddTicks(-1)));
        Assert.True(IsUsed(January));
        Assert.True(IsUsed(March.AddTicks(-1)));
        Assert.False(IsUsed(March));
    }

    [Fact]
    public void A_later_refusal_ends_an_earlier_grant_whatever_the_order_of_recording()
    {
        _ledger.Refuse("ann", Purpose.Score, Channel.Any, March, "call");
        _ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form");

        Assert.True(IsUsed(January));
        Assert.False(IsUsed(March));
    }

    [Fact]
    public void When_a_passing_refusal_ends_the_grant_before_it_holds_again()
    {
        _ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form");
        _ledger.Refuse("ann", Purpose.Score, Channel.Any, March, "call", until: June);

        Assert.False(IsUsed(March));
        Assert.True(IsUsed(June));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_two_decisions_of_one_moment_the_refusal_counts(bool refusalFirst)
    {
        foreach (bool granted in new[] { !refusalFirst, refusalFirst })
        {
            _ledger.Record(new("ann", Purpose.Score, Channel.Any, granted, January, null, "import"));
        }

        Assert.False(IsUsed(June));
    }

    [Fact]
    public void A_grant_for_one_purpose_is_none_for_another()
    {
        _ledger.Grant("ann", Purpose.Contact, Channel.Any, January, "form");

        Assert.False(IsUsed(June));
    }

    [Fact]
    public void A_grant_for_any_channel_answers_for_each_but_not_the_other_way_round()
    {
        _ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form");
        _ledger.Grant("bob", Purpose.Score, Channel.Email, January, "form");
        CustomerGraph<string> graph = Graph();

        Assert.Equal(["ann", "bob"], graph.For(Purpose.Score, Channel.Email, June).Customers);
        Assert.Equal(["ann"], graph.For(Purpose.Score, Channel.Any, June).Customers);
    }

    [Fact]
    public void A_refusal_of_one_channel_leaves_the_others()
    {
        _ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form");
        _ledger.Refuse("ann", Purpose.Score, Channel.Email, March, "call");
        CustomerGraph<string> graph = Graph();

        Assert.Empty(graph.For(Purpose.Score, Channel.Email, June).Customers);
        Assert.Equal(["ann"], graph.For(Purpose.Score, Channel.Phone, June).Customers);
    }

    [Fact]
    public void Names_are_compared_without_case_and_a_channel_never_set_is_any()
    {
        Assert.Equal(Purpose.Score, new Purpose(" SCORE "));
        Assert.Equal(Channel.Email, new Channel("Email"));
        Assert.Equal(Channel.Any, default);
        Assert.Equal(Channel.Any.GetHashCode(), default(Channel).GetHashCode());
    }

    [Fact]
    public void Allow_unless_refused_uses_everybody_who_did_not_say_no()
    {
        _ledger.Refuse("ann", Purpose.Score, Channel.Any, January, "call", until: March);
        CustomerGraph<string> graph = Graph(o => o with { ConsentPolicy = ConsentPolicy.AllowUnlessRefused });

        Assert.Equal(["bob", "eve"], graph.For(Purpose.Score, January).Customers);
        Assert.Equal(["ann", "bob", "eve"], graph.For(Purpose.Score, March).Customers);
    }

    [Fact]
    public void Records_can_be_read_again_per_customer()
    {
        _ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form 12");
        _ledger.Refuse("bob", Purpose.Score, Channel.Any, January, "call");

        Consent<string> entry = Assert.Single(_ledger.EntriesOf("ann"));
        Assert.Equal("form 12", entry.Source);
        Assert.Equal(2, _ledger.Count);
    }

    [Fact]
    public void A_record_without_source_or_purpose_or_with_an_empty_period_is_refused_and_not_kept()
    {
        Assert.Contains("source", Assert.Throws<ArgumentException>(() => _ledger.Grant("ann", Purpose.Score, Channel.Any, January, " ")).Message, StringComparison.Ordinal);
        Assert.Contains("purpose", Assert.Throws<ArgumentException>(() => _ledger.Grant("ann", default, Channel.Any, January, "form")).Message, StringComparison.Ordinal);
        Assert.Contains("not after", Assert.Throws<ArgumentException>(() => _ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form", until: January)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => _ledger.Grant(null!, Purpose.Score, Channel.Any, January, "form"));
        Assert.Throws<ArgumentException>(() => new Purpose(" "));
        Assert.Throws<ArgumentException>(() => new Channel(""));
        Assert.Equal(0, _ledger.Count);
    }

    [Fact]
    public void Many_threads_may_record_at_once()
    {
        Parallel.For(0, 1000, i => _ledger.Grant($"c{i}", Purpose.Score, Channel.Any, January, "import"));

        Assert.Equal(1000, _ledger.Count);
    }

    [Fact]
    public void The_decisions_of_a_customer_stand_in_the_order_of_recording_within_each_purpose()
    {
        var random = new Random(7);
        Purpose[] purposes = [Purpose.Score, Purpose.Contact, Purpose.Seed];
        var all = new List<Consent<string>>();
        for (int i = 0; i < 300; i++)
        {
            var consent = new Consent<string>($"customer{random.Next(20)}", purposes[random.Next(3)], Channel.Any, random.Next(2) == 0, January.AddDays(i), null, "form");
            _ledger.Record(consent);
            all.Add(consent);

            // Asked early, so that later decisions are added to what was put in order by then.
            string asked = $"customer{random.Next(20)}";
            Purpose[] order = [.. all.Select(entry => entry.Purpose).Distinct()];
            Assert.Equal(all.Where(entry => entry.Customer == asked).OrderBy(entry => Array.IndexOf(order, entry.Purpose)), _ledger.EntriesOf(asked));
        }

        Assert.Empty(_ledger.EntriesOf("nobody"));
    }

    [Fact]
    public void The_decisions_of_others_are_not_looked_at_for_those_of_one()
    {
        var ledger = new ConsentLedger<CountedKey>();
        for (int i = 0; i < 1000; i++)
        {
            ledger.Grant(new(i), Purpose.Score, Channel.Any, January, "form");
        }

        Assert.Single(ledger.EntriesOf(new(1)));
        int before = CountedKey.Comparisons;
        Assert.Single(ledger.EntriesOf(new(2)));
        Assert.InRange(CountedKey.Comparisons - before, 1, 5);
    }

    private bool IsUsed(DateTimeOffset asOf) => Graph().For(Purpose.Score, asOf).Contains("ann");

    private CustomerGraph<string> Graph(Func<CustomerGraphOptions, CustomerGraphOptions>? configure = null) => CustomerGraph.FromTies(
        [new Tie<string>("ann", "bob", 1), new Tie<string>("bob", "eve", 1)],
        configure,
        _ledger);

    private readonly record struct CountedKey(int Value)
    {
        private static int _comparisons;

        internal static int Comparisons => _comparisons;

        public bool Equals(CountedKey other)
        {
            Interlocked.Increment(ref _comparisons);
            return Value == other.Value;
        }

        public override int GetHashCode() => Value;
    }
}
