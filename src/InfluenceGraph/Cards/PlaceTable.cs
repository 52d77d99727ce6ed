namespace InfluenceGraph.Cards;

/// <summary>Numbers in order, so that a place among all is a search. 8 bytes each, O(n log n) once.</summary>
internal sealed class PlaceTable
{
    private readonly double[] _ascending;

    /// <summary>Takes the numbers; NaN is none.</summary>
    internal PlaceTable(IEnumerable<double> numbers)
    {
        _ascending = [.. numbers.Where(number => !double.IsNaN(number))];
        Array.Sort(_ascending);
    }

    /// <summary>The place of one of the numbers; <see langword="null"/> for NaN.</summary>
    internal CardPlace? Of(double number)
    {
        if (double.IsNaN(number))
        {
            return null;
        }

        // The first that is larger.
        (int low, int high) = (0, _ascending.Length);
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = _ascending[middle] > number ? (low, middle) : (middle + 1, high);
        }

        return new(1 + _ascending.Length - low, _ascending.Length);
    }
}
