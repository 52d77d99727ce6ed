using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace InfluenceGraph.Data.Tests.Tables;

/// <summary>The reader against one that goes letter by letter, on text made of the letters that matter.</summary>
public sealed class ReaderFuzzTests
{
    [Fact]
    public void The_reader_finds_the_rows_that_a_letter_by_letter_reader_finds()
    {
        Gen<string> letters = Gen.Elements("a", "b", "é", "李", ",", ",", "\"", "\"\"", "\n", "\r\n", "\r", " ", "\t", "7", ";").ListOf().Select(all => string.Concat(all));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(letters.ToArbitrary(), text => Compare("h,k\n" + text)));
    }

    private static bool Compare(string text)
    {
        List<string> expected = LetterByLetter(text[4..]);
        var read = new List<string>();
        try
        {
            using RowSource source = TestSource.Of(text, o => o with { Separator = ',', Header = HeaderLine.Present, Comment = '#' });
            while (source.Read())
            {
                read.Add(source.RowProblem is (string reason, _) ? $"!{reason}" : $"{source.Text(0)}|{source.Text(1)}");
            }
        }
        catch (CustomerDataException e) when (e.Message.Contains("nothing closes", StringComparison.Ordinal))
        {
            read.Add("!unclosed");
        }

        Assert.True(expected.SequenceEqual(read), $"{System.Text.Json.JsonSerializer.Serialize(text)}: expected {System.Text.Json.JsonSerializer.Serialize(expected)}, got {System.Text.Json.JsonSerializer.Serialize(read)}");
        return true;
    }

    /// <summary>RFC 4180 with blanks around cells that do not belong to them.</summary>
    private static List<string> LetterByLetter(string text)
    {
        var rows = new List<string>();
        var cells = new List<string>();
        int at = 0;
        while (at < text.Length)
        {
            cells.Clear();
            bool isBad = false;
            bool anyQuotes = false;
            while (true)
            {
                string? cell = Cell(text, ref at, ref isBad, ref anyQuotes);
                if (cell is null)
                {
                    rows.Add("!unclosed");
                    return rows;
                }

                cells.Add(cell);
                if (at < text.Length && text[at] == ',')
                {
                    at++;
                    continue;
                }

                break;
            }

            at += at < text.Length && text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            if (cells.Count == 1 && cells[0].Length == 0 && !anyQuotes)
            {
                continue;
            }

            rows.Add(isBad ? "!quotes are not closed as RFC 4180 has it" : cells.Count != 2 ? "!wrong number of columns" : $"{cells[0]}|{cells[1]}");
        }

        return rows;
    }

    private static string? Cell(string text, ref int at, ref bool isBad, ref bool anyQuotes)
    {
        int start = at;
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        if (at < text.Length && text[at] == '"')
        {
            anyQuotes = true;
            at++;
            var value = new StringBuilder();
            while (true)
            {
                if (at >= text.Length)
                {
                    return null;
                }

                if (text[at] != '"')
                {
                    value.Append(text[at++]);
                    continue;
                }

                if (at + 1 < text.Length && text[at + 1] == '"')
                {
                    value.Append('"');
                    at += 2;
                    continue;
                }

                at++;
                break;
            }

            // Blanks may follow; anything else makes the row a bad one. A quote there opens nothing, but may close what it did not open.
            while (at < text.Length && text[at] is not (',' or '\n' or '\r'))
            {
                isBad |= text[at] is not (' ' or '\t');
                at++;
            }

            return value.ToString();
        }

        at = start;
        while (at < text.Length && text[at] is not (',' or '\n' or '\r'))
        {
            isBad |= text[at] == '"';
            at++;
        }

        return text[start..at].Trim(' ', '\t');
    }
}
