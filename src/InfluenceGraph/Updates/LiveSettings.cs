namespace InfluenceGraph.Updates;

/// <summary>What a live system keeps to: the options that are not about keys.</summary>
internal sealed record LiveSettings(double Damping, UnreachedPolicy Unreached, double Tolerance);
