namespace InfluenceGraph.Updates;

/// <summary>The largest so many of the numbers seen, as a heap with the least of them on top. Most numbers cost one comparison.</summary>
internal struct LargestSoFar(int count)
{
    private readonly double[] _heap = new double[count];
    private int _seen;

    /// <summary>The least of the largest; <see langword="null"/> while fewer were seen.</summary>
    internal readonly double? Least => _seen == _heap.Length ? _heap[0] : null;

    internal void Add(ReadOnlySpan<double> numbers)
    {
        foreach (double number in numbers)
        {
            if (_seen < _heap.Length)
            {
                Rise(number);
            }
            else if (number > _heap[0])
            {
                Sink(number);
            }
        }
    }

    private void Rise(double number)
    {
        int place = _seen++;
        for (int above; place > 0 && _heap[above = (place - 1) / 2] > number; place = above)
        {
            _heap[place] = _heap[above];
        }

        _heap[place] = number;
    }

    private readonly void Sink(double number)
    {
        int place = 0;
        for (int below; (below = (2 * place) + 1) < _heap.Length; place = below)
        {
            below += below + 1 < _heap.Length && _heap[below + 1] < _heap[below] ? 1 : 0;
            if (_heap[below] >= number)
            {
                break;
            }

            _heap[place] = _heap[below];
        }

        _heap[place] = number;
    }
}
