using CSharpKernel.Install;

namespace CSharpKernel.Lessons;

/// <summary>Runs notebooks by <c>jupyter nbconvert</c> with this kernel, installed in a folder of its own that goes afterwards.</summary>
internal sealed class HeadlessJupyter : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csharp-kernel-").FullName;
    private readonly string? _data;
    private readonly string _jupyter;

    internal HeadlessJupyter(string? data)
    {
        _data = data;
        _jupyter = Command() ?? throw new InvalidOperationException("There is no 'jupyter nbconvert'. Debian: apt-get install jupyter-nbconvert python3-ipykernel; elsewhere: pip install nbconvert ipykernel");
        KernelInstaller.Install(_folder, python: null);
    }

    /// <summary>Jupyter, or <c>null</c> where it is not installed.</summary>
    internal static HeadlessJupyter? Find(string? data)
    {
        try
        {
            return new(data);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    internal NotebookFile Run(string notebook)
    {
        var finished = Child.Run(
            _jupyter,
            ["nbconvert", "--to", "notebook", "--execute", "--ExecutePreprocessor.timeout=900", "--output-dir", _folder, "--output", "run.ipynb", notebook],
            Path.GetDirectoryName(notebook)!,
            new(StringComparer.Ordinal) { ["JUPYTER_PATH"] = _folder, ["INFLUENCEGRAPH_DATA"] = _data, ["INFLUENCEGRAPH_CUSTOMERS"] = null, ["INFLUENCEGRAPH_TIES"] = null });
        return finished.ExitCode == 0
            ? NotebookFile.Read(Path.Combine(_folder, "run.ipynb"))
            : throw new InvalidOperationException($"{notebook} failed:\n{string.Join('\n', finished.Errors.Split('\n').TakeLast(40))}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string? Command()
    {
        foreach (string candidate in new[] { "jupyter", "/usr/bin/jupyter" })
        {
            try
            {
                if (Child.Run(candidate, ["nbconvert", "--version"], Environment.CurrentDirectory, []).ExitCode == 0)
                {
                    return candidate;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not there; the next one may be.
            }
        }

        return null;
    }
}
