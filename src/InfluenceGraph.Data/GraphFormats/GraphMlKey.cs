using System.Globalization;

namespace InfluenceGraph.Data.GraphFormats;

/// <summary>A column that a GraphML file declares.</summary>
/// <param name="Name">What the column is called; the id where the file gives no name.</param>
/// <param name="OfNodes">Whether nodes may have it.</param>
/// <param name="OfEdges">Whether edges may have it.</param>
/// <param name="Type">The GraphML type of its cells.</param>
/// <param name="Default">The cell of those who have none; <see langword="null"/> where nothing is declared.</param>
internal sealed record GraphMlKey(string Name, bool OfNodes, bool OfEdges, string Type, string? Default)
{
    internal static readonly string[] Types = ["boolean", "int", "long", "float", "double", "string"];

    /// <summary>The cell in one spelling, or <see langword="null"/> where it is not of the type.</summary>
    internal string? Parse(string cell)
    {
        if (Type is "string")
        {
            return cell;
        }

        string trimmed = cell.Trim();
        return Type switch
        {
            "boolean" => trimmed is "1" || trimmed.Equals("true", StringComparison.OrdinalIgnoreCase) ? "true"
                : trimmed is "0" || trimmed.Equals("false", StringComparison.OrdinalIgnoreCase) ? "false" : null,
            "int" => int.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? trimmed : null,
            "long" => long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? trimmed : null,
            _ => TryNumber(trimmed, out _) ? trimmed : null,
        };
    }

    /// <summary>A number as XML and as other tools write it.</summary>
    internal static bool TryNumber(string text, out double number)
    {
        (bool isKnown, number) = text.Trim() switch
        {
            "INF" or "inf" or "Infinity" => (true, double.PositiveInfinity),
            "-INF" or "-inf" or "-Infinity" => (true, double.NegativeInfinity),
            "NaN" or "nan" => (true, double.NaN),
            _ => (false, 0),
        };
        return isKnown || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>What the type says in words.</summary>
    internal string Expected => Type switch
    {
        "boolean" => "true or false",
        "int" => "a whole number of 32 bits",
        "long" => "a whole number of 64 bits",
        _ => "a number with a decimal point",
    };
}
