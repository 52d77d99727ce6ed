using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using InfluenceGraph.Data.Tests.PostgreSql;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgreSqlServer))]

namespace InfluenceGraph.Data.Tests.PostgreSql;

/// <summary>A real server with a cluster of its own in a temporary folder, started when the first test asks for it and stopped at the end. Where there is none, the tests are skipped and say so.</summary>
public sealed class PostgreSqlServer : IDisposable
{
    internal const string Password = "k;ep=out";
    private const string Owner = "owner";

    private readonly Lazy<string?> _missing;
    private string? _bin;
    private string? _folder;
    private int _port;
    private int _databases;

    public PostgreSqlServer() => _missing = new(Start);

    internal int Port => _port;

    /// <summary>Why there is no server here; nothing where there is one, which this then starts.</summary>
    internal string? Missing => _missing.Value;

    /// <summary>A database of its own for a test.</summary>
    internal NpgsqlConnectionStringBuilder NewDatabase()
    {
        if (Missing is string missing)
        {
            Assert.Skip(missing);
        }

        string name = $"test_{Interlocked.Increment(ref _databases)}";
        Execute(Login("postgres"), $"CREATE DATABASE {name}");
        return Login(name);
    }

    internal NpgsqlConnectionStringBuilder Login(string database) => new()
    {
        Host = "127.0.0.1",
        Port = _port,
        Database = database,
        Username = Owner,
        Password = Password,
        Pooling = false,
        Timeout = 10,
    };

    internal static void Execute(NpgsqlConnectionStringBuilder login, string sql) => Scalar(login, sql);

    internal static object? Scalar(NpgsqlConnectionStringBuilder login, string sql)
    {
        using var connection = new NpgsqlConnection(login.ConnectionString);
        connection.Open();
        using NpgsqlCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    public void Dispose()
    {
        if (_folder is null)
        {
            return;
        }

        if (_port != 0)
        {
            Run("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "-w", "stop");
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string? FindBin()
    {
        IEnumerable<string> onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> ofDebian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")) : [];
        return ofDebian.Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }

    /// <summary>Says why there is no server, or nothing.</summary>
    private string? Start()
    {
        _bin = FindBin();
        if (_bin is null)
        {
            return "There is no PostgreSQL server here (initdb and pg_ctl): run tests/install-postgresql.sh.";
        }

        _folder = Directory.CreateTempSubdirectory("influencegraph-pg-").FullName;
        string passwords = Path.Combine(_folder, "password");
        File.WriteAllText(passwords, Password);
        if (Environment.IsPrivilegedProcess)
        {
            // The server refuses to run as root.
            using Process owner = Process.Start("chown", ["-R", "postgres", _folder]);
            owner.WaitForExit();
        }

        string data = Path.Combine(_folder, "data");
        string? problem = Run("initdb", "-D", data, "-U", Owner, "-E", "UTF8", "--locale=C", "-A", "scram-sha-256", $"--pwfile={passwords}", "--no-sync");
        int port = FreePort();
        problem ??= Run("pg_ctl", "-D", data, "-w", "-t", "60", "-l", Path.Combine(_folder, "log"), "-o", FormattableString.Invariant($"-F -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder}"), "start");
        if (problem is not null)
        {
            return $"PostgreSQL was found in {_bin} but did not start: {problem}";
        }

        _port = port;
        return null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string? Run(string program, params string[] arguments)
    {
        string path = Path.Combine(_bin!, program);
        (string first, string[] all) = Environment.IsPrivilegedProcess ? ("runuser", ["-u", "postgres", "--", path, .. arguments]) : (path, arguments);

        // The server keeps its parent's pipes open, so that reading pg_ctl's output would never end.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "cd \"$0\" && exec \"$@\" >>\"$0/output\" 2>&1", _folder!, first, .. all]);
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode == 0 ? null : FormattableString.Invariant($"{program} ended with {process.ExitCode}: {File.ReadAllText(Path.Combine(_folder!, "output"))}");
    }
}
