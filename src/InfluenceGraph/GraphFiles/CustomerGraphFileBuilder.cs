using InfluenceGraph.GraphFiles;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>Builds a graph file from customers and ties in any order, of which there may be more than memory holds.</summary>
/// <remarks>
/// <para>The same rules, errors and counts as of <see cref="CustomerGraphBuilder{TKey}"/>; the order of the rows does not matter: the same rows
/// give the same file, to the last byte. What a file can be asked without loading it is all that goes in: customers with own values and ties
/// that always hold. Ties with periods or last contacts, tags, circles and attributes need <see cref="CustomerGraphBuilder{TKey}"/> and
/// <see cref="CustomerGraph{TKey}.Save"/>.</para>
/// <para>Keys that come as 0, 1, 2, ... cost no memory; others some 20 bytes each, strings their text besides.</para>
/// <para>Not safe to use from several threads. A builder builds once. Disposing it leaves nothing but a file that was built.</para>
/// </remarks>
/// <typeparam name="TKey">The type of the keys: string, long, int or Guid.</typeparam>
public sealed class CustomerGraphFileBuilder<TKey> : IDisposable
    where TKey : notnull
{
    /// <summary>From here on single precision keeps all its digits, and so does any product with a strength of 1.</summary>
    private const double SmallestPlain = 1.2e-38;

    private readonly string _path;
    private readonly string _folder;
    private readonly CustomerGraphOptions _options;
    private readonly GraphFileBuilderOptions _storage;
    private readonly ConsentLedger<TKey>? _consents;
    private readonly ProvisionalKeys<TKey> _keys = new();
    private readonly GrowingColumn<double> _ownValues = new();
    private readonly SpillMemory _memory;
    private readonly RowSpill _rows;
    private long _customers;
    private bool _isBuilt;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Where it will stand once it is built, by convention with the extension <c>.cgraph</c>.</param>
    /// <param name="options">The rules; the defaults where <see langword="null"/>.</param>
    /// <param name="configure">Changes how it is built, as in <c>o => o with { Precision = PermissionPrecision.Bits8 }</c>.</param>
    /// <param name="consents">The ledger that is written too, as it stands when the file is built; the file then keeps consents, also where the ledger is empty.</param>
    /// <exception cref="ArgumentException">The path is blank or its folder is not there, or an option is out of range; the message names all that are.</exception>
    /// <exception cref="NotSupportedException">The keys are not of type string, long, int or Guid.</exception>
    public CustomerGraphFileBuilder(
        string path,
        CustomerGraphOptions? options = null,
        Func<GraphFileBuilderOptions, GraphFileBuilderOptions>? configure = null,
        ConsentLedger<TKey>? consents = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        FileKeys<TKey>.RequireSupported();
        _path = Path.GetFullPath(path);
        _options = options ?? new();
        _options.Validate();
        _storage = CustomerGraph.Configured(new GraphFileBuilderOptions(), configure);
        _storage.Validate();
        string folder = Path.GetDirectoryName(_path)!;
        _folder = Path.GetFullPath(_storage.TemporaryFolder ?? folder);
        if (!Directory.Exists(folder))
        {
            throw new ArgumentException($"The folder '{folder}' is not there; expected one for the file. Create it.", nameof(path));
        }

        _consents = consents;
        _memory = new(_storage.MemoryLimit / 2);
        _rows = new(_folder, _memory);
    }

    /// <summary>The rows of customers added.</summary>
    public long CustomerRows => _customers;

    /// <summary>The rows of ties added.</summary>
    public long TieRows => _rows.Rows;

    /// <summary>The most bytes that waited in temporary files at one time; to be read when the file is built.</summary>
    public long TemporaryBytes { get; private set; }

    /// <summary>Adds a customer.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ownValue">What the customer spends or is expected to spend, 0 or more.</param>
    /// <exception cref="CustomerDataException">The key is <see langword="null"/> or was added before, or the own value is negative, not a number or infinite, or there are more than 2^31 customers.</exception>
    /// <exception cref="InvalidOperationException">The builder has built already.</exception>
    public void AddCustomer(TKey key, double ownValue)
    {
        RequireNotBuilt();
        long row = _customers + 1;
        if (key is null)
        {
            throw new CustomerDataException(RowKind.Customer, row, "the key is null; expected a key.");
        }

        if (!OwnValues.IsValid(ownValue))
        {
            throw new CustomerDataException(
                RowKind.Customer,
                row,
                Invariant($"own value of '{key}' is {ownValue}; expected {OwnValues.Expected}. Decide what a customer who costs more than they bring counts, and give 0 for an unknown value."));
        }

        ref double value = ref _ownValues[IdOf(RowKind.Customer, row, key)];
        if (!double.IsNaN(value))
        {
            throw new CustomerDataException(RowKind.Customer, row, $"'{key}' was added before; expected each customer once. Merge the rows first.");
        }

        // Minus zero is zero: the data hash must not tell them apart.
        value = ownValue + 0.0;
        _customers++;
    }

    /// <summary>Adds a tie. Its customers may be added later.</summary>
    /// <param name="from">The customer who can reach the other one.</param>
    /// <param name="to">The customer who is reached, and who granted the permission.</param>
    /// <param name="permission">The permission, 0 to 1; 0 is an explicit no.</param>
    /// <param name="strength">How much the two really interact, 0 or more; 1 where unknown.</param>
    /// <exception cref="CustomerDataException">A key is <see langword="null"/>, the permission is not within 0 to 1, the strength is negative, not a number or too large or small for single precision, or there are more than 2^31 customers.</exception>
    /// <exception cref="IOException">Ties that do not fit memory could not be written.</exception>
    /// <exception cref="InvalidOperationException">The builder has built already.</exception>
    public void AddTie(TKey from, TKey to, double permission, double strength = 1)
    {
        RequireNotBuilt();
        bool isPlain = strength == 1 && permission is 0 or (>= SmallestPlain and <= 1);
        if (!isPlain || from is null || to is null)
        {
            AddOther(new(from!, to!, permission, strength));
            return;
        }

        Add(from, to, (float)permission, (float)strength);
    }

    /// <summary>Adds a tie. Its customers may be added later.</summary>
    /// <param name="tie">The tie, without period or last contact.</param>
    /// <exception cref="CustomerDataException">As for <see cref="AddTie(TKey, TKey, double, double)"/>, or the tie has a period or a last contact.</exception>
    /// <exception cref="IOException">Ties that do not fit memory could not be written.</exception>
    /// <exception cref="InvalidOperationException">The builder has built already.</exception>
    public void AddTie(Tie<TKey> tie)
    {
        RequireNotBuilt();
        AddOther(tie);
    }

    /// <summary>Writes the file: a new one or in place of the one that stands there.</summary>
    /// <param name="progress">Told phase, rate and remaining time, on any of the working threads.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind, the file that stood there stays, and the builder cannot be used afterwards.</param>
    /// <exception cref="CustomerDataException">A tie names an unknown customer or breaks a rule that says Refuse.</exception>
    /// <exception cref="ArgumentException">A key is not valid Unicode.</exception>
    /// <exception cref="IOException">The file or what waits in temporary ones cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The builder has built already.</exception>
    public void Build(IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireNotBuilt();
        _isBuilt = true;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var build = new GraphFileBuild<TKey>(_keys, _ownValues, _rows, _memory, _options, _storage, _folder, progress, cancellationToken);
            build.Write(_path, _customers, _consents);
            TemporaryBytes = build.MostDiskBytes;
        }
        finally
        {
            _rows.Dispose();
        }
    }

    /// <summary>Gives memory and temporary files back.</summary>
    public void Dispose()
    {
        _isBuilt = true;
        _rows.Dispose();
    }

    private void AddOther(in Tie<TKey> tie)
    {
        string? problem = TieRules.FindProblem(tie)
            ?? (tie.Since is not null || tie.Until is not null || tie.LastContact is not null
                ? $"'{tie.From}' -> '{tie.To}' has a period or a last contact; expected none, as a file built from a stream holds neither. Build the graph in memory with CustomerGraphBuilder, and save it."
                : null);
        if (problem is not null)
        {
            throw new CustomerDataException(RowKind.Tie, _rows.Rows + 1, problem);
        }

        Add(tie.From, tie.To, (float)tie.Permission, (float)tie.Strength);
    }

    private void Add(TKey from, TKey to, float permission, float strength)
    {
        int source = IdOf(RowKind.Tie, -1, from);
        int target = IdOf(RowKind.Tie, -1, to);

        // Minus zero is zero.
        _rows.Add(source, target, permission + 0f, strength + 0f);
    }

    private int IdOf(RowKind kind, long row, TKey key)
    {
        int id = _keys.FindOrAdd(key);
        if (id >= _ownValues.Count)
        {
            if (id >= CustomerGraphBuilder<TKey>.MaxRows)
            {
                throw new CustomerDataException(kind, row < 0 ? _rows.Rows + 1 : row, $"more than {CustomerGraphBuilder<TKey>.MaxRows} customers; expected at most that many in one graph. Split the customer base.");
            }

            _ownValues.Add(double.NaN);
        }

        return id;
    }

    private void RequireNotBuilt()
    {
        if (_isBuilt)
        {
            throw new InvalidOperationException("This builder has built its file or was closed; expected a new builder for a new file.");
        }
    }
}
