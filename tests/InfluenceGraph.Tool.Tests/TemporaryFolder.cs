namespace InfluenceGraph.Tool.Tests;

/// <summary>A folder of a test's own.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("influencegraph-tool-").FullName;

    internal string Of(string name) => System.IO.Path.Combine(Path, name);

    internal string Write(string name, string text)
    {
        File.WriteAllText(Of(name), text);
        return Of(name);
    }

    /// <summary>A CRM as <c>generate crm</c> makes it.</summary>
    internal string WithCrm(params string[] options)
    {
        Run run = ToolRunner.Run(["generate", Of("crm"), .. options]);
        Xunit.Assert.True(run.Code == 0, run.Errors);
        return Of("crm");
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
