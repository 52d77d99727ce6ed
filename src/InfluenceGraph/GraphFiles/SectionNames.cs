namespace InfluenceGraph.GraphFiles;

/// <summary>The names of the sections, at most 24 ASCII characters. A row is a customer by number, a place a customer by key.</summary>
internal static class SectionNames
{
    internal const string Numbers = "numbers";
    internal const string KeyOffsets = "keys.offsets";
    internal const string Keys = "keys";
    internal const string KeyNumbers = "keys.numbers";
    internal const string KeyPlaces = "keys.places";
    internal const string Values = "values";
    internal const string Levels = "levels";
    internal const string Forward = "forward";
    internal const string Backward = "backward";
    internal const string TextOffsets = "texts.offsets";
    internal const string Texts = "texts";
    internal const string Attributes = "attributes";
    internal const string TagNames = "tags.names";
    internal const string TagRows = "tags.rows";
    internal const string CircleOwners = "circles.owners";
    internal const string CircleOffsets = "circles.offsets";
    internal const string CircleMembers = "circles.members";
    internal const string CirclesLeftOut = "circles.leftout";
    internal const string DatedEdges = "dated.ties";
    internal const string DatedOffsets = "dated.offsets";
    internal const string DatedRows = "dated.rows";
    internal const string Contacts = "contacts";
    internal const string Denied = "denied";
    internal const string Consents = "consents";
    internal const string OtherKeyOffsets = "otherkeys.offsets";
    internal const string OtherKeys = "otherkeys";

    internal static string OffsetsOf(string direction) => direction + ".offsets";

    internal static string TargetsOf(string direction) => direction + ".targets";

    internal static string PermissionsOf(string direction) => direction + ".permissions";

    internal static string StrengthsOf(string direction) => direction + ".strengths";
}
