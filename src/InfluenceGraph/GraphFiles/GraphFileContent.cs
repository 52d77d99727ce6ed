namespace InfluenceGraph.GraphFiles;

/// <summary>An open file as the parts of a graph. Nothing but the counts is read yet.</summary>
internal sealed class GraphFileContent<TKey> : IDisposable
    where TKey : notnull
{
    private readonly VerifiedSection _numberOfPlace;
    private readonly VerifiedSection _placeOfNumber;
    private readonly VerifiedSection? _contacts;

    private GraphFileContent(GraphFileReader file)
    {
        File = file;
        FileKeys<TKey>.Instance.RequireKind(file);
        Numbers = GraphFileNumbers.Read(file);
        int customers = Numbers.Customers;
        Keys = FileKeys<TKey>.Instance.Open(file, SectionNames.Keys, SectionNames.KeyOffsets, customers);
        _numberOfPlace = file.Get(SectionNames.KeyNumbers, ElementKind.Int32, sizeof(int), customers);
        _numberOfPlace.Check = BlockChecks.Nodes(customers);
        _placeOfNumber = file.Get(SectionNames.KeyPlaces, ElementKind.Int32, sizeof(int), customers);
        _placeOfNumber.Check = BlockChecks.Nodes(customers);
        Values = file.Get(SectionNames.Values, ElementKind.Double, sizeof(double), customers);
        Values.Check = BlockChecks.Values;
        float[] levels = ReadLevels();
        Forward = new(file, SectionNames.Forward, Numbers, levels);
        Backward = new(file, SectionNames.Backward, Numbers, levels);
        _contacts = file.Find(SectionNames.Contacts) is null ? null : file.Get(SectionNames.Contacts, ElementKind.Int64, sizeof(long), Numbers.Ties);
        if (_contacts is not null)
        {
            _contacts.Check = BlockChecks.Contacts;
        }
    }

    internal GraphFileReader File { get; }

    internal GraphFileNumbers Numbers { get; }

    internal KeyReader<TKey> Keys { get; }

    internal VerifiedSection Values { get; }

    /// <summary>Row <c>u</c>: whom <c>u</c> can reach.</summary>
    internal EdgeSections Forward { get; }

    /// <summary>Row <c>v</c>: who can reach <c>v</c>.</summary>
    internal EdgeSections Backward { get; }

    internal static GraphFileContent<TKey> Open(string path)
    {
        FileKeys<TKey>.RequireSupported();
        GraphFileReader file = GraphFileReader.Open(path);
        try
        {
            return new(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The number of a customer, or -1. O(log customers), in the mapping.</summary>
    internal int NumberOf(TKey key)
    {
        int place = Keys.PlaceOf(key);
        return place < 0 ? -1 : _numberOfPlace.At<int>(place);
    }

    internal TKey KeyOf(int number) => Keys[_placeOfNumber.At<int>(number)];

    /// <summary>UTC ticks of an edge's last contact; <see langword="null"/> where none is known of any.</summary>
    internal long? ContactAt(long edge) => _contacts?.At<long>(edge);

    /// <summary>The same for a pair.</summary>
    internal long? ContactOf(int source, int target) =>
        _contacts is not null && Forward.IndexOf(source, target) is >= 0 and long edge ? ContactAt(edge) : null;

    internal void CopyNumbers(int firstPlace, Span<int> numbers) => _numberOfPlace.Copy(firstPlace, numbers);

    internal int[] NumbersOfPlaces(CancellationToken cancellationToken = default) => _numberOfPlace.ReadAll<int>(cancellationToken);

    /// <summary>Number to place and back, checked to be each other's inverse.</summary>
    internal (int[] PlaceOfNumber, int[] NumberOfPlace) Numbering(CancellationToken cancellationToken)
    {
        int[] places = _placeOfNumber.ReadAll<int>(cancellationToken);
        int[] numbers = _numberOfPlace.ReadAll<int>(cancellationToken);
        for (int number = 0; number < places.Length; number++)
        {
            if (numbers[places[number]] != number)
            {
                throw _placeOfNumber.Error(number, FormattableString.Invariant($"customer number {number} stands at place {places[number]}, where number {numbers[places[number]]} stands; expected each number at one place."));
            }
        }

        return (places, numbers);
    }

    public void Dispose() => File.Dispose();

    private float[] ReadLevels()
    {
        if (Numbers.Precision == PermissionPrecision.Exact)
        {
            return [];
        }

        VerifiedSection section = File.Get(SectionNames.Levels, ElementKind.Single, sizeof(float));
        section.Check = BlockChecks.Singles(1, "permission");
        float[] levels = section.Count <= PermissionLevels.RoomOf(Numbers.Precision) ? section.ReadAll<float>() : [];
        for (int i = 0; i < levels.Length; i++)
        {
            if (i == 0 ? levels[i] != 0 : levels[i] <= levels[i - 1])
            {
                throw section.Error(i, FormattableString.Invariant($"permission {levels[i]} at code {i}; expected 0 at first, and ascending ones."));
            }
        }

        return levels.Length >= 2 && levels[^1] == 1
            ? levels
            : throw section.Error(0, FormattableString.Invariant($"{section.Count} permissions; expected 2 to {PermissionLevels.RoomOf(Numbers.Precision)}, from 0 to 1."));
    }
}
