using System.CommandLine;
using System.CommandLine.Parsing;
using InfluenceGraph.Tool.Commands;
using InfluenceGraph.Tool.Output;
using static InfluenceGraph.Tool.CommandLine.Options;

namespace InfluenceGraph.Tool.CommandLine;

/// <summary>How an answer is given: the same options for every command.</summary>
internal sealed class ResultOptions
{
    private readonly Option<bool> _json = Switch("--json", "The whole answer as one JSON object, numbers in full.");

    private readonly Option<bool> _csv = Switch("--csv", "A table of the answer as CSV, numbers in full.");

    private readonly Option<string?> _table = Text("--table", "NAME", "Which table --csv writes. [default: the first]");

    private readonly Option<int?> _top = CountOrNone("--top", "N", "At most N rows of each table. [default: 20 for people, all in --json and --csv]", least: 0);

    private readonly Option<string?> _out = Text("--out", "FILE", "Write the answer into FILE, whose name ends in .json, .csv or .txt; it appears when it is complete.");

    private readonly Option<bool> _receipt = Switch("--receipt", "Show what the answer was computed from: data hash, moment, consent, what was left out and why.");

    internal IReadOnlyList<Option> All => [_json, _csv, _table, _top, _out, _receipt];

    internal void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Add(option);
        }
    }

    /// <summary>Says before any work what cannot be written.</summary>
    internal void Check(ToolRun run)
    {
        _ = FormatOf(run);
        if (run.Get(_out) is string file)
        {
            Require(!IsRead(run, file), $"--out is '{file}', which is read; expected another file, so that your data stay as they are.");
            Finished.RequireFilePlace("--out", file);
        }
    }

    /// <summary>Whether another word of the command line is the same file, or a folder in which it is one of a CRM's.</summary>
    private static bool IsRead(ToolRun run, string file)
    {
        string full = Path.GetFullPath(file);
        string[] words = [.. run.Parsed.Tokens.Where(token => token is { Type: TokenType.Argument, Value.Length: > 0 }).Select(token => Path.GetFullPath(token.Value))];
        return words.Count(word => string.Equals(word, full, StringComparison.OrdinalIgnoreCase)) > 1
            || (Path.GetFileName(full) is "customers.csv" or "ties.csv" or "consents.csv" or "interactions.csv" && words.Contains(Path.GetDirectoryName(full), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>How many rows of a table will be read, so that no more are made.</summary>
    internal int RowsRead(ToolRun run) => run.Get(_top) ?? (FormatOf(run) == Format.Text ? AnswerText.StandardTop : int.MaxValue);

    internal void Write(ToolRun run, string command, Answer answer)
    {
        Format format = FormatOf(run);
        if (run.Get(_out) is not string file)
        {
            if (run.Host.IsTerminal)
            {
                using var output = new TerminalText(run.Host.Output);
                Write(run, command, answer, format, output);
            }
            else
            {
                Write(run, command, answer, format, run.Host.Output);
            }

            return;
        }

        Finished.WriteFile("--out", file, unfinished =>
        {
            using var writer = new StreamWriter(unfinished) { NewLine = "\n" };
            Write(run, command, answer, format, writer);
        });
    }

    private void Write(ToolRun run, string command, Answer answer, Format format, TextWriter writer)
    {
        int? top = run.Get(_top);
        switch (format)
        {
            case Format.Json:
                using (var stream = new TextStream(writer))
                {
                    AnswerJson.Write(command, answer, stream, top, run.Stop);
                }

                writer.Write('\n');
                break;
            case Format.Csv:
                AnswerCsv.Write(TableOf(run, answer), writer, top, run.Stop);
                break;
            default:
                AnswerText.Write(answer, writer, run.Host.Width, top, run.Get(_receipt));
                break;
        }
    }

    private AnswerTable TableOf(ToolRun run, Answer answer)
    {
        string? name = run.Get(_table);
        AnswerTable? table = answer.Tables.FirstOrDefault(table => name is null || string.Equals(table.Name, name, StringComparison.OrdinalIgnoreCase));
        return table ?? (name is null && answer.Tables.Count == 0 ? FactsAsTable(answer) : throw ToolException.WrongUse($"--table is '{name}'; expected one of {string.Join(", ", answer.Tables.Select(table => table.Name))}."));
    }

    private static AnswerTable FactsAsTable(Answer answer) =>
        AnswerTable.Of("summary", [new("name"), new("value")], answer.Facts, fact => [fact.Name, fact.Value]);

    private Format FormatOf(ToolRun run)
    {
        bool json = run.Get(_json);
        bool csv = run.Get(_csv);
        Require(!json || !csv, "--json and --csv are both given; expected one of them.");
        Format? asked = json ? Format.Json : csv ? Format.Csv : null;
        Format? named = run.Get(_out) is not string file ? null : Path.GetExtension(file).ToUpperInvariant() switch
        {
            ".JSON" => Format.Json,
            ".CSV" => Format.Csv,
            ".TXT" => Format.Text,
            _ => asked ?? throw ToolException.WrongUse($"--out is '{file}'; expected a name that ends in .json, .csv or .txt, or --json or --csv with it."),
        };
        Require(asked is null || named is null || asked == named, $"--out is '{run.Get(_out)}', which is no --{(json ? "json" : "csv")}; expected a name that fits.");
        Format format = named ?? asked ?? Format.Text;
        Require(run.Get(_table) is null || format == Format.Csv, "--table chooses what --csv writes; expected --csv with it.");
        return format;
    }

    private static void Require(bool condition, string error)
    {
        if (!condition)
        {
            throw ToolException.WrongUse(error);
        }
    }

    private enum Format
    {
        Text,
        Json,
        Csv,
    }
}
