using InfluenceGraph.Data.Tests.Tables;
using Xunit;

namespace InfluenceGraph.Data.Tests.Mappings;

public sealed class TieMappingTests
{
    [Theory]
    [InlineData("from,to", "from", "to", TieDirection.FromReachesTo)]
    [InlineData("From_Customer_Id,To_Customer_Id", "From_Customer_Id", "To_Customer_Id", TieDirection.FromReachesTo)]
    [InlineData("SourceId,TargetId", "SourceId", "TargetId", TieDirection.FromReachesTo)]
    [InlineData("trustee,truster", "truster", "trustee", TieDirection.ToReachesFrom)]
    [InlineData("user id of follower,followee", "user id of follower", "followee", TieDirection.ToReachesFrom)]
    [InlineData("grantor,grantee", "grantee", "grantor", TieDirection.FromReachesTo)]
    public void Columns_are_guessed_with_their_direction(string header, string from, string to, TieDirection direction)
    {
        var mapping = TieMapping.Guess(header.Split(','));
        Assert.Equal((from, to, direction), (mapping.From.Name, mapping.To.Name, mapping.Direction));
    }

    [Fact]
    public void Permission_strength_and_times_are_guessed()
    {
        var mapping = TieMapping.Guess(["from", "to", "Permission %", "weight", "valid_from", "validTo", "last contact"]);
        Assert.Equal(
            ("Permission %", PermissionScale.Percent, "weight", "valid_from", "validTo", "last contact"),
            (mapping.Permission?.Name, mapping.Scale, mapping.Strength?.Name, mapping.Since?.Name, mapping.Until?.Name, mapping.LastContact?.Name));
    }

    [Theory]
    [InlineData("user_a,user_b", "No two columns")]
    [InlineData("from,to,source,target", "Several columns may say who reaches whom")]
    [InlineData("from,to,from_id", "Several columns")]
    [InlineData("from,to,to", "stands several times")]
    [InlineData("from,to,weight,count", "Several columns may be the Strength")]
    public void What_is_missing_or_ambiguous_is_an_error_that_lists_the_columns(string header, string problem)
    {
        CustomerDataException error = Assert.Throws<CustomerDataException>(() => TieMapping.Guess(header.Split(',')));
        Assert.Contains(problem, error.Message);
        Assert.Contains(header.Replace(",", ", ", StringComparison.Ordinal), error.Message);
    }

    [Fact]
    public void Without_names_nothing_is_guessed() => Assert.Contains("header", Assert.Throws<CustomerDataException>(() => TieMapping.Guess([])).Message);

    [Theory]
    [InlineData(TieDirection.FromReachesTo, "a>b")]
    [InlineData(TieDirection.ToReachesFrom, "b>a")]
    [InlineData(TieDirection.BothWays, "a>b b>a")]
    public void The_direction_says_who_reaches_whom(TieDirection direction, string expected) =>
        Assert.Equal(expected, string.Join(' ', TestSource.Ties("x,y\na,b\n", new TieMapping { From = "x", To = "y", Direction = direction }).Ties.Select(tie => $"{tie.From}>{tie.To}")));

    [Fact]
    public void A_tie_to_oneself_is_not_doubled_where_rows_run_both_ways() =>
        Assert.Single(TestSource.Ties("x,y\na,a\n", new TieMapping { From = "x", To = "y", Direction = TieDirection.BothWays }).Ties);

    [Fact]
    public void A_missing_column_is_an_error_that_lists_the_others()
    {
        using RowSource source = TestSource.Of("from,to\na,b\n");
        CustomerDataException error = Assert.Throws<CustomerDataException>(() => source.ReadTies<string>(new TieMapping { From = "from", To = "too" }));
        Assert.Contains("column 'too', but there is no such column; expected one of these: from, to", error.Message);
        Assert.Contains("there are 2 columns", Assert.Throws<CustomerDataException>(() => source.ReadTies<string>(new TieMapping { From = 1, To = 3 })).Message);
    }

    [Fact]
    public void A_doubled_column_is_an_error_unless_its_number_is_given()
    {
        using RowSource source = TestSource.Of("from,to,to\na,b,c\n");
        Assert.Contains("2 columns have that name", Assert.Throws<CustomerDataException>(() => source.ReadTies<string>(new TieMapping { From = "from", To = "to" })).Message);
        Assert.Equal([new("a", "c", 1)], source.ReadTies<string>(new TieMapping { From = "from", To = 3 }));
    }

    [Fact]
    public void Capitals_decide_only_where_they_have_to()
    {
        using RowSource source = TestSource.Of("from,to,TO\na,b,c\n");
        Assert.Equal([new("a", "c", 1)], source.ReadTies<string>(new TieMapping { From = "FROM", To = "TO" }));
    }

    [Theory]
    [InlineData("80", "PermissionScale.Percent")]
    [InlineData("80 %", "PermissionScale.Percent")]
    [InlineData("yes", "PermissionScale.YesNo")]
    [InlineData("high", "PermissionScale.Named")]
    [InlineData("\"0,8\"", "Formats.DecimalSign = ','")]
    [InlineData("NaN", "expected 0 (never) to 1 (always)")]
    [InlineData("-0.1", "expected 0 (never) to 1 (always)")]
    [InlineData("1e-320", "expected 0 (never) to 1 (always)")]
    [InlineData("1e999", "expected 0 (never) to 1 (always)")]
    public void A_permission_that_is_none_is_rejected_with_what_to_do(string permission, string advice)
    {
        string reason = TestSource.Rejected("from,to,permission", $"a,b,{permission}");
        Assert.Contains($"Permission (column 'permission') is '{permission.Trim('"')}'", reason);
        Assert.Contains(advice, reason);
    }

    [Theory]
    [InlineData("-1", "0 to 3.4e38")]
    [InlineData("1e39", "0 to 3.4e38")]
    [InlineData("many", "0 to 3.4e38")]
    [InlineData("Infinity", "0 to 3.4e38")]
    [InlineData("\"1,5\"", "Formats.DecimalSign = ','")]
    [InlineData("\"1,500.00\"", "Formats.ThousandsSign = ','")]
    [InlineData("1 500", "Formats.ThousandsSign = ' '")]
    [InlineData("\"15,00.5\"", "without thousands separators")]
    public void A_strength_that_is_none_is_rejected_with_what_to_do(string strength, string advice) =>
        Assert.Contains(advice, TestSource.Rejected("from,to,strength", $"a,b,{strength}"));

    [Theory]
    [InlineData("1.234.567,5", '.', ',', 1234567.5)]
    [InlineData("1,234,567", ',', '.', 1234567)]
    [InlineData("1'234.5", '\'', '.', 1234.5)]
    [InlineData("1’234.5", '\'', '.', 1234.5)]
    [InlineData("12 345", ' ', '.', 12345)]
    [InlineData("12\u00A0345,5", ' ', ',', 12345.5)]
    [InlineData("12\u202F345,5", ' ', ',', 12345.5)]
    [InlineData("1234567,5", '.', ',', 1234567.5)]
    [InlineData("999", '.', ',', 999)]
    public void Thousands_may_be_parted_where_that_is_said(string cell, char thousands, char decimals, double strength)
    {
        var formats = new CellFormats { ThousandsSign = thousands, DecimalSign = decimals };
        using RowSource source = TestSource.Of($"from;to;strength\na;b;{cell}\n");
        Tie<string> tie = Assert.Single(source.ReadTies<string>(new TieMapping { From = "from", To = "to", Strength = "strength", Formats = formats }));
        Assert.Equal(strength, tie.Strength);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.2345")]
    [InlineData("1234.567")]
    [InlineData("1..234")]
    [InlineData(".234")]
    [InlineData("1.234.")]
    [InlineData("1.234,5.678")]
    [InlineData("-.234")]
    public void Groups_that_are_not_of_three_digits_are_no_number(string cell)
    {
        using RowSource source = TestSource.Of($"from;to;strength\na;b;{cell}\n");
        RowReading<Tie<string>> ties = source.ReadTies<string>(new TieMapping { From = "from", To = "to", Strength = "strength", Formats = new() { ThousandsSign = '.', DecimalSign = ',' } });
        Assert.Empty(ties);
        Assert.Equal(1, ties.Report.Counts.Rejected);
    }

    [Fact]
    public void A_product_that_single_precision_cannot_hold_is_rejected() =>
        Assert.Contains("too small", TestSource.Rejected("from,to,permission,strength", "a,b,1e-30,1e-30"));

    [Fact]
    public void Permission_zero_is_an_explicit_no_and_an_empty_one_is_no_tie()
    {
        (List<Tie<string>> ties, ImportReport report) = TestSource.Ties("from,to,permission,strength\na,b,0,\na,c,,2\na,d,NULL,2\na,e,1,\n");
        Assert.Equal([new("a", "b", 0), new("a", "e", 1)], ties);
        Assert.Equal([new("permission is empty: nothing was granted", 2)], report.Skipped);
    }

    [Fact]
    public void Scales_read_percentages_words_and_yes_or_no()
    {
        static double[] Read(PermissionScale scale, params string[] cells) =>
            [.. TestSource.Ties($"from,to,permission\n{string.Concat(cells.Select(cell => $"a,b,{cell}\n"))}", new TieMapping { From = "from", To = "to", Permission = "permission", Scale = scale }).Ties.Select(tie => tie.Permission)];

        Assert.Equal([0.8, 0.8, 1, 0], Read(PermissionScale.Percent, "80", "80 %", "100%", "0", "101", "-1", "%"));
        Assert.Equal([1, 0, 1, 0, 1], Read(PermissionScale.YesNo, "yes", "No", "TRUE", "f", "1", "2", "maybe"));
        Assert.Equal([0.9, 0.2], Read(PermissionScale.Named("high=0.9, Low = 0.2"), "HIGH", "low", "middle", "0.9"));
    }

    [Theory]
    [InlineData("high")]
    [InlineData("high=")]
    [InlineData("high=80")]
    [InlineData("=1")]
    [InlineData("high=1,HIGH=0.5")]
    [InlineData("high=NaN")]
    public void A_scale_that_is_none_is_refused(string words) => Assert.Throws<ArgumentException>(() => PermissionScale.Named(words));

    [Theory]
    [InlineData("03/04/2026", "It may be two days: say which by Formats.Dates, 'dd/MM/yyyy' or 'MM/dd/yyyy'")]
    [InlineData("25/12/2026", "Say Formats.Dates = 'dd/MM/yyyy'")]
    [InlineData("12.25.2026", "Say Formats.Dates = 'MM.dd.yyyy'")]
    [InlineData("20260403", "Say Formats.Dates = 'yyyyMMdd'")]
    [InlineData("1775174400", "Say Formats.Dates = 'unix'")]
    [InlineData("1775174400000", "Say Formats.Dates = 'unix-ms'")]
    [InlineData("2026-02-29", "expected a date such as 2026-04-03")]
    [InlineData("2026-04-03T24:00", "expected a date such as 2026-04-03")]
    [InlineData("2026-04-03x", "expected a date such as 2026-04-03")]
    [InlineData("yesterday", "expected a date such as 2026-04-03")]
    [InlineData("0001-01-01T00:00+02:00", "expected a date such as 2026-04-03")]
    public void A_date_that_is_none_or_two_is_rejected_with_what_to_do(string date, string advice) =>
        Assert.Contains(advice, TestSource.Rejected("from,to,since", $"a,b,{date}"));

    [Theory]
    [InlineData("2026-04-03", "2026-04-03T00:00:00.0000000+02:00")]
    [InlineData("2026-04-03 17:30", "2026-04-03T17:30:00.0000000+02:00")]
    [InlineData("2026-04-03T17:30:05.1234567Z", "2026-04-03T17:30:05.1234567+00:00")]
    [InlineData("2026-04-03 17:30:05-0330", "2026-04-03T17:30:05.0000000-03:30")]
    [InlineData("2026-04-03 17:30:05 +01", "2026-04-03T17:30:05.0000000+01:00")]
    public void Moments_are_ISO_8601_with_a_stated_or_an_assumed_offset(string date, string expected)
    {
        var mapping = new TieMapping { From = 1, To = 2, Since = 3, Formats = new() { Offset = TimeSpan.FromHours(2) } };
        Assert.Equal(expected, $"{Assert.Single(TestSource.Ties($"from,to,since\na,b,{date}\n", mapping).Ties).Since:O}");
    }

    [Theory]
    [InlineData("03/04/2026", "dd/MM/yyyy", "2026-04-03T00:00:00.0000000+00:00")]
    [InlineData("03/04/2026", "MM/dd/yyyy", "2026-03-04T00:00:00.0000000+00:00")]
    [InlineData("3 Apr 2026 +02:00", "d MMM yyyy zzz", "2026-04-03T00:00:00.0000000+02:00")]
    [InlineData("1775174400.5", "unix", "2026-04-03T00:00:00.5000000+00:00")]
    [InlineData("1775174400500", "unix-ms", "2026-04-03T00:00:00.5000000+00:00")]
    public void Other_formats_are_named(string date, string format, string expected)
    {
        var mapping = new TieMapping { From = 1, To = 2, Since = 3, Formats = new() { Dates = [format] } };
        Assert.Equal(expected, $"{Assert.Single(TestSource.Ties($"from,to,since\na,b,{date}\n", mapping).Ties).Since:O}");
    }

    [Fact]
    public void A_period_that_ends_before_it_begins_is_rejected() =>
        Assert.Contains("not after it begins", TestSource.Rejected("from,to,since,until", "a,b,2026-04-03,2026-04-03"));

    [Fact]
    public void Only_rows_that_are_meant_are_read()
    {
        var mapping = new TieMapping { From = "from", To = "to", Only = new("kind", ["Friend", "family"]) };
        (List<Tie<string>> ties, ImportReport report) = TestSource.Ties("from,to,kind\na,b,friend\na,c,work\na,d,FAMILY\na,e,\n", mapping);
        Assert.Equal([new("a", "b", 1), new("a", "d", 1)], ties);
        Assert.Equal(2, report.Counts.Skipped);
    }

    [Fact]
    public void Keys_may_be_numbers_and_GUIDs()
    {
        using (RowSource source = TestSource.Of("from,to\n007,8\nx,9\n"))
        {
            RowReading<Tie<long>> reading = source.ReadTies<long>(TieMapping.Guess(source.Columns));
            Assert.Equal([new(7, 8, 1)], reading);
            Assert.Contains("expected a whole number", reading.Report.Examples[0].Reason);
        }

        using (RowSource source = TestSource.Of("from,to\n0f8fad5b-d9cb-469f-a165-70867728950e,{7c9e6679-7425-40de-944b-e07fc1f90ae7}\nx,9\n"))
        {
            RowReading<Tie<Guid>> reading = source.ReadTies<Guid>(TieMapping.Guess(source.Columns));
            Assert.Equal([new(Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), Guid.Parse("7c9e6679-7425-40de-944b-e07fc1f90ae7"), 1)], reading);
            Assert.Contains("expected a GUID", reading.Report.Examples[0].Reason);
        }

        using RowSource last = TestSource.Of("from,to\na,b\n");
        Assert.Throws<ArgumentException>(() => last.ReadTies<DateTime>(TieMapping.Guess(last.Columns)));
    }

    [Fact]
    public void All_wrong_parts_of_a_mapping_are_told_at_once()
    {
        using RowSource source = TestSource.Of("from,to\na,b\n");
        var mapping = new TieMapping { From = 0, To = 0, Permission = "", Direction = (TieDirection)9, Scale = null!, Only = new("x", []), Formats = new() { DecimalSign = ';', ThousandsSign = 'x', Dates = ["MM"], Offset = TimeSpan.FromDays(2), Empty = [" "] } };
        string message = Assert.Throws<ArgumentException>(() => source.ReadTies<string>(mapping)).Message;
        Assert.All(["From is", "From and To", "Permission is", "Direction", "Scale", "Only", "DecimalSign", "ThousandsSign", "Dates", "Offset", "Empty"], part => Assert.Contains(part, message));
    }

    [Fact]
    public void The_text_of_a_mapping_tells_two_mappings_apart_and_is_the_same_for_one()
    {
        var mapping = new TieMapping { From = "a", To = "b", Permission = "p" };
        Assert.Equal(mapping.ToString(), new TieMapping { From = "a", To = "b", Permission = "p" }.ToString());
        TieMapping[] others =
        [
            mapping with { From = "c" }, mapping with { Permission = null }, mapping with { Strength = "s" }, mapping with { Since = "s" }, mapping with { Until = "s" }, mapping with { LastContact = "s" },
            mapping with { Direction = TieDirection.BothWays }, mapping with { Scale = PermissionScale.Percent }, mapping with { Scale = PermissionScale.Named("a=1") }, mapping with { Only = new("x", ["y"]) },
            mapping with { Formats = new() { DecimalSign = ',' } }, mapping with { Formats = new() { ThousandsSign = ' ' } }, mapping with { Formats = new() { Dates = ["unix"] } }, mapping with { Formats = new() { Offset = TimeSpan.FromHours(1) } }, mapping with { Formats = new() { Empty = [] } },
        ];
        Assert.Equal(others.Length + 1, others.Append(mapping).Select(one => one.ToString()).Distinct().Count());
    }
}
