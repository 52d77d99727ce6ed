using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace InfluenceGraph.Data.GraphFormats;

/// <summary>The tags of a customer in one column, as a JSON array: a plain tag by its name alone, any other as an object.</summary>
internal static class TagText
{
    private const string Expected = """expected a JSON array such as ["running", {"name": "chess", "weight": 2, "inferred": true, "since": "2026-01-01T00:00:00Z"}]""";

    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Write(IReadOnlyList<CustomerTag> tags)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, _plain))
        {
            json.WriteStartArray();
            foreach (CustomerTag tag in tags)
            {
                Write(json, tag);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <exception cref="FormatException">The text is not such an array; the message says what was expected.</exception>
    internal static IReadOnlyList<CustomerTag> Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Array ? [.. json.RootElement.EnumerateArray().Select(Read)] : throw new FormatException(Expected);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException(Expected, e);
        }
    }

    private static void Write(Utf8JsonWriter json, CustomerTag tag)
    {
        if (tag == new CustomerTag(tag.Name))
        {
            json.WriteStringValue(tag.Name);
            return;
        }

        json.WriteStartObject();
        json.WriteString("name", tag.Name);
        if (tag.Weight != 1)
        {
            json.WriteNumber("weight", tag.Weight);
        }

        if (tag.IsInferred)
        {
            json.WriteBoolean("inferred", true);
        }

        Write(json, "since", tag.Since);
        Write(json, "until", tag.Until);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset? moment)
    {
        if (moment is DateTimeOffset known)
        {
            json.WriteString(name, known.ToString("O", CultureInfo.InvariantCulture));
        }
    }

    private static CustomerTag Read(JsonElement tag) => tag.ValueKind == JsonValueKind.String
        ? new(tag.GetString()!)
        : new(
            tag.GetProperty("name").GetString() ?? throw new FormatException(Expected),
            tag.TryGetProperty("weight", out JsonElement weight) ? weight.GetDouble() : 1,
            tag.TryGetProperty("inferred", out JsonElement inferred) && inferred.GetBoolean(),
            tag.TryGetProperty("since", out JsonElement since) ? since.GetDateTimeOffset() : null,
            tag.TryGetProperty("until", out JsonElement until) ? until.GetDateTimeOffset() : null);
}
