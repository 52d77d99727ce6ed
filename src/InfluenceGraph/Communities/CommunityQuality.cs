namespace InfluenceGraph;

/// <summary>What makes a grouping good: what a search for communities maximises.</summary>
public enum CommunityQuality
{
    /// <summary>
    /// More tie weight inside communities than chance would put there, given how much weight each customer has in all
    /// (Newman 2004; with direction Leicht and Newman 2008; resolution after Reichardt and Bornholdt 2006):
    /// <c>Q = sum over c of (in_c / m - resolution * K_c^2 / (2m)^2)</c>, at most 1; 0 for one community of all.
    /// </summary>
    Modularity,

    /// <summary>
    /// Tie weight inside communities above a fixed density (the constant Potts model: Traag, Van Dooren, Nesterov 2011):
    /// <c>H = sum over c of (in_c - resolution * n_c (n_c - 1) / 2)</c>. Communities are denser than the resolution inside
    /// and sparser than it between each other, however large the graph is.
    /// </summary>
    ConstantPotts,
}
