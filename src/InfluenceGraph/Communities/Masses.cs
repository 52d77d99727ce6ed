namespace InfluenceGraph.Communities;

/// <summary>
/// What a node or a community weighs against others by chance. The gain of joining is the weight of the ties to a
/// community minus a factor times the product of the two masses.
/// </summary>
internal interface IMass<TSelf>
    where TSelf : struct, IMass<TSelf>
{
    static abstract double Product(TSelf a, TSelf b);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);
}

/// <summary>Weight in all (modularity), or number of customers (constant Potts model).</summary>
internal readonly record struct PlainMass(double Value) : IMass<PlainMass>
{
    public static double Product(PlainMass a, PlainMass b) => a.Value * b.Value;

    public static PlainMass operator +(PlainMass a, PlainMass b) => new(a.Value + b.Value);

    public static PlainMass operator -(PlainMass a, PlainMass b) => new(a.Value - b.Value);
}

/// <summary>Weight sent and weight received (directed modularity).</summary>
internal readonly record struct TwoWayMass(double Sent, double Received) : IMass<TwoWayMass>
{
    public static double Product(TwoWayMass a, TwoWayMass b) => (a.Sent * b.Received) + (a.Received * b.Sent);

    public static TwoWayMass operator +(TwoWayMass a, TwoWayMass b) => new(a.Sent + b.Sent, a.Received + b.Received);

    public static TwoWayMass operator -(TwoWayMass a, TwoWayMass b) => new(a.Sent - b.Sent, a.Received - b.Received);
}
