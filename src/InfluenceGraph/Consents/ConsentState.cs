namespace InfluenceGraph;

/// <summary>How one customer stands to one purpose and channel at one moment.</summary>
internal enum ConsentState : byte
{
    NoRecord,
    NotYetInForce,
    Expired,
    Refused,
    Granted,
}
