using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How a graph file is built from rows that need not fit memory.</summary>
public sealed record GraphFileBuilderOptions
{
    /// <summary>The least that <see cref="MemoryLimit"/> can be: 16 MiB.</summary>
    public const long LeastMemory = 16L << 20;

    /// <summary>How exactly permissions are kept. Exact at 8 bits where no more than 126 different permissions other than 0 and 1 are added, and at 16 bits for 254.</summary>
    /// <value><see cref="PermissionPrecision.Exact"/> by default: nothing is lost.</value>
    public PermissionPrecision Precision { get; init; } = PermissionPrecision.Exact;

    /// <summary>About how many bytes the ties may take in memory while the file is built; what does not fit waits in <see cref="TemporaryFolder"/>. Customers come on top: some 60 bytes each, and their keys.</summary>
    /// <value>1 GiB by default; at least <see cref="LeastMemory"/>. One customer's own ties must fit in a quarter of it, at 64 bytes each.</value>
    public long MemoryLimit { get; init; } = 1L << 30;

    /// <summary>Where ties wait that do not fit memory: about 21 bytes each where no more than 256 different permissions occur and strengths are 1, up to 48 else. Nothing is left there, whatever happens.</summary>
    /// <value><see langword="null"/> by default: the folder of the file.</value>
    public string? TemporaryFolder { get; init; }

    /// <summary>The number of threads. The file is the same to the last byte for any number.</summary>
    /// <value><see langword="null"/> by default: one per processor.</value>
    public int? Threads { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(GraphFileBuilderOptions));
        errors.RequireDefined(Precision, nameof(Precision));
        errors.Require(MemoryLimit >= LeastMemory, Invariant($"{nameof(MemoryLimit)} is {MemoryLimit}; expected at least {LeastMemory} bytes"));
        errors.Require(TemporaryFolder is null || Directory.Exists(TemporaryFolder), $"{nameof(TemporaryFolder)} is '{TemporaryFolder}'; expected a folder that is there, or null for that of the file");
        errors.RequireThreads(Threads, nameof(Threads));
        errors.ThrowIfAny();
    }
}
