using System.Reflection;
using System.Runtime.InteropServices;

namespace InfluenceGraph.Data.Parquet;

/// <summary>Finds DuckDB's library on the machine, when it is first needed. No package of ours depends on it.</summary>
internal static class DuckDbLibrary
{
    /// <summary>Where to look first.</summary>
    internal const string Variable = "INFLUENCEGRAPH_DUCKDB";

    private static readonly Lazy<IntPtr> _handle = new(() => Find(Environment.GetEnvironmentVariable(Variable)));

    internal static bool IsAvailable
    {
        get
        {
            try
            {
                return Handle != IntPtr.Zero;
            }
            catch (DllNotFoundException)
            {
                return false;
            }
        }
    }

    private static IntPtr Handle => _handle.Value;

    /// <summary>Sends calls of <see cref="DuckDb"/> to the library that was found; asked by the runtime.</summary>
    internal static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name is DuckDb.Library ? Handle : IntPtr.Zero;

    /// <exception cref="DllNotFoundException">There is none; the message says what to do.</exception>
    internal static IntPtr Find(string? named)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return NativeLibrary.TryLoad(named, out IntPtr given)
                ? given
                : throw new DllNotFoundException($"{Variable} names '{named}', which is no library that can be loaded here; expected DuckDB's library (libduckdb.so, libduckdb.dylib or duckdb.dll) for this system.");
        }

        return NativeLibrary.TryLoad("duckdb", typeof(DuckDbLibrary).Assembly, null, out IntPtr found)
            ? found
            : throw new DllNotFoundException($"Parquet files are read by DuckDB's library, which is not on this machine; expected libduckdb.so, libduckdb.dylib or duckdb.dll. Install it from duckdb.org where the system looks for libraries, or let {Variable} name the file; or turn the file into CSV.");
    }
}
