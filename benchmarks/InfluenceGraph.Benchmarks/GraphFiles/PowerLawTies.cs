using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.GraphFiles;

/// <summary>
/// Seeded ties of any number of customers, after R-MAT with Graph500's probabilities, made fast enough to feed a builder: a random
/// 16-bit number falls through four levels of the matrix at once, by a table. A few customers have very many ties, most have few.
/// </summary>
internal sealed class PowerLawTies
{
    private const int LevelsAtOnce = 4;
    private const int Levels = 32;
    private const ulong Seed = 50;

    /// <summary>Numbers below this have no factor in common with it, so a multiple of them modulo the customers is a bijection.</summary>
    private const long Prime = 1_000_000_007;

    private static readonly double[] _quadrants = [0.57, 0.19, 0.19, 0.05];
    private readonly byte[] _table = new byte[1 << 16];
    private readonly long _customers;

    internal PowerLawTies(int customers)
    {
        _customers = customers;

        // Each way through four levels gets its share of the table, the last the rest.
        double sum = 0;
        int filled = 0;
        for (int way = 0; way < 1 << (2 * LevelsAtOnce); way++)
        {
            double probability = 1;
            (int from, int to) = (0, 0);
            for (int level = 0; level < LevelsAtOnce; level++)
            {
                int quadrant = (way >> (2 * level)) & 3;
                probability *= _quadrants[quadrant];
                from = (from << 1) | (quadrant >> 1);
                to = (to << 1) | (quadrant & 1);
            }

            sum += probability;
            for (int end = (int)Math.Round(sum * _table.Length); filled < end; filled++)
            {
                _table[filled] = (byte)((from << LevelsAtOnce) | to);
            }
        }
    }

    /// <summary>Permissions 0.05, 0.1, ..., 1.</summary>
    internal (int From, int To, double Permission) this[long index]
    {
        get
        {
            ulong first = CounterHash.Bits(Seed, (ulong)index, 0);
            ulong second = CounterHash.Bits(Seed, (ulong)index, 1);
            (ulong from, ulong to) = (0, 0);
            for (int level = 0; level < Levels; level += LevelsAtOnce)
            {
                ulong bits = level < Levels / 2 ? first >> (4 * level) : second >> ((4 * level) - 64);
                byte way = _table[(ushort)bits];
                from = (from << LevelsAtOnce) | (uint)(way >> LevelsAtOnce);
                to = (to << LevelsAtOnce) | (way & 15u);
            }

            double permission = (1 + (int)((first ^ (second >> 7)) % 20)) / 20.0;
            return (Customer(from), Customer(to), permission);
        }
    }

    /// <summary>From 32 bits to a customer, scattered, so that numbers say nothing about degrees.</summary>
    private int Customer(ulong place) => (int)((long)((place * (ulong)_customers) >> Levels) * Prime % _customers);
}
