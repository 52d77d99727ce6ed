using InfluenceGraph.Tests.Repository;
using Xunit;

namespace InfluenceGraph.Tests.Kernels;

/// <summary>Runs the tests of category Bits again in a process of their own, with vector instructions switched off.</summary>
public sealed class VectorWidthTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "INFLUENCEGRAPH_EXPECT_NO_AVX512")]
    [InlineData("DOTNET_EnableAVX2", "INFLUENCEGRAPH_EXPECT_NO_AVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic", "INFLUENCEGRAPH_EXPECT_NO_INTRINSICS")]
    public async Task The_bits_are_the_same_with_vector_instructions_switched_off(string instructions, string expectation)
    {
        string tests = typeof(VectorWidthTests).Assembly.Location;
        string output = await Shell.RunAsync(
            Path.GetDirectoryName(tests)!,
            [new(instructions, "0"), new(expectation, "1")],
            "dotnet",
            tests,
            "-trait",
            "Category=Bits");

        // The command line of the tests ends well also when no test has the trait.
        Assert.Matches(@"Total: [1-9]\d*, Errors: 0, Failed: 0", output);
    }
}
