using System.Text.Encodings.Web;
using System.Text.Json;

namespace InfluenceGraph.Tool.Output;

/// <summary>An answer for scripts: one object with the command, its facts, a list for each table, and the receipt.</summary>
internal static class AnswerJson
{
    private static readonly JsonWriterOptions _layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    internal static void Write(string command, Answer answer, Stream output, int? top, CancellationToken stop)
    {
        using var json = new Utf8JsonWriter(output, _layout);
        json.WriteStartObject();
        json.WriteString("command", command);
        json.WriteStartObject("summary");
        foreach (Fact fact in answer.Facts)
        {
            json.WritePropertyName(fact.Name);
            WriteValue(json, fact.Value);
        }

        json.WriteEndObject();
        foreach (AnswerTable table in answer.Tables)
        {
            WriteTable(json, table, top, stop);
        }

        if (answer.Receipt is not null)
        {
            WriteReceipt(json, answer.Receipt);
        }

        json.WriteEndObject();
    }

    private static void WriteTable(Utf8JsonWriter json, AnswerTable table, int? top, CancellationToken stop)
    {
        json.WriteStartArray(table.Name);
        foreach (object?[] row in table.Rows.Take(top ?? int.MaxValue))
        {
            stop.ThrowIfCancellationRequested();
            json.WriteStartObject();
            for (int i = 0; i < row.Length; i++)
            {
                json.WritePropertyName(table.Columns[i].Name);
                WriteValue(json, row[i]);
            }

            json.WriteEndObject();
            if (json.BytesPending > 1 << 16)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteReceipt(Utf8JsonWriter json, Receipt receipt)
    {
        json.WriteStartObject("receipt");
        json.WriteString("data_sha256", receipt.DataHash);
        json.WritePropertyName("as_of");
        WriteValue(json, receipt.AsOf);
        json.WritePropertyName("valid_until");
        WriteValue(json, receipt.ValidUntil);
        json.WriteString("consent", receipt.Consent);
        json.WriteNumber("customers", receipt.Customers);
        json.WriteNumber("customers_used", receipt.CustomersUsed);
        json.WriteNumber("tie_rows", receipt.TieRows);
        json.WriteNumber("ties_used", receipt.TiesUsed);
        WriteCounts(json, "customers_left_out", receipt.CustomersLeftOut);
        WriteCounts(json, "ties_left_out", receipt.TiesLeftOut);
        WriteCounts(json, "notes", receipt.Notes);
        json.WriteString("options", receipt.Options);
        json.WriteString("library_version", receipt.LibraryVersion);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IReadOnlyList<LeftOut> counts)
    {
        json.WriteStartArray(name);
        foreach (LeftOut count in counts)
        {
            json.WriteStartObject();
            json.WriteString("reason", count.Reason);
            json.WriteNumber("count", count.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
            case double number when !double.IsFinite(number):
                json.WriteNullValue();
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case DateTimeOffset moment:
                json.WriteStringValue(ShownText.Moment(moment));
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }
}
