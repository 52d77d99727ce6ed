using InfluenceGraph.Data.Tests.Tables;
using Xunit;

namespace InfluenceGraph.Data.Tests.Mappings;

public sealed class OtherMappingTests
{
    private static readonly DateTimeOffset _april = new(2026, 4, 3, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Customers_have_keys_own_values_tags_and_all_other_columns_as_attributes()
    {
        using RowSource source = TestSource.Of("Customer ID,city,revenue,tags\nann,Bonn,12.5,running| cooking ||\nbob,,0,\n");
        Customer<string>[] customers = [.. source.ReadCustomers<string>(CustomerMapping.Guess(source.Columns))];
        Assert.Equal([("ann", 12.5), ("bob", 0)], customers.Select(customer => (customer.Key, customer.OwnValue)));
        Assert.Equal([new("city", "Bonn")], customers[0].Attributes);
        Assert.Empty(customers[1].Attributes);
        Assert.Equal(["running", "cooking"], customers[0].Tags.Select(tag => tag.Name));
    }

    [Fact]
    public void A_customer_number_is_the_key_rather_than_a_name()
    {
        CustomerMapping mapping = CustomerMapping.Guess(["Name", "Kundennummer", "Umsatz", "Ort"]);
        Assert.Equal(("Kundennummer", "Umsatz"), (mapping.Key.Name, mapping.OwnValue!.Value.Name));
    }

    [Fact]
    public void Without_a_column_of_own_values_everybody_counts_1()
    {
        using RowSource source = TestSource.Of("id,city\nann,Bonn\n");
        Assert.Equal(1, Assert.Single(source.ReadCustomers<string>(CustomerMapping.Guess(source.Columns))).OwnValue);
    }

    [Fact]
    public void An_empty_own_value_is_rejected_unless_the_mapping_says_what_it_is()
    {
        using (RowSource source = TestSource.Of("id,spend\nann,\nbob,-1\ncid,NaN\ndan,1e101\n"))
        {
            RowReading<Customer<string>> reading = source.ReadCustomers<string>(CustomerMapping.Guess(source.Columns));
            Assert.Empty(reading);
            Assert.Equal([new("OwnValue cannot be used", 3), new("OwnValue is empty", 1)], reading.Report.Rejected);
        }

        using RowSource again = TestSource.Of("id,spend\nann,\n");
        Assert.Equal(0, Assert.Single(again.ReadCustomers<string>(CustomerMapping.Guess(again.Columns) with { EmptyOwnValue = 0 })).OwnValue);
    }

    [Fact]
    public void A_customer_who_stands_twice_is_rejected_the_second_time()
    {
        using RowSource source = TestSource.Of("id,spend\nann,1\nann,2\n");
        RowReading<Customer<string>> reading = source.ReadCustomers<string>(CustomerMapping.Guess(source.Columns));
        Assert.Equal(1, Assert.Single(reading).OwnValue);
        Assert.Contains("'ann' stood in an earlier row", reading.Report.Examples[0].Reason);
    }

    [Fact]
    public void Attributes_with_one_name_are_an_error_unless_they_are_not_wanted()
    {
        using RowSource source = TestSource.Of("id,city,city\nann,Bonn,Köln\n");
        Assert.Contains("'city' stand several times", Assert.Throws<CustomerDataException>(() => source.ReadCustomers<string>(new CustomerMapping { Key = "id" })).Message);
        Customer<string> customer = Assert.Single(source.ReadCustomers<string>(new CustomerMapping { Key = "id", Attributes = [2] }));
        Assert.Equal([new("city", "Bonn")], customer.Attributes);
    }

    [Theory]
    [InlineData("city,zip")]
    [InlineData("customer_id,user_id,city")]
    public void A_key_that_is_missing_or_ambiguous_is_an_error(string header) =>
        Assert.Contains(header.Replace(",", ", ", StringComparison.Ordinal), Assert.Throws<CustomerDataException>(() => CustomerMapping.Guess(header.Split(','))).Message);

    [Fact]
    public void Consents_are_read_and_nothing_is_guessed()
    {
        using RowSource source = TestSource.Of("customer,purpose,channel,granted,from,until\nann,Contact,EMAIL,yes,2026-04-03,2027-01-01\nbob,score,,opt-out,2026-04-03,\ncid,score,,,2026-04-03,\ndan,score,,perhaps,2026-04-03,\neve,score,,yes,,\nfay,,,yes,2026-04-03,\n");
        RowReading<Consent<string>> reading = source.ReadConsents<string>(ConsentMapping.Guess(source.Columns));
        Assert.Equal(
            [
                new("ann", Purpose.Contact, Channel.Email, true, _april, new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), "ties.csv, line 2"),
                new("bob", Purpose.Score, Channel.Any, false, _april, null, "ties.csv, line 3"),
            ],
            reading);
        Assert.Equal(4, reading.Report.Counts.Rejected);
    }

    [Fact]
    public void Interactions_are_read()
    {
        using RowSource source = TestSource.Of("user,campaign,timestamp\nann,spring,1775174400\nbob,spring,\ncid,,1775174400\n");
        var mapping = InteractionMapping.Guess(source.Columns);
        RowReading<CustomerAction<string>> reading = source.ReadInteractions<string>(mapping with { Formats = new() { Dates = ["iso", "unix"] } });
        Assert.Equal([new("ann", "spring", _april)], reading);
        Assert.Equal(2, reading.Report.Counts.Rejected);
    }

    [Fact]
    public void Guesses_of_consents_and_interactions_list_the_columns_where_one_is_missing()
    {
        Assert.Contains("Granted", Assert.Throws<CustomerDataException>(() => ConsentMapping.Guess(["customer", "purpose", "from"])).Message);
        Assert.Contains("customer, what", Assert.Throws<CustomerDataException>(() => InteractionMapping.Guess(["customer", "what"])).Message);
    }

    [Fact]
    public void Wrong_parts_of_a_customer_mapping_are_told_at_once()
    {
        using RowSource source = TestSource.Of("id,spend\nann,1\n");
        string message = Assert.Throws<ArgumentException>(() => source.ReadCustomers<string>(new CustomerMapping { Key = "id", OwnValue = "id", EmptyOwnValue = -1, TagSeparator = 'x' })).Message;
        Assert.All(["twice", "EmptyOwnValue", "TagSeparator"], part => Assert.Contains(part, message));
    }

    [Fact]
    public void Texts_of_mappings_tell_them_apart()
    {
        object[] mappings =
        [
            new CustomerMapping(), new CustomerMapping { OwnValue = 2 }, new CustomerMapping { EmptyOwnValue = 0 }, new CustomerMapping { Attributes = [] }, new CustomerMapping { Attributes = [3] }, new CustomerMapping { Tags = 4 }, new CustomerMapping { TagSeparator = ';' },
            new ConsentMapping(), new ConsentMapping { Channel = "c" }, new ConsentMapping { Until = "c" }, new ConsentMapping { Source = "c" }, new InteractionMapping(), new InteractionMapping { At = "c" },
        ];
        Assert.Equal(mappings.Length, mappings.Select(mapping => mapping.ToString()).Distinct().Count());
    }
}
