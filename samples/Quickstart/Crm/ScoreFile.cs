using CsvHelper;
using InfluenceGraph;

namespace Quickstart.Crm;

/// <summary>Every customer with social value, its parts and rank, best first. Numbers are written so that they read back the same.</summary>
internal static class ScoreFile
{
    internal static void Write(string path, SocialValueResult<string> value, CancellationToken stop)
    {
        using CsvWriter writer = CsvWriter.ToFile(path, new CsvWriterOptions { NewLine = "\n" });
        writer.WriteRecord("customer", "own_value", "social_value", "own_part", "circle_part", "beyond_part", "rank");
        foreach (SocialValueParts<string> customer in value.Breakdown())
        {
            stop.ThrowIfCancellationRequested();

            // Blanks around a key belong to it only between quotes.
            writer.WriteField(customer.Customer, CsvQuoting.WhenNeededOrWhitespace);
            writer.WriteField(customer.OwnValue, "R");
            writer.WriteField(customer.SocialValue, "R");
            writer.WriteField(customer.OwnPart, "R");
            writer.WriteField(customer.CirclePart, "R");
            writer.WriteField(customer.BeyondPart, "R");
            writer.WriteField(customer.Rank, default);
            writer.EndRecord();
        }
    }
}
