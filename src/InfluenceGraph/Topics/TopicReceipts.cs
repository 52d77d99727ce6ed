using System.Globalization;

namespace InfluenceGraph.Topics;

/// <summary>The receipts of questions about topics.</summary>
internal static class TopicReceipts
{
    internal static Receipt Of<TKey>(TopicPass<TKey> pass, string question, string more = "")
        where TKey : notnull
    {
        TopicValueOptions options = pass.Options;
        return pass.Used.NewReceipt(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{question}: {string.Join("; ", pass.Topics)}; starting with {(options.CountCustomers ? "customers" : "own values")} x share of tag weight{(options.UseInferredTags ? "" : ", declared tags only")}, Damping {options.Damping}, Unreached {options.Unreached}, Tolerance {options.Tolerance}, MaxIterations {options.MaxIterations}, single-precision sweeps with residuals certified in double precision{more}"),
            UsedFacts.Tags);
    }

    /// <summary>The topics of a question, each name once.</summary>
    /// <exception cref="ArgumentException">There is no topic, or two have one name.</exception>
    internal static Topic[] Checked(IEnumerable<Topic> topics)
    {
        ArgumentNullException.ThrowIfNull(topics);
        Topic[] list = [.. topics];
        if (list.Length == 0 || Array.Exists(list, topic => topic is null))
        {
            throw new ArgumentException("There is no topic, or one that is null; expected at least one, such as Topic.Of(\"running\").", nameof(topics));
        }

        string? twice = list.GroupBy(topic => topic.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? list : throw new ArgumentException($"Topic '{twice}' is asked for twice; expected each name once.", nameof(topics));
    }
}
