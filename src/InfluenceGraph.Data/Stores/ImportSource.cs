namespace InfluenceGraph.Data;

/// <summary>What an import brings, so that the same thing is not imported twice and an import that was cut off goes on where it stopped.</summary>
/// <remarks>
/// Name and kind say whose rows they are. The same name, kind, content and mapping again has nothing to do; for a whole source, only where nothing else
/// came under its name since.
/// </remarks>
/// <param name="Name">What the source is called, such as a file name or a query's name. Not blank.</param>
/// <param name="Kind">The kind of row it has.</param>
/// <param name="Sha256">SHA-256 of its content, or another text that changes whenever the content does; empty where there is none, and then name and mapping tell.</param>
/// <param name="Mapping">How its columns are read, as text. A source read in another way is another source.</param>
public sealed record ImportSource(string Name, ImportKind Kind, string Sha256, string Mapping)
{
    /// <summary>Whether the source names all that there is, as an export of a whole table does: what earlier imports of this name and kind brought and it no longer names is removed when it is complete.</summary>
    /// <value><see langword="false"/> by default: what it does not name stays.</value>
    public bool IsWhole { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(ImportSource));
        errors.Require(!IsWhole || Kind != ImportKind.Interactions, $"{nameof(IsWhole)} is true for {nameof(ImportKind.Interactions)}; expected false, as what happened is not undone by a log that no longer tells of it");
        errors.Require(!string.IsNullOrWhiteSpace(Name), $"{nameof(Name)} is blank; expected what the source is called, such as a file name");
        errors.RequireDefined(Kind, nameof(Kind));
        errors.Require(Sha256 is not null, $"{nameof(Sha256)} is null; expected a text, empty where there is none");
        errors.Require(Mapping is not null, $"{nameof(Mapping)} is null; expected a text, empty where there is none");
        errors.ThrowIfAny();
    }
}

/// <summary>The kinds of row that a store takes in.</summary>
public enum ImportKind
{
    /// <summary><see cref="Customer{TKey}"/>: own values, attributes, tags and circles.</summary>
    Customers,

    /// <summary><see cref="Tie{TKey}"/>: who can reach whom.</summary>
    Ties,

    /// <summary><see cref="Consent{TKey}"/>: what customers let the enterprise do.</summary>
    Consents,

    /// <summary><see cref="CustomerAction{TKey}"/>: who did what, when.</summary>
    Interactions,

    /// <summary><see cref="TagRow{TKey}"/>: tags of customers, with weights and periods.</summary>
    Tags,

    /// <summary><see cref="CircleRow{TKey}"/>: who belongs to which circle of whom.</summary>
    Circles,
}
