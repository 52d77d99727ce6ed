using System.Text;
using System.Xml;

namespace InfluenceGraph.Data.GraphFormats;

/// <summary>Writes GraphML (Brandes, Eiglsperger, Herman, Himsolt, Marshall 2002), row by row.</summary>
internal static class GraphMlWriter
{
    internal const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    /// <summary>How the reader knows that names are to be decoded: in a file by others, <c>_x0041_</c> is a name like any other.</summary>
    internal const string Mark = "InfluenceGraph 1:";

    private const string Description = $"{Mark} a tie runs from whoever reaches to whoever is reached, and who is reached granted it; _xHHHH_ stands for a character that XML cannot hold.";

    internal static void Write(Stream stream, ExportRows rows)
    {
        using var xml = XmlWriter.Create(stream, Settings());
        xml.WriteStartDocument();
        xml.WriteStartElement("graphml", Namespace);
        xml.WriteElementString("desc", Namespace, Description);
        if (rows.HasLabels)
        {
            WriteKey(xml, "label", "node", ColumnNames.Label, CustomerColumnKind.Text);
        }

        WriteKeys(xml, "n", "node", rows.CustomerColumns);
        WriteKeys(xml, "e", "edge", ExportColumns.OfTies);
        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("id", "customers");
        xml.WriteAttributeString("edgedefault", "directed");
        foreach (Customer<string> customer in rows.Customers)
        {
            xml.WriteStartElement("node", Namespace);
            xml.WriteAttributeString("id", XmlText.Encode(customer.Key));
            if (rows.HasLabels)
            {
                WriteData(xml, "label", rows.LabelOf(customer));
            }

            WriteCells(xml, "n", rows.CustomerColumns, customer);
            xml.WriteEndElement();
        }

        foreach (Tie<string> tie in rows.Ties)
        {
            xml.WriteStartElement("edge", Namespace);
            xml.WriteAttributeString("source", XmlText.Encode(tie.From));
            xml.WriteAttributeString("target", XmlText.Encode(tie.To));
            WriteCells(xml, "e", ExportColumns.OfTies, tie);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    internal static XmlWriterSettings Settings() => new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        IndentChars = "",
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Entitize,
        CloseOutput = false,
    };

    private static void WriteKeys<TRow>(XmlWriter xml, string prefix, string @for, IReadOnlyList<ExportColumn<TRow>> columns)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            WriteKey(xml, IdOf(prefix, i), @for, columns[i].Name, columns[i].Kind);
        }
    }

    private static void WriteKey(XmlWriter xml, string id, string @for, string name, CustomerColumnKind kind)
    {
        xml.WriteStartElement("key", Namespace);
        xml.WriteAttributeString("id", id);
        xml.WriteAttributeString("for", @for);
        xml.WriteAttributeString("attr.name", XmlText.Encode(name));
        xml.WriteAttributeString("attr.type", kind switch
        {
            CustomerColumnKind.Number => "double",
            CustomerColumnKind.WholeNumber => "int",
            CustomerColumnKind.YesOrNo => "boolean",
            _ => "string",
        });
        xml.WriteEndElement();
    }

    private static void WriteCells<TRow>(XmlWriter xml, string prefix, IReadOnlyList<ExportColumn<TRow>> columns, TRow row)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].CellOf(row) is string cell)
            {
                WriteData(xml, IdOf(prefix, i), cell);
            }
        }
    }

    private static void WriteData(XmlWriter xml, string key, string cell)
    {
        xml.WriteStartElement("data", Namespace);
        xml.WriteAttributeString("key", key);
        xml.WriteString(XmlText.Encode(cell));
        xml.WriteEndElement();
    }

    private static string IdOf(string prefix, int column) => FormattableString.Invariant($"{prefix}{column}");
}
