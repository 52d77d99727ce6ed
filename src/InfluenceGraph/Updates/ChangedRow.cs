namespace InfluenceGraph.Updates;

/// <summary>The edges into one node that differ from the graph's: ascending sources with their weights, none of them 0, and room to grow.</summary>
internal sealed class ChangedRow
{
    /// <summary>When a weight goes that made up nearly all of the sum, what stays is added up anew: it may be below what the sum rounds.</summary>
    private const double LargeLoss = 1.0 / 1024;

    private int[] _sources;
    private float[] _weights;
    private int _count;
    private CompensatedSum _received;

    internal ChangedRow(ReadOnlySpan<int> sources, ReadOnlySpan<float> weights)
    {
        _sources = new int[sources.Length + (sources.Length / 4) + 4];
        _weights = new float[_sources.Length];
        sources.CopyTo(_sources);
        weights.CopyTo(_weights);
        _count = sources.Length;
        Resum();
    }

    internal ReadOnlySpan<int> Sources => _sources.AsSpan(0, _count);

    internal ReadOnlySpan<float> Weights => _weights.AsSpan(0, _count);

    /// <summary>The sum of the weights; 0 without edges.</summary>
    internal double Received => _count == 0 ? 0 : _received.Value;

    /// <summary>The sum with its rounding, to go back to.</summary>
    internal CompensatedSum Sum
    {
        get => _received;
        set => _received = value;
    }

    internal float WeightOf(int source)
    {
        int index = Sources.BinarySearch(source);
        return index >= 0 ? _weights[index] : 0;
    }

    /// <summary>Sets the weight of an edge, 0 to remove it.</summary>
    /// <returns>The weight before, 0 where there was none.</returns>
    internal float Set(int source, float weight)
    {
        int index = Sources.BinarySearch(source);
        float before = index >= 0 ? _weights[index] : 0;
        if (index >= 0 && weight > 0)
        {
            _weights[index] = weight;
        }
        else if (index >= 0)
        {
            _count--;
            _sources.AsSpan(index + 1, _count - index).CopyTo(_sources.AsSpan(index));
            _weights.AsSpan(index + 1, _count - index).CopyTo(_weights.AsSpan(index));
        }
        else if (weight > 0)
        {
            Insert(~index, source, weight);
        }

        double sum = _received.Value;
        _received.Add(weight);
        _received.Add(-before);
        if (_received.Value < sum * LargeLoss)
        {
            Resum();
        }

        return before;
    }

    private void Insert(int index, int source, float weight)
    {
        if (_count == _sources.Length)
        {
            int capacity = _count + Math.Max(4, _count / 4);
            Array.Resize(ref _sources, capacity);
            Array.Resize(ref _weights, capacity);
        }

        _sources.AsSpan(index, _count - index).CopyTo(_sources.AsSpan(index + 1));
        _weights.AsSpan(index, _count - index).CopyTo(_weights.AsSpan(index + 1));
        (_sources[index], _weights[index]) = (source, weight);
        _count++;
    }

    private void Resum()
    {
        _received = default;
        foreach (float weight in Weights)
        {
            _received.Add(weight);
        }
    }
}
