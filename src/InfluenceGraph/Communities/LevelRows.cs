namespace InfluenceGraph.Communities;

/// <summary>Rows of a level's graph while they are made.</summary>
internal sealed class LevelRows
{
    private int[] _targets = new int[1024];
    private double[] _weights = new double[1024];
    private int _count;

    /// <summary>Makes place for so many more edges.</summary>
    internal void Reserve(int edges)
    {
        if (_count + (long)edges > _targets.Length)
        {
            int capacity = (int)Math.Min(Array.MaxLength, Math.Max(_count + (long)edges, _targets.Length * 2L));
            Array.Resize(ref _targets, capacity);
            Array.Resize(ref _weights, capacity);
        }
    }

    internal void Add(int target, double weight)
    {
        (_targets[_count], _weights[_count]) = (target, weight);
        _count++;
    }

    /// <summary>Hands the rows out and begins anew.</summary>
    internal (int[] Targets, double[] Weights) TakeAll()
    {
        (int[], double[]) all = (_targets[.._count], _weights[.._count]);
        _count = 0;
        return all;
    }
}
