using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CSharpKernel.Lessons;

/// <summary>A notebook (nbformat 4.5) with its outputs in one canonical form, so that equal runs are equal files.</summary>
internal sealed class NotebookFile
{
    private static readonly JsonSerializerOptions _writing = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private NotebookFile(IReadOnlyList<LessonCell> cells, IReadOnlyList<IReadOnlyList<CellOutput>> outputs) => (Cells, Outputs) = (cells, outputs);

    internal IReadOnlyList<LessonCell> Cells { get; }

    /// <summary>What each cell put out; nothing for prose.</summary>
    internal IReadOnlyList<IReadOnlyList<CellOutput>> Outputs { get; }

    internal static NotebookFile WithoutOutputs(IReadOnlyList<LessonCell> cells) => new(cells, [.. cells.Select(_ => Array.Empty<CellOutput>())]);

    internal static NotebookFile Read(string path)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(path)) ?? throw new FormatException($"{path} is empty; expected a notebook.");
        var cells = new List<LessonCell>();
        var outputs = new List<IReadOnlyList<CellOutput>>();
        foreach (JsonNode? cell in root["cells"]!.AsArray())
        {
            cells.Add(new(string.Equals((string?)cell!["cell_type"], "markdown", StringComparison.Ordinal), Text(cell["source"])));
            outputs.Add(CellOutput.Read(cell["outputs"]?.AsArray()));
        }

        return new(cells, outputs);
    }

    internal void Write(string path)
    {
        var cells = new JsonArray();
        int count = 0;
        for (int i = 0; i < Cells.Count; i++)
        {
            LessonCell cell = Cells[i];
            var node = new JsonObject { ["cell_type"] = cell.IsMarkdown ? "markdown" : "code" };
            if (!cell.IsMarkdown)
            {
                node["execution_count"] = ++count;
            }

            node["id"] = $"cell-{i + 1:00}";
            node["metadata"] = new JsonObject();
            if (!cell.IsMarkdown)
            {
                node["outputs"] = new JsonArray([.. Outputs[i].Select(output => (JsonNode)output.ToJson(count))]);
            }

            node["source"] = Lines(cell.Source);
            cells.Add((JsonNode)node);
        }

        var root = new JsonObject
        {
            ["cells"] = cells,
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject { ["display_name"] = "C#", ["language"] = "csharp", ["name"] = Install.KernelInstaller.KernelName },
                ["language_info"] = new JsonObject { ["file_extension"] = ".cs", ["mimetype"] = "text/x-csharp", ["name"] = "csharp", ["pygments_lexer"] = "csharp", ["version"] = "14.0" },
            },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        File.WriteAllText(path, root.ToJsonString(_writing) + "\n");
    }

    /// <summary>Where two notebooks put out different things, in words; nothing where they agree.</summary>
    internal IEnumerable<string> DifferencesTo(NotebookFile other)
    {
        for (int i = 0; i < Cells.Count; i++)
        {
            string[] mine = [.. Outputs[i].Select(output => output.ToString())], theirs = [.. other.Outputs[i].Select(output => output.ToString())];
            if (!mine.SequenceEqual(theirs, StringComparer.Ordinal))
            {
                (string stored, string now) = FirstDifference(string.Join('\n', mine), string.Join('\n', theirs));
                yield return $"cell {i + 1} ({Cells[i].Source.Split('\n')[0]})\n    stored: {stored}\n    now:    {now}";
            }
        }
    }

    internal static string Text(JsonNode? lines) => lines switch
    {
        null => "",
        JsonArray array => string.Concat(array.Select(line => (string?)line)),
        _ => (string?)lines ?? "",
    };

    /// <summary>Text as Jupyter keeps it: a string for each line, so that a difference in a repository is a line.</summary>
    internal static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start) is int at and >= 0 ? at + 1 : text.Length;
            lines.Add((JsonNode)text[start..end]);
            start = end;
        }

        return lines;
    }

    private static (string Stored, string Now) FirstDifference(string stored, string now)
    {
        string[] one = stored.Split('\n'), other = now.Split('\n');
        int line = 0;
        while (line < one.Length && line < other.Length && string.Equals(one[line], other[line], StringComparison.Ordinal))
        {
            line++;
        }

        return (line < one.Length ? one[line] : "(nothing)", line < other.Length ? other[line] : "(nothing)");
    }
}
