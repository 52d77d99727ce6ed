using System.Globalization;
using System.Xml;

namespace InfluenceGraph.Data.GraphFormats;

/// <summary>Writes GEXF 1.3, the format of Gephi, row by row.</summary>
internal static class GexfWriter
{
    internal const string Namespace = "http://gexf.net/1.3";

    internal static void Write(Stream stream, ExportRows rows)
    {
        using var xml = XmlWriter.Create(stream, GraphMlWriter.Settings());
        xml.WriteStartDocument();
        xml.WriteStartElement("gexf", Namespace);
        xml.WriteAttributeString("version", "1.3");
        xml.WriteStartElement("meta", Namespace);
        xml.WriteElementString("creator", Namespace, "InfluenceGraph");
        xml.WriteElementString("description", Namespace, "A tie runs from whoever reaches to whoever is reached, and who is reached granted it; _xHHHH_ stands for a character that XML cannot hold.");
        xml.WriteEndElement();

        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("defaultedgetype", "directed");
        xml.WriteAttributeString("mode", "static");
        xml.WriteAttributeString("idtype", "string");
        ExportColumn<Tie<string>>[] tieColumns = [.. ExportColumns.OfTies.Where(column => !IsWeight(column))];
        WriteAttributes(xml, "node", rows.CustomerColumns);
        WriteAttributes(xml, "edge", tieColumns);
        WriteCustomers(xml, rows);
        WriteTies(xml, rows, tieColumns);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void WriteCustomers(XmlWriter xml, ExportRows rows)
    {
        xml.WriteStartElement("nodes", Namespace);
        foreach (Customer<string> customer in rows.Customers)
        {
            xml.WriteStartElement("node", Namespace);
            xml.WriteAttributeString("id", XmlText.Encode(customer.Key));
            xml.WriteAttributeString("label", XmlText.Encode(rows.LabelOf(customer)));
            WriteCells(xml, rows.CustomerColumns, customer);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>The weight is GEXF's own attribute, so that Gephi draws it.</summary>
    private static void WriteTies(XmlWriter xml, ExportRows rows, ExportColumn<Tie<string>>[] columns)
    {
        ExportColumn<Tie<string>> weight = ExportColumns.OfTies.First(IsWeight);
        long id = 0;
        xml.WriteStartElement("edges", Namespace);
        foreach (Tie<string> tie in rows.Ties)
        {
            xml.WriteStartElement("edge", Namespace);
            xml.WriteAttributeString("id", id++.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("source", XmlText.Encode(tie.From));
            xml.WriteAttributeString("target", XmlText.Encode(tie.To));
            xml.WriteAttributeString("weight", weight.CellOf(tie));
            WriteCells(xml, columns, tie);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static bool IsWeight(ExportColumn<Tie<string>> column) => column.Name is ColumnNames.Weight;

    private static void WriteAttributes<TRow>(XmlWriter xml, string @class, IReadOnlyList<ExportColumn<TRow>> columns)
    {
        xml.WriteStartElement("attributes", Namespace);
        xml.WriteAttributeString("class", @class);
        xml.WriteAttributeString("mode", "static");
        for (int i = 0; i < columns.Count; i++)
        {
            xml.WriteStartElement("attribute", Namespace);
            xml.WriteAttributeString("id", i.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("title", XmlText.Encode(columns[i].Name));
            xml.WriteAttributeString("type", columns[i].Kind switch
            {
                CustomerColumnKind.Number => "double",
                CustomerColumnKind.WholeNumber => "integer",
                CustomerColumnKind.YesOrNo => "boolean",
                _ => "string",
            });
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCells<TRow>(XmlWriter xml, IReadOnlyList<ExportColumn<TRow>> columns, TRow row)
    {
        xml.WriteStartElement("attvalues", Namespace);
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].CellOf(row) is string cell)
            {
                xml.WriteStartElement("attvalue", Namespace);
                xml.WriteAttributeString("for", i.ToString(CultureInfo.InvariantCulture));
                xml.WriteAttributeString("value", XmlText.Encode(cell));
                xml.WriteEndElement();
            }
        }

        xml.WriteEndElement();
    }
}
