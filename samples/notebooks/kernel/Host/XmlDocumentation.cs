using System.Globalization;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace CSharpKernel.Host;

/// <summary>The documentation that lies beside a library, read when it is first asked for.</summary>
internal sealed class XmlDocumentation(string path) : DocumentationProvider
{
    private readonly Lazy<Dictionary<string, string>> _members = new(() => !File.Exists(path)
        ? []
        : XDocument.Load(path).Descendants("member").DistinctBy(member => (string?)member.Attribute("name"), StringComparer.Ordinal).ToDictionary(member => (string?)member.Attribute("name") ?? "", member => member.ToString(), StringComparer.Ordinal));

    protected override string GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default) =>
        _members.Value.GetValueOrDefault(documentationMemberID, "");

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(path);
}
