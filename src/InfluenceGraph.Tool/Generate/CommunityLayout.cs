namespace InfluenceGraph.Tool.Generate;

/// <summary>Which customers belong together: communities of power-law sizes, side by side.</summary>
/// <remarks>
/// Sizes have density s^-2 between 10 and a tenth of all, as communities found in social networks have (Palla, Derenyi,
/// Farkas, Vicsek, Nature 2005) and LFR plants them (Lancichinetti, Fortunato, Radicchi, Phys. Rev. E 2008).
/// </remarks>
internal sealed class CommunityLayout
{
    private const int Smallest = 10;

    private readonly List<int> _starts = [];
    private readonly int _customers;

    internal CommunityLayout(CrmPlan plan)
    {
        _customers = plan.Customers;
        int largest = Math.Clamp(plan.Customers / 10, Smallest, 5000);
        var random = new SeededStream(plan.Seed, DrawnFor.Communities, 0);
        for (int start = 0; start < plan.Customers;)
        {
            _starts.Add(start);

            // Density s^-2 has the inverse 1 / (1/a - u (1/a - 1/b)).
            double size = 1 / ((1.0 / Smallest) - (random.Unit() * ((1.0 / Smallest) - (1.0 / largest))));
            start = (int)Math.Min(plan.Customers, start + (long)size);
        }
    }

    internal int Count => _starts.Count;

    internal int CommunityOf(int customer)
    {
        int found = _starts.BinarySearch(customer);
        return found >= 0 ? found : ~found - 1;
    }

    internal (int Start, int Size) Of(int community)
    {
        int start = _starts[community];
        int end = community + 1 < _starts.Count ? _starts[community + 1] : _customers;
        return (start, end - start);
    }
}
