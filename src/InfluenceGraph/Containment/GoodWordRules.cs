namespace InfluenceGraph.Containment;

/// <summary>How the good word runs against the complaint.</summary>
/// <param name="Delay">How much later it starts: hops, or days where ties have delays.</param>
/// <param name="WinsTies">Whether who hears both at the same moment believes the good word.</param>
internal sealed record GoodWordRules(double Delay, bool WinsTies)
{
    /// <summary>Whether a good word comes soon enough.</summary>
    internal bool IsInTime(double goodWord, double complaint) => WinsTies ? goodWord <= complaint : goodWord < complaint;
}
