namespace InfluenceGraph;

/// <summary>What a customer is about: a need, an intention, an interest or a trait, said by themselves or concluded by the enterprise.</summary>
/// <remarks>
/// Names are compared without regard to case and surrounding blanks, character by character: normalise accents that may
/// be encoded in two ways. Rows of one customer and tag that are in force at the same moment add their weights, and count
/// as declared when one of them is.
/// </remarks>
/// <param name="Name">The tag, for example <c>running</c>.</param>
/// <param name="Weight">How much it says about the customer, more than 0; any unit, as long as it is the same for all tags. Held in single precision.</param>
/// <param name="IsInferred">Whether the enterprise concluded it; else the customer declared it.</param>
/// <param name="Since">The moment from which it holds, or <see langword="null"/> for "always has".</param>
/// <param name="Until">The first moment at which it no longer holds, or <see langword="null"/> for "until further notice".</param>
public sealed record CustomerTag(
    string Name,
    double Weight = 1,
    bool IsInferred = false,
    DateTimeOffset? Since = null,
    DateTimeOffset? Until = null);
