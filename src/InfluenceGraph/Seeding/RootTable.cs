using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>Draws an index with probability proportional to its weight, in one draw and two reads.</summary>
internal sealed class RootTable
{
    private readonly uint[] _thresholds;
    private readonly int[] _aliases;

    /// <param name="weights">Above 0 each; at least one.</param>
    internal RootTable(double[] weights)
    {
        _thresholds = new uint[weights.Length];
        _aliases = new int[weights.Length];
        AliasTable.Fill([.. weights], _thresholds, _aliases);
    }

    internal int Draw(ref CounterRandom random)
    {
        int column = (int)Math.BigMul(random.Next(), (ulong)_aliases.Length, out ulong rest);
        return (uint)(rest >> 32) < _thresholds[column] ? column : _aliases[column];
    }
}
