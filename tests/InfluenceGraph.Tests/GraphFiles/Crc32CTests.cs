using InfluenceGraph.GraphFiles;
using Xunit;

namespace InfluenceGraph.Tests.GraphFiles;

public sealed class Crc32CTests
{
    /// <summary>From RFC 3720, appendix B.4, and the usual check value.</summary>
    [Fact]
    public void Known_values()
    {
        Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));
        Assert.Equal(0x8A9136AAu, Crc32C.Of(new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Of([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0u, Crc32C.Of([]));
    }

    /// <summary>Against a bit-by-bit one, at lengths around the four streams' boundaries.</summary>
    [Fact]
    public void Several_streams_give_what_one_gives()
    {
        byte[] bytes = [.. Enumerable.Range(0, 70_000).Select(i => (byte)(i * 37 >> (i % 5)))];
        foreach (int length in new[] { 1, 7, 8, 9, 8191, 8192, 8193, 8200, 16_384, 16_389, 65_536, 69_999 })
        {
            uint plain = uint.MaxValue;
            foreach (byte value in bytes.AsSpan(0, length))
            {
                plain ^= value;
                for (int bit = 0; bit < 8; bit++)
                {
                    plain = (plain >> 1) ^ ((plain & 1) * 0x82F63B78);
                }
            }

            Assert.Equal(~plain, Crc32C.Of(bytes.AsSpan(0, length)));
        }
    }
}
