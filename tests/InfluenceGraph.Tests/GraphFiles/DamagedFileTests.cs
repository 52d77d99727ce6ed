using System.Buffers.Binary;
using InfluenceGraph.GraphFiles;
using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.GraphFiles;

public sealed class DamagedFileTests : IDisposable
{
    private static readonly DateTimeOffset _moment = GraphFileFixture.Start.AddDays(12);
    private readonly GraphFileFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Each_kind_of_wrong_file_has_its_message()
    {
        byte[] good = Saved(GraphFileFixture.Plain(i => i));

        RequireError("header", 0, "expected 89434752415048", []);
        RequireError("header", 0, "This is no graph file", "From,To,Permission\n"u8.ToArray());
        RequireError("header", 0, "This is no graph file", new byte[5000]);
        RequireError("header", 20, "the file has 20 bytes; expected at least 64", good[..20]);
        RequireError("header", 16, $"the file has {good.Length - 1} bytes; expected {good.Length}. It was cut off or added to", good[..^1]);
        RequireError("header", 16, "It was cut off or added to", [.. good, 0]);
        RequireError("header", 8, "its numbers are big-endian", Changed(good, file => file.AsSpan(8, 4).Reverse()));
        RequireError("header", 12, "it has version 2 of the format; expected 1. A newer version of the library wrote it: update", Changed(good, file =>
        {
            file[12] = 2;
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(60), Crc32C.Of(file.AsSpan(0, 60)));
        }));
        RequireError("header", 0, "its checksum is", Changed(good, file => file[12] = 2));
        RequireError("header", 0, "its checksum is", Changed(good, file => file[40] ^= 1));
        RequireError("table", null, "its checksum is", Changed(good, file => file[^9] ^= 4));
    }

    [Fact]
    public void Another_type_of_keys_is_told()
    {
        GraphFileFixture.Plain(i => i).Save(_fixture["g"]);

        Assert.Contains("its keys are int; expected string. Open it with that type of keys.", Assert.Throws<GraphFileException>(() => CustomerGraphFile.Open<string>(_fixture["g"])).Message, StringComparison.Ordinal);
        Assert.Contains("its keys are int; expected long.", Assert.Throws<GraphFileException>(() => CustomerGraph.Load<long>(_fixture["g"])).Message, StringComparison.Ordinal);
        Assert.Contains("System.Decimal have no place", Assert.Throws<NotSupportedException>(() => CustomerGraphFile.Open<decimal>(_fixture["g"])).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => CustomerGraphFile.Open<int>(_fixture["h"]));
        Assert.Throws<ArgumentException>(() => CustomerGraphFile.Open<int>(""));
    }

    [Fact]
    public void A_bit_that_flips_is_found_where_it_is_when_it_is_touched_and_not_before()
    {
        byte[] good = Saved(GraphFileFixture.Plain(i => i, customers: 5000, ties: 50_000));
        long offset = SectionOf(good, "forward.targets").Offset + 5000;
        File.WriteAllBytes(_fixture["g"], Changed(good, file => file[offset] ^= 0x10));

        using CustomerGraphFile<int> file = CustomerGraphFile.Open<int>(_fixture["g"]);
        Assert.True(file.Contains(17));

        foreach (Action ask in new Action[] { () => file.SocialValue(), () => file.Verify(), () => CustomerGraph.Load<int>(_fixture["g"]) })
        {
            GraphFileException error = Assert.Throws<GraphFileException>(ask);
            Assert.Equal("forward.targets", error.Section);
            Assert.Equal(offset - 5000, error.Offset);
            Assert.Equal(Path.GetFullPath(_fixture["g"]), error.FilePath);
            Assert.Matches("the checksum of the block of 65536 bytes is [0-9A-F]{8}; expected [0-9A-F]{8}. The file is damaged: get it again", error.Message);
        }
    }

    [Fact]
    public void A_file_that_shrinks_while_it_is_open_is_told()
    {
        File.WriteAllBytes(_fixture["g"], Saved(GraphFileFixture.Plain(i => i, customers: 5000, ties: 50_000)));
        using CustomerGraphFile<int> file = CustomerGraphFile.Open<int>(_fixture["g"]);
        Shrink(_fixture["g"], 10_000);

        Assert.Contains("the file has 10000 bytes now; expected", Assert.Throws<GraphFileException>(() => file.Contains(17)).Message, StringComparison.Ordinal);
        Assert.Throws<GraphFileException>(() => file.SocialValue());
        Assert.Throws<GraphFileException>(() => file.Verify());
    }

    [Fact]
    public void A_file_that_shrinks_while_it_is_read_is_told()
    {
        File.WriteAllBytes(_fixture["g"], Saved(GraphFileFixture.Plain(i => i, customers: 5000, ties: 50_000)));
        using CustomerGraphFile<int> file = CustomerGraphFile.Open<int>(_fixture["g"]);

        GraphFileException error = Assert.Throws<GraphFileException>(() => file.SocialValue(progress: new Shrinking(() => Shrink(_fixture["g"], 10_000))));

        Assert.Contains("the file ends here; expected", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_file_says_must_also_make_sense()
    {
        byte[] good = Saved(GraphFileFixture.Plain(i => i));

        RequireSense("forward.targets", "customer number -1; expected 0 to 59", file => file.Fill(0xFF, 4));
        RequireSense("forward.targets", "expected them to ascend", file => file.Span.Slice(4, 4).CopyTo(file.Span));
        RequireSense("forward.offsets", "row 0 begins at 1; expected 0", file => file.Span[0] = 1);
        RequireSense("forward.offsets", "begins at", file => file.Span[15] = 0x7F);
        RequireSense("forward.permissions", "permission NaN; expected 0 to 1", file => file.Fill(0xFF, 4));
        RequireSense("forward.permissions", "are others than those of section 'forward.targets'", file => file.Span[1] ^= 1, "backward.targets");
        RequireSense("values", "own value NaN; expected 0 to 1e100", file => file.Fill(0xFF, 8));
        RequireSense("keys", "expected keys to ascend", file => file.Span[..4].CopyTo(file.Span[4..]));
        RequireSense("keys.places", "expected each number at one place", file => file.Span[..4].CopyTo(file.Span[4..]));
        RequireSense("numbers", "number 2 is 7; expected 0 to 2", file => file.Span[16] = 7);

        void RequireSense(string section, string problem, Action<Memory> change, string? toldIn = null)
        {
            byte[] bad = [.. good];
            SectionEntry entry = SectionOf(bad, section);
            change(new(bad, (int)entry.Offset, (int)entry.Length));
            Reseal(bad);
            File.WriteAllBytes(_fixture["bad"], bad);

            GraphFileException error = Assert.Throws<GraphFileException>(() => CustomerGraph.Load<int>(_fixture["bad"]));

            Assert.Contains(problem, error.Message, StringComparison.Ordinal);
            Assert.Equal(toldIn ?? section, error.Section);
            error = Assert.Throws<GraphFileException>(() =>
            {
                using CustomerGraphFile<int> file = CustomerGraphFile.Open<int>(_fixture["bad"]);
                file.Verify();
            });
            Assert.Equal(toldIn ?? section, error.Section);
        }
    }

    /// <summary>Bits flipped, bytes replaced, runs zeroed, ends cut off, anywhere: the precise error, or the same answers to the last bit where what was hit says nothing.</summary>
    [Theory]
    [InlineData(PermissionPrecision.Exact)]
    [InlineData(PermissionPrecision.Bits8)]
    public void Damage_anywhere_gives_the_error_or_the_same_bits(PermissionPrecision precision)
    {
        CustomerGraph<string> graph = GraphFileFixture.Rich(customers: 25, ties: 120, withDates: precision == PermissionPrecision.Exact);
        byte[] good = Saved(graph, precision);
        string answers = Answers(good);
        var random = new CounterRandom(20_261_122, (ulong)precision);
        (int errors, int same) = (0, 0);
        foreach ((long start, long end) in PartsOf(good))
        {
            for (int mutant = 0; mutant < 25; mutant++)
            {
                byte[] bad = Mutated(good, start, end, ref random);
                try
                {
                    Assert.Equal(answers, Answers(bad));
                    same++;
                }
                catch (GraphFileException error)
                {
                    Assert.NotEmpty(error.Section);
                    errors++;
                }
            }
        }

        Assert.True(errors > 20 * same, $"{errors} errors, {same} the same");
    }

    /// <summary>The same with the checksums set right again, as a faulty or hostile writer would: an error or an answer, and nothing else ever.</summary>
    [Theory]
    [InlineData(PermissionPrecision.Exact)]
    [InlineData(PermissionPrecision.Bits16)]
    public void Nonsense_with_right_checksums_never_gets_further_than_the_error(PermissionPrecision precision)
    {
        CustomerGraph<string> graph = GraphFileFixture.Rich(customers: 25, ties: 120, withDates: precision == PermissionPrecision.Exact);
        byte[] good = Saved(graph, precision);
        var random = new CounterRandom(20_261_123, (ulong)precision);
        (int errors, int answered) = (0, 0);
        foreach ((long start, long end) in PartsOf(good))
        {
            for (int mutant = 0; mutant < 25; mutant++)
            {
                byte[] bad = Mutated(good, start, end, ref random);
                try
                {
                    Reseal(bad);
                    _ = Answers(bad);
                    answered++;
                }
                catch (GraphFileException)
                {
                    errors++;
                }
            }
        }

        Assert.True(errors > 100 && answered > 50, $"{errors} errors, {answered} answers");
    }

    private static byte[] Mutated(byte[] good, long start, long end, ref CounterRandom random)
    {
        byte[] bad = [.. good];
        int at = (int)(start + random.NextBelow((uint)(end - start)));
        switch (random.NextBelow(5))
        {
            case 0:
                return bad[..at];
            case 1:
                bad[at] = (byte)random.Next();
                break;
            case 2:
                bad.AsSpan(at, (int)Math.Min(end - at, 1 + random.NextBelow(16))).Fill((byte)(random.NextBelow(2) * 0xFF));
                break;
            default:
                bad[at] ^= (byte)(1 << (int)random.NextBelow(8));
                break;
        }

        return bad;
    }

    /// <summary>Everything that the file can be asked, as text.</summary>
    private string Answers(byte[] bytes)
    {
        string path = _fixture["mutant"];
        File.WriteAllBytes(path, bytes);
        using CustomerGraphFile<string> file = CustomerGraphFile.Open<string>(path);
        var text = new System.Text.StringBuilder();
        Exception? whole = null;
        try
        {
            file.Verify();
        }
        catch (GraphFileException error)
        {
            // Asked all the same: what is not checked beforehand must be safe too.
            whole = error;
        }

        GraphFileException? first = null;
        Ask(() => file.Contains("customer 1").ToString());
        Ask(() => file.OwnValueOf("customer 1").ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        Ask(() => Scores(file.IgnoringConsent("test", _moment).SocialValue(o => o with { MaxIterations = 30 })));
        Ask(() => string.Join(';', file.IgnoringConsent("test", _moment).TiesFrom("customer 1")));
        Ask(() => string.Join(';', file.IgnoringConsent("test", _moment).TiesTo("customer 1")));
        Ask(() => Scores(file.For(Purpose.Score, _moment).SocialValue(o => o with { MaxIterations = 30 })));
        Ask(() =>
        {
            CustomerGraph<string> loaded = CustomerGraph.Load<string>(path);
            CustomerGraphView<string> view = loaded.For(Purpose.Score, _moment);
            return view.Receipt + string.Join(';', view.SocialValue(o => o with { MaxIterations = 30 }).Select(pair => $"{pair.Key} {pair.Value:R}"))
                + string.Join(';', loaded.Customers.Select(key => $"{loaded[key]} {string.Join(',', loaded[key].Tags)} {string.Join(',', loaded[key].Circles.Keys)} {string.Join(',', loaded[key].Attributes)}"))
                + view.NewReceipt(view.Data.OwnValues, UsedFacts.Ties | UsedFacts.Tags | UsedFacts.Circles | UsedFacts.Attributes);
        });

        Assert.True(first is null || whole is not null, $"What the check of the whole file lets pass is refused later: {first?.Message}");
        return whole is not null ? throw whole : text.ToString();

        void Ask(Func<string> question)
        {
            try
            {
                text.AppendLine(question());
            }
            catch (GraphFileException error)
            {
                first = error;
            }
            catch (Exception error) when (error is KeyNotFoundException or ArgumentException { ParamName: null } or InvalidOperationException { InnerException: null } or NotSupportedException)
            {
                // Where keys, values or dates are others than they were, these are the answers.
                text.AppendLine(error.Message);
            }
        }
    }

    private static string Scores(FileSocialValueResult<string> value) =>
        string.Join(';', value.Select(pair => FormattableString.Invariant($"{pair.Key} {pair.Value:R}"))) + value.Receipt;

    /// <summary>Header, each section, checksums and table.</summary>
    private static IEnumerable<(long Start, long End)> PartsOf(byte[] file)
    {
        yield return (0, 64);
        foreach (SectionEntry entry in SectionsOf(file))
        {
            yield return (entry.Offset, entry.Offset + Math.Max(1, entry.Length));
        }

        long checksums = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(32));
        long table = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(24));
        yield return (checksums, table);
        yield return (table, file.Length);
    }

    private static SectionEntry[] SectionsOf(byte[] file)
    {
        int table = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(24));
        int count = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(48));
        return [.. Enumerable.Range(0, count).Select(i => GraphFileLayout.ReadEntry(file.AsSpan(table + (i * GraphFileLayout.EntryBytes))))];
    }

    private static SectionEntry SectionOf(byte[] file, string name) => SectionsOf(file).Single(entry => entry.Name == name);

    /// <summary>Sets all checksums right, as far as the file still has the shape of one.</summary>
    private static void Reseal(byte[] file)
    {
        if (file.Length < 64)
        {
            return;
        }

        long checksums = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(32));
        long table = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(24));
        int count = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(48));
        long blocks = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(40));
        if (table >= 64 && count is >= 0 and < 100 && table <= file.Length - (count * 64L) && checksums >= 64 && blocks is >= 0 and < 10_000 && checksums <= file.Length - (blocks * 4))
        {
            foreach (SectionEntry entry in SectionsOf(file))
            {
                for (long block = 0; block < GraphFileLayout.BlocksOf(entry.Length) && entry.Offset >= 0 && entry.Length <= file.Length - entry.Offset && entry.FirstChecksum >= 0 && entry.FirstChecksum + block < blocks; block++)
                {
                    long start = entry.Offset + (block * GraphFileLayout.BlockBytes);
                    int length = (int)Math.Min(GraphFileLayout.BlockBytes, entry.Offset + entry.Length - start);
                    BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan((int)(checksums + (4 * (entry.FirstChecksum + block)))), Crc32C.Of(file.AsSpan((int)start, length)));
                }
            }

            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(52), Crc32C.Of(file.AsSpan((int)table, count * 64)));
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(56), Crc32C.Of(file.AsSpan((int)checksums, (int)blocks * 4)));
        }

        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(60), Crc32C.Of(file.AsSpan(0, 60)));
    }

    private byte[] Saved<TKey>(CustomerGraph<TKey> graph, PermissionPrecision precision = PermissionPrecision.Exact)
        where TKey : notnull
    {
        graph.Save(_fixture["saved"], o => o with { Precision = precision });
        return File.ReadAllBytes(_fixture["saved"]);
    }

    private static byte[] Changed(byte[] good, Action<byte[]> change)
    {
        byte[] bad = [.. good];
        change(bad);
        return bad;
    }

    private void RequireError(string section, long? offset, string problem, byte[] bytes)
    {
        File.WriteAllBytes(_fixture["bad"], bytes);
        GraphFileException error = Assert.Throws<GraphFileException>(() => CustomerGraphFile.Open<int>(_fixture["bad"]));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal(section, error.Section);
        Assert.Equal(offset ?? error.Offset, error.Offset);
        Assert.Equal(error.Message, Assert.Throws<GraphFileException>(() => CustomerGraph.Load<int>(_fixture["bad"])).Message);
    }

    /// <summary>As another program would do it, whom a lock of .NET does not hold back.</summary>
    private static void Shrink(string path, long length)
    {
        using var shrink = System.Diagnostics.Process.Start("truncate", ["-s", length.ToString(System.Globalization.CultureInfo.InvariantCulture), path]);
        shrink.WaitForExit();
        Assert.Equal(0, shrink.ExitCode);
    }

    private sealed class Shrinking(Action shrink) : IProgress<IterationProgress>
    {
        public void Report(IterationProgress value) => shrink();
    }

    private readonly record struct Memory(byte[] File, int Start, int Length)
    {
        internal Span<byte> Span => File.AsSpan(Start, Length);

        internal void Fill(byte value, int count) => Span[..count].Fill(value);
    }
}
