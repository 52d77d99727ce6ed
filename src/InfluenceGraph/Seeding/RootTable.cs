using System.Runtime.CompilerServices;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>Draws an index with probability proportional to its weight, in one draw and two reads.</summary>
internal sealed class RootTable
{
    private readonly (uint Threshold, int Own, int Other)[] _columns;

    /// <param name="outcomes">What is drawn.</param>
    /// <param name="weights">Above 0 each; at least one.</param>
    internal RootTable(int[] outcomes, double[] weights)
    {
        uint[] thresholds = new uint[weights.Length];
        int[] aliases = new int[weights.Length];
        AliasTable.Fill([.. weights], thresholds, aliases);
        _columns = new (uint Threshold, int Own, int Other)[weights.Length];
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i] = (thresholds[i], outcomes[i], outcomes[aliases[i]]);
        }
    }

    internal int Draw(ref CounterRandom random)
    {
        (uint threshold, int own, int other) = _columns[(int)Math.BigMul(random.Next(), (ulong)_columns.Length, out ulong rest)];

        // Without a branch: which of the two is never to be guessed.
        int isOwn = Unsafe.BitCast<bool, byte>((uint)(rest >> 32) < threshold);
        return other ^ ((other ^ own) & -isOwn);
    }
}
