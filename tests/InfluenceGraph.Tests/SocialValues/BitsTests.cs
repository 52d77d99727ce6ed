using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace InfluenceGraph.Tests.SocialValues;

/// <summary>
/// The bits of scores, written down. CI runs this category again with vector instructions switched off by
/// DOTNET_EnableAVX512, DOTNET_EnableAVX2 and DOTNET_EnableHWIntrinsic, and says so in a variable of ours, so that a
/// switch that has no effect is found out.
/// </summary>
[Trait("Category", "Bits")]
public sealed class BitsTests
{
    [Theory]
    [InlineData(UnreachedPolicy.Keep, "2daf26a6e6b8dec49d0100c3621e9734e2d066485a18ba79cab769e2d4c76d1e")]
    [InlineData(UnreachedPolicy.Prior, "004b333a9e3d9fbb60824d3fce7f14f498e92d224f0dd31fa2e69944f5ef1102")]
    [InlineData(UnreachedPolicy.Uniform, "1ce2ba68c6d926d01f418f631dff0fbea38c970b41944530a997c724b39537e8")]
    [InlineData(UnreachedPolicy.Drop, "e805f299cb1f49ad3b1eaed38d697e12609e96ca9231e3169886d579c62c8cb1")]
    public void Scores_have_the_same_bits_on_every_machine(UnreachedPolicy policy, string expected)
    {
        CustomerGraph<int> graph = CustomerGraph.FromTies(Ties(2000, 20_000), Enumerable.Range(0, 2000).Select(key => new Customer<int>(key, key % 13 / 7.0)));
        SocialValueResult<int> value = graph.SocialValue(options => options with { Unreached = policy, Threads = 2 });

        Assert.Equal(expected, ResultBits.HashOfScores(value));
    }

    [Fact]
    public void Data_has_the_same_hash_on_every_machine()
    {
        CustomerGraph<int> graph = CustomerGraph.FromTies(Ties(2000, 20_000));
        Assert.Equal("df30d09a33f84bba1590975b6503f5e661f9384ac1057a9ac5eb13bbb399505d", graph.SocialValue().Receipt.DataHash);
    }

    [Fact]
    public void Vector_instructions_are_off_where_the_runner_says_so()
    {
        AssertOff("INFLUENCEGRAPH_EXPECT_NO_AVX512", Vector512.IsHardwareAccelerated);
        AssertOff("INFLUENCEGRAPH_EXPECT_NO_AVX2", Avx2.IsSupported || Vector256.IsHardwareAccelerated);
        AssertOff("INFLUENCEGRAPH_EXPECT_NO_INTRINSICS", Avx2.IsSupported || Vector128.IsHardwareAccelerated);
    }

    private static void AssertOff(string variable, bool isOn) =>
        Assert.False(isOn && Environment.GetEnvironmentVariable(variable) is "1", $"{variable} is set, but the instructions are on; expected the runtime's own switch to be set too.");

    /// <summary>Ties from a generator of our own (SplitMix64), as the framework's may change with its version.</summary>
    private static IEnumerable<Tie<int>> Ties(int customers, int count)
    {
        ulong state = 42;
        ulong Next()
        {
            state += 0x9E3779B97F4A7C15;
            ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }

        for (int i = 0; i < count; i++)
        {
            int from = (int)(Next() % (ulong)customers);
            int to = (int)(Next() % (ulong)(customers - (customers / 10)));
            yield return new(from, to, (Next() % 11) / 10.0, 1 + ((Next() % 1000) / 7.0));
        }
    }
}
