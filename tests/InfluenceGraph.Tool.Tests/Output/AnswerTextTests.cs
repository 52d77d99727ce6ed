using InfluenceGraph.Tool.Output;
using Xunit;

namespace InfluenceGraph.Tool.Tests.Output;

public sealed class AnswerTextTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(200)]
    public void Tables_are_as_wide_as_the_terminal_and_lose_nothing(int width)
    {
        string key = string.Concat(Enumerable.Repeat("0123456789", 10));
        string text = Written(new() { Tables = [Table([[key, 12345.678]])] }, width);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= width, line));
        Assert.Contains("12,345.68", text, StringComparison.Ordinal);
        Assert.Equal(100, text.Count(c => char.IsAsciiDigit(c)) - "1234568".Length);
    }

    [Fact]
    public void Numbers_are_never_broken_and_columns_without_room_are_named()
    {
        Column[] columns = [new("customer"), .. Enumerable.Range(1, 12).Select(i => new Column(FormattableString.Invariant($"measure_number_{i}"), CellKind.Amount)), new("reason")];
        object?[][] rows = [["ann", .. Enumerable.Repeat((object?)1234.56, 12), "because"]];
        string text = Written(new() { Tables = [new("rows", columns, 1, rows)] }, 60);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 60, line));
        int whole = text.Split("1,234.56").Length - 1;
        Assert.InRange(whole, 4, 6);
        Assert.Contains("Not shown for lack of room: measure number", text, StringComparison.Ordinal);

        // Two of the 14 columns are texts; the first of them is shown.
        string flat = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(13 - whole, flat[flat.IndexOf("Not shown", StringComparison.Ordinal)..flat.IndexOf(". A wider", StringComparison.Ordinal)].Split(',').Length);
    }

    [Fact]
    public void A_long_line_of_a_card_goes_on_behind_its_label()
    {
        string text = Written(new() { Text = "ann\n  ties          can reach bob, cem, dia, eva, fay and many others whom nobody would count" }, 60);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 60, line));
        Assert.StartsWith(new string(' ', 16), text.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_takes_no_column_and_no_line()
    {
        string text = Written(new() { Facts = [new("known", 1, CellKind.Whole), new("unknown", Value: null)], Tables = [Table([["ann", null]])] }, 80);
        Assert.Contains("known", text, StringComparison.Ordinal);
        Assert.DoesNotContain("unknown", text, StringComparison.Ordinal);
        Assert.DoesNotContain("amount", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0, nameof(CellKind.Amount), "0.00")]
    [InlineData(0.0001234, nameof(CellKind.Amount), "1.23e-4")]
    [InlineData(-1234.5, nameof(CellKind.Amount), "-1,234.50")]
    [InlineData(1234567.0, nameof(CellKind.Whole), "1,234,567")]
    [InlineData(1234567.0, nameof(CellKind.Id), "1234567")]
    [InlineData(0.1234, nameof(CellKind.Share), "12.3 %")]
    [InlineData(1536.0, nameof(CellKind.Bytes), "1.5 KiB")]
    [InlineData(0.05, nameof(CellKind.Seconds), "50 ms")]
    [InlineData(300.0, nameof(CellKind.Seconds), "5 min")]
    [InlineData(double.NaN, nameof(CellKind.Amount), "-")]
    public void Numbers_are_read_in_their_own_way(double number, string kind, string expected) => Assert.Equal(expected, ShownText.Of(number, Enum.Parse<CellKind>(kind)));

    private static AnswerTable Table(IReadOnlyList<object?[]> rows) => new("rows", [new("customer"), new("amount", CellKind.Amount)], rows.Count, rows);

    private static string Written(Answer answer, int width)
    {
        using var output = new StringWriter { NewLine = "\n" };
        AnswerText.Write(answer, output, width, top: null, withReceipt: false);
        return output.ToString();
    }
}
