namespace InfluenceGraph;

/// <summary>How a customer stands to one purpose on one channel at one moment.</summary>
public enum ConsentStanding
{
    /// <summary>Nothing recorded is in force, and nothing was granted before or is granted from later on.</summary>
    Absent,

    /// <summary>Granted from a later moment on; until then it is no consent.</summary>
    NotYetInForce,

    /// <summary>Granted once, but no longer.</summary>
    Expired,

    /// <summary>Refused or revoked.</summary>
    Refused,

    /// <summary>Granted, and in force.</summary>
    Granted,
}
