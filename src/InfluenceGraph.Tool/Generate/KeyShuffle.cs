using System.Globalization;

namespace InfluenceGraph.Tool.Generate;

/// <summary>Keys whose order tells nothing of the communities, and that never meet: a permutation of the numbers below n.</summary>
/// <remarks>A four-round Feistel network on the next even number of bits; what falls outside walks on (Black, Rogaway, CT-RSA 2002).</remarks>
internal sealed class KeyShuffle
{
    private const int Rounds = 4;

    private readonly int _customers;
    private readonly int _halfBits;
    private readonly ulong[] _roundKeys = new ulong[Rounds];
    private readonly string _format;

    internal KeyShuffle(CrmPlan plan)
    {
        _customers = plan.Customers;
        while (1L << (2 * _halfBits) < plan.Customers)
        {
            _halfBits++;
        }

        var random = new SeededStream(plan.Seed, DrawnFor.Keys, 0);
        for (int round = 0; round < Rounds; round++)
        {
            _roundKeys[round] = random.Next();
        }

        _format = $"D{Math.Max(4, (plan.Customers - 1).ToString(CultureInfo.InvariantCulture).Length)}";
    }

    /// <summary>The key of a customer, such as C0042.</summary>
    internal string KeyOf(int customer) => string.Concat("C", PlaceOf(customer).ToString(_format, CultureInfo.InvariantCulture));

    internal int PlaceOf(int customer)
    {
        ulong place = (ulong)customer;
        do
        {
            place = Shuffled(place);
        }
        while (place >= (ulong)_customers);

        return (int)place;
    }

    private ulong Shuffled(ulong value)
    {
        ulong mask = (1UL << _halfBits) - 1;
        ulong left = value >> _halfBits;
        ulong right = value & mask;
        foreach (ulong key in _roundKeys)
        {
            ulong mixed = (right + key) * 0xD1342543DE82EF95;
            (left, right) = (right, left ^ ((mixed >> 29) & mask));
        }

        return (left << _halfBits) | right;
    }
}
