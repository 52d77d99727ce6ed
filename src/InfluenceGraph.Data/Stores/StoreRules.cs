using System.Text;
using static System.FormattableString;

namespace InfluenceGraph.Data.Stores;

/// <summary>What a row must be to go into a store: what a graph would refuse is refused here, before anything is written.</summary>
internal static class StoreRules
{
    private const float MinNormal = 1.17549435E-38f;

    internal static string? FindProblem(Tie<string> tie) =>
        ProblemOfKey(tie.From, "From")
        ?? ProblemOfKey(tie.To, "To")
        ?? (tie.Permission is >= 0 and <= 1 ? null : Invariant($"permission of '{tie.From}' -> '{tie.To}' is {tie.Permission}; expected 0 (never) to 1 (always)."))
        ?? (tie.Strength is >= 0 and <= float.MaxValue ? null : Invariant($"strength of '{tie.From}' -> '{tie.To}' is {tie.Strength}; expected 0 to {float.MaxValue}, and a number."))
        ?? (IsTooSmall(tie) ? Invariant($"permission {tie.Permission} and strength {tie.Strength} of '{tie.From}' -> '{tie.To}' are too small for single precision; expected 0, or numbers and a product of at least {MinNormal}. Only ratios count: choose another unit.") : null)
        ?? ProblemOfPeriod(tie.Since, tie.Until, $"'{tie.From}' -> '{tie.To}'");

    internal static string? FindProblem(Customer<string> customer)
    {
        if (customer is null)
        {
            return "the customer is null; expected one.";
        }

        if (ProblemOfKey(customer.Key, "Key") is string problem)
        {
            return problem;
        }

        if (customer.OwnValue is not (>= 0 and <= 1e100))
        {
            return Invariant($"own value of '{customer.Key}' is {customer.OwnValue}; expected 0 to 1e100, and a number.");
        }

        foreach ((string name, string value) in customer.Attributes)
        {
            if (ProblemOfText(name, $"name of an attribute of '{customer.Key}'", mayBeBlank: true) is string inName)
            {
                return inName;
            }

            if (ProblemOfText(value, $"attribute '{name}' of '{customer.Key}'", mayBeBlank: true) is string inValue)
            {
                return inValue;
            }
        }

        foreach (CustomerTag tag in customer.Tags)
        {
            if (ProblemOfTag(customer.Key, tag) is string inTag)
            {
                return inTag;
            }
        }

        foreach ((string name, IReadOnlyList<string> members) in customer.Circles)
        {
            string? inCircle = ProblemOfText(name, $"name of a circle of '{customer.Key}'", mayBeBlank: false);
            for (int member = 0; inCircle is null && member < members.Count; member++)
            {
                inCircle = ProblemOfKey(members[member], $"a member of circle '{name}' of '{customer.Key}'");
            }

            if (inCircle is not null)
            {
                return inCircle;
            }
        }

        return null;
    }

    internal static string? FindProblem(Consent<string> consent) =>
        consent is null ? "the consent is null; expected one."
        : ProblemOfKey(consent.Customer, "Customer")
        ?? ProblemOfText(consent.Purpose.Name, $"purpose of a consent of '{consent.Customer}'", mayBeBlank: false)
        ?? ProblemOfText(consent.Channel.Name, $"channel of a consent of '{consent.Customer}'", mayBeBlank: false)
        ?? ProblemOfText(consent.Source, $"source of a consent of '{consent.Customer}'", mayBeBlank: false)
        ?? ProblemOfPeriod(consent.From, consent.Until, $"a consent of '{consent.Customer}'");

    internal static string? FindProblem(CustomerAction<string> action) =>
        ProblemOfKey(action.Customer, "Customer")
        ?? ProblemOfText(action.Action, $"action of '{action.Customer}'", mayBeBlank: false);

    internal static string? FindProblem(TagRow<string> row) => ProblemOfKey(row.Customer, "Customer") ?? ProblemOfTag(row.Customer, row.Tag);

    internal static string? FindProblem(CircleRow<string> row) =>
        ProblemOfKey(row.Owner, "Owner")
        ?? ProblemOfText(row.Circle, $"name of a circle of '{row.Owner}'", mayBeBlank: false)
        ?? ProblemOfKey(row.Member, $"a member of circle '{row.Circle}' of '{row.Owner}'");

    internal static string? ProblemOfKey(string? key, string name) => ProblemOfText(key, name, mayBeBlank: false);

    private static string? ProblemOfTag(string customer, CustomerTag? tag) =>
        ProblemOfText(tag?.Name, $"name of a tag of '{customer}'", mayBeBlank: false)
        ?? (tag!.Weight is > 0 and <= float.MaxValue && (float)tag.Weight > 0 ? null : Invariant($"weight of tag '{tag.Name}' of '{customer}' is {tag.Weight}; expected more than 0 and at most {float.MaxValue}."))
        ?? ProblemOfPeriod(tag.Since, tag.Until, $"tag '{tag.Name}' of '{customer}'");

    private static string? ProblemOfText(string? text, string name, bool mayBeBlank)
    {
        if (text is null || (!mayBeBlank && string.IsNullOrWhiteSpace(text)))
        {
            return $"{name} is {(text is null ? "null" : "blank")}; expected a text.";
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return $"{name} has a character U+0000; expected text without it, as SQL clients end there. Look at how the cell was read.";
        }

        // Half a pair has no UTF-8, and would come back as another key.
        return HasHalfPair(text) ? $"{name} is no valid text: it has half of a character beyond U+FFFF. Look at how the cell was read." : null;
    }

    /// <summary>A store holds whole microseconds, so a shorter period would be empty in it.</summary>
    private static string? ProblemOfPeriod(DateTimeOffset? since, DateTimeOffset? until, string name) =>
        StoreMoments.ToMicroseconds(until) <= StoreMoments.ToMicroseconds(since)
            ? Invariant($"period of {name} ends {until:O}, not after it begins {since:O}; expected an end at least a microsecond later, or none.")
            : null;

    private static bool IsTooSmall(Tie<string> tie) =>
        IsTooSmall(tie.Permission) || IsTooSmall(tie.Strength) || (tie is { Permission: > 0, Strength: > 0 } && (float)tie.Permission * (float)tie.Strength < MinNormal);

    private static bool IsTooSmall(double value) => value > 0 && (float)value < MinNormal;

    private static bool HasHalfPair(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !string.Equals(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), text, StringComparison.Ordinal);
}
