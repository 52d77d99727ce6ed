using System.Diagnostics;

namespace NotebookKit;

/// <summary>Runs the command <c>influencegraph</c> as a terminal does.</summary>
public static class Terminal
{
    /// <summary>A folder of this run's own, where the tool's files go; it is removed when the run ends.</summary>
    public static string Folder { get; } = NewFolder();

    /// <summary>Runs the tool in <see cref="Folder"/> and shows what it says.</summary>
    /// <example><code>Terminal.Run("influencegraph generate --store crm.igs --customers 2000")</code></example>
    public static void Run(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not ["influencegraph", .. string[] arguments])
        {
            throw new ArgumentException($"The command is '{command}'; expected 'influencegraph' and what it is to do.", nameof(command));
        }

        Console.WriteLine("$ " + command);

        // Built with the kit, so it lies beside it. A kernel runs under a dotnet that may not be the one of the PATH.
        string tool = Path.Combine(Path.GetDirectoryName(typeof(Terminal).Assembly.Location)!, "InfluenceGraph.Tool.dll");
        string dotnet = Environment.ProcessPath is string path && Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase) ? path : "dotnet";
        var start = new ProcessStartInfo(dotnet, [tool, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Folder,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{dotnet} could not be started.");
        using CancellationTokenRegistration kill = Notebook.Stop.Register(process.Kill);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Notebook.Stop.ThrowIfCancellationRequested();
        Console.WriteLine(string.Join('\n', said.TrimEnd().Split('\n').Select(line => line.TrimEnd())));
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(errors.GetAwaiter().GetResult().Trim());
        }
    }

    private static string NewFolder()
    {
        string folder = Directory.CreateTempSubdirectory("influencegraph-lesson-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // A file that is still open; the system clears its temporary folder by itself.
            }
        };
        return folder;
    }
}
