using System.Security.Cryptography;
using Xunit;

namespace InfluenceGraph.Tests.Updates;

/// <summary>The same batches give the same bits on every machine: run again with vector instructions off.</summary>
[Trait("Category", "Bits")]
public sealed class LiveBitsTests
{
    [Theory]
    [InlineData(UnreachedPolicy.Keep, "f869a4592be972be4dabe36f9efbf9b3cff4464662aedf2b581d9ad462db158e")]
    [InlineData(UnreachedPolicy.Prior, "91de55b039648ad523c9adae332d79d2c35f453990b8774cafd9c8ca28cae783")]
    [InlineData(UnreachedPolicy.Uniform, "0db5ebfb307309df133b74669690f8ea354c83a2a13e7c2fc612065679cc3594")]
    [InlineData(UnreachedPolicy.Drop, "b03133504795034d4f764367df56e09e8beda992fe147bce8a9501ed7ae44120")]
    public void Scores_after_batches_have_the_same_bits_on_every_machine(UnreachedPolicy policy, string expected)
    {
        Assert.Equal(expected, HashAfterBatches(policy));
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        string With(int threads)
        {
            LiveSocialValue<int> live = CustomerGraph.FromTies(Enumerable.Range(0, 3000).Select(i => new Tie<int>(i * 7 % 500, i * 11 % 431, 1))).KeepSocialValue(o => o with { Threads = threads });
            SocialValueSnapshot<int> after = live.Apply([GraphChange.SetTie(3, 4, 0.5), GraphChange.SetOwnValue(9, 40.0)]);
            return string.Join(' ', after.Select(pair => pair.Value.ToString("R", null)));
        }

        Assert.Equal(With(1), With(3));
    }

    private static string HashAfterBatches(UnreachedPolicy policy)
    {
        ulong state = 7;
        int Next(int below)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            return (int)((state >> 33) % (ulong)below);
        }

        // Starts with nobody, so that all is by pushes; the first computation has bits tests of its own.
        LiveSocialValue<int> live = CustomerGraph.FromTies<int>([]).KeepSocialValue(o => o with { Unreached = policy, Tolerance = 1e-6 });
        live.Apply(Enumerable.Range(0, 900).Select(key => GraphChange.AddCustomer(key, key % 13 / 7.0)));
        live.Apply(Enumerable.Range(0, 6000).Select(_ => GraphChange.SetTie(Next(900), Next(700), Next(11) / 10.0, 1 + Next(50))));
        for (int batch = 0; batch < 40; batch++)
        {
            int added = 1000 + batch;
            live.Apply(
            [
                GraphChange.SetTie(Next(800), Next(800), Next(11) / 10.0, 1 + Next(9)),
                GraphChange.AddCustomer(added, Next(9)),
                GraphChange.SetTie(added, Next(800), 0.5),
                GraphChange.SetOwnValue(Next(800), Next(100) / 7.0),
                GraphChange.RemoveCustomer(899 - batch),
            ]);
        }

        SocialValueSnapshot<int> snapshot = live.Current;
        double[] values = [.. snapshot.Select(pair => pair.Value), .. snapshot.Top(50).Select(ranked => ranked.Score), snapshot.ErrorBound, snapshot.TotalValue, snapshot.DroppedValue];
        return Convert.ToHexStringLower(SHA256.HashData([.. values.SelectMany(value => BitConverter.GetBytes(BitConverter.DoubleToInt64Bits(value)))]));
    }
}
