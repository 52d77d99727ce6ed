using InfluenceGraph.Data.Mappings;

namespace InfluenceGraph.Data.Imports;

/// <summary>Makes of the row that a source stands on what a mapping says.</summary>
internal abstract class RowMapper<TRow>
{
    private readonly RowSource _source;
    private readonly TextCell? _only;
    private readonly HashSet<string> _onlyTexts;

    private protected RowMapper(RowSource source, RowMapping mapping)
    {
        _source = source;
        _onlyTexts = new(mapping.Only?.Texts ?? [], StringComparer.OrdinalIgnoreCase);
        _only = mapping.Only is RowFilter only ? new(source, nameof(mapping.Only), only.Column, "text") : null;
    }

    /// <summary>Adds what the row means, nothing where it is skipped or rejected.</summary>
    internal RowFate Map(List<TRow> rows) =>
        _source.RowProblem is (string reason, string problem) ? RowFate.Rejected(reason, problem)
        : _only is not null && !_onlyTexts.Contains(_only.Read() ?? "") ? RowFate.Skipped("not among the rows that are meant")
        : Add(rows);

    private protected abstract RowFate Add(List<TRow> rows);
}

/// <summary>Ties.</summary>
internal sealed class TieMapper<TKey> : RowMapper<Tie<TKey>>
    where TKey : notnull
{
    private readonly TieDirection _direction;
    private readonly KeyCell<TKey> _from;
    private readonly KeyCell<TKey> _to;
    private readonly PermissionCell _permission;
    private readonly NumberCell _strength;
    private readonly TimeCell _since;
    private readonly TimeCell _until;
    private readonly TimeCell _lastContact;

    internal TieMapper(RowSource source, TieMapping mapping)
        : base(source, mapping)
    {
        _direction = mapping.Direction;
        _from = KeyCell<TKey>.Of(source, nameof(mapping.From), mapping.From);
        _to = KeyCell<TKey>.Of(source, nameof(mapping.To), mapping.To);
        _permission = new(source, nameof(mapping.Permission), mapping.Permission, mapping.Scale, mapping.Formats);
        _strength = new(source, nameof(mapping.Strength), mapping.Strength, mapping.Formats, float.MaxValue, RowRules.StrengthRange);
        _since = new(source, nameof(mapping.Since), mapping.Since, mapping.Formats);
        _until = new(source, nameof(mapping.Until), mapping.Until, mapping.Formats);
        _lastContact = new(source, nameof(mapping.LastContact), mapping.LastContact, mapping.Formats);
    }

    private protected override RowFate Add(List<Tie<TKey>> rows)
    {
        if (!_from.TryRead(out TKey from, out RowFate fate)
            || !_to.TryRead(out TKey to, out fate)
            || !_permission.TryRead(out double permission, out fate)
            || !_strength.TryRead(1, out double strength, out fate)
            || !_since.TryRead(out DateTimeOffset? since, out fate)
            || !_until.TryRead(out DateTimeOffset? until, out fate)
            || !_lastContact.TryRead(out DateTimeOffset? lastContact, out fate))
        {
            return fate;
        }

        if (until <= since)
        {
            return Periods.Rejected(since, until);
        }

        if (RowRules.IsTooSmall(permission, strength))
        {
            return RowFate.Rejected("weight is too small", FormattableString.Invariant($"permission {permission} times strength {strength} is too small for single precision; expected 0 or at least 1.2e-38. Only ratios of strengths count: choose another unit"));
        }

        var tie = new Tie<TKey>(from, to, permission, strength, since, until, lastContact);
        if (_direction != TieDirection.ToReachesFrom)
        {
            rows.Add(tie);
        }

        if (_direction == TieDirection.ToReachesFrom || (_direction == TieDirection.BothWays && !EqualityComparer<TKey>.Default.Equals(from, to)))
        {
            rows.Add(tie with { From = to, To = from });
        }

        return RowFate.Used;
    }
}

/// <summary>Customers, each once.</summary>
internal sealed class CustomerMapper<TKey> : RowMapper<Customer<TKey>>
    where TKey : notnull
{
    private readonly RowSource _source;
    private readonly CustomerMapping _mapping;
    private readonly KeyCell<TKey> _key;
    private readonly NumberCell _ownValue;
    private readonly TextCell _tags;
    private readonly (string Name, int Place)[] _attributes;
    private readonly HashSet<TKey> _seen = [];

    internal CustomerMapper(RowSource source, CustomerMapping mapping)
        : base(source, mapping)
    {
        (_source, _mapping) = (source, mapping);
        _key = KeyCell<TKey>.Of(source, nameof(mapping.Key), mapping.Key);
        _ownValue = new(source, nameof(mapping.OwnValue), mapping.OwnValue, mapping.Formats, RowRules.LargestOwnValue, RowRules.OwnValueRange);
        _tags = new(source, nameof(mapping.Tags), mapping.Tags, "tags");
        _attributes = [.. AttributePlaces().Select(place => (source.Columns.Count > 0 ? source.Columns[place] : FormattableString.Invariant($"column {place + 1}"), place))];
        string[] doubled = [.. _attributes.GroupBy(attribute => attribute.Name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"'{group.Key}'")];
        if (doubled.Length > 0 || _attributes.Any(attribute => string.IsNullOrWhiteSpace(attribute.Name)))
        {
            string problem = doubled.Length > 0 ? $"the columns named {string.Join(", ", doubled)} stand several times" : "a column has no name";
            throw new CustomerDataException($"{source.Name}: {problem}, and attributes go by names; expected different names. Rename them, or say which {nameof(mapping.Attributes)} you want: {string.Join(", ", source.Columns)}.");
        }
    }

    private protected override RowFate Add(List<Customer<TKey>> rows)
    {
        if (!_key.TryRead(out TKey key, out RowFate fate)
            || !_ownValue.TryRead(_ownValue.IsGiven ? _mapping.EmptyOwnValue : 1, out double ownValue, out fate))
        {
            return fate;
        }

        if (!_seen.Add(key))
        {
            return RowFate.Rejected("customer stands several times", $"customer '{key}' stood in an earlier row; expected each customer once. Merge the rows first");
        }

        var customer = new Customer<TKey>(key, ownValue);
        Dictionary<string, string>? attributes = null;
        foreach ((string name, int place) in _attributes)
        {
            if (!_source.IsEmpty(place))
            {
                (attributes ??= new(StringComparer.Ordinal)).Add(name, _source.Text(place));
            }
        }

        customer = attributes is null ? customer : customer with { Attributes = attributes.AsReadOnly() };
        if (_tags.Read() is string tags)
        {
            string[] names = tags.Split(_mapping.TagSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            customer = names.Length == 0 ? customer : customer with { Tags = Array.AsReadOnly(Array.ConvertAll(names, name => new CustomerTag(name))) };
        }

        rows.Add(customer);
        return RowFate.Used;
    }

    private IEnumerable<int> AttributePlaces()
    {
        if (_mapping.Attributes is not null)
        {
            return _mapping.Attributes.Select(column => ColumnBinding.Find(_source, nameof(_mapping.Attributes), column)).Distinct();
        }

        int[] taken = [ColumnBinding.Find(_source, nameof(_mapping.Key), _mapping.Key), ColumnBinding.Find(_source, nameof(_mapping.OwnValue), _mapping.OwnValue), ColumnBinding.Find(_source, nameof(_mapping.Tags), _mapping.Tags)];
        return Enumerable.Range(0, _source.ColumnCount).Except(taken);
    }
}

/// <summary>Consents.</summary>
internal sealed class ConsentMapper<TKey> : RowMapper<Consent<TKey>>
    where TKey : notnull
{
    private static readonly string[] _yes = ["yes", "y", "true", "t", "1", "granted", "given", "opt-in", "optin", "opted-in", "opted in", "in"];
    private static readonly string[] _no = ["no", "n", "false", "f", "0", "refused", "revoked", "withdrawn", "denied", "opt-out", "optout", "opted-out", "opted out", "out"];
    private readonly RowSource _sourceOfRows;
    private readonly KeyCell<TKey> _customer;
    private readonly TextCell _purpose;
    private readonly TextCell _channel;
    private readonly TextCell _granted;
    private readonly TimeCell _from;
    private readonly TimeCell _until;
    private readonly TextCell _source;

    internal ConsentMapper(RowSource source, ConsentMapping mapping)
        : base(source, mapping)
    {
        _sourceOfRows = source;
        _customer = KeyCell<TKey>.Of(source, nameof(mapping.Customer), mapping.Customer);
        _purpose = new(source, nameof(mapping.Purpose), mapping.Purpose, "what the consent is for");
        _channel = new(source, nameof(mapping.Channel), mapping.Channel, "a channel");
        _granted = new(source, nameof(mapping.Granted), mapping.Granted, "yes or no (true, 1, granted, opt-in; false, 0, refused, revoked, withdrawn, denied, opt-out)");
        _from = new(source, nameof(mapping.From), mapping.From, mapping.Formats);
        _until = new(source, nameof(mapping.Until), mapping.Until, mapping.Formats);
        _source = new(source, nameof(mapping.Source), mapping.Source, "where the consent was given");
    }

    private protected override RowFate Add(List<Consent<TKey>> rows)
    {
        if (!_customer.TryRead(out TKey customer, out RowFate fate)
            || !_purpose.TryRead(out string purpose, out fate)
            || !_granted.TryRead(out string granted, out fate)
            || !_from.TryRead(out DateTimeOffset from, out fate)
            || !_until.TryRead(out DateTimeOffset? until, out fate))
        {
            return fate;
        }

        bool isGranted = _yes.Contains(granted, StringComparer.OrdinalIgnoreCase);
        if (!isGranted && !_no.Contains(granted, StringComparer.OrdinalIgnoreCase))
        {
            return _granted.Refused();
        }

        if (until <= from)
        {
            return Periods.Rejected(from, until);
        }

        rows.Add(new(customer, new(purpose), _channel.Read() is string channel ? new(channel) : Channel.Any, isGranted, from, until, _source.Read() ?? $"{_sourceOfRows.Name}, {_sourceOfRows.Place}"));
        return RowFate.Used;
    }
}

/// <summary>Interactions.</summary>
internal sealed class InteractionMapper<TKey> : RowMapper<CustomerAction<TKey>>
    where TKey : notnull
{
    private readonly KeyCell<TKey> _customer;
    private readonly TextCell _action;
    private readonly TimeCell _at;

    internal InteractionMapper(RowSource source, InteractionMapping mapping)
        : base(source, mapping)
    {
        _customer = KeyCell<TKey>.Of(source, nameof(mapping.Customer), mapping.Customer);
        _action = new(source, nameof(mapping.Action), mapping.Action, "what was done");
        _at = new(source, nameof(mapping.At), mapping.At, mapping.Formats);
    }

    private protected override RowFate Add(List<CustomerAction<TKey>> rows)
    {
        if (!_customer.TryRead(out TKey customer, out RowFate fate)
            || !_action.TryRead(out string action, out fate)
            || !_at.TryRead(out DateTimeOffset at, out fate))
        {
            return fate;
        }

        rows.Add(new(customer, action, at));
        return RowFate.Used;
    }
}

/// <summary>Tags.</summary>
internal sealed class TagMapper<TKey> : RowMapper<TagRow<TKey>>
    where TKey : notnull
{
    private readonly bool _areInferred;
    private readonly KeyCell<TKey> _customer;
    private readonly TextCell _tag;
    private readonly NumberCell _weight;
    private readonly TimeCell _since;
    private readonly TimeCell _until;

    internal TagMapper(RowSource source, TagMapping mapping)
        : base(source, mapping)
    {
        _areInferred = mapping.AreInferred;
        _customer = KeyCell<TKey>.Of(source, nameof(mapping.Customer), mapping.Customer);
        _tag = new(source, nameof(mapping.Tag), mapping.Tag, "a tag");
        _weight = new(source, nameof(mapping.Weight), mapping.Weight, mapping.Formats, float.MaxValue, RowRules.TagWeightRange, mayBeZero: false);
        _since = new(source, nameof(mapping.Since), mapping.Since, mapping.Formats);
        _until = new(source, nameof(mapping.Until), mapping.Until, mapping.Formats);
    }

    private protected override RowFate Add(List<TagRow<TKey>> rows)
    {
        if (!_customer.TryRead(out TKey customer, out RowFate fate)
            || !_tag.TryRead(out string tag, out fate)
            || !_weight.TryRead(1, out double weight, out fate)
            || !_since.TryRead(out DateTimeOffset? since, out fate)
            || !_until.TryRead(out DateTimeOffset? until, out fate))
        {
            return fate;
        }

        if (until <= since)
        {
            return Periods.Rejected(since, until);
        }

        rows.Add(new(customer, new(tag, weight, _areInferred, since, until)));
        return RowFate.Used;
    }
}

/// <summary>Members of circles.</summary>
internal sealed class CircleMapper<TKey> : RowMapper<CircleRow<TKey>>
    where TKey : notnull
{
    private readonly KeyCell<TKey> _owner;
    private readonly TextCell _circle;
    private readonly KeyCell<TKey> _member;

    internal CircleMapper(RowSource source, CircleMapping mapping)
        : base(source, mapping)
    {
        _owner = KeyCell<TKey>.Of(source, nameof(mapping.Owner), mapping.Owner);
        _circle = new(source, nameof(mapping.Circle), mapping.Circle, "what the circle is called");
        _member = KeyCell<TKey>.Of(source, nameof(mapping.Member), mapping.Member);
    }

    private protected override RowFate Add(List<CircleRow<TKey>> rows)
    {
        if (!_owner.TryRead(out TKey owner, out RowFate fate)
            || !_circle.TryRead(out string circle, out fate)
            || !_member.TryRead(out TKey member, out fate))
        {
            return fate;
        }

        rows.Add(new(owner, circle, member));
        return RowFate.Used;
    }
}

/// <summary>From when to when something holds.</summary>
internal static class Periods
{
    internal static RowFate Rejected(DateTimeOffset? since, DateTimeOffset? until) =>
        RowFate.Rejected("period ends before it begins", FormattableString.Invariant($"the period ends {until:O}, not after it begins {since:O}; expected a later end or none"));
}
