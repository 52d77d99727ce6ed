namespace InfluenceGraph.Data.Stores;

/// <summary>A store's rows into a graph builder, all seen at one moment.</summary>
internal sealed class GraphReading(SqlDatabase database, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
{
    /// <summary>Ties of imports that are complete.</summary>
    internal const string InForce = "import_id NOT IN (SELECT id FROM import WHERE completed_at IS NULL)";

    internal CustomerGraphBuilder<string> Read(Func<CustomerGraphOptions, CustomerGraphOptions>? configure)
    {
        bool hasCustomers = Has("SELECT 1 FROM customer WHERE own_value IS NOT NULL LIMIT 1");
        CustomerGraphOptions defaults = hasCustomers ? new() : new() { OnUnknownCustomer = UnknownCustomerRule.Add, UnknownOwnValue = 1 };
        CustomerGraphOptions options = configure is null ? defaults
            : configure(defaults) ?? throw new ArgumentException("The options are null; expected the options that were passed in, changed by 'with'.", nameof(configure));
        ConsentLedger<string>? consents = Has("SELECT 1 FROM consent LIMIT 1") ? new() : null;
        if (consents is not null)
        {
            ConsentReading.Read(database, consents, Begin("reading consents", "SELECT count(*) FROM consent"));
        }

        var builder = new CustomerGraphBuilder<string>(options, consents);
        KeysById keys = ReadCustomers(builder);
        ReadCircles(builder, keys);
        ReadTies(builder, keys);
        return builder;
    }

    private bool Has(string sql) => database.Statement(sql).Number() is not null;

    private KeysById ReadCustomers(CustomerGraphBuilder<string> builder)
    {
        RowTelling telling = Begin("reading customers", "SELECT count(*) FROM customer");
        var keys = new KeysById(database.Number("SELECT max(id) FROM customer"));
        SqlStatement rows = database.Statement("SELECT id, key, own_value FROM customer ORDER BY id");
        var attributes = new RowsInStep(database.Statement("SELECT customer_id, name, value FROM customer_attribute ORDER BY customer_id"));
        var tags = new RowsInStep(database.Statement("SELECT customer_id, name, weight, is_inferred, since, until FROM customer_tag ORDER BY customer_id, id"));
        while (rows.Next())
        {
            long id = rows.Int64(0);
            string key = rows.Text(1);
            keys.Add(id, key);
            if (!rows.IsNull(2))
            {
                builder.AddCustomer(WithAttributes(new(key, rows.Real(2)), id, attributes));
            }

            while (tags.NextOf(id) is SqlStatement tag)
            {
                builder.AddTag(key, new(tag.Text(1), tag.Real(2), tag.Int64(3) != 0, StoreMoments.ToMoment(tag.Int64OrNull(4)), StoreMoments.ToMoment(tag.Int64OrNull(5))));
            }

            telling.Next();
        }

        return keys;
    }

    private static Customer<string> WithAttributes(Customer<string> customer, long id, RowsInStep attributes)
    {
        Dictionary<string, string>? named = null;
        while (attributes.NextOf(id) is SqlStatement row)
        {
            (named ??= new(StringComparer.Ordinal)).Add(row.Text(1), row.Text(2));
        }

        return named is null ? customer : customer with { Attributes = named };
    }

    private void ReadCircles(CustomerGraphBuilder<string> builder, KeysById keys)
    {
        var members = new RowsInStep(database.Statement("SELECT circle_id, member_id FROM circle_member ORDER BY circle_id"));
        SqlStatement circles = database.Statement("SELECT id, owner_id, name FROM circle ORDER BY id");
        while (circles.Next())
        {
            var names = new List<string>();
            while (members.NextOf(circles.Int64(0)) is SqlStatement row)
            {
                names.Add(keys[row.Int64(1)]);
            }

            builder.AddCircle(new(keys[circles.Int64(1)], circles.Text(2), names));
        }
    }

    private void ReadTies(CustomerGraphBuilder<string> builder, KeysById keys)
    {
        RowTelling telling = Begin("reading ties", $"SELECT count(*) FROM tie WHERE {InForce}");
        SqlStatement rows = database.Statement($"SELECT from_id, to_id, permission, strength, since, until, last_contact FROM tie NOT INDEXED WHERE {InForce}");
        while (rows.Next())
        {
            builder.AddTie(new(
                keys[rows.Int64(0)],
                keys[rows.Int64(1)],
                rows.Real(2),
                rows.Real(3),
                StoreMoments.ToMoment(rows.Int64OrNull(4)),
                StoreMoments.ToMoment(rows.Int64OrNull(5)),
                StoreMoments.ToMoment(rows.Int64OrNull(6))));
            telling.Next();
        }
    }

    /// <summary>A phase begins. Counting is left out where nobody listens.</summary>
    private RowTelling Begin(string phase, string count) => new(phase, progress is null ? 0 : database.Number(count), progress, cancellationToken);
}
