namespace InfluenceGraph.GraphFiles;

/// <summary>Writes the permissions of one direction in the file's precision, while the targets are written.</summary>
internal sealed class PermissionWriter
{
    private readonly SectionWriter _section;
    private readonly PermissionPrecision _precision;
    private readonly PermissionLevels? _levels;

    internal PermissionWriter(GraphFileWriter file, string direction, PermissionPrecision precision, PermissionLevels? levels)
    {
        (_precision, _levels) = (precision, levels);
        string name = SectionNames.PermissionsOf(direction);
        _section = precision switch
        {
            PermissionPrecision.Single => file.BeginAside(name, ElementKind.Single, sizeof(float)),
            PermissionPrecision.Bits16 => file.BeginAside(name, ElementKind.UInt16, sizeof(ushort)),
            _ => file.BeginAside(name, ElementKind.Byte, sizeof(byte)),
        };
    }

    internal void Write(float permission)
    {
        switch (_precision)
        {
            case PermissionPrecision.Single:
                _section.Write(permission);
                break;
            case PermissionPrecision.Bits16:
                _section.Write((ushort)_levels!.CodeOf(permission));
                break;
            default:
                _section.Write((byte)_levels!.CodeOf(permission));
                break;
        }
    }
}
