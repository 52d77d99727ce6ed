using System.CommandLine;
using System.Globalization;

namespace Quickstart.CommandLine;

/// <summary>Kinds of option whose errors say what was got and what was expected.</summary>
internal static class Options
{
    internal static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };

    internal static Option<string> Text(string name, string helpName, string description, string standard) =>
        new(name) { HelpName = helpName, Description = description, DefaultValueFactory = _ => standard };

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

    /// <summary>One of a few words, in any case.</summary>
    internal static Option<TEnum> Choice<TEnum>(string name, string description, TEnum standard, params TEnum[] choices)
        where TEnum : struct, Enum =>
        Parsed(name, string.Join('|', choices), description, standard, _ => $"one of {string.Join(", ", choices)}", text =>
            choices.Where(choice => string.Equals(choice.ToString(), text, StringComparison.OrdinalIgnoreCase)).Select(choice => (TEnum?)choice).FirstOrDefault());

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
