using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace InfluenceGraph.Tests.FoundCircles;

/// <summary>Bits of found circles, written down; rerun with vector instructions switched off.</summary>
[Trait("Category", "Bits")]
public sealed class FoundCircleBitsTests
{
    [Theory]
    [InlineData(1, CircleGrain.Broad, "2b5c7992f7afb2b066122130de6bdf4bfcbfc7d7465b4f61f2bd99ae4c2c30aa")]
    [InlineData(2, CircleGrain.Broad, "2b5c7992f7afb2b066122130de6bdf4bfcbfc7d7465b4f61f2bd99ae4c2c30aa")]
    [InlineData(7, CircleGrain.Broad, "2b5c7992f7afb2b066122130de6bdf4bfcbfc7d7465b4f61f2bd99ae4c2c30aa")]
    [InlineData(1, CircleGrain.Fine, "05eb7c9faf941ffa20ee4ee2e2c1a821fdbf862b709d1a79cae5095a97e1ef8d")]
    [InlineData(2, CircleGrain.Fine, "05eb7c9faf941ffa20ee4ee2e2c1a821fdbf862b709d1a79cae5095a97e1ef8d")]
    public void Circles_are_the_same_on_every_machine_and_any_number_of_threads(int threads, CircleGrain grain, string hash)
    {
        var random = new Random(12);
        CustomerGraph<int> graph = CustomerGraph.FromTies(
            Enumerable.Range(0, 100).SelectMany(a => Enumerable.Range(0, 100).Where(b => b != a && random.NextDouble() < (a / 10 == b / 10 ? 0.6 : 0.1)).Select(b => new Tie<int>(a, b, random.Next(1, 5) / 4.0, random.Next(1, 4)))),
            Enumerable.Range(0, 100).Select(key => new Customer<int>(key, 1) { Tags = [new($"g{key / 10}"), new($"m{key % 5}")] }));
        var text = new StringBuilder();
        foreach (FoundCircleResult<int> found in graph.FindCirclesOfEach(configure: o => o with { Threads = threads, Grain = grain, TagShare = 0.3 }))
        {
            // Logarithms come from the platform's library, so evidence is told to 9 digits; who belongs to what, and its counts, exactly.
            foreach (FoundCircle<int> circle in found.Circles)
            {
                text.Append(CultureInfo.InvariantCulture, $"{found.Owner} {circle.Number} {string.Join(' ', circle.Members)} {circle.Evidence:0.000000000} {BitConverter.DoubleToInt64Bits(circle.Density):x16} {BitConverter.DoubleToInt64Bits(circle.OutsideShare):x16}\n");
            }
        }

        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))));
    }
}
