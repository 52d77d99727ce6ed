using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using InfluenceGraph.Tests.SocialValues;
using Xunit;

namespace InfluenceGraph.Tests.Circles;

/// <summary>Bits of scores and measures, written down; rerun with vector instructions switched off.</summary>
[Trait("Category", "Bits")]
public sealed class CircleBitsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Strength_has_the_same_bits_on_every_machine_and_any_number_of_threads(int threads)
    {
        var text = new StringBuilder();
        foreach (CircleStrength<int> circle in Graph().CircleStrength(o => o with { Threads = threads }))
        {
            text.Append(CultureInfo.InvariantCulture, $"{circle.Owner} {circle.Members} {circle.TiesUsed} {Hex(circle.Score)} {Hex(circle.StandardError)} {Hex(circle.Parts?.Closure)} {Hex(circle.Parts?.Seclusion)}\n");
        }

        Assert.Equal("5976d4e917239f597332ada86cc29842a76472804e4e967772d4b8ba92c83eed", HashOf(text));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Brokerage_has_the_same_bits_on_every_machine_and_any_number_of_threads(int threads)
    {
        var text = new StringBuilder();
        foreach (BrokeragePlace<int> place in Graph().Brokerage(o => o with { Threads = threads }))
        {
            // Logarithms and cube roots come from the platform's library, so hierarchy and Onnela's clustering are told to 12 digits.
            text.Append(CultureInfo.InvariantCulture, $"{place.Customer} {place.CoreNumber} {place.Triangles} {Hex(place.Constraint)} {Hex(place.EffectiveSize)} {Hex(place.BarratClustering)} {place.Hierarchy:0.000000000000} {place.OnnelaClustering:0.000000000000}\n");
        }

        Assert.Equal("dcb1c064c4701c60b7ac5e769da149c6d8c109919522f923e8e2d7642fcef972", HashOf(text));
    }

    private static CustomerGraph<int> Graph() => TestGraph.Seeded(11, 600, 9000).Build(SelfTieRule.Skip);

    private static string Hex(double? value) => value is double known ? $"{BitConverter.DoubleToInt64Bits(known):x16}" : "-";

    private static string HashOf(StringBuilder text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
}
