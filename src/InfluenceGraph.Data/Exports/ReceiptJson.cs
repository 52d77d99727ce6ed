using System.Text.Encodings.Web;
using System.Text.Json;

namespace InfluenceGraph.Data.Exports;

/// <summary>A receipt as JSON.</summary>
internal static class ReceiptJson
{
    internal static void Write(Stream stream, Receipt receipt)
    {
        // The default encoder writes what browsers could take for markup as numbers of letters, which is safe wherever the file is shown.
        using var json = new Utf8JsonWriter(stream, new() { Indented = true, Encoder = JavaScriptEncoder.Default });
        json.WriteStartObject();
        json.WriteString("dataHash", receipt.DataHash);
        json.WriteString("library", $"InfluenceGraph {receipt.LibraryVersion}");
        WriteMoment(json, "asOf", receipt.AsOf);
        WriteMoment(json, "validUntil", receipt.ValidUntil);
        json.WriteString("consent", receipt.Consent);
        json.WriteString("options", receipt.Options);
        json.WriteNumber("customers", receipt.Customers);
        json.WriteNumber("customersUsed", receipt.CustomersUsed);
        WriteLeftOut(json, "customersLeftOut", receipt.CustomersLeftOut);
        json.WriteNumber("tieRows", receipt.TieRows);
        json.WriteNumber("tiesUsed", receipt.TiesUsed);
        WriteLeftOut(json, "tiesLeftOut", receipt.TiesLeftOut);
        WriteLeftOut(json, "notes", receipt.Notes);
        json.WriteEndObject();
    }

    private static void WriteMoment(Utf8JsonWriter json, string name, DateTimeOffset? moment)
    {
        if (moment is DateTimeOffset known)
        {
            json.WriteString(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteLeftOut(Utf8JsonWriter json, string name, IReadOnlyList<LeftOut> leftOut)
    {
        json.WriteStartArray(name);
        foreach (LeftOut item in leftOut)
        {
            json.WriteStartObject();
            json.WriteString("reason", item.Reason);
            json.WriteNumber("count", item.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
