using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using InfluenceGraph.Tests.Repository;
using Xunit;

namespace InfluenceGraph.Tests.Package;

[Trait("Category", "Package")]
public sealed class PackageTests(PackedLibrary packed) : IClassFixture<PackedLibrary>
{
    [Fact]
    public void The_package_holds_library_documentation_readme_and_symbols()
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(packed.Feed, $"InfluenceGraph.{packed.Version}.nupkg"));
        using ZipArchive symbols = ZipFile.OpenRead(Path.Combine(packed.Feed, $"InfluenceGraph.{packed.Version}.snupkg"));

        Assert.NotNull(package.GetEntry("README.md"));
        Assert.NotNull(package.GetEntry("lib/net10.0/InfluenceGraph.dll"));
        Assert.NotNull(package.GetEntry("lib/net10.0/InfluenceGraph.xml"));
        Assert.NotNull(symbols.GetEntry("lib/net10.0/InfluenceGraph.pdb"));
    }

    [Fact]
    public async Task Two_clones_of_the_last_commit_build_the_same_bytes()
    {
        Assert.SkipUnless(Path.Exists(RepositoryRoot.PathOf(".git")), "This is no git checkout, so there is nothing to clone.");
        string[] hashes = await Task.WhenAll(HashOfCloneAsync("first"), HashOfCloneAsync("second in a longer place"));

        Assert.Equal(hashes[0], hashes[1]);
    }

    /// <summary>Each C# block of the README is a whole program; the text block after it is what it prints.</summary>
    [Fact]
    public async Task The_programs_of_the_readme_run_against_the_package_and_print_what_it_says()
    {
        IReadOnlyList<ReadmeProgram> programs = ReadmeProgram.All(await File.ReadAllTextAsync(RepositoryRoot.PathOf("README.md"), TestContext.Current.CancellationToken));
        Assert.NotEmpty(programs);

        string project = await NewConsoleAsync("console");
        foreach (ReadmeProgram program in programs)
        {
            await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), program.Code, TestContext.Current.CancellationToken);
            string output = await Shell.RunAsync(project, "dotnet", "run", "--configuration", "Release", "-p:InvariantGlobalization=true");

            Assert.Equal(program.Output, output.ReplaceLineEndings("\n"));
        }
    }

    /// <summary>Trimming removes what it believes unused; the program must still print the same.</summary>
    [Fact]
    public async Task A_trimmed_program_prints_the_same()
    {
        ReadmeProgram program = ReadmeProgram.All(await File.ReadAllTextAsync(RepositoryRoot.PathOf("README.md"), TestContext.Current.CancellationToken))[0];
        string project = await NewConsoleAsync("trimmed");
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), program.Code, TestContext.Current.CancellationToken);
        string published = Path.Combine(project, "published");
        await Shell.RunAsync(
            project,
            "dotnet",
            "publish",
            "--configuration",
            "Release",
            "--runtime",
            RuntimeInformation.RuntimeIdentifier,
            "--self-contained",
            "--output",
            published,
            "-p:PublishTrimmed=true",
            "-p:TrimmerSingleWarn=false",
            "-p:TreatWarningsAsErrors=true",
            "-p:InvariantGlobalization=true");

        string output = await Shell.RunAsync(project, Path.Combine(published, "trimmed"));
        Assert.Equal(program.Output, output.ReplaceLineEndings("\n"));
    }

    /// <summary>A fresh project outside the tree that has the package from the local feed.</summary>
    private async Task<string> NewConsoleAsync(string name)
    {
        string project = Path.Combine(packed.Folder, name);
        await Shell.RunAsync(packed.Folder, "dotnet", "new", "console", "--output", project, "--framework", "net10.0");
        await Shell.RunAsync(project, "dotnet", "new", "nugetconfig");
        await Shell.RunAsync(project, "dotnet", "nuget", "add", "source", packed.Feed, "--name", "local", "--configfile", Path.Combine(project, "nuget.config"));
        await Shell.RunAsync(project, "dotnet", "add", "package", "InfluenceGraph", "--version", packed.Version);
        return project;
    }

    private async Task<string> HashOfCloneAsync(string name)
    {
        string clone = Path.Combine(packed.Folder, name);
        string feed = Path.Combine(clone, "feed");
        await Shell.RunAsync(packed.Folder, "git", "clone", "--quiet", RepositoryRoot.Path, clone);
        await packed.PackAsync(clone, feed, Path.Combine(clone, "artifacts"));
        return LibraryHash(feed);
    }

    private string LibraryHash(string feed)
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(feed, $"InfluenceGraph.{packed.Version}.nupkg"));
        using Stream library = package.GetEntry("lib/net10.0/InfluenceGraph.dll")!.Open();
        return Convert.ToHexString(SHA256.HashData(library));
    }
}
