using FsCheck;
using FsCheck.Fluent;
using InfluenceGraph.Keys;
using Xunit;

namespace InfluenceGraph.Tests.Keys;

public sealed class KeyColumnTests
{
    [Fact]
    public void Numbers_come_in_the_order_of_the_framework() => ForAll(ArbMap.Default.GeneratorFor<long>());

    [Fact]
    public void Small_numbers_come_in_the_order_of_the_framework() => ForAll(Gen.Choose(int.MinValue, int.MaxValue));

    [Fact]
    public void Guids_come_in_the_order_of_the_framework() => ForAll(ArbMap.Default.GeneratorFor<Guid>());

    [Fact]
    public void Strings_come_in_ordinal_order_whatever_they_hold() => ForAll(
        Gen.Elements("", "a", "b", "a\0", "\0", "ab", "same first eight letters", "€", "ä", "\uD83D\uDE00", "\uD83D", "\uDBFF", "\uDE00", "\uE000", "\uFFFF", "\uD800\uDC00").ListOf().Select(string.Concat));

    [Fact]
    public void Keys_of_any_other_type_come_in_their_own_order() => ForAll(Gen.Choose(-9, 9).Select(key => (key, -key)));

    [Fact]
    public void Keys_that_cannot_be_compared_come_as_they_were_added()
    {
        KeyTable<UnorderedKey> table = KeyTable<UnorderedKey>.Create();
        UnorderedKey[] keys = [new(3), new(1), new(2)];
        foreach (UnorderedKey key in keys)
        {
            table.FindOrAdd(key, out _);
        }

        Assert.Equal(keys, table.ToColumn(table.InOrder([true, true, true])));
    }

    [Fact]
    public void Many_keys_that_share_their_beginnings_are_sorted()
    {
        const int Keys = 30_000;
        AssertInOrder([.. Enumerable.Range(0, Keys).Select(key => $"a beginning of many letters, {key * 7919L % Keys} and an end")]);
        AssertInOrder([.. Enumerable.Range(0, Keys).Select(key => (key * 7919L % Keys) - (Keys / 2))]);
    }

    [Fact]
    public void A_string_that_is_read_again_is_the_same_object()
    {
        KeyColumn<string> column = KeyColumn<string>.Of(["ann", "bob"]);

        Assert.Same(column[1], column[1]);
        Assert.Equal(["ann", "bob"], column);
    }

    [Fact]
    public void A_key_that_is_there_twice_is_an_error() =>
        Assert.Contains("'ann'", Assert.Throws<ArgumentException>(() => KeyColumn<string>.Of(["ann", "bob", "ann"])).Message, StringComparison.Ordinal);

    [Fact]
    public void Looking_for_nothing_is_an_error_as_in_a_dictionary() =>
        Assert.Throws<ArgumentNullException>(() => KeyColumn<string>.Of(["ann"]).Contains(null!));

    [Fact]
    public void A_hundred_thousand_keys_take_what_was_foretold()
    {
        const int Keys = 100_000;
        KeyColumn<string> texts = KeyColumn<string>.Of([.. Enumerable.Range(0, Keys).Select(key => $"customer{key:000000}")]);
        KeyColumn<long> numbers = KeyColumn<long>.Of([.. Enumerable.Range(0, Keys).Select(key => (long)key)]);

        Assert.InRange(texts.Bytes, 0.97 * KeyMemory.Of<string>(14).AtRest * Keys, 1.03 * KeyMemory.Of<string>(14).AtRest * Keys);
        Assert.InRange(numbers.Bytes, 0.97 * KeyMemory.Of<long>(0).AtRest * Keys, 1.03 * KeyMemory.Of<long>(0).AtRest * Keys);
    }

    private static void ForAll<TKey>(Gen<TKey> key)
        where TKey : notnull =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(key.ArrayOf().Select(keys => keys.Distinct().ToArray()).ToArbitrary(), AssertInOrder));

    private static void AssertInOrder<TKey>(TKey[] keys)
        where TKey : notnull
    {
        KeyTable<TKey> table = KeyTable<TKey>.Create();
        foreach (TKey key in keys)
        {
            table.FindOrAdd(key, out _);
        }

        // Every fifth is left out.
        bool[] isIn = [.. keys.Select((_, id) => id % 5 != 4)];
        KeyColumn<TKey> column = table.ToColumn(table.InOrder(isIn));
        IComparer<TKey> order = typeof(TKey) == typeof(string) ? (IComparer<TKey>)StringComparer.Ordinal : Comparer<TKey>.Default;
        TKey[] expected = [.. keys.Where((_, id) => isIn[id]).Order(order)];
        Assert.Equal(expected, column);
        for (int node = 0; node < expected.Length; node++)
        {
            Assert.True(column.TryGetNode(expected[node], out int found));
            Assert.Equal(node, found);
        }

        Assert.All(keys.Where((_, id) => !isIn[id]), absent => Assert.False(column.Contains(absent)));
    }

    private sealed record UnorderedKey(int Number);
}
