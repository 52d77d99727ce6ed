using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static InfluenceGraph.Data.Tests.Stores.StoreFolder;

namespace InfluenceGraph.Data.Tests.Stores;

/// <summary>A source that says it is whole: what it no longer names goes.</summary>
public sealed class WholeSourceTests : IDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly CustomerStore _store;

    public WholeSourceTests() => _store = _folder.Create();

    [Fact]
    public void Ties_that_the_next_export_no_longer_names_go_and_the_report_says_how_many()
    {
        Assert.Equal(0, Take(ImportKind.Ties, "crm", true, 0, 1, 2));
        Assert.Equal(2, Take(ImportKind.Ties, "crm", true, 1, 3));

        Assert.Equal(["c1|2.0", "c3|2.0"], Content(_store, ImportKind.Ties));
        Assert.Equal(["1|0", "1|2"], _folder.Sql("SELECT is_whole, removed FROM imports ORDER BY id"));
    }

    [Fact]
    public void What_a_source_that_is_not_whole_does_not_name_stays()
    {
        Take(ImportKind.Ties, "crm", true, 0, 1);
        Assert.Equal(0, Take(ImportKind.Ties, "crm", false, 1));

        Assert.Equal(["c0|1.0", "c1|2.0"], Content(_store, ImportKind.Ties));
    }

    [Fact]
    public void An_empty_export_that_is_whole_removes_all_of_its_own()
    {
        Take(ImportKind.Ties, "crm", true, 0, 1);
        Take(ImportKind.Ties, "shop", true, 2);
        Assert.Equal(2, Take(ImportKind.Ties, "crm", true));

        Assert.Equal(["c2|2.0"], Content(_store, ImportKind.Ties));
    }

    [Fact]
    public void A_row_that_two_whole_sources_name_stays_until_neither_does()
    {
        Take(ImportKind.Ties, "crm", true, 0, 1);
        Take(ImportKind.Ties, "shop", true, 1, 2);
        Assert.Equal(0, Take(ImportKind.Ties, "shop", true, 2));
        Assert.Equal(["c0|1.0", "c1|2.0", "c2|3.0"], Content(_store, ImportKind.Ties));

        Assert.Equal(1, Take(ImportKind.Ties, "crm", true, 0));
        Assert.Equal(["c0|4.0", "c2|3.0"], Content(_store, ImportKind.Ties));
        Assert.Empty(_folder.Sql("SELECT * FROM also_named"));
    }

    [Fact]
    public void An_export_that_was_cut_off_removes_nothing_and_goes_on_to_remove()
    {
        Take(ImportKind.Ties, "crm", true, 0, 1, 2);
        var tuesday = new ImportSource("crm", ImportKind.Ties, "tuesday", "") { IsWhole = true };
        using (StoreImport cut = _store.BeginImport(tuesday))
        {
            cut.Put([TieOf(3, 2)], AllUsed(1));
        }

        Assert.Equal(["c0|1.0", "c1|1.0", "c2|1.0"], Content(_store, ImportKind.Ties));

        using StoreImport resumed = _store.BeginImport(tuesday);
        Assert.Equal(1, resumed.Position);
        resumed.Put([TieOf(1, 2)], AllUsed(2));
        resumed.Complete(resumed.Counts);

        Assert.Equal(2, resumed.Removed);
        Assert.Equal(["c1|2.0", "c3|2.0"], Content(_store, ImportKind.Ties));
    }

    [Fact]
    public void An_export_that_was_cut_off_and_overtaken_leaves_nothing_and_begins_anew_if_it_comes_again()
    {
        Take(ImportKind.Ties, "crm", true, 0);
        var tuesday = new ImportSource("crm", ImportKind.Ties, "tuesday", "") { IsWhole = true };
        using (StoreImport cut = _store.BeginImport(tuesday))
        {
            cut.Put([TieOf(3, 2)], AllUsed(1));
        }

        Assert.Equal(1, Take(ImportKind.Ties, "crm", true, 1));
        Assert.Equal(["1"], _folder.Sql("SELECT count(*) FROM tie"));
        using StoreImport again = _store.BeginImport(tuesday);
        Assert.Equal(0, again.Position);
        Assert.False(again.IsComplete);
    }

    [Fact]
    public void A_CRM_that_goes_back_to_what_it_was_is_followed()
    {
        var monday = new ImportSource("crm", ImportKind.Ties, "monday", "") { IsWhole = true };
        Take(monday, 1, 0, 1);
        Take(monday with { Sha256 = "tuesday" }, 2, 1);
        Assert.Equal(["c1|2.0"], Content(_store, ImportKind.Ties));

        Take(monday, 3, 0, 1);
        Assert.Equal(["c0|3.0", "c1|3.0"], Content(_store, ImportKind.Ties));
        using StoreImport again = _store.BeginImport(monday);
        Assert.True(again.IsComplete);
    }

    [Fact]
    public void What_was_taken_in_as_a_part_is_taken_in_again_as_the_whole()
    {
        Take(ImportKind.Ties, "crm", false, 0);
        var part = new ImportSource("crm", ImportKind.Ties, "tuesday", "");
        Take(part, 2, 1);
        using (StoreImport again = _store.BeginImport(part))
        {
            Assert.True(again.IsComplete);
        }

        Take(part with { IsWhole = true }, 3, 1);
        Assert.Equal(["c1|3.0"], Content(_store, ImportKind.Ties));
    }

    [Fact]
    public void A_customer_who_goes_is_known_by_name_and_what_only_the_row_said_goes_too()
    {
        using (StoreImport import = _store.BeginImport(new("crm", ImportKind.Customers, "monday", "") { IsWhole = true }))
        {
            import.Put(
                [
                    new Customer<string>("ann", 1)
                    {
                        Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["city"] = "Turin" },
                        Tags = [new("running")],
                        Circles = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["family"] = ["bob"] },
                    },
                    new Customer<string>("bob", 2),
                ],
                AllUsed(2));
            import.Complete(import.Counts);
        }

        Put(_store, new Tie<string>("ann", "bob", 1));
        using (StoreImport import = _store.BeginImport(new("crm", ImportKind.Customers, "tuesday", "") { IsWhole = true }))
        {
            import.Put([new Customer<string>("bob", 3)], AllUsed(1));
            import.Complete(import.Counts);
            Assert.Equal(1, import.Removed);
        }

        Assert.Equal(["ann|-", "bob|3.0"], _folder.Sql("SELECT * FROM customers ORDER BY 1"));
        Assert.Equal(["0|0|0|1"], _folder.Sql("SELECT (SELECT count(*) FROM attributes), (SELECT count(*) FROM tags), (SELECT count(*) FROM circles), (SELECT count(*) FROM ties)"));
        Assert.Equal(1, _store.Summary().Customers);
    }

    [Fact]
    public void Interactions_cannot_be_whole() =>
        Assert.Contains("IsWhole is true for Interactions", Assert.Throws<ArgumentException>(() => _store.BeginImport(new("log", ImportKind.Interactions, "", "") { IsWhole = true })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_completion_that_fails_removes_nothing()
    {
        Take(ImportKind.Ties, "crm", true, 0, 1, 2);
        using StoreImport import = _store.BeginImport(new("crm", ImportKind.Ties, "tuesday", "") { IsWhole = true });
        import.Put([TieOf(1, 2)], AllUsed(1));
        _folder.Sql("CREATE TRIGGER stop BEFORE UPDATE OF completed_at ON import BEGIN SELECT RAISE(ABORT, 'power cut'); END");

        Assert.Contains("power cut", Assert.Throws<StoreException>(() => import.Complete(import.Counts)).Message, StringComparison.Ordinal);
        Assert.Equal(["c0|1.0", "c1|1.0", "c2|1.0"], Content(_store, ImportKind.Ties));

        _folder.Sql("DROP TRIGGER stop");
        import.Complete(import.Counts);
        Assert.Equal(["c1|2.0"], Content(_store, ImportKind.Ties));
        Assert.Equal(2, import.Removed);
    }

    [Fact]
    public void A_forgotten_customer_leaves_nothing_of_who_named_them()
    {
        foreach (ImportKind kind in (ImportKind[])[ImportKind.Customers, ImportKind.Ties, ImportKind.Consents, ImportKind.Tags, ImportKind.Circles])
        {
            Take(kind, "crm", true, 0);
            Take(kind, "shop", true, 0);
        }

        Assert.Equal(["5"], _folder.Sql("SELECT count(*) FROM also_named"));
        _store.Forget("c0");
        _store.Forget("hub");

        Assert.Empty(_folder.Sql("SELECT * FROM also_named"));
        Assert.Empty(_folder.Sql("PRAGMA foreign_key_check"));
    }

    /// <summary>Sources whole and in part, complete and cut off, in any order, beside a dictionary that does the same in plain words.</summary>
    [Theory]
    [InlineData(ImportKind.Customers, false)]
    [InlineData(ImportKind.Ties, false)]
    [InlineData(ImportKind.Ties, true)]
    [InlineData(ImportKind.Consents, false)]
    [InlineData(ImportKind.Tags, false)]
    [InlineData(ImportKind.Circles, false)]
    public void Any_imports_leave_what_a_plain_dictionary_holds(ImportKind kind, bool besideManyOthers)
    {
        int number = 0;
        Gen<Step> step =
            from source in Gen.Elements("crm", "shop", "news")
            from isWhole in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
            from isCut in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
            from things in Gen.SubListOf(Enumerable.Range(0, 6))
            select new Step(source, isWhole, isCut, [.. things]);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(20),
            Prop.ForAll(Arb.From(step.ListOf().Resize(9)), steps =>
            {
                using CustomerStore store = CustomerStore.Create(_folder.PathOf($"{kind}-{besideManyOthers}-{number++}.igs"));
                store.Database.Execute("PRAGMA synchronous = OFF");
                if (besideManyOthers)
                {
                    // A few ties among many take another way than many.
                    Put(store, "others", [.. Enumerable.Range(0, 200).Select(i => new Tie<string>($"o{i}", "hub", 1))]);
                }

                var model = new Model(ImportKind.Ties == kind);
                int id = 0;
                foreach (Step each in steps)
                {
                    id++;
                    using StoreImport import = store.BeginImport(new(each.Source, kind, $"{id}", "") { IsWhole = each.IsWhole });
                    PutThings(import, kind, id, each.Things);
                    if (!each.IsCut)
                    {
                        import.Complete(import.Counts);
                    }

                    Assert.Equal(model.Take(each, id), import.Removed);
                    Assert.Equal(model.Content(kind != ImportKind.Circles), Content(store, kind));
                }

                Assert.Empty(Sql(store.FilePath, "PRAGMA foreign_key_check"));
            }));
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private static Tie<string> TieOf(int thing, int value) => new($"c{thing}", "hub", 1, value);

    private static void PutThings(StoreImport import, ImportKind kind, int value, int[] things)
    {
        ImportCounts counts = AllUsed(things.Length);
        switch (kind)
        {
            case ImportKind.Customers:
                import.Put([.. things.Select(thing => new Customer<string>($"c{thing}", value))], counts);
                break;
            case ImportKind.Ties:
                import.Put([.. things.Select(thing => TieOf(thing, value))], counts);
                break;
            case ImportKind.Consents:
                import.Put([.. things.Select(thing => new Consent<string>($"c{thing}", Purpose.Score, Channel.Any, true, January, March.AddDays(value), $"{value}.0"))], counts);
                break;
            case ImportKind.Tags:
                import.Put([.. things.Select(thing => new TagRow<string>($"c{thing}", new(value % 2 == 0 ? "running" : " Running", value)))], counts);
                break;
            default:
                import.Put([.. things.Select(thing => new CircleRow<string>("hub", "family", $"c{thing}"))], counts);
                break;
        }
    }

    private static IReadOnlyList<string> Content(CustomerStore store, ImportKind kind) => Sql(store.FilePath, kind switch
    {
        ImportKind.Customers => "SELECT customer, own_value FROM customers WHERE own_value IS NOT NULL ORDER BY 1",
        ImportKind.Ties => "SELECT from_customer, strength FROM ties WHERE from_customer LIKE 'c%' ORDER BY 1",
        ImportKind.Consents => "SELECT customer, source FROM consents ORDER BY 1",
        ImportKind.Tags => "SELECT customer, weight FROM tags ORDER BY 1",
        _ => "SELECT member FROM circles WHERE member IS NOT NULL ORDER BY 1",
    });

    private long Take(ImportKind kind, string name, bool isWhole, params int[] things)
    {
        int value = int.Parse(_folder.Sql("SELECT count(*) + 1 FROM import")[0]);
        return Take(new(name, kind, $"{value}", "") { IsWhole = isWhole }, value, things);
    }

    private long Take(ImportSource source, int value, params int[] things)
    {
        using StoreImport import = _store.BeginImport(source);
        PutThings(import, source.Kind, value, things);
        import.Complete(import.Counts);
        return import.Removed;
    }

    private sealed record Step(string Source, bool IsWhole, bool IsCut, int[] Things);

    private sealed class Thing
    {
        internal required Step Owner { get; set; }

        internal required int Import { get; set; }

        internal required int Value { get; set; }

        /// <summary>Imports of other whole sources that name it too.</summary>
        internal Dictionary<int, Step> Also { get; } = [];
    }

    private sealed class Model(bool areSeenWhenComplete)
    {
        private readonly SortedDictionary<int, Thing> _things = [];

        internal IReadOnlyList<string> Content(bool hasValues) => [.. _things.Select(pair => hasValues ? $"c{pair.Key}|{pair.Value.Value}.0" : $"c{pair.Key}")];

        internal long Take(Step step, int import)
        {
            if (step.IsCut && areSeenWhenComplete)
            {
                return 0;
            }

            foreach (int named in step.Things)
            {
                if (!_things.TryGetValue(named, out Thing? thing))
                {
                    _things.Add(named, new() { Owner = step, Import = import, Value = import });
                    continue;
                }

                if (thing.Owner.IsWhole && thing.Owner.Source != step.Source)
                {
                    thing.Also.TryAdd(thing.Import, thing.Owner);
                }

                (thing.Owner, thing.Import, thing.Value) = (step, import, import);
            }

            return step.IsCut || !step.IsWhole ? 0 : RemoveUnnamed(step, import);
        }

        private long RemoveUnnamed(Step step, int import)
        {
            long removed = 0;
            foreach ((int name, Thing thing) in _things.ToArray())
            {
                foreach (int mine in thing.Also.Where(also => also.Value.Source == step.Source).Select(also => also.Key).ToArray())
                {
                    thing.Also.Remove(mine);
                }

                if (thing.Owner.Source == step.Source && thing.Import != import)
                {
                    if (thing.Also.Count > 0)
                    {
                        thing.Import = thing.Also.Keys.Max();
                        thing.Owner = thing.Also[thing.Import];
                        thing.Also.Remove(thing.Import);
                    }
                    else
                    {
                        _things.Remove(name);
                        removed++;
                    }
                }
            }

            return removed;
        }
    }
}
