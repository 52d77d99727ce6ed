using System.Diagnostics;
using System.Text.Json;

namespace CSharpKernel.Install;

/// <summary>Copies the kernel to where Jupyter looks for kernels.</summary>
internal static class KernelInstaller
{
    internal const string KernelName = "csharp";

    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    internal static int Run(string[] options)
    {
        string? folder = null, python = null;
        for (int i = 0; i < options.Length; i++)
        {
            switch (options[i])
            {
                case "--user":
                    break;
                case "--data-dir" when i + 1 < options.Length:
                    folder = options[++i];
                    break;
                case "--python" when i + 1 < options.Length:
                    python = options[++i];
                    break;
                default:
                    Console.Error.WriteLine($"'{options[i]}' is no option of install, or lacks its value; expected --user, --data-dir FOLDER or --python PYTHON.");
                    return 2;
            }
        }

        string place = Install(folder ?? UserData(), python);
        Console.WriteLine($"Kernel '{KernelName}' is installed in {place}.");
        Console.WriteLine("Choose 'C#' in Jupyter, or run a notebook with: jupyter nbconvert --to notebook --execute NOTEBOOK.ipynb");
        return 0;
    }

    /// <summary>Installs below one of Jupyter's data folders and says where.</summary>
    internal static string Install(string dataFolder, string? python)
    {
        string interpreter = FindPython(python);
        string place = Path.Combine(Path.GetFullPath(dataFolder), "kernels", KernelName);
        Directory.CreateDirectory(place);
        CopyFolder(AppContext.BaseDirectory, place);
        string specification = JsonSerializer.Serialize(
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["argv"] = new[] { interpreter, Path.Combine(place, "csharp_kernel.py"), "-f", "{connection_file}" },
                ["display_name"] = "C#",
                ["language"] = "csharp",
                ["interrupt_mode"] = "signal",
                ["env"] = new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_HOST_PATH"] = Environment.ProcessPath is string path && IsDotnet(path) ? path : "dotnet" },
            },
            _indented);
        File.WriteAllText(Path.Combine(place, "kernel.json"), specification + "\n");
        return place;
    }

    private static bool IsDotnet(string path) => Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where Jupyter keeps a user's kernels, as its documentation says.</summary>
    private static string UserData()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } named)
        {
            return named;
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter")
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Jupyter")
            : Path.Combine(Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } data ? data : Path.Combine(home, ".local", "share"), "jupyter");
    }

    private static string FindPython(string? named)
    {
        string[] candidates = named is null ? ["python3", "/usr/bin/python3", "python", "py"] : [named];
        foreach (string candidate in candidates)
        {
            if (FullPath(candidate) is string path && HasIpykernel(path))
            {
                return path;
            }
        }

        throw new InvalidOperationException($"No Python with ipykernel: tried {string.Join(", ", candidates)}. Install it (Debian: apt-get install python3-ipykernel jupyter-nbconvert; elsewhere: pip install ipykernel), or name one with --python.");
    }

    private static bool HasIpykernel(string python) => Ask(python, "-c", "import ipykernel.kernelbase") is not null;

    private static string? FullPath(string python) => Ask(python, "-c", "import sys; print(sys.executable)")?.Trim();

    private static string? Ask(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string said = process.StandardOutput.ReadToEnd();
            errors.GetAwaiter().GetResult();
            process.WaitForExit();
            return process.ExitCode == 0 ? said : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
