using System.Globalization;
using System.Text.RegularExpressions;
using InfluenceGraph.Data;
using InfluenceGraph.Tool.CommandLine;

namespace InfluenceGraph.Tool.Sources;

/// <summary>Which columns are what: as named, and told from the header where nothing was said. Who reaches whom is never guessed.</summary>
/// <typeparam name="TMapping">The mapping of the library.</typeparam>
/// <param name="Mapping">What the library is given.</param>
/// <param name="Words">The same as options that could be typed.</param>
/// <param name="Guessed">Those of them that nobody typed.</param>
/// <param name="Others">What becomes of the other columns; empty where there are none.</param>
internal sealed record ColumnChoice<TMapping>(TMapping Mapping, string Words, IReadOnlyList<string> Guessed, string Others)
{
    /// <summary>How the source is read, for people.</summary>
    internal IEnumerable<string> Lines(string source)
    {
        yield return $"{source} is read by {Words}";
        if (Guessed.Count > 0)
        {
            yield return $"  told from the header: {string.Join(", ", Guessed)}; type it to change it, with 'none' for no column";
        }

        if (Others.Length > 0)
        {
            yield return $"  {Others}";
        }
    }
}

/// <summary>Chooses columns by what was said and by the header.</summary>
internal static class ColumnChoice
{
    private static readonly string[] _percent = ["%", "percent", "pct", "prozent", "pourcent"];

    internal static ColumnChoice<TieMapping> OfTies(DataNames names, RowSource source)
    {
        if (names.From is null || names.To is null)
        {
            throw DirectionMissing(names, source);
        }

        TieMapping told = Told(
            source,
            [names.From, names.To, names.Permission, names.Strength, names.Since, names.Until, names.LastContact],
            columns => TieMapping.Guess([.. columns, "from", "to"]));
        var words = new Words();
        SourceColumn from = words.Column("--from", names.From, told: null)!.Value;
        SourceColumn to = words.Column("--to", names.To, told: null)!.Value;
        words.Say("--direction", Options.Word(names.Direction));
        SourceColumn? permission = words.Column("--permission", names.Permission, told.Permission);
        PermissionScale scale = names.Scale ?? (names.Permission is null ? told.Scale : ScaleOf(names.Permission));
        if (permission is not null)
        {
            words.Say("--scale", Scales.Word(scale), isGuessed: names.Scale is null && scale != PermissionScale.Share);
        }

        var mapping = new TieMapping
        {
            From = from,
            To = to,
            Direction = names.Direction,
            Permission = permission,
            Scale = scale,
            Strength = words.Column("--strength", names.Strength, told.Strength),
            Since = words.Column("--since", names.Since, told.Since),
            Until = words.Column("--until", names.Until, told.Until),
            LastContact = words.Column("--last-contact", names.LastContact, told.LastContact),
            Formats = names.Formats,
        };
        string[] unused = words.Unused(source);
        return words.Choice(mapping, unused.Length > 0 ? $"not used: {Listed(unused)}" : "");
    }

    internal static ColumnChoice<CustomerMapping> OfCustomers(DataNames names, RowSource source)
    {
        CustomerMapping told = Asked(source, "--key COLUMN, --value COLUMN or --tags COLUMN", () => names.Key is null
            ? CustomerMapping.Guess(Free(source, [names.OwnValue, names.Tags]))
            : Told(source, [names.Key, names.OwnValue, names.Tags], columns => CustomerMapping.Guess([.. columns, "customerkey"])));
        var words = new Words();
        SourceColumn key = words.Column("--key", names.Key, told.Key) ?? throw ToolException.WrongUse("--key is 'none'; expected the column of the customer.");
        SourceColumn? value = words.Column("--value", names.OwnValue, told.OwnValue);
        if (value is null)
        {
            words.Say("--value", $"{DataNames.None}, so that each counts 1", isGuessed: names.OwnValue is null);
        }

        var mapping = new CustomerMapping
        {
            Key = key,
            OwnValue = value,
            EmptyOwnValue = names.EmptyValue,
            Tags = words.Column("--tags", names.Tags, told.Tags),
            Formats = names.Formats,
        };

        // Attributes go by names, so what stands twice cannot be one.
        string[] unused = words.Unused(source);
        string[] doubled = [.. unused.GroupBy(column => column, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1 || group.Key.Length == 0).Select(group => group.Key)];
        string[] attributes = [.. unused.Where(column => !doubled.Contains(column, StringComparer.OrdinalIgnoreCase))];
        return words.Choice(
            doubled.Length == 0 ? mapping : mapping with { Attributes = [.. attributes.Select(SourceColumn.FromString)] },
            string.Join("; ", new (string Text, string[] Columns)[] { ("attributes", attributes), ("not used, because they stand several times or have no name", doubled) }.Where(part => part.Columns.Length > 0).Select(part => $"{part.Text}: {Listed(part.Columns)}")));
    }

    internal static ColumnChoice<ConsentMapping> OfConsents(DataNames names, RowSource source)
    {
        ConsentMapping told = Asked(source, "another name to the column, or ask a query", () => ConsentMapping.Guess(Free(source, [])));
        return new(told with { Formats = names.Formats }, Listed(("customer", told.Customer), ("purpose", told.Purpose), ("channel", told.Channel), ("granted", told.Granted), ("from", told.From), ("until", told.Until), ("source", told.Source)), ["all"], "");
    }

    internal static ColumnChoice<InteractionMapping> OfInteractions(DataNames names, RowSource source)
    {
        InteractionMapping told = Asked(source, "another name to the column, or ask a query", () => InteractionMapping.Guess(Free(source, [])));
        return new(told with { Formats = names.Formats }, Listed(("customer", told.Customer), ("action", told.Action), ("at", told.At)), ["all"], "");
    }

    /// <summary>
    /// The library guesses a whole header; here it is asked only for what nobody named. A column that alone would make the guess fail
    /// is none that it knows, so it is left out rather than in the way.
    /// </summary>
    private static TMapping Told<TMapping>(RowSource source, string?[] named, Func<IReadOnlyList<string>, TMapping> guess)
        where TMapping : RowMapping
    {
        string[] useful = [.. Free(source, named).Where(column => IsUseful(column, guess))];
        return Asked(source, "its option, or 'none' for no such column", () => guess(useful));
    }

    private static bool IsUseful<TMapping>(string column, Func<IReadOnlyList<string>, TMapping> guess)
    {
        try
        {
            _ = guess([column]);
            return true;
        }
        catch (CustomerDataException)
        {
            return false;
        }
    }

    /// <summary>The columns that nobody named and that can be told apart.</summary>
    private static string[] Free(RowSource source, string?[] named) =>
    [
        .. source.Columns
            .Where((column, place) => !named.Contains(column, StringComparer.OrdinalIgnoreCase) && !named.Contains((place + 1).ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal))
            .GroupBy(column => column, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() == 1)
            .Select(group => group.Key),
    ];

    /// <summary>The library names its own properties in what it advises; here options are typed.</summary>
    private static TMapping Asked<TMapping>(RowSource source, string advice, Func<TMapping> guess)
    {
        try
        {
            return guess();
        }
        catch (CustomerDataException e)
        {
            throw ToolException.BadData($"{source.Name}: {Regex.Replace(e.Message, @"(?:Give \w+|give the columns by their numbers)\.", $"Give {advice}.", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))}", e);
        }
    }

    private static PermissionScale ScaleOf(string column) =>
        _percent.Any(word => column.Contains(word, StringComparison.OrdinalIgnoreCase)) ? PermissionScale.Percent : PermissionScale.Share;

    private static ToolException DirectionMissing(DataNames names, RowSource source)
    {
        string option = names.From is null ? "--from" : "--to";
        string meaning = names.From is null ? "can reach the other one" : "is reached, and granted the permission";
        string columns = source.Columns.Count > 0 ? string.Join(", ", source.Columns) : $"{source.ColumnCount} columns without names: give a number, from 1";
        string proposal = "";
        try
        {
            var guess = TieMapping.Guess(Free(source, []));
            proposal = $" If they mean what they usually do: --from {Words.Typed(guess.From)} --to {Words.Typed(guess.To)}{(guess.Direction == TieDirection.FromReachesTo ? "" : $" --direction {Options.Word(guess.Direction)}")}.";
        }
        catch (CustomerDataException)
        {
            // Nothing to propose.
        }

        return ToolException.WrongUse($"{option} is missing; expected the column of the customer who {meaning}. It is never guessed, because a direction turned round gives a wrong answer that looks right. {source.Name} has {columns}.{proposal}");
    }

    private static string Listed(IEnumerable<string> columns) => string.Join(", ", columns.Select(column => $"'{column}'"));

    private static string Listed(params ReadOnlySpan<(string Role, SourceColumn? Column)> columns)
    {
        var told = new List<string>();
        foreach ((string role, SourceColumn? column) in columns)
        {
            if (column is SourceColumn known)
            {
                told.Add($"{role} {Words.Typed(known)}");
            }
        }

        return string.Join(", ", told);
    }

    /// <summary>The choice as it is made, in words that could be typed.</summary>
    private sealed class Words
    {
        private readonly List<string> _said = [];
        private readonly List<string> _guessed = [];
        private readonly List<SourceColumn> _taken = [];

        /// <summary>A column by its name, or by its number from 1.</summary>
        private static SourceColumn Column(string text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : text;

        internal static string Typed(SourceColumn column) => Typed(column.Name ?? column.Number.ToString(CultureInfo.InvariantCulture));

        private static string Typed(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '=' or ',') ? text : $"'{text}'";

        internal void Say(string option, string value, bool isGuessed = false)
        {
            _said.Add($"{option} {value}");
            if (isGuessed)
            {
                _guessed.Add(option);
            }
        }

        /// <summary>A column as it was named, else as the header tells.</summary>
        internal SourceColumn? Column(string option, string? named, SourceColumn? told)
        {
            if (string.Equals(named, DataNames.None, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            if ((named is null ? told : Column(named)) is not SourceColumn column)
            {
                return null;
            }

            _said.Add($"{option} {Typed(column)}");
            _taken.Add(column);
            if (named is null)
            {
                _guessed.Add(option);
            }

            return column;
        }

        /// <summary>The columns that nothing takes.</summary>
        internal string[] Unused(RowSource source) =>
            [.. source.Columns.Where((column, place) => !_taken.Exists(taken => taken.Name is string name ? string.Equals(name, column, StringComparison.OrdinalIgnoreCase) : taken.Number == place + 1))];

        internal ColumnChoice<TMapping> Choice<TMapping>(TMapping mapping, string others) => new(mapping, string.Join(' ', _said), _guessed, others);
    }
}
