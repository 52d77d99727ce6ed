using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace InfluenceGraph.Tests.Containment;

/// <summary>The bits of the answers, the same for any number of threads and, written down, on every machine.</summary>
[Trait("Category", "Bits")]
public sealed class ComplaintBitsTests
{
    private static CustomerGraphView<int> View => CustomerGraph.FromTies(
        ComplaintBits.Ties(200, 900),
        Enumerable.Range(0, 200).Select(key => new Customer<int>(key, key % 13 / 7.0))).AsView();

    [Fact]
    public void The_bits_do_not_depend_on_the_threads()
    {
        IReadOnlyList<string> one = ComplaintBits.Of(View, threads: 1);
        foreach (int threads in new[] { 2, 3, 8 })
        {
            Assert.Equal(one, ComplaintBits.Of(View, threads));
        }

        Assert.Contains(one, line => line.StartsWith("tie ", StringComparison.Ordinal));
        Assert.Contains(one, line => line.StartsWith("step 1 Answer", StringComparison.Ordinal));
        Assert.Contains(one, line => line.Contains("AskAdvocate", StringComparison.Ordinal));
        Assert.Contains(one, line => line.StartsWith("path 0 ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_bits_are_the_same_on_every_machine()
    {
        const string Expected = "09ba0d7aa5d7e099eb82ba77b9f986ec2d6c26af108c07e9a3bd7d831e8bafc1";
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ComplaintBits.Of(View)))));
        Assert.True(hash == Expected, $"The bits have the hash {hash}; expected {Expected}.");
    }
}
