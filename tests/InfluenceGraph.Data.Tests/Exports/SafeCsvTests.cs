using FsCheck;
using FsCheck.Fluent;
using InfluenceGraph.Data.Tests.Tables;
using Xunit;

namespace InfluenceGraph.Data.Tests.Exports;

public sealed class SafeCsvTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+49 170 1234567")]
    [InlineData("-1+cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData(" =1")]
    [InlineData("\u00A0=1")]
    [InlineData("\uFEFF=1")]
    [InlineData("\uFF1D1")]
    [InlineData("-")]
    public void What_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(string text)
    {
        Assert.Equal($"'{text}", SafeCsv.Guarded(text));
        Assert.Equal(text, SafeCsv.Bare(SafeCsv.Guarded(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("-12.5")]
    [InlineData("+3")]
    [InlineData("-1e-7")]
    [InlineData("a=b")]
    [InlineData("'tis")]
    [InlineData("<b>bold</b>")]
    public void Everything_else_stays_as_it_is(string text)
    {
        Assert.Equal(text, SafeCsv.Guarded(text));
        Assert.Equal(text, SafeCsv.Bare(text));
    }

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a\rb", "\"a\rb\"")]
    [InlineData(" a", "\" a\"")]
    [InlineData("a;b", "a;b")]
    [InlineData("=a,b", "\"'=a,b\"")]
    [InlineData(null, "")]
    public void Cells_are_quoted_where_they_must_be(string? text, string expected) => Assert.Equal(expected, SafeCsv.Cell(text));

    [Fact]
    public void What_is_written_reads_back()
    {
        Gen<string> texts = Gen.Elements("a", "é", "=", "-", "@", "+", "'", ",", ";", "\"", "\n", "\r", "\t", " ", "1", "#", "李").NonEmptyListOf().Select(all => string.Concat(all)).Where(text => text.Trim(' ', '\t').Length > 0);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(texts.ToArbitrary(), texts.ToArbitrary(), (one, other) =>
        {
            using RowSource source = TestSource.Of($"one,other\n{SafeCsv.Cell(one)},{SafeCsv.Cell(other)}\n", o => o with { Separator = ',', Header = HeaderLine.Present, Comment = '%' });
            Assert.True(source.Read());
            Assert.Null(source.RowProblem);

            // An apostrophe of a text's own before a sign is the one that is lost, as documented.
            Assert.Equal((SafeCsv.Bare(one), SafeCsv.Bare(other)), (SafeCsv.Bare(source.Text(0)), SafeCsv.Bare(source.Text(1))));
            Assert.False(source.Read());
            return true;
        }));
    }
}
