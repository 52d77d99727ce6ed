namespace InfluenceGraph.Tool.Output;

/// <summary>Text of others as part of a message.</summary>
internal static class Sentence
{
    /// <summary>The text with a single full stop: some messages of .NET have one, some have none.</summary>
    internal static string Of(string text) => text.EndsWith('.') ? text : $"{text}.";
}
