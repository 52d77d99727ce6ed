using FsCheck;
using FsCheck.Fluent;
using InfluenceGraph.Keys;
using Xunit;

namespace InfluenceGraph.Tests.Keys;

public sealed class KeyTableTests
{
    private static readonly string[] _trickyTexts =
        ["", "a", "b", "ab", "a\0", "\0", "\0\0", "ä", "\u00E4\u0301", "ß", "ss", "€", "\uD83D\uDE00", "\uD83D", "\uDE00", "\uDE00\uD83D", "\uD800", "\uDBFF", "\uFFFD", "\uE000", "\uFFFF", "é", "e\u0301"];

    [Fact]
    public void Numbers_get_the_ids_that_a_dictionary_gives() => ForAll<long>(key => key, capacity => KeyTable<long>.Create(capacity));

    [Fact]
    public void Small_numbers_get_the_ids_that_a_dictionary_gives() => ForAll<int>(key => (int)key, capacity => KeyTable<int>.Create(capacity));

    [Fact]
    public void Guids_get_the_ids_that_a_dictionary_gives() => ForAll(GuidOf, capacity => KeyTable<Guid>.Create(capacity));

    [Fact]
    public void Texts_get_the_ids_that_a_dictionary_gives() => ForAll(key => $"{key}", capacity => KeyTable<string>.Create(capacity));

    [Fact]
    public void Keys_of_any_other_type_get_the_ids_that_a_dictionary_gives() => ForAll(key => (key, $"{key / 2}"), capacity => KeyTable<(long, string)>.Create(capacity));

    [Fact]
    public void Keys_whose_hashes_are_all_equal_are_told_apart()
    {
        const uint NoBits = 0;
        const uint TopBit = 1u << 31;
        foreach (uint bits in new[] { NoBits, TopBit })
        {
            AssertAsDictionary(new ValueKeyTable<long>(0, bits), [.. Enumerable.Range(0, 500).Select(key => (long)key % 300)]);
            AssertAsDictionary(new ValueKeyTable<Guid>(0, bits), [.. Enumerable.Range(0, 500).Select(key => GuidOf(key % 300))]);
            AssertAsDictionary(new StringKeyTable(0, bits), [.. Enumerable.Range(0, 500).Select(key => $"{key % 300}")]);
        }
    }

    [Fact]
    public void A_table_grows_over_many_chunks_and_keeps_every_id()
    {
        const int Keys = 200_000;
        AssertAsDictionary(KeyTable<long>.Create(), [.. Enumerable.Range(0, Keys).Select(key => (long)key << 40)]);
        AssertAsDictionary(KeyTable<string>.Create(), [.. Enumerable.Range(0, Keys).Select(key => $"customer number {key} of all")]);
    }

    [Fact]
    public void Strings_that_are_no_valid_text_are_told_apart_and_come_back_as_they_were()
    {
        AssertAsDictionary(KeyTable<string>.Create(), _trickyTexts);
        Gen<string> texts = Gen.Elements(_trickyTexts).ListOf().Select(string.Concat);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(texts.ArrayOf().ToArbitrary(), keys => AssertAsDictionary(KeyTable<string>.Create(), keys)));
    }

    [Fact]
    public void Texts_of_every_length_around_the_steps_of_the_hash_are_told_apart()
    {
        string[] keys = [.. Enumerable.Range(0, 70).SelectMany(length => new[] { new string('a', length), new string('a', length) + "b", "b" + new string('a', length) }).Distinct()];
        AssertAsDictionary(KeyTable<string>.Create(), keys);
    }

    [Fact]
    public void A_text_larger_than_a_block_of_the_pool_is_a_key_like_others()
    {
        string large = new('x', 3_000_000);
        AssertAsDictionary(KeyTable<string>.Create(), ["a", large, "b", large + "y", large, "a", new string('€', 400_000), "c"]);
        AssertAsDictionary(KeyTable<string>.Create(), [large, "a", large]);
    }

    [Fact]
    public void A_key_given_in_utf8_is_the_same_key_as_its_string()
    {
        string[] texts = [.. _trickyTexts.Where(text => !text.Any(char.IsSurrogate)), "\uD83D\uDE00", "a\uD83D\uDE00€b", new string('ü', 300), new string('a', 300)];
        var byString = new StringKeyTable(0);
        var byBytes = new StringKeyTable(0);
        foreach (string text in texts)
        {
            byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(text);
            int id = byString.FindOrAdd(text, out bool addedText);
            Assert.Equal((id, addedText), (byBytes.FindOrAdd(utf8, out bool addedBytes), addedBytes));
            Assert.Equal((id, id), (byString.Find(utf8), byBytes.Find(text)));
            Assert.Equal(text, byBytes[id]);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0x61, 0xC0, 0x80 })]
    public void Bytes_that_are_not_utf8_are_refused(byte[] bytes)
    {
        var table = new StringKeyTable(0);

        Assert.Throws<ArgumentException>(() => table.FindOrAdd(bytes, out _));
        Assert.Throws<ArgumentException>(() => table.Find(bytes));
        Assert.Equal(0, table.Count);
    }

    [Fact]
    public void A_million_numbers_take_at_most_24_bytes_each_and_short_texts_at_most_48()
    {
        const int Keys = 1_000_000;
        KeyTable<long> numbers = KeyTable<long>.Create();
        KeyTable<string> texts = KeyTable<string>.Create();
        for (int key = 0; key < Keys; key++)
        {
            numbers.FindOrAdd(key * 7919L, out _);
            texts.FindOrAdd($"C{key:00000000000}", out _);
        }

        Assert.InRange(numbers.Bytes / Keys, 12, 24);
        Assert.InRange(texts.Bytes / Keys, 24, 48);
    }

    [Fact]
    public void What_another_thread_finds_while_keys_are_added_is_right()
    {
        const int Keys = 300_000;
        const int AtLeastLooked = 100_000;
        var table = new StringKeyTable(0);
        var numbers = new ValueKeyTable<long>(0);
        bool isDone = false;
        int looked = 0;
        int wrong = 0;
        var reader = new Thread(() =>
        {
            for (int i = 0; !Volatile.Read(ref isDone) || looked < AtLeastLooked; i++)
            {
                int key = (i * 7919) % Keys;
                (int text, int number) = (table.Find($"{key}"), numbers.Find(key));
                wrong += (text != -1 && text != key) || (number != -1 && number != key) ? 1 : 0;
                looked++;
            }
        });
        reader.Start();
        for (int key = 0; key < Keys; key++)
        {
            table.FindOrAdd($"{key}", out _);
            numbers.FindOrAdd(key, out _);
        }

        Volatile.Write(ref isDone, true);
        reader.Join();
        Assert.Equal(0, wrong);
    }

    private static Guid GuidOf(long key) => new(UInt128ToBytes((UInt128)(ulong)key * 0x9E3779B97F4A7C15));

    private static byte[] UInt128ToBytes(UInt128 value)
    {
        byte[] bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128LittleEndian(bytes, value);
        return bytes;
    }

    private static void ForAll<TKey>(Func<long, TKey> keyOf, Func<int, KeyTable<TKey>> create)
        where TKey : notnull =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(
            Gen.OneOf(Gen.Choose(-20, 20).Select(key => (long)key), ArbMap.Default.GeneratorFor<long>()).ArrayOf().ToArbitrary(),
            Gen.Elements(0, 1, 13, 100).ToArbitrary(),
            (keys, capacity) => AssertAsDictionary(create(capacity), [.. keys.Select(keyOf)])));

    /// <summary>Every step against a dictionary, then all ids once more.</summary>
    private static void AssertAsDictionary<TKey>(KeyTable<TKey> table, TKey[] keys)
        where TKey : notnull
    {
        var ids = new Dictionary<TKey, int>();
        foreach (TKey key in keys)
        {
            bool isNew = !ids.TryGetValue(key, out int expected);
            Assert.Equal(isNew ? -1 : expected, table.Find(key));
            expected = isNew ? ids.Count : expected;
            Assert.Equal(expected, table.FindOrAdd(key, out bool added));
            Assert.Equal(isNew, added);
            ids.TryAdd(key, expected);
        }

        Assert.Equal(ids.Count, table.Count);
        foreach ((TKey key, int id) in ids)
        {
            Assert.Equal(id, table.Find(key));
            Assert.Equal(key, table[id]);
        }
    }
}
