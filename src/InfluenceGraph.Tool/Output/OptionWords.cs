namespace InfluenceGraph.Tool.Output;

/// <summary>The library advises to set its properties; who types a command is told the option.</summary>
internal static class OptionWords
{
    private static readonly (string Library, string Typed)[] _words =
    [
        ("say Scale = PermissionScale.Percent", "say --scale percent"),
        ("say Scale = PermissionScale.YesNo", "say --scale yes-no"),
        ("by Scale = PermissionScale.Named(\"high=0.9, low=0.2\")", "by --scale high=0.9,low=0.2"),
        ("say Formats.DecimalSign = ", "say --decimal-sign "),
        ("say Formats.ThousandsSign = ", "say --thousands "),
        ("Say Formats.Dates = ", "Say --dates "),
        ("by Formats.Dates", "by --dates"),
        ("Dates is '", "--dates is '"),
        (", and MaxRejects is 0. Say RejectsFile to have them all.", ". Correct them, or import into a store: --dry-run shows them, --max-rejects N bears some."),
        ("MaxRejects is", "--max-rejects is"),
        (" Say RejectsFile to have them all.", " --rejects FOLDER writes them all, --dry-run shows the first."),
        ("Then say Separator.", "Then say --delimiter."),
        (nameof(CustomerGraphOptions.OnUnknownCustomer), "--unknown"),
        (nameof(CustomerGraphOptions.OnSelfTie), "--self-ties"),
        (nameof(CustomerGraphOptions.OnDuplicate), "--on-duplicate"),
    ];

    internal static string Of(string message)
    {
        foreach ((string library, string typed) in _words)
        {
            message = message.Replace(library, typed, StringComparison.Ordinal);
        }

        return message;
    }
}
