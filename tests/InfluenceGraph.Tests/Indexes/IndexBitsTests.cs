using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Xunit;

namespace InfluenceGraph.Tests.Indexes;

/// <summary>The bits of roles and indexes, written down.</summary>
[Trait("Category", "Bits")]
public sealed class IndexBitsTests
{
    [Fact]
    public void Roles_and_indexes_have_the_same_bits_on_every_machine()
    {
        Tie<int>[] ties = [.. Enumerable.Range(0, 3000).Select(i => new Tie<int>(i * 37 % 401 % 300, i * 53 % 307 % 300, ((i % 10) + 1) / 10.0, (i % 7) + 0.3))];
        CustomerGraphView<int> view = CustomerGraph.FromTies(ties, Enumerable.Range(0, 300).Select(i => new Customer<int>(i, i % 13 / 7.0)), o => o with { OnDuplicate = TieMerge.Strongest }).AsView();
        RolesResult<int> roles = view.Roles(Enumerable.Range(0, 300).Select(i => KeyValuePair.Create(i, i % 11)));
        var groupings = new Dictionary<string, RolesResult<int>> { ["g"] = roles };
        IndexResult<int> index = view.CustomerIndex(o => o with { Roles = groupings });
        double[] bits =
        [
            .. roles.SelectMany(role => new[] { role.ZScoreByTies!.Value, role.ZScoreByStrength!.Value, role.ParticipationByTies ?? -1, role.ParticipationByStrength ?? -1, role.StrengthBetween }),
            .. index.SelectMany(pair => index[pair.Key].Parts.Select(part => part.Score)),
        ];
        Assert.Equal("7a5e1087c478e0405d92b8a2334134d0", Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(bits.AsSpan())))[..32]);
    }
}
