using System.CommandLine;
using System.Globalization;

namespace InfluenceGraph.Tool.CommandLine;

/// <summary>Kinds of option whose errors say what was got and what was expected.</summary>
internal static class Options
{
    internal static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };

    internal static Option<string> Text(string name, string helpName, string description, string standard) =>
        new(name) { HelpName = helpName, Description = description, DefaultValueFactory = _ => standard };

    /// <summary>May be given several times, or with several words.</summary>
    internal static Option<string[]> Several(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description, AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => [] };

    internal static Option<bool> Switch(string name, string description) => new(name) { Description = description };

    internal static Option<double> Number(string name, string helpName, string description, double standard, Predicate<double> isValid, string expected) =>
        Parsed(
            name,
            helpName,
            description,
            standard,
            text => ParsedNumber(text, isValid) is null && ParsedNumber(text.Replace(',', '.'), isValid) is not null ? $"{expected}, with a point, as in {text.Replace(',', '.')}" : expected,
            text => ParsedNumber(text, isValid));

    internal static Option<int> Count(string name, string helpName, string description, int standard, int least) =>
        Parsed(name, helpName, description, standard, _ => string.Create(CultureInfo.InvariantCulture, $"a whole number, {least} or more"), text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least ? value : null);

    /// <summary>A whole number that need not be given.</summary>
    internal static Option<int?> CountOrNone(string name, string helpName, string description, int least) => OrNone<int>(
        name, helpName, description, string.Create(CultureInfo.InvariantCulture, $"a whole number, {least} or more"), text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least ? value : null);

    /// <summary>A number that need not be given.</summary>
    internal static Option<double?> NumberOrNone(string name, string helpName, string description, Predicate<double> isValid, string expected) =>
        OrNone<double>(name, helpName, description, expected, text => ParsedNumber(text, isValid));

    /// <summary>A moment: a date, a date and a time with its zone, or now.</summary>
    internal static Option<DateTimeOffset?> Moment(string name, string description, TimeProvider clock) => OrNone<DateTimeOffset>(
        name, "MOMENT", description, "a date such as 2026-06-01, a moment such as 2026-06-01T12:00:00Z, or now", text => Moments.TryParse(text, clock));

    /// <summary>One of a few words, in any case. Not given, it is the enumeration's first, which must be the standard.</summary>
    internal static Option<TEnum> Choice<TEnum>(string name, string description, TEnum standard, params TEnum[] choices)
        where TEnum : struct, Enum
    {
        TEnum[] all = choices.Length > 0 ? choices : Enum.GetValues<TEnum>();
        return Words(name, description, Word(standard), all.ToDictionary(Word, choice => choice, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The word of a choice as shells like it: BothWays is both-ways.</summary>
    internal static string Word<TEnum>(TEnum choice)
        where TEnum : struct, Enum =>
        string.Concat(choice.ToString().Select((c, place) => char.IsUpper(c) ? $"{(place > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : c.ToString()));

    private static Option<T> Words<T>(string name, string description, string standard, Dictionary<string, T> choices)
        where T : struct
    {
        var option = new Option<T>(name) { HelpName = string.Join('|', choices.Keys), Description = $"{description} [default: {standard}]" };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (!choices.TryGetValue(text, out T value))
            {
                result.AddError($"{name} is '{text}'; expected one of {string.Join(", ", choices.Keys)}.");
            }

            return value;
        };
        return option;
    }

    /// <summary>A single ASCII character; a tab may be written as a word, because shells make it hard to type.</summary>
    internal static Option<char?> Character(string name, string helpName, string description, char? standard, string? choices = null)
    {
        var option = new Option<char?>(name) { HelpName = helpName, Description = description, DefaultValueFactory = _ => standard };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            char? character = text switch
            {
                "tab" or "\\t" => '\t',
                [char only] when char.IsAscii(only) && only is not ('"' or '\r' or '\n') => only,
                _ => null,
            };
            if (character is null || choices?.Contains(character.Value, StringComparison.Ordinal) == false)
            {
                string expected = choices is null ? "a single ASCII character that is no quote, or tab" : string.Join(" or ", choices.Select(choice => $"'{choice}'"));
                result.AddError($"{name} is '{text}'; expected {expected}.");
            }

            return character;
        };
        return option;
    }

    /// <summary>A value of the library's own, read from a text, that need not be given.</summary>
    internal static Option<T?> Reference<T>(string name, string helpName, string description, string expected, Func<string, T?> parse)
        where T : class => Optional(name, helpName, description, expected, parse);

    internal static Option<T?> OrNone<T>(string name, string helpName, string description, string expected, Func<string, T?> parse)
        where T : struct => Optional(name, helpName, description, expected, parse);

    private static Option<T> Optional<T>(string name, string helpName, string description, string expected, Func<string, T> parse)
    {
        var option = new Option<T>(name) { HelpName = helpName, Description = description };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            T value = parse(text);
            if (value is null)
            {
                result.AddError($"{name} is '{text}'; expected {expected}.");
            }

            return value;
        };
        return option;
    }

    private static double? ParsedNumber(string text, Predicate<double> isValid) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && isValid(value) ? value : null;

    private static Option<T> Parsed<T>(string name, string helpName, string description, T standard, Func<string, string> expected, Func<string, T?> parse)
        where T : struct
    {
        var option = new Option<T>(name) { HelpName = helpName, Description = description, DefaultValueFactory = _ => standard };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            T? value = parse(text);
            if (value is null)
            {
                result.AddError($"{name} is '{text}'; expected {expected(text)}.");
            }

            return value ?? standard;
        };
        return option;
    }
}
