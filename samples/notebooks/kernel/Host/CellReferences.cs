using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace CSharpKernel.Host;

/// <summary>A library that cells may use.</summary>
internal readonly record struct CellReference(string Path, Assembly Assembly);

/// <summary>Builds a project that refers to whatever cells asked for, and loads what comes out: so that a notebook gets the libraries that a program would.</summary>
internal sealed class CellReferences(string folder)
{
    private readonly SortedSet<string> _projects = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _packages = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _loaded = new(StringComparer.OrdinalIgnoreCase);

    internal IReadOnlyList<CellReference> Add(CellCode cell, CancellationToken stop)
    {
        int known = _projects.Count + _packages.Count;
        foreach (string project in cell.Projects)
        {
            _projects.Add(FindProject(project));
        }

        foreach ((string name, string version) in cell.Packages)
        {
            if (!_packages.TryAdd(name, version) && !string.Equals(_packages[name], version, StringComparison.OrdinalIgnoreCase))
            {
                throw new ReferenceException($"{name} {_packages[name]} is loaded; expected the same version, not {version}. Restart the kernel to change it.");
            }
        }

        return _projects.Count + _packages.Count == known ? [] : Load(Build(stop));
    }

    private string FindProject(string named)
    {
        string path = Path.GetFullPath(named, folder);
        if (File.Exists(path))
        {
            return path;
        }

        string[] projects = Directory.Exists(path) ? Directory.GetFiles(path, "*.*proj") : [];
        return projects.Length == 1
            ? projects[0]
            : throw new ReferenceException($"'{named}' is {(Directory.Exists(path) ? $"a folder with {projects.Length} projects" : "neither a file nor a folder")} as seen from {folder}; expected a project.");
    }

    private string Build(CancellationToken stop)
    {
        var items = new StringBuilder();
        foreach (string project in _projects)
        {
            items.AppendLine($"    <ProjectReference Include=\"{SecurityElement.Escape(project)}\" />");
        }

        foreach ((string name, string version) in _packages)
        {
            items.AppendLine($"    <PackageReference Include=\"{SecurityElement.Escape(name)}\" Version=\"{SecurityElement.Escape(version)}\" />");
        }

        // Named by its content: the next start of the same notebook finds it built. A folder of its own, so that no repository's settings apply.
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(items.ToString())))[..16];
        string place = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "csharp-kernel", "references", hash);
        Directory.CreateDirectory(place);
        string file = Path.Combine(place, "Cells.csproj");
        string text = $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
                <AssemblyName>Cells{hash}</AssemblyName>
                <CopyLocalLockFileAssemblies>true</CopyLocalLockFileAssemblies>
                <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
            {items.ToString().TrimEnd()}
              </ItemGroup>
            </Project>
            """;
        if (!File.Exists(file) || !string.Equals(File.ReadAllText(file), text, StringComparison.Ordinal))
        {
            File.WriteAllText(file, text);
        }

        RunBuild(file, stop);
        return Path.Combine(place, "bin", "Release", $"net{Environment.Version.Major}.0", $"Cells{hash}.dll");
    }

    private void RunBuild(string file, CancellationToken stop)
    {
        string dotnet = Environment.ProcessPath is string path && Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase) ? path : "dotnet";
        var start = new ProcessStartInfo(dotnet, ["build", file, "-c", "Release", "-v", "quiet", "-nologo", "-clp:NoSummary", "-p:RunAnalyzers=false"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(file),
        };
        using Process build = Process.Start(start) ?? throw new ReferenceException("dotnet could not be started.");
        using CancellationTokenRegistration kill = stop.Register(() => build.Kill(entireProcessTree: true));
        build.StandardInput.Close();
        Task<string> errors = build.StandardError.ReadToEndAsync(CancellationToken.None);
        string said = build.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        build.WaitForExit();
        stop.ThrowIfCancellationRequested();
        if (build.ExitCode != 0)
        {
            string[] lines = [.. said.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Take(8)];

            // What failed is forgotten, so that a corrected cell does not fail by it again.
            _projects.Clear();
            _packages.Clear();
            throw new ReferenceException($"The references could not be built:\n{string.Join('\n', lines.Length > 0 ? lines : [said.Trim()])}");
        }
    }

    private List<CellReference> Load(string built)
    {
        var resolver = new AssemblyDependencyResolver(built);
        AssemblyLoadContext.Default.Resolving += (context, name) => resolver.ResolveAssemblyToPath(name) is string path ? context.LoadFromAssemblyPath(path) : null;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => resolver.ResolveUnmanagedDllToPath(name) is string path ? System.Runtime.InteropServices.NativeLibrary.Load(path) : IntPtr.Zero;
        var added = new List<CellReference>();
        foreach (string path in Directory.GetFiles(Path.GetDirectoryName(built)!, "*.dll").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (string.Equals(path, built, StringComparison.Ordinal) || !_loaded.Add(name))
            {
                continue;
            }

            try
            {
                // By its name first: what the kernel itself runs on is there already, and must not come twice.
                added.Add(new(path, AssemblyLoadContext.Default.LoadFromAssemblyName(new(AssemblyName.GetAssemblyName(path).Name!))));
            }
            catch (BadImageFormatException)
            {
                // A native library; it is loaded when somebody calls it.
            }
        }

        return added;
    }
}
