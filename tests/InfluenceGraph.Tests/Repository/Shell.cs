using System.Diagnostics;
using Xunit;

namespace InfluenceGraph.Tests.Repository;

/// <summary>Runs a command as a user would, outside the test run's own environment.</summary>
internal static class Shell
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(5);

    /// <summary>Runs a command, fails the test if it fails, and returns what it printed.</summary>
    internal static Task<string> RunAsync(string folder, string command, params string[] arguments) =>
        RunAsync(folder, [], command, arguments);

    /// <summary>Runs a command with some environment variables set.</summary>
    internal static async Task<string> RunAsync(string folder, IEnumerable<KeyValuePair<string, string>> environment, string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string inherited in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(_limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(stop.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(stop.Token);
        try
        {
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"{command} {string.Join(' ', arguments)} exited with {process.ExitCode}:\n{await output}\n{await errors}");
        return await output;
    }
}
