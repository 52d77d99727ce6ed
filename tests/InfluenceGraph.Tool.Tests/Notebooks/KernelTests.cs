using System.Text.Json;
using Xunit;

namespace InfluenceGraph.Tool.Tests.Notebooks;

public sealed class KernelTests : IDisposable
{
    private readonly KernelProcess _kernel = new();

    public void Dispose() => _kernel.Dispose();

    [Fact]
    public void A_cell_sees_what_earlier_cells_declared()
    {
        Assert.Equal("ok", Status(_kernel.Run("int x = 20;\nint Twice(int n) => 2 * n;")));
        IReadOnlyList<JsonElement> after = _kernel.Run("Console.WriteLine(\"x is \" + x);\nTwice(x) + 2");
        Assert.Equal("x is 20\n", KernelProcess.Written(after));
        Assert.Equal("42", Data(after, "result", "text/plain"));
    }

    [Fact]
    public void A_using_variable_lives_on_for_later_cells_and_an_alias_stays_an_alias()
    {
        Assert.Equal("ok", Status(_kernel.Run("using System.Text;\nusing Lines = System.Collections.Generic.List<string>;\nusing var reader = new StringReader(\"one\");")));
        Assert.Equal("one", Data(_kernel.Run("Lines lines = [reader.ReadLine()!];\nlines[0]"), "result", "text/plain"));
    }

    [Fact]
    public void An_error_of_the_compiler_names_line_and_column_and_loses_nothing()
    {
        _kernel.Run("int kept = 1;");
        JsonElement done = _kernel.Run("int fine = 1;\nint wrong = nope;")[^1];
        Assert.Equal("error", done.GetProperty("status").GetString());
        Assert.StartsWith("(2,13): error CS0103", done.GetProperty("evalue").GetString(), StringComparison.Ordinal);
        Assert.Equal("            ^", done.GetProperty("traceback")[2].GetString()![4..]);
        Assert.Equal("1", Data(_kernel.Run("kept"), "result", "text/plain"));
    }

    [Fact]
    public void An_exception_names_the_line_of_the_cell_and_no_path_of_the_machine()
    {
        JsonElement done = _kernel.Run("int zero = 0;\n\nint bad = 1 / zero;")[^1];
        string trace = string.Join('\n', done.GetProperty("traceback").EnumerateArray().Select(line => line.GetString()));
        Assert.Equal("DivideByZeroException", done.GetProperty("ename").GetString());
        Assert.Contains("cell 7:line 3", trace, StringComparison.Ordinal);
        Assert.DoesNotContain(Repository.Notebooks, trace, StringComparison.Ordinal);
        Assert.DoesNotContain("Roslyn", trace, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("await Task.Delay(100); Thread.Sleep(60_000);")]
    [InlineData("Thread.Sleep(60_000);")]
    public void A_cell_that_does_not_end_can_be_stopped_and_variables_stay(string endless)
    {
        _kernel.Run("int kept = 5;");
        Assert.Equal("Interrupted", _kernel.Run(endless, interruptAfter: TimeSpan.FromSeconds(1))[^1].GetProperty("ename").GetString());
        Assert.Equal("5", Data(_kernel.Run("kept"), "result", "text/plain"));
    }

    [Fact]
    public void Rows_become_a_table_and_their_text_never_markup()
    {
        string html = Data(_kernel.Run("new[] { new { Name = \"<b>ann</b>\", Spend = 3 } }"), "result", "text/html");
        Assert.Contains("<th>Name</th>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;ann&lt;/b&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_draws_itself_is_shown_inline()
    {
        string svg = Data(_kernel.Run("public class Dot { public string ToSvg() => \"<svg/>\"; public override string ToString() => \"a dot\"; }\nnew Dot()"), "result", "image/svg+xml");
        Assert.Equal("<svg/>", svg);
    }

    [Fact]
    public void A_project_and_a_package_are_referred_to_from_a_cell()
    {
        IReadOnlyList<JsonElement> run = _kernel.Run("""
            #:project ../../../src/InfluenceGraph/InfluenceGraph.csproj
            #r "nuget: MathNet.Numerics, 5.0.0"
            using InfluenceGraph;
            var value = CustomerGraph.FromTies([new Tie<string>("cat", "ann", 1)]).SocialValue(o => o with { Damping = 0.5 });
            Console.WriteLine(value["cat"]);
            MathNet.Numerics.SpecialFunctions.Factorial(5)
            """);
        Assert.Equal("1.5\n", KernelProcess.Written(run));
        Assert.Equal("120", Data(run, "result", "text/plain"));
    }

    [Fact]
    public void A_project_that_is_not_there_is_named()
    {
        JsonElement done = _kernel.Run("#:project ../nowhere\n1 + 1")[^1];
        Assert.Contains("'../nowhere' is neither a file nor a folder", done.GetProperty("evalue").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_of_the_library_become_a_table_below_their_own_text_and_names_never_markup()
    {
        IReadOnlyList<JsonElement> run = _kernel.Run("""
            #:project ../../../src/InfluenceGraph/InfluenceGraph.csproj
            using InfluenceGraph;
            CustomerGraph.FromTies([new Tie<string>("<b>cat</b>", "ann", 1)]).SocialValue()
            """);
        string html = Data(run, "result", "text/html");
        Assert.StartsWith("<pre>", html, StringComparison.Ordinal);
        Assert.Contains("<th>Key</th><th>Value</th>", html, StringComparison.Ordinal);
        Assert.Contains("<td>&lt;b&gt;cat&lt;/b&gt;</td>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_of_a_library_shows_its_message_and_the_cell_s_line_and_no_inside()
    {
        JsonElement done = _kernel.Run("int[] few = [1];\n_ = few.Select(n => 1).Single(n => n == 2);")[^1];
        string[] trace = [.. done.GetProperty("traceback").EnumerateArray().Select(line => line.GetString()!)];
        Assert.Equal(["InvalidOperationException: Sequence contains no matching element", "   at cell 7:line 2", "    _ = few.Select(n => 1).Single(n => n == 2);"], trace);
    }

    [Fact]
    public void What_stands_at_a_place_is_told_with_its_documentation()
    {
        _kernel.Run("#:project ../../../src/InfluenceGraph/InfluenceGraph.csproj\nusing InfluenceGraph;");
        string text = Inspected("CustomerGraph.FromTies")!;
        Assert.Contains("CustomerGraph.FromTies<TKey>(IEnumerable<Tie<TKey>> ties", text, StringComparison.Ordinal);
        Assert.Contains("ties: ", text, StringComparison.Ordinal);
        Assert.Null(Inspected("1 + 1"));
        Assert.Null(Inspected(""));
    }

    [Fact]
    public void A_cell_that_writes_without_end_is_cut_and_the_next_one_is_not()
    {
        string written = KernelProcess.Written(_kernel.Run("for (int i = 0; i < 200_000; i++) { Console.WriteLine(\"line \" + i); }"));
        Assert.InRange(written.Length, 200_000, 200_200);
        Assert.EndsWith("write them to a file.\n", written, StringComparison.Ordinal);
        Assert.Equal("after\n", KernelProcess.Written(_kernel.Run("Console.WriteLine(\"after\");")));
    }

    [Fact]
    public void A_value_too_large_to_show_is_told_by_its_size() =>
        Assert.Equal("Not shown: 20,000,000 letters of text/plain; write them to a file, or show less.", Data(_kernel.Run("new string('x', 20_000_000)"), "result", "text/plain"));

    [Fact]
    public void Names_are_completed_after_a_dot_and_elsewhere()
    {
        _kernel.Run("string text = \"abc\";");
        Assert.Equal(["Substring"], Matches("text.Subs"));
        Assert.Contains("Console", Matches("Conso"));
        Assert.Contains("text", Matches("tex"));
    }

    [Theory]
    [InlineData("int x = 1;", "complete")]
    [InlineData("if (true) {", "incomplete")]
    public void A_console_knows_whether_more_is_to_come(string code, string status) =>
        Assert.Equal(status, _kernel.Ask(new { type = "is_complete", code }).GetProperty("status").GetString());

    private string[] Matches(string code) =>
        [.. _kernel.Ask(new { type = "complete", code, position = code.Length }).GetProperty("matches").EnumerateArray().Select(match => match.GetString()!)];

    private string? Inspected(string code) => _kernel.Ask(new { type = "inspect", code, position = code.Length }).GetProperty("text").GetString();

    private static string Status(IReadOnlyList<JsonElement> messages) => messages[^1].GetProperty("status").GetString()!;

    private static string Data(IReadOnlyList<JsonElement> messages, string type, string form)
    {
        Assert.True(string.Equals(Status(messages), "ok", StringComparison.Ordinal), messages[^1].ToString());
        return messages.Single(message => KernelProcess.IsOf(message, type)).GetProperty("data").GetProperty(form).GetString()!;
    }
}
