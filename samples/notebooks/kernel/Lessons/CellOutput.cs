using System.Text.Json.Nodes;

namespace CSharpKernel.Lessons;

/// <summary>One output of a cell: text, or something shown in several forms.</summary>
/// <param name="Kind">stream, display_data, execute_result or error.</param>
/// <param name="Forms">The text by its kind: a stream's name, a form such as <c>text/html</c>, or parts of an error.</param>
internal sealed record CellOutput(string Kind, IReadOnlyDictionary<string, string> Forms)
{
    internal const string Stream = "stream";

    internal static IReadOnlyList<CellOutput> Read(JsonArray? outputs)
    {
        var read = new List<CellOutput>();
        foreach (JsonNode? output in outputs ?? [])
        {
            string kind = (string)output!["output_type"]!;
            SortedDictionary<string, string> forms = new(StringComparer.Ordinal);
            if (string.Equals(kind, Stream, StringComparison.Ordinal))
            {
                string name = (string)output["name"]!, text = NotebookFile.Text(output["text"]);

                // How text was cut into messages is a matter of timing.
                if (read.Count > 0 && read[^1].Forms.TryGetValue(name, out string? before) && string.Equals(read[^1].Kind, Stream, StringComparison.Ordinal))
                {
                    (text, _) = (before + text, read.Remove(read[^1]));
                }

                forms[name] = text;
            }
            else if (output["data"] is JsonObject data)
            {
                foreach ((string type, JsonNode? form) in data)
                {
                    forms[type] = NotebookFile.Text(form);
                }
            }
            else
            {
                forms["ename"] = (string?)output["ename"] ?? "";
                forms["evalue"] = (string?)output["evalue"] ?? "";
            }

            read.Add(new(kind, forms));
        }

        return read;
    }

    internal JsonObject ToJson(int executionCount)
    {
        var node = new JsonObject();
        if (string.Equals(Kind, Stream, StringComparison.Ordinal))
        {
            (string name, string text) = Forms.Single();
            node["name"] = name;
            node["output_type"] = Kind;
            node["text"] = NotebookFile.Lines(text);
            return node;
        }

        var data = new JsonObject();
        foreach ((string type, string form) in Forms)
        {
            data[type] = NotebookFile.Lines(form);
        }

        node["data"] = data;
        if (string.Equals(Kind, "execute_result", StringComparison.Ordinal))
        {
            node["execution_count"] = executionCount;
        }

        node["metadata"] = new JsonObject();
        node["output_type"] = Kind;
        return node;
    }

    /// <summary>What a terminal shows of it, by line: of a picture only the title, which stands before the path of the file.</summary>
    internal IEnumerable<(string Line, bool IsPicture)> InTerminal()
    {
        bool isStream = string.Equals(Kind, Stream, StringComparison.Ordinal);
        string text = isStream ? Forms.Values.Single() : Forms["text/plain"] + "\n";
        return text.TrimEnd('\n').Split('\n').Select(line => (line.TrimEnd(), Forms.ContainsKey("image/svg+xml")));
    }

    public override string ToString() => Kind + "\n" + string.Join('\n', Forms.Select(form => form.Key + "\n" + form.Value));
}
