namespace InfluenceGraph.Updates;

/// <summary>
/// A running sum of terms that come and go, with what each addition rounded away kept beside it, so that a million changes
/// leave it as good as a fresh one. A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54 (1974).
/// </summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _lost;

    internal CompensatedSum(double value) => _sum = value;

    internal readonly double Value => _sum + _lost;

    internal void Add(double term)
    {
        double sum = _sum + term;
        _lost += Math.Abs(_sum) >= Math.Abs(term) ? (_sum - sum) + term : (term - sum) + _sum;
        _sum = sum;
    }
}
