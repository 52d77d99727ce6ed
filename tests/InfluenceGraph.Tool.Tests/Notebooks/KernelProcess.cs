using System.Diagnostics;
using System.Text.Json;

namespace InfluenceGraph.Tool.Tests.Notebooks;

/// <summary>The kernel's host, spoken to as the Jupyter side does: a line of JSON each way.</summary>
internal sealed class KernelProcess : IDisposable
{
    private static readonly Lazy<string> _built = new(Build);

    private readonly Lock _sending = new();
    private readonly Process _process;

    internal KernelProcess()
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [_built.Value, "host"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = Path.Combine(Repository.Notebooks, "lessons"),
        })!;
    }

    internal static string Program => _built.Value;

    /// <summary>Runs a cell and gives all that it put out; the last message says how it ended.</summary>
    internal IReadOnlyList<JsonElement> Run(string code, TimeSpan? interruptAfter = null)
    {
        Send(new { type = "execute", code, cell = 7 });
        using Timer? timer = interruptAfter is TimeSpan wait ? new Timer(_ => Send(new { type = "interrupt" }), state: null, wait, Timeout.InfiniteTimeSpan) : null;
        var messages = new List<JsonElement>();
        do
        {
            messages.Add(Next());
        }
        while (!IsOf(messages[^1], "done"));
        return messages;
    }

    internal JsonElement Ask(object request)
    {
        Send(request);
        return Next();
    }

    internal static bool IsOf(JsonElement message, string type) => string.Equals(message.GetProperty("type").GetString(), type, StringComparison.Ordinal);

    /// <summary>What a cell wrote to the console.</summary>
    internal static string Written(IEnumerable<JsonElement> messages) => string.Concat(messages.Where(message => IsOf(message, "stream")).Select(message => message.GetProperty("text").GetString()));

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void Send(object request)
    {
        lock (_sending)
        {
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(request));
            _process.StandardInput.Flush();
        }
    }

    private JsonElement Next() => JsonSerializer.Deserialize<JsonElement>(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The host ended."));

    private static string Build()
    {
        (int code, string said) = Run("dotnet", ["build", Path.Combine(Repository.Notebooks, "kernel"), "-c", "Release", "-v", "quiet", "-nologo"]);
        return code == 0 ? Path.Combine(Repository.Notebooks, "kernel", "bin", "Release", "net10.0", "CSharpKernel.dll") : throw new InvalidOperationException(said);
    }

    internal static (int ExitCode, string Said) Run(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, said);
    }
}
