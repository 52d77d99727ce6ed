using System.Text;
using System.Xml;
using InfluenceGraph.Data.Files;
using static System.FormattableString;

namespace InfluenceGraph.Data.GraphFormats;

/// <summary>Reads the nodes and edges of a GraphML file as they stand there, one at a time. Document types are refused, and so is whatever makes a small file large.</summary>
internal sealed class GraphMlParser : IDisposable
{
    /// <summary>What one node, edge or name may take; far more than any that means something.</summary>
    private const int MostBytesPerItem = 16 << 20;

    /// <summary>Graphs within nodes within graphs: no tool draws as many.</summary>
    private const int MostDepth = 200;

    private readonly string _file;
    private readonly FileStream _raw;
    private readonly UnpackedStream _stream;
    private readonly XmlReader _xml;
    private readonly Func<bool> _read;
    private readonly Func<string> _value;
    private readonly Dictionary<string, GraphMlKey> _keys = new(StringComparer.Ordinal);
    private readonly Stack<(string Place, bool IsDirected, GraphMlElement? Element)> _open = new();
    private string _namespace = "";
    private bool _isOurs;
    private bool _hasGraph;

    internal GraphMlParser(string path)
    {
        _file = path;
        _raw = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        try
        {
            _stream = new(_raw, MostBytesPerItem);
            _xml = Guarded(() => XmlReader.Create(_stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true }));
            (_read, _value) = (_xml.Read, () => _xml.Value);
        }
        catch
        {
            _stream?.Dispose();
            _raw.Dispose();
            throw;
        }
    }

    /// <summary>Bytes of the file that were read, packed ones where it is packed.</summary>
    internal long BytesRead => _stream.BytesRead;

    internal long Bytes => _raw.Length;

    /// <summary>The columns declared so far: GraphML declares all before the graph.</summary>
    internal IEnumerable<GraphMlKey> Keys => _keys.Values;

    internal IEnumerable<GraphMlElement> Elements()
    {
        while (Advance())
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                bool isEmpty = _xml.IsEmptyElement;
                if (Open() && isEmpty && Close() is GraphMlElement empty)
                {
                    yield return empty;
                }
            }
            else if (_xml.NodeType == XmlNodeType.EndElement && Close() is GraphMlElement element)
            {
                yield return element;
            }
        }

        if (!_hasGraph)
        {
            throw Error(1, "the file has no graph; expected one within graphml.");
        }
    }

    public void Dispose()
    {
        _xml.Dispose();
        _stream.Dispose();
        _raw.Dispose();
    }

    internal CustomerDataException Error(long line, string problem, Exception? cause = null) =>
        new(Invariant($"{_file}, line {line}: {problem}"), cause) { File = _file, Line = line, Problem = problem };

    /// <summary>Begins an element. What is of no concern is passed over as a whole.</summary>
    /// <returns>Whether it stays open until its end.</returns>
    private bool Open()
    {
        string name = _xml.LocalName;
        if (_open.Count == 0)
        {
            _namespace = _xml.NamespaceURI;
            return name is "graphml"
                ? Push(name)
                : throw Error(Line, $"the file begins with '{name}'; expected graphml. {(name is "gexf" ? "GEXF is written, not read: let Gephi export GraphML." : "Is this another kind of file?")}");
        }

        (string place, bool isDirected, GraphMlElement? element) = _open.Peek();
        return (string.Equals(_xml.NamespaceURI, _namespace, StringComparison.Ordinal) ? (place, name) : default) switch
        {
            ("graphml", "key") => ReadKey(),
            ("graphml", "desc") => ReadDescription(),
            ("graphml", "graph") => OpenGraph(),
            ("node", "graph") => OpenGraph(),
            ("graph", "node") => Push(name, isDirected, new(Line, isNode: true, NameOf("id"), "", isDirected)),
            ("graph", "edge") => Push(name, isDirected, NewEdge(isDirected)),
            ("graph", "hyperedge") => throw Error(Line, "a hyperedge ties any number of nodes together; expected edges between two. Write one edge for each pair that can reach each other."),
            ("node" or "edge", "data") => ReadCell(element!),
            _ => PassOver(),
        };
    }

    private GraphMlElement? Close() => _open.Pop().Element is { } element ? WithDefaults(element) : null;

    private bool Push(string place, bool isDirected = false, GraphMlElement? element = null)
    {
        _open.Push((place, isDirected, element));
        return true;
    }

    private bool OpenGraph()
    {
        if (_open.Count == 1 && _hasGraph)
        {
            throw Error(Line, "a second graph begins; expected one. Write each graph to its own file.");
        }

        _hasGraph = true;
        return Push("graph", _xml.GetAttribute("edgedefault") switch
        {
            "directed" => true,
            "undirected" => false,
            string other => throw Error(Line, $"edgedefault is '{other}'; expected directed or undirected."),
            null => throw Error(Line, "the graph has no edgedefault; expected directed or undirected."),
        });
    }

    private GraphMlElement NewEdge(bool isDirected)
    {
        string? directed = _xml.GetAttribute("directed");
        return new(Line, isNode: false, NameOf("source"), NameOf("target"), directed?.Trim() switch
        {
            null => isDirected,
            "true" or "1" => true,
            "false" or "0" => false,
            _ => throw Error(Line, $"directed is '{directed}'; expected true or false."),
        });
    }

    private bool ReadDescription()
    {
        _isOurs |= ReadText()?.StartsWith(GraphMlWriter.Mark, StringComparison.Ordinal) == true;
        return false;
    }

    private bool ReadKey()
    {
        long line = Line;
        string id = _xml.GetAttribute("id") ?? throw Error(line, "a key has no id; expected one.");
        string @for = _xml.GetAttribute("for") ?? "all";
        string name = _xml.GetAttribute("attr.name") is string given ? Decoded(given) : id;
        string type = _xml.GetAttribute("attr.type") ?? "string";
        if (!GraphMlKey.Types.Contains(type, StringComparer.Ordinal))
        {
            throw Error(line, $"the type of key '{id}' is '{type}'; expected one of {string.Join(", ", GraphMlKey.Types)}.");
        }

        var key = new GraphMlKey(name, @for is "node" or "all", @for is "edge" or "all", type, null);
        if (!_xml.IsEmptyElement)
        {
            int depth = _xml.Depth;
            while (Advance() && _xml.Depth > depth)
            {
                if (_xml.NodeType == XmlNodeType.Element && _xml.LocalName is "default" && _xml.Depth == depth + 1 && ReadText() is string text)
                {
                    key = key with { Default = Parsed(key, Decoded(text), line, $"the default of key '{id}'") };
                }
            }
        }

        if (!_keys.TryAdd(id, key))
        {
            throw Error(line, $"key '{id}' was declared before; expected each once.");
        }

        return false;
    }

    private bool ReadCell(GraphMlElement element)
    {
        long line = Line;
        string id = _xml.GetAttribute("key") ?? throw Error(line, "data has no key; expected the id of a declared one.");
        if (!_keys.TryGetValue(id, out GraphMlKey? key))
        {
            throw Error(line, $"data has the key '{id}', which is not declared; expected one of those before the graph.");
        }

        // What holds elements is another tool's drawing.
        if (ReadText() is string text && (element.IsNode ? key.OfNodes : key.OfEdges))
        {
            string whose = element.IsNode ? $"'{element.Id}'" : $"'{element.Id}' -> '{element.Target}'";
            if (!element.Cells.TryAdd(key.Name, Parsed(key, Decoded(text), line, $"{key.Name} of {whose}")))
            {
                throw Error(line, $"{whose} has two cells of '{key.Name}'; expected one.");
            }
        }

        return false;
    }

    private string Parsed(GraphMlKey key, string text, long line, string what) =>
        key.Parse(text) ?? throw Error(line, $"{what} is '{Shortened(text)}'; expected {key.Expected}, as its key says.");

    private GraphMlElement WithDefaults(GraphMlElement element)
    {
        foreach (GraphMlKey key in _keys.Values)
        {
            if (key.Default is string value && (element.IsNode ? key.OfNodes : key.OfEdges))
            {
                element.Cells.TryAdd(key.Name, value);
            }
        }

        return element;
    }

    private bool PassOver()
    {
        if (!_xml.IsEmptyElement)
        {
            int depth = _xml.Depth;
            while (Advance() && _xml.Depth > depth)
            {
            }
        }

        return false;
    }

    /// <summary>The text of the present element, up to its end; <see langword="null"/> where it holds elements.</summary>
    private string? ReadText()
    {
        if (_xml.IsEmptyElement)
        {
            return "";
        }

        int depth = _xml.Depth;
        bool isText = true;
        string first = "";
        StringBuilder? more = null;
        while (Advance(isWithinItem: true) && _xml.Depth > depth)
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                isText = false;
            }
            else if (isText && _xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                string text = Guarded(_value);
                if (first.Length == 0)
                {
                    first = text;
                }
                else
                {
                    (more ??= new(first)).Append(text);
                }
            }
        }

        return isText ? more?.ToString() ?? first : null;
    }

    private string NameOf(string attribute)
    {
        string element = _xml.LocalName;
        return Decoded(_xml.GetAttribute(attribute) ?? throw Error(Line, $"{(element is "edge" ? "an edge" : "a node")} has no {attribute}; expected one."));
    }

    private string Decoded(string text) => _isOurs ? XmlText.Decode(text) : text;

    private static string Shortened(string text) => text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "...");

    private long Line => ((IXmlLineInfo)_xml).LineNumber;

    /// <summary>The same, also before the reader is there.</summary>
    private long LineOrFirst => _xml is null ? 1 : Math.Max(1, Line);

    private bool Advance(bool isWithinItem = false)
    {
        if (!isWithinItem)
        {
            _stream.BeginItem();
        }

        bool isMore = Guarded(_read);
        return _xml.Depth <= MostDepth
            ? isMore
            : throw Error(Line, $"elements lie more than {MostDepth} deep; expected at most that. Is this a file made to do harm?");
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException e) when (e.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw Error(Math.Max(e.LineNumber, LineOrFirst), "the file has a document type (<!DOCTYPE>); expected none, as it can make a small file fill the memory and read other files. Remove it.", e);
        }
        catch (XmlException e)
        {
            throw Error(Math.Max(1, e.LineNumber), $"{e.Message} Expected GraphML, whole and well formed. Was the file cut short, or written by hand?", e);
        }
        catch (InvalidDataException e)
        {
            throw Error(LineOrFirst, $"the packed file is damaged or was cut short: {e.Message}", e);
        }
        catch (IOException e) when (_stream.IsOverLimit)
        {
            throw Error(LineOrFirst, $"a name or cell takes more than {MostBytesPerItem >> 20} MiB; expected less. Is this a file made to do harm?", e);
        }
    }
}
