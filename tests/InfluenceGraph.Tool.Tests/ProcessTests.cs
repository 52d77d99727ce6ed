using System.Diagnostics;
using Xunit;

namespace InfluenceGraph.Tool.Tests;

/// <summary>The tool as a process of its own, as a shell runs it.</summary>
public sealed class ProcessTests(SharedCrm shared)
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Ctrl_c_ends_with_130_and_leaves_nothing_half_written()
    {
        using var folder = new TemporaryFolder();

        // So large that it is still being written when the signal comes.
        using Process tool = Start(folder, "generate", "huge", "--customers", "20000000");
        for (int waits = 0; waits < 1200 && Directory.GetDirectories(folder.Path).Length == 0; waits++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Single(Directory.GetDirectories(folder.Path));
        using (Process kill = Process.Start("kill", ["-INT", $"{tool.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await tool.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(_patience, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Cancelled, tool.ExitCode);
        Assert.Contains("nothing was left half-written", await tool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Without_a_terminal_nothing_but_the_answer_is_written()
    {
        using var folder = new TemporaryFolder();
        using Process tool = Start(folder, "score", "--crm", shared.Path, "--as-of", "2026-01-01", "--csv", "--top", "3");
        string output = await tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string errors = await tool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(_patience, TestContext.Current.CancellationToken);
        Assert.Equal(0, tool.ExitCode);
        Assert.Equal("", errors);
        Assert.Equal(4, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("rank,customer,score,", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_is_an_exit_code_and_a_line_on_standard_error()
    {
        using var folder = new TemporaryFolder();
        using Process tool = Start(folder, "score", "--store", "no.db");
        Assert.Equal("", await tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("influencegraph score: no.db: there is no such file", await tool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(_patience, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.StoreProblem, tool.ExitCode);
    }

    /// <summary>A program that was started in the background of a script ignores Ctrl-C, and so do those that it starts; <c>env</c> gives it back to them.</summary>
    private static Process Start(TemporaryFolder folder, params string[] args) => Process.Start(new ProcessStartInfo(OperatingSystem.IsLinux() ? "env" : "dotnet", [.. CtrlC(), typeof(ToolApp).Assembly.Location, .. args])
    {
        WorkingDirectory = folder.Path,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;

    private static string[] CtrlC() => OperatingSystem.IsLinux() ? ["--default-signal=INT", "dotnet"] : [];
}
