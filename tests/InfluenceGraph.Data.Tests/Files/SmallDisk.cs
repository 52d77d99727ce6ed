using System.Diagnostics;
using Xunit;

namespace InfluenceGraph.Data.Tests.Files;

/// <summary>A file system of 64 KiB, so that a disk is full as disks are. Where a test may not mount one it is skipped, and says so.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("small-disk-");
    private readonly bool _isMounted;

    internal SmallDisk()
    {
        _isMounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", _folder.FullName);
        if (!_isMounted)
        {
            _folder.Delete();
            Assert.Skip("Nothing may be mounted here; expected Linux and root.");
        }
    }

    internal string PathOf(string name) => Path.Combine(_folder.FullName, name);

    internal IEnumerable<string> Files => _folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal);

    public void Dispose()
    {
        if (_isMounted)
        {
            Run("umount", _folder.FullName);
            _folder.Delete();
        }
    }

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
