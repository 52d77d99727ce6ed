using System.Text;
using System.Text.Json;

namespace InfluenceGraph.Data.Stores;

/// <summary>A receipt as columns: lists as JSON, which every SQL client takes apart.</summary>
internal static class ReceiptText
{
    internal static StoredReceipt Of(Receipt receipt) => StoredReceipt.Of(receipt);

    internal static string Json(IReadOnlyList<LeftOut> items)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (LeftOut item in items)
            {
                json.WriteStartObject();
                json.WriteString("reason", item.Reason);
                json.WriteNumber("count", item.Count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    internal static IReadOnlyList<LeftOut> LeftOuts(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Array.AsReadOnly([.. document.RootElement.EnumerateArray().Select(item =>
            new LeftOut(item.GetProperty("reason").GetString()!, item.GetProperty("count").GetInt64()))]);
    }
}
