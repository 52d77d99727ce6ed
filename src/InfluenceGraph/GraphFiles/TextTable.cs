namespace InfluenceGraph.GraphFiles;

/// <summary>Texts, each once, that other sections name by number.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    internal int IdOf(string text)
    {
        if (!_ids.TryGetValue(text, out int id))
        {
            id = _texts.Count;
            _ids.Add(text, id);
            _texts.Add(text);
        }

        return id;
    }

    internal void Write(GraphFileWriter file, CancellationToken cancellationToken)
    {
        if (_texts.Count > 0)
        {
            new TextKeys().Write(file, SectionNames.Texts, SectionNames.TextOffsets, _texts, cancellationToken);
        }
    }
}
