using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using InfluenceGraph.EdgeLists;
using Xunit;

namespace InfluenceGraph.Tests.EdgeLists;

public sealed class EdgeListFuzzTests
{
    private static readonly string[] _texts =
        ["a", "b", "ann", "a b", "007", "-3", "1.5", "€", "\uD83D\uDE00", "x\"y", "\"q\"", "\"a,b;c\td e\"", "\"x\"\"y\"", "\"l\nm\"", "\"l\r\nm\"", "\" a \"", "", "\"\"", "#c", "\"", "\"open", "\"a\"b"];

    private static readonly string[] _numbers =
        ["1", "2", "3", "42", "-7", "0", "00012", "12345678", "123456789012345", "1234567890123456", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "+5", "1.0", "x", "", "\"6\"", "\"6\" ", "1 2"];

    private static readonly string[] _weights = ["0", "1", "0.5", ".25", "1.", "5e-1", "0.1234567890123456789", "1e-30", "2", "-0.1", "NaN", "0,5", "", "0.30000000000000004"];

    private static readonly string[] _betweens = ["", " ", "  ", "\t"];

    private static readonly string[] _lineEnds = ["\n", "\r\n", "\n\n", " \n", "\n# comment, \"quoted\n", "\n%\n"];

    [Fact]
    public void Texts_are_read_as_letter_by_letter() => ForAll(Gen.Elements(_texts), text => text);

    [Fact]
    public void Numbers_are_read_as_letter_by_letter() => ForAll(Gen.Frequency((4, Gen.Choose(0, 2_000_000).Select(n => $"{n}")), (1, Gen.Elements(_numbers))), text =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : (long?)null);

    [Fact]
    public void Small_numbers_are_read_as_letter_by_letter() => ForAll(Gen.Frequency((4, Gen.Choose(0, 2_000_000).Select(n => $"{n}")), (1, Gen.Elements(_numbers))), text =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : (int?)null);

    [Fact]
    public void Plain_lines_in_a_hurry_are_read_as_letter_by_letter()
    {
        // No quotes and hardly anything odd, so that blocks are parsed the quick way and left only here and there.
        Gen<string> line = Gen.Frequency((20, Gen.Choose(0, 99_999).Two().Select(pair => $"{pair.Item1} {pair.Item2}")), (1, Gen.Elements("", "# c", "1  2", " 3 4", "5 6 ", "7 8 9", "10\t11", "12 13\r")));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(line.ListOf().ToArbitrary(), Gen.Choose(16, 200).ToArbitrary(), (lines, blockSize) =>
        {
            string text = string.Join('\n', lines.Append("1 2"));
            AssertSame(text, new() { Separator = ' ', Header = HeaderLine.Absent, Threads = 1 + (blockSize % 3) }, blockSize, key => long.Parse(key, CultureInfo.InvariantCulture));
            AssertSame(text, new() { Separator = ' ', Header = HeaderLine.Absent, Threads = 1 + (blockSize % 3) }, blockSize, key => key);
        }));
    }

    private static void ForAll<TKey>(Gen<string> key, Func<string, TKey?> parse)
        where TKey : class
        => ForAll(key, text => parse(text) is not null, text => parse(text)!);

    private static void ForAll<TKey>(Gen<string> key, Func<string, TKey?> parse)
        where TKey : struct
        => ForAll(key, text => parse(text) is not null, text => parse(text)!.Value);

    private static void ForAll<TKey>(Gen<string> key, Func<string, bool> isKey, Func<string, TKey> parse)
        where TKey : notnull
    {
        Gen<EdgeListOptions> options =
            from separator in Gen.Elements('\t', ';', ',', ' ')
            from quotes in Gen.Elements(true, true, false)
            from turned in Gen.Elements(true, false)
            from permission in Gen.Elements(0, 0, 3)
            from strength in Gen.Elements(0, 0, 3, 4)
            from direction in Gen.Elements(Enum.GetValues<TieDirection>())
            from threads in Gen.Choose(1, 3)
            select new EdgeListOptions
            {
                Separator = separator,
                Quotes = quotes,
                From = turned ? 2 : 1,
                To = turned ? 1 : 2,
                Permission = ColumnOf(permission),
                Strength = ColumnOf(strength != permission ? strength : 0),
                Header = HeaderLine.Absent,
                Direction = direction,
                Threads = threads,
            };
        Gen<string> FileBy(EdgeListOptions chosen) =>
            from lines in LineBy(chosen, key).NonEmptyListOf()
            from end in Gen.Elements("", "\n", "\r\n")
            select string.Concat(lines).TrimEnd('\n', '\r') + end;

        Gen<(EdgeListOptions, string, int)> files =
            from chosen in options
            from text in FileBy(chosen)
            from blockSize in Gen.Choose(16, 200)
            select (chosen, text, blockSize);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(files.ToArbitrary(), file => AssertSame(file.Item2, file.Item1, file.Item3, parse, isKey)));
    }

    private static SourceColumn? ColumnOf(int number) => number > 0 ? SourceColumn.FromInt32(number) : default(SourceColumn?);

    private static Gen<string> LineBy(EdgeListOptions options, Gen<string> key)
    {
        string separator = $"{options.Separator}";
        return from first in key
               from second in key
               from weight in Gen.Frequency((5, Gen.Elements("1", "0.5", "0.75")), (1, Gen.Elements(_weights)))
               from strength in Gen.Frequency((5, Gen.Elements("1", "2", "3e2")), (1, Gen.Elements(_weights)))
               from columns in Gen.Elements(2, 3, 4, 4, 4, 4, 1)
               from between in Gen.Frequency((6, Gen.Constant("")), (1, Gen.Elements(_betweens)))
               from end in Gen.Frequency((6, Gen.Constant("\n")), (2, Gen.Elements(_lineEnds)))
               select string.Join(between + separator + between, new[] { first, second, weight, strength }.Take(columns)) + end;
    }

    private static void AssertSame<TKey>(string text, EdgeListOptions options, int blockSize, Func<string, TKey> parse, Func<string, bool>? isKey = null)
        where TKey : notnull
    {
        (int from, int to, int permission, int strength) = (options.From.Number - 1, options.To.Number - 1, (options.Permission?.Number ?? 0) - 1, (options.Strength?.Number ?? 0) - 1);
        int needed = 1 + Math.Max(Math.Max(from, to), Math.Max(permission, strength));
        bool IsGood(string[] row) => row.Length >= needed
            && IsKey(row[from])
            && IsKey(row[to])
            && (permission < 0 || SlowEdgeList.IsNumber(row[permission], 0, 1))
            && (strength < 0 || SlowEdgeList.IsNumber(row[strength], 0, float.MaxValue))
            && (permission < 0 || strength < 0 || IsWeight(NumberOf(row[permission]) * NumberOf(row[strength])));
        static double NumberOf(string field) => double.Parse(field, NumberStyles.Float, CultureInfo.InvariantCulture);

        // What single precision holds with all its digits.
        static bool IsWeight(double weight) => weight is 0 or >= 1.17549435E-38f;
        bool IsKey(string field) => field.Length > 0 && (isKey is null || isKey(field));

        var expected = SlowEdgeList.Read(text, options.Separator!.Value, options.Quotes, IsGood);
        EdgeListResult<TKey> Load() => EdgeListLoader<TKey>.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)), "file", options, [], null, CancellationToken.None, blockSize);
        if (expected.BadLine > 0)
        {
            Assert.Equal(expected.BadLine, Assert.Throws<CustomerDataException>(Load).Line);
            return;
        }

        if (expected.Rows.Count == 0)
        {
            Assert.Equal(0, Assert.Throws<CustomerDataException>(Load).Line);
            return;
        }

        EdgeListResult<TKey> read = Load();
        Tie<TKey>[] ties = [.. expected.Rows.SelectMany(row => TiesOf(row))];
        CustomerGraph<TKey> graph = CustomerGraph.FromTies(ties, o => o with { OnUnknownCustomer = UnknownCustomerRule.Add, UnknownOwnValue = 1 });
        Assert.Equal(graph.AsView().Receipt.ToString(), read.Graph.AsView().Receipt.ToString());
        Assert.Equal((expected.Lines, expected.Rows.Count, expected.Comments, expected.Blanks), (read.Lines, read.Ties, read.CommentLines, read.BlankLines));
        Assert.Equal(read.Lines, read.Ties + read.CommentLines + read.BlankLines + read.ContinuedLines);

        IEnumerable<Tie<TKey>> TiesOf(string[] row)
        {
            var tie = new Tie<TKey>(
                parse(row[from]),
                parse(row[to]),
                permission < 0 ? 1 : NumberOf(row[permission]),
                strength < 0 ? 1 : NumberOf(row[strength]));
            Tie<TKey> turned = tie with { From = tie.To, To = tie.From };
            return options.Direction switch
            {
                TieDirection.FromReachesTo => [tie],
                TieDirection.ToReachesFrom => [turned],
                _ => [tie, turned],
            };
        }
    }
}
