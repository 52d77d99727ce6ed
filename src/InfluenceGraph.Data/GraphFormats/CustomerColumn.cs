using System.Collections.ObjectModel;
using System.Globalization;
using System.Xml;

namespace InfluenceGraph.Data;

/// <summary>One more column of customers in a file for other tools: a score, a community, a segment. Customers without a value have an empty cell.</summary>
public sealed class CustomerColumn
{
    private readonly ReadOnlyDictionary<string, string> _values;

    private CustomerColumn(string name, CustomerColumnKind kind, IEnumerable<KeyValuePair<string, string>> values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Kind = kind;
        var byCustomer = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string customer, string value) in values)
        {
            if (!byCustomer.TryAdd(customer, value))
            {
                throw new ArgumentException($"'{customer}' has two values in column '{name}'; expected one for each customer.", nameof(values));
            }
        }

        _values = byCustomer.AsReadOnly();
    }

    /// <summary>The name of the column, as the other tool shows it.</summary>
    public string Name { get; }

    /// <summary>What its cells are.</summary>
    public CustomerColumnKind Kind { get; }

    /// <summary>The number of customers with a value.</summary>
    public int Count => _values.Count;

    /// <summary>A column of numbers, such as scores: a <see cref="SocialValueResult{TKey}"/> can be given as it is.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="values">Customers and their values, each customer at most once.</param>
    /// <returns>The column, with a copy of the values.</returns>
    /// <exception cref="ArgumentException">The name is blank, or a customer has two values.</exception>
    public static CustomerColumn Of(string name, IEnumerable<KeyValuePair<string, double>> values) =>
        new(name, CustomerColumnKind.Number, Texts(values, value => XmlConvert.ToString(value)));

    /// <summary>A column of whole numbers, such as communities: a <see cref="CommunityResult{TKey}"/> can be given as it is.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="values">Customers and their values, each customer at most once.</param>
    /// <returns>The column, with a copy of the values.</returns>
    /// <exception cref="ArgumentException">The name is blank, or a customer has two values.</exception>
    public static CustomerColumn Of(string name, IEnumerable<KeyValuePair<string, int>> values) =>
        new(name, CustomerColumnKind.WholeNumber, Texts(values, value => value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A column of texts, such as segments or roles.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="values">Customers and their values, each customer at most once.</param>
    /// <returns>The column, with a copy of the values.</returns>
    /// <exception cref="ArgumentException">The name is blank, or a customer has two values.</exception>
    public static CustomerColumn Of(string name, IEnumerable<KeyValuePair<string, string>> values) =>
        new(name, CustomerColumnKind.Text, Texts(values, value => value ?? ""));

    /// <summary>A column of yes and no, such as who belongs to a segment.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="values">Customers and their values, each customer at most once.</param>
    /// <returns>The column, with a copy of the values.</returns>
    /// <exception cref="ArgumentException">The name is blank, or a customer has two values.</exception>
    public static CustomerColumn Of(string name, IEnumerable<KeyValuePair<string, bool>> values) =>
        new(name, CustomerColumnKind.YesOrNo, Texts(values, value => value ? "true" : "false"));

    /// <summary>Name, kind and number of values.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Name} ({Kind}, {Count} values)");

    internal string? ValueOf(string customer) => _values.GetValueOrDefault(customer);

    private static IEnumerable<KeyValuePair<string, string>> Texts<T>(IEnumerable<KeyValuePair<string, T>> values, Func<T, string> text)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Select(pair => KeyValuePair.Create(pair.Key, text(pair.Value)));
    }
}

/// <summary>What the cells of a <see cref="CustomerColumn"/> are.</summary>
public enum CustomerColumnKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A number in double precision.</summary>
    Number,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>Yes or no.</summary>
    YesOrNo,
}
