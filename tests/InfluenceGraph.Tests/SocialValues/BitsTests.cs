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
    [InlineData(UnreachedPolicy.Keep, "7908aeed29199a90d386c2ae6db88c8b7edd5025f0371777f93b2defc856f5df")]
    [InlineData(UnreachedPolicy.Prior, "3f33fc4446016d9d977eaf7a120aee1595582a5aa58227dc15b2ae186e4d315b")]
    [InlineData(UnreachedPolicy.Uniform, "6b286e995bb9575f81a8675a1c9cbdb1d01c297b83eb511b5d3824d45b3fda0b")]
    [InlineData(UnreachedPolicy.Drop, "957053e3e2056e7aab650b258c80b776186b4ec8cd7c036fb3b9c1d61e978551")]
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
