using InfluenceGraph.Tool.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedCrm))]

namespace InfluenceGraph.Tool.Tests;

/// <summary>A CRM as <c>generate crm</c> makes it, made once for all tests that only read it.</summary>
public sealed class SharedCrm : IDisposable
{
    internal const int Customers = 1000;

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<string> _path;

    public SharedCrm() => _path = new(() => _folder.WithCrm());

    /// <summary>The folder with the files. Tests write elsewhere.</summary>
    internal string Path => _path.Value;

    /// <summary>The same files under the name that examples use, in a folder of the test's own.</summary>
    internal void CopyTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(Path))
        {
            File.Copy(file, System.IO.Path.Combine(folder, System.IO.Path.GetFileName(file)));
        }
    }

    public void Dispose() => _folder.Dispose();
}
