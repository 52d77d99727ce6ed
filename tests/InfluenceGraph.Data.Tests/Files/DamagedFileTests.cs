using System.Text;
using InfluenceGraph.Data.Tests.GraphFormats;
using InfluenceGraph.Data.Tests.Tables;
using Xunit;

namespace InfluenceGraph.Data.Tests.Files;

/// <summary>Good files with bytes changed, lost, doubled and put in: they are read, or refused with the one exception that is documented.</summary>
public sealed class DamagedFileTests
{
    private const int Cases = 4_000;

    private static readonly byte[][] _pieces =
    [
        [0], [0xFF], [0xC3], [0xFE, 0xFF], "\""u8.ToArray(), "\n"u8.ToArray(), "\r"u8.ToArray(), ","u8.ToArray(), ";"u8.ToArray(), "\t"u8.ToArray(), "#"u8.ToArray(), "1e400"u8.ToArray(), "NaN"u8.ToArray(),
        "<"u8.ToArray(), ">"u8.ToArray(), "&#0;"u8.ToArray(), "&x;"u8.ToArray(), "]]>"u8.ToArray(), "<![CDATA["u8.ToArray(), "<!DOCTYPE a [<!ENTITY x 'y'>]>"u8.ToArray(), "<node id='x'>"u8.ToArray(), "</graph>"u8.ToArray(), "_x0000_"u8.ToArray(), [0x1F, 0x8B],
    ];

    [Fact]
    public void Rows()
    {
        byte[] text = Encoding.UTF8.GetBytes("from,to,permission,strength,since\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"c{i},\"d, {i}\",0.{i},{i}.5,2026-01-{1 + (i % 28):00}\n")));
        byte[][] files =
        [
            text,
            [.. Encoding.UTF8.GetPreamble(), .. text],
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(text))],
            TestSource.Packed(text),
            "# Nodes: 3 Edges: 2\n1 2\n2 3\n3 1\n"u8.ToArray(),
        ];
        Assert.All(files, file => Assert.True(TryRows(file)));
        var letters = new Letters(1);
        int read = 0;
        for (int i = 0; i < Cases; i++)
        {
            byte[] damaged = Damaged(files[i % files.Length], letters);
            try
            {
                read += TryRows(damaged) ? 1 : 0;
            }
            catch (Exception e)
            {
                Assert.Fail($"case {i}, {Convert.ToHexString(damaged)}: {e}");
            }
        }

        // Both happen, or the test says nothing.
        Assert.InRange(read, Cases / 10, Cases * 9 / 10);
    }

    [Fact]
    public void GraphMl_files()
    {
        byte[][] files = [.. ((string[])["shown.graphml", "networkx-directed.graphml", "networkx-undirected.graphml"]).Select(name => File.ReadAllBytes(Figures.PathOf(name)))];
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("damaged.graphml");
        Assert.All(files, file => Assert.True(TryGraphMl(path, file)));
        var letters = new Letters(2);
        int read = 0;
        for (int i = 0; i < Cases; i++)
        {
            byte[] damaged = Damaged(files[i % files.Length], letters);
            try
            {
                read += TryGraphMl(path, damaged) ? 1 : 0;
            }
            catch (Exception e)
            {
                Assert.Fail($"case {i}, {Encoding.UTF8.GetString(damaged)}: {e}");
            }
        }

        Assert.InRange(read, Cases / 50, Cases * 9 / 10);
    }

    private static bool TryRows(byte[] file)
    {
        try
        {
            using RowSource source = TestSource.Of(file);
            Assert.All(source.ReadTies<string>(new() { From = 1, To = 2 }, o => o with { MaxRejects = long.MaxValue }), tie => Assert.Null(tie.FindProblem()));
            return true;
        }
        catch (CustomerDataException e)
        {
            Assert.Equal("ties.csv", e.File);
            Assert.False(string.IsNullOrWhiteSpace(e.Problem));
            return false;
        }
    }

    private static bool TryGraphMl(string path, byte[] file)
    {
        File.WriteAllBytes(path, file);
        try
        {
            GraphMl.Read(path, o => o with { Graph = o.Graph with { OnUnknownCustomer = UnknownCustomerRule.Add } });
            return true;
        }
        catch (CustomerDataException e)
        {
            Assert.Equal((path, true), (e.File, e.Line > 0));
            Assert.False(string.IsNullOrWhiteSpace(e.Problem));
            return false;
        }
    }

    private static byte[] Damaged(byte[] file, Letters letters)
    {
        List<byte> bytes = [.. file];
        for (int times = letters.Below(3); times >= 0; times--)
        {
            int at = letters.Below(bytes.Count);
            int length = Math.Min(letters.Below(20), bytes.Count - at);
            switch (letters.Below(5))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << letters.Below(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3 when letters.Below(4) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, _pieces[letters.Below(_pieces.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>The same numbers each time.</summary>
    private sealed class Letters(ulong seed)
    {
        private ulong _state = seed * 0x9E3779B97F4A7C15;

        internal int Below(int limit)
        {
            _state = (_state * 6364136223846793005) + 1442695040888963407;
            return limit == 0 ? 0 : (int)((_state >> 33) % (ulong)limit);
        }
    }
}
