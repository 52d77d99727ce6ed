namespace Quickstart.Crm;

/// <summary>A customer who was probably meant: one more blank or another capital makes another key.</summary>
internal static class AlikeKey
{
    /// <summary>A sentence with the first key that is the same but for blanks around it and capitals; empty where there is none, or where the key itself is there.</summary>
    internal static string Hint(string place, IEnumerable<string> keys, string wanted)
    {
        string? alike = null;
        foreach (string key in keys)
        {
            if (string.Equals(key, wanted, StringComparison.Ordinal))
            {
                return "";
            }

            alike ??= string.Equals(key.Trim(), wanted.Trim(), StringComparison.OrdinalIgnoreCase) ? key : null;
        }

        return alike is null ? "" : $" {place} has '{alike}'.";
    }
}
