using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using InfluenceGraph.Segments;
using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.Segments;

public sealed class SegmentTests
{
    [Fact]
    public void Conditions_find_whom_they_describe()
    {
        CustomerGraphView<string> view = Shop().At(June);
        AssertMembers(view, "everybody", "ann", "bob", "cat", "dan");
        AssertMembers(view, "tag Running", "ann", "bob");
        AssertMembers(view, "tag running >= 2", "bob");
        AssertMembers(view, "declared tag running", "ann");
        AssertMembers(view, "inferred tag running", "bob");
        AssertMembers(view, "tag juggling");
        AssertMembers(view, "tag moving", "cat");
        AssertMembers(view, "own value >= 20", "cat", "dan");
        AssertMembers(view, "own value > 20 and own value <= 40", "dan");
        AssertMembers(view, "city = paris", "ann", "bob");
        AssertMembers(view, "city in (Lyon, Nice)", "cat");
        AssertMembers(view, "age >= 30", "bob", "cat");
        AssertMembers(view, "age = 30.0", "bob");
        AssertMembers(view, "tag running or city = Lyon", "ann", "bob", "cat");
    }

    [Fact]
    public void What_is_not_known_is_neither_yes_nor_no()
    {
        CustomerGraphView<string> view = Shop().At(June);
        SegmentResult<string> notParis = view.Segment("not city = Paris");
        Assert.Equal(["cat"], notParis.Members);
        Assert.Equal(1, notParis.Undecided);
        AssertMembers(view, "city is unknown", "dan");
        AssertMembers(view, "city = Paris or not city = Paris", "ann", "bob", "cat");
        AssertMembers(view, "city = Paris or own value > 0", "ann", "bob", "cat", "dan");

        // An age that is no number is not known.
        Assert.Equal(2, view.Segment("age < 30").Undecided);
        AssertMembers(view, "age = young", "ann");
    }

    [Fact]
    public void Scores_groups_and_lists_are_given_with_the_question()
    {
        CustomerGraphView<string> view = Shop().At(June);
        SegmentOptions<string> Given(SegmentOptions<string> o) => o with
        {
            Scores = new Dictionary<string, IEnumerable<KeyValuePair<string, double>>>
            {
                ["Reach"] = [new("ann", 3), new("bob", 5), new("cat", 3), new("zoe", 9)],
                ["social value"] = view.SocialValue(),
            },
            Groupings = new Dictionary<string, IEnumerable<KeyValuePair<string, string>>> { ["community"] = [new("ann", "1"), new("ann", "2"), new("bob", "2")] },
            Lists = new Dictionary<string, IEnumerable<string>> { ["vip"] = ["dan", "zoe"] },
        };
        Assert.Equal(["ann", "bob", "cat"], view.Segment("score reach >= 3", Given).Members);
        Assert.Equal(1, view.Segment("score reach >= 3", Given).Undecided);
        Assert.Equal(["bob"], view.Segment("score reach in top 1", Given).Members);
        Assert.Equal(["ann", "bob", "cat"], view.Segment("score reach in top 2", Given).Members);
        Assert.Equal(["bob"], view.Segment("score reach in top 34 %", Given).Members);
        Assert.Empty(view.Segment("score reach in top 10 %", Given).Members);
        Assert.Equal(4, view.Segment("score \"social value\" > 0", Given).Count);
        Assert.Equal(["ann", "bob"], view.Segment("group community = 2", Given).Members);
        Assert.Equal(["ann"], view.Segment(Segment.InGroup("community", "1", "3"), Given).Members);
        Assert.Equal(["ann", "bob", "cat"], view.Segment("not list vip", Given).Members);
        Assert.Contains(new("customers of scores, groupings or lists whom the graph does not have or who may not be used", 1), view.Segment("list vip", Given).Receipt.Notes);

        ArgumentException error = Assert.Throws<ArgumentException>(() => view.Segment("score rich > 1", Given));
        Assert.Contains("the score 'rich', which was not given; expected one of 'Reach', 'social value'", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => view.Segment("list gold"));
        Assert.Throws<ArgumentException>(() => view.Segment("group community = 2"));
    }

    [Fact]
    public void Nobody_who_may_not_be_used_is_named_and_their_number_is_told_with_the_reason()
    {
        CustomerGraph<string> graph = Shop();
        graph.Consents.Grant("ann", Purpose.Score, Channel.Any, January, "form");
        graph.Consents.Grant("cat", Purpose.Score, Channel.Any, January, "form", until: March);
        graph.Consents.Refuse("bob", Purpose.Score, Channel.Any, January, "call");
        SegmentResult<string> runners = graph.For(Purpose.Score, June).Segment("tag running or tag moving");
        Assert.Equal(["ann"], runners.Members);
        Assert.Equal([new("whose consent to score has expired", 1), new("refused score", 1)], runners.Suppressed);
        Assert.False(runners.Contains("bob"));
        Assert.Equal(
            "1 customers in tag running or tag moving, 1 more whose consent to score has expired, 1 more refused score",
            runners.ToString());
    }

    [Fact]
    public void Every_purpose_and_channel_is_denied_by_default_and_granted_one_by_one()
    {
        Purpose[] purposes = [Purpose.Score, Purpose.Contact, Purpose.Seed, Purpose.Share, new("research")];
        Channel[] channels = [Channel.Any, Channel.Email, Channel.Phone, Channel.Sms, Channel.Post, Channel.Web, new("fax")];
        foreach (Purpose given in purposes)
        {
            foreach (Channel on in channels)
            {
                CustomerGraph<string> graph = Shop();
                graph.Consents.Grant("ann", given, on, January, "form");
                CustomerGraphView<string> all = graph.IgnoringConsent("test", June);
                foreach (Purpose asked in purposes)
                {
                    foreach (Channel by in channels)
                    {
                        bool expected = given == asked && (on == by || on == Channel.Any);
                        Assert.Equal(expected ? ["ann"] : [], all.Segment(Segment.Consents(asked, by)).Members);
                        Assert.Equal(expected ? ["ann"] : [], graph.For(asked, by, June).Segment("everybody").Members);
                    }
                }
            }
        }
    }

    [Fact]
    public void A_policy_of_the_graph_holds_for_consents_in_segments_too()
    {
        CustomerGraph<string> graph = Shop(o => o with { ConsentPolicy = ConsentPolicy.AllowUnlessRefused });
        graph.Consents.Refuse("bob", Purpose.Contact, Channel.Email, January, "call");
        Assert.Equal(["ann", "cat", "dan"], graph.For(Purpose.Score, June).Segment("consents to contact by email").Members);
    }

    [Fact]
    public void Consents_without_a_moment_are_an_error()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ann", "bob", 1)]);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => graph.Segment("consents to contact"));
        Assert.Contains("expected a moment", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_entered_and_who_left_between_two_snapshots()
    {
        CustomerGraph<string> graph = Shop();
        foreach (string customer in graph.Customers)
        {
            graph.Consents.Grant(customer, Purpose.Score, Channel.Any, January, "form", customer == "bob" ? March : null);
        }

        SegmentResult<string> before = graph.For(Purpose.Score, January).Segment("tag running or tag moving");
        SegmentResult<string> after = graph.For(Purpose.Score, June).Segment("tag running or tag moving");
        SegmentChanges<string> changes = after.ChangesSince(before);
        Assert.Equal(["ann", "bob"], before.Members);
        Assert.Equal(["ann", "cat"], after.Members);
        Assert.Equal(["cat"], changes.Entered);
        Assert.Empty(changes.Left);
        Assert.Equal(1, changes.Withdrawn);
        Assert.Equal("1 entered, 0 left, 1 withdrawn", changes.ToString());
        Assert.Equal(["cat"], before.ChangesSince(after).Left);
        Assert.True(after.ChangesSince(after).IsEmpty);
        Assert.Throws<ArgumentException>(() => after.ChangesSince(graph.For(Purpose.Score, June).Segment("everybody")));
    }

    [Fact]
    public void A_later_decision_makes_the_answer_stale()
    {
        CustomerGraph<string> graph = Shop();
        graph.Consents.Grant("ann", Purpose.Score, Channel.Any, January, "form");
        graph.Consents.Grant("ann", Purpose.Contact, Channel.Any, January, "form", until: June.AddDays(3));
        SegmentResult<string> result = graph.For(Purpose.Score, June).Segment("consents to contact by email");
        Assert.Equal(June.AddDays(3), result.Receipt.ValidUntil);
        Assert.False(result.IsStale);
        Assert.True(result.IsStaleAt(June.AddDays(3)));
        graph.Consents.Refuse("ann", Purpose.Contact, Channel.Phone, June, "call");
        Assert.False(result.IsStale);
        graph.Consents.Refuse("ann", Purpose.Contact, Channel.Email, June, "call");
        Assert.True(result.IsStale);
    }

    [Fact]
    public void Any_segment_agrees_with_asking_each_customer() =>
        Prop.ForAll(SegmentParserTests.Segments(3).ToArbitrary(), segment =>
        {
            SegmentResult<string> result = Crowd.View.Segment(segment, Crowd.Give);
            string[] expected = [.. Crowd.Keys.Where(customer => Crowd.Ask(segment.ToString(), customer) == true)];
            int undecided = Crowd.Keys.Count(customer => Crowd.Ask(segment.ToString(), customer) is null);
            return result.Members.SequenceEqual(expected) && result.Undecided == undecided;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void Tags_that_nobody_has_are_told_as_they_may_be_misspelt()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies([], [new Customer<string>("ann", 1) { Tags = [new("running"), new("old", Until: January)] }]);
        SegmentResult<string> result = graph.At(June).Segment("tag runing or tag old or tag RUNNING and tag Runing");
        Assert.Equal(["old", "runing"], result.UnknownTags);
        Assert.EndsWith("; nobody has the tag 'old', 'runing'", result.ToString(), StringComparison.Ordinal);
        Assert.Empty(graph.At(June).Segment("tag running").UnknownTags);
    }

    /// <summary>Of whom it cannot be told stays so on both sides: Kleene's logic keeps De Morgan's laws.</summary>
    [Fact]
    public void Not_both_is_not_the_one_or_not_the_other() =>
        Prop.ForAll(SegmentParserTests.Segments(2).Two().ToArbitrary(), pair =>
        {
            (Segment a, Segment b) = pair;
            return IsSame(!(a & b), !a | !b) && IsSame(!(a | b), !a & !b) && IsSame(!!a, a);

            static bool IsSame(Segment left, Segment right)
            {
                (SegmentResult<string> one, SegmentResult<string> other) = (Crowd.View.Segment(left, Crowd.Give), Crowd.View.Segment(right, Crowd.Give));
                return one.Members.SequenceEqual(other.Members) && one.Undecided == other.Undecided && one.Suppressed.SequenceEqual(other.Suppressed);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Sets_of_nodes_behave_as_sets_at_every_size()
    {
        for (int n = 0; n <= 200; n++)
        {
            NodeSet even = NodeSet.Where(n, node => node % 2 == 0);
            NodeSet third = NodeSet.Of(n, Enumerable.Range(0, n).Where(node => node % 3 == 0));
            int[] all = [.. Enumerable.Range(0, n)];
            Assert.Equal(all.Where(node => node % 6 == 0), even.And(third).Nodes());
            Assert.Equal(all.Where(node => node % 2 == 0 || node % 3 == 0), even.Or(third).Nodes());
            Assert.Equal(all.Where(node => node % 2 == 1), even.Complement().Nodes());
            Assert.Equal(n, NodeSet.All(n).Count);
            Assert.Equal(0, NodeSet.None(n).Count);
            Assert.Equal(all.Where(third.Contains), third.Nodes());
        }
    }

    private static void AssertMembers(CustomerGraphView<string> view, string text, params string[] expected) =>
        Assert.Equal(expected, view.Segment(text).Members);

    private static CustomerGraph<string> Shop(Func<CustomerGraphOptions, CustomerGraphOptions>? configure = null) => CustomerGraph.FromTies(
        [new Tie<string>("ann", "bob", 1), new("bob", "cat", 1), new("cat", "dan", 1)],
        [
            new Customer<string>("ann", 10) { Tags = [new("running")], Attributes = new Dictionary<string, string> { ["city"] = "Paris", ["age"] = "young" } },
            new Customer<string>("bob", 0) { Tags = [new("Running", 2, IsInferred: true)], Attributes = new Dictionary<string, string> { ["city"] = "paris", ["age"] = "30" } },
            new Customer<string>("cat", 20) { Tags = [new("moving", Since: March)], Attributes = new Dictionary<string, string> { ["city"] = "Lyon", ["age"] = "40.5" } },
            new Customer<string>("dan", 40),
        ],
        configure);

    /// <summary>Customers with and without everything that the generated segments ask for, and the answer for one of them by definition.</summary>
    private static class Crowd
    {
        internal static string[] Keys { get; } = [.. Enumerable.Range(0, 70).Select(i => $"c{i:00}")];

        private static string[] Names { get; } = ["a", "b", "own", "two words", "quo\"te", "\u00e9t\u00e9", "3"];

        internal static CustomerGraphView<string> View { get; } = Build();

        internal static SegmentOptions<string> Give(SegmentOptions<string> o) => o with
        {
            Scores = new Dictionary<string, IEnumerable<KeyValuePair<string, double>>>
            {
                ["s"] = [.. Keys.Where((_, i) => i % 3 != 0).Select((key, i) => KeyValuePair.Create(key, (i % 7) - 3.0))],
                ["t"] = [.. Keys.Select((key, i) => KeyValuePair.Create(key, (double)i))],
            },
            Groupings = new Dictionary<string, IEnumerable<KeyValuePair<string, string>>> { ["g"] = [.. Keys.Where((_, i) => i % 4 != 0).Select((key, i) => KeyValuePair.Create(key, i % 3 == 0 ? "x" : "z"))] },
            Lists = new Dictionary<string, IEnumerable<string>> { ["l"] = [.. Keys.Where((_, i) => i % 5 == 0)] },
        };

        /// <summary>An evaluator of its own: the text, term by term, for one customer.</summary>
        internal static bool? Ask(string text, string customer) => new OneByOne(text, customer).Either();

        private static CustomerGraphView<string> Build()
        {
            var builder = new CustomerGraphBuilder<string>();
            for (int i = 0; i < Keys.Length; i++)
            {
                var attributes = new Dictionary<string, string>();
                for (int j = 0; j < Names.Length; j++)
                {
                    if ((i + j) % 3 == 0)
                    {
                        attributes.Add(Names[j], (i % 4) switch { 0 => "a", 1 => "3.0", 2 => "two words", _ => "-5" });
                    }
                }

                builder.AddCustomer(new Customer<string>(Keys[i], i % 5) { Attributes = attributes });
                for (int j = 0; j < Names.Length; j++)
                {
                    if ((i * (j + 1)) % 4 == 1)
                    {
                        builder.AddTag(Keys[i], new(Names[j], 1 + (i % 3), IsInferred: i % 2 == 0));
                    }
                }
            }

            for (int i = 0; i < Keys.Length; i += 2)
            {
                builder.AddTie(new(Keys[i], Keys[i + 1], 1));
            }

            CustomerGraph<string> graph = builder.Build();
            for (int i = 0; i < Keys.Length; i++)
            {
                if (i % 2 == 0)
                {
                    graph.Consents.Grant(Keys[i], i % 4 == 0 ? Purpose.Contact : Purpose.Seed, i % 3 == 0 ? Channel.Email : Channel.Any, January, "form");
                }
            }

            return graph.IgnoringConsent("test", June);
        }

        /// <summary>Reads the canonical text left to right with a stack of its own, and asks public members only.</summary>
        private sealed class OneByOne(string text, string customer)
        {
            private readonly Queue<SegmentToken> _tokens = new(SegmentLexer.Read(text));

            internal bool? Either()
            {
                bool? left = Both();
                while (Take("or"))
                {
                    bool? right = Both();
                    left = left == true || right == true ? true : left is null || right is null ? null : false;
                }

                return left;
            }

            private bool? Both()
            {
                bool? left = One();
                while (Take("and"))
                {
                    bool? right = One();
                    left = left == false || right == false ? false : left is null || right is null ? null : true;
                }

                return left;
            }

            private bool? One()
            {
                if (Take("not"))
                {
                    return !One();
                }

                if (Take("("))
                {
                    bool? inner = Either();
                    Assert.True(Take(")"));
                    return inner;
                }

                if (Take("everybody"))
                {
                    return true;
                }

                bool declared = Take("declared");
                if (Take("tag"))
                {
                    string tag = Name();
                    CustomerTag? found = View.TagsOf(customer).FirstOrDefault(t => string.Equals(t.Name, tag, StringComparison.OrdinalIgnoreCase));
                    bool holds = found is not null && (!declared || !found.IsInferred);
                    return Take(">=") ? holds & found?.Weight >= Number() : holds;
                }

                if (Take("own"))
                {
                    Assert.True(Take("value") && Take(">"));
                    return View.Data.OwnValues[View.RequireNode(customer)] > Number();
                }

                if (Take("score"))
                {
                    KeyValuePair<string, double>[] scores = [.. Give(new()).Scores[Name()]];
                    double? score = scores.Where(pair => pair.Key == customer).Select(pair => (double?)pair.Value).FirstOrDefault();
                    if (Take("<"))
                    {
                        double limit = Number();
                        return score is null ? null : score < limit;
                    }

                    Assert.True(Take("in") && Take("top"));
                    double size = Number();
                    int count = Take("%") ? (int)(size * scores.Length / 100) : (int)size;
                    return score is null ? null : scores.Count(pair => pair.Value > score) < count;
                }

                if (Take("group"))
                {
                    string[] groups = [.. Give(new()).Groupings[Name()].Where(pair => pair.Key == customer).Select(pair => pair.Value)];
                    Assert.True(Take("="));
                    string group = Name();
                    return groups.Length == 0 ? null : groups.Contains(group);
                }

                if (Take("list"))
                {
                    return Give(new()).Lists[Name()].Contains(customer);
                }

                if (Take("consents"))
                {
                    Assert.True(Take("to"));
                    var purpose = new Purpose(Name());
                    Channel channel = Take("by") ? new(Name()) : Channel.Any;
                    int i = Array.IndexOf(Keys, customer);
                    return i % 2 == 0 && purpose == (i % 4 == 0 ? Purpose.Contact : Purpose.Seed) && (i % 3 != 0 || channel == Channel.Email);
                }

                string attribute = Name();
                string? value = View.Data.CustomerAt(View.RequireNode(customer)).Attributes.GetValueOrDefault(attribute);
                if (Take("is"))
                {
                    Assert.True(Take("known"));
                    return value is not null;
                }

                bool isNumber = double.TryParse(value, CultureInfo.InvariantCulture, out double number);
                if (Take("<="))
                {
                    double limit = Number();
                    return isNumber ? number <= limit : null;
                }

                Assert.True(Take("="));
                string wanted = Name();
                return value is null ? null
                    : string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase)
                        || (isNumber && double.TryParse(wanted, CultureInfo.InvariantCulture, out double other) && number == other);
            }

            private string Name() => _tokens.Dequeue().Text;

            private double Number() => double.Parse(Name(), CultureInfo.InvariantCulture);

            private bool Take(string word)
            {
                bool isNext = _tokens.Peek().Is(word);
                if (isNext)
                {
                    _tokens.Dequeue();
                }

                return isNext;
            }
        }
    }
}
