using static System.FormattableString;

namespace InfluenceGraph.Tags;

/// <summary>What a tag must be to be used: the one place that says so.</summary>
internal static class TagRules
{
    /// <summary>What is wrong with a tag, or <see langword="null"/>.</summary>
    internal static string? FindProblem<TKey>(TKey customer, CustomerTag tag)
        where TKey : notnull
    {
        if (tag is null || string.IsNullOrWhiteSpace(tag.Name))
        {
            return Invariant($"tag of '{customer}' has no name; expected a word such as 'running'.");
        }

        // Written so that NaN fails too.
        if (!(tag.Weight is > 0 and <= float.MaxValue && (float)tag.Weight > 0))
        {
            return Invariant($"weight of tag '{tag.Name}' of '{customer}' is {tag.Weight}; expected more than 0 and at most {float.MaxValue}. Leave out tags that do not hold.");
        }

        return tag.Until <= tag.Since
            ? Invariant($"period of tag '{tag.Name}' of '{customer}' ends {tag.Until:O}, not after it begins {tag.Since:O}; expected a later end or none.")
            : null;
    }

    /// <summary>The name by which tags are compared (still as it was spelt). Not normalised: whether that works depends on the machine's Unicode data.</summary>
    internal static string NameOf(string name) => name.Trim();
}
