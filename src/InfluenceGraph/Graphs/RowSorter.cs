namespace InfluenceGraph.Graphs;

/// <summary>Sorts a bucket's rows by source and target, those of one pair in the order in which they came: radix sort from the lowest digit up. One for each thread.</summary>
internal sealed class RowSorter
{
    private const int MaxDigitBits = 11;

    private readonly int[] _places = new int[(1 << MaxDigitBits) + 1];
    private NodeRow[] _rows = [];
    private int[] _numbers = [];

    /// <summary>Sorts.</summary>
    /// <param name="rows">The rows; their memory is used.</param>
    /// <param name="numbers">What goes with each row, or nothing.</param>
    /// <param name="targetBits">The bits in which targets may differ.</param>
    /// <param name="sourceBits">The lower bits in which sources may differ.</param>
    /// <returns>The sorted rows and what goes with them, either where they were or in memory that the next call uses again.</returns>
    internal Sorted Sort(Span<NodeRow> rows, Span<int> numbers, int targetBits, int sourceBits)
    {
        if (_rows.Length < rows.Length)
        {
            _rows = GC.AllocateUninitializedArray<NodeRow>(rows.Length);
            _numbers = numbers.Length > 0 ? GC.AllocateUninitializedArray<int>(rows.Length) : [];
        }

        var from = new Sorted(rows, numbers);
        var to = new Sorted(_rows.AsSpan(0, rows.Length), _numbers.AsSpan(0, numbers.Length));
        foreach ((int shift, int bits) in (ReadOnlySpan<(int, int)>)[(0, targetBits), (32, sourceBits)])
        {
            int passes = (bits + MaxDigitBits - 1) / MaxDigitBits;
            for (int pass = 0; pass < passes; pass++)
            {
                (int low, int high) = (bits * pass / passes, bits * (pass + 1) / passes);
                Pass(from, to, shift + low, high - low);
                Sorted sorted = to;
                to = from;
                from = sorted;
            }
        }

        return from;
    }

    private void Pass(Sorted from, Sorted to, int shift, int bits)
    {
        int[] places = _places;
        places.AsSpan(0, (1 << bits) + 1).Clear();
        ulong mask = (1ul << bits) - 1;
        foreach (ref readonly NodeRow row in from.Rows)
        {
            places[(int)((row.Pair >> shift) & mask) + 1]++;
        }

        for (int digit = 1; digit < 1 << bits; digit++)
        {
            places[digit] += places[digit - 1];
        }

        Span<NodeRow> sorted = to.Rows;
        for (int i = 0; i < from.Rows.Length; i++)
        {
            NodeRow row = from.Rows[i];
            int place = places[(int)((row.Pair >> shift) & mask)]++;
            sorted[place] = row;
            if (from.Numbers.Length > 0)
            {
                to.Numbers[place] = from.Numbers[i];
            }
        }
    }

    /// <summary>Rows and what goes with them.</summary>
    internal readonly ref struct Sorted(Span<NodeRow> rows, Span<int> numbers)
    {
        internal Span<NodeRow> Rows { get; } = rows;

        internal Span<int> Numbers { get; } = numbers;
    }
}
