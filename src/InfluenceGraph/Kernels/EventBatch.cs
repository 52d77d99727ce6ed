using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>
/// Events of several nodes, gathered until there are enough to go through in one loop without branches that nobody could
/// foretell: most nodes have too few of them for a loop of their own.
/// </summary>
internal sealed class EventBatch
{
    private const int MostVisits = 64;
    private const int MostEvents = 512;
    private const int Lanes = 16;

    private readonly WaveVisit[] _visits = new WaveVisit[MostVisits];
    private readonly ushort[] _visitOf = new ushort[MostEvents + Lanes];
    private readonly ulong[] _draws = new ulong[MostEvents];
    private readonly uint[] _places = new uint[MostEvents];
    private int _visit;
    private int _events;

    internal bool IsFull => _visit == MostVisits || _events == MostEvents;

    /// <summary>How many more events there is room for.</summary>
    internal int Room => MostEvents - _events;

    /// <summary>The visit that gets the next events, where the batch is not full.</summary>
    internal ref WaveVisit Open => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_visits), _visit);

    /// <summary>Gives the open visit its events, or the last ones of them, at most <see cref="Room"/>; the next visit opens where there are any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Close(int events)
    {
        Vector256.Create((ushort)_visit).StoreUnsafe(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_visitOf), _events));
        if (events > Lanes)
        {
            _visitOf.AsSpan(_events, events).Fill((ushort)_visit);
        }

        _events += events;
        _visit += events > 0 ? 1 : 0;
    }

    /// <summary>Gives the open visit as many events as there is room for, lets them happen, and leaves it open.</summary>
    /// <returns>How many they were.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal int Overflow(EventRows rows, ref CounterRandom random, WaveFront front)
    {
        int visit = _visit;
        int events = Room;
        Close(events);
        WaveVisit open = _visits[visit];
        Spread(rows, ref random, front);
        _visits[0] = open;
        return events;
    }

    /// <summary>Lets all events happen: each makes a word arrive at the end of an edge in a world. The batch is empty afterwards.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void Spread(EventRows rows, ref CounterRandom random, WaveFront front)
    {
        ref ulong draws = ref MemoryMarshal.GetArrayDataReference(_draws);
        for (int i = 0; i < _events; i += Vector512<ulong>.Count)
        {
            random.NextVector().StoreUnsafe(ref Unsafe.Add(ref draws, i));
        }

        PickPlaces(rows);

        // In a loop of its own, where the places are known early, so that many of them are fetched at a time.
        ref uint places = ref MemoryMarshal.GetArrayDataReference(_places);
        ref ulong arrived = ref front.FirstRow;
        ref byte marks = ref MemoryMarshal.GetArrayDataReference(front.Marks);
        for (int i = 0; i < _events; i++)
        {
            uint place = Unsafe.Add(ref places, i);
            Unsafe.Add(ref arrived, (nint)place) |= Unsafe.Add(ref draws, i);
            Unsafe.Add(ref marks, (nint)(place / FreshNodes.Words)) = 1;
        }

        (_visit, _events) = (0, 0);
    }

    /// <summary>Turns each event's random bits into a word of the rows of all nodes, and a bit in it.</summary>
    private void PickPlaces(EventRows rows)
    {
        bool isUniform = rows.Columns.Length == 0;
        ref WaveVisit visits = ref MemoryMarshal.GetArrayDataReference(_visits);
        ref ushort visitOf = ref MemoryMarshal.GetArrayDataReference(_visitOf);
        ref ulong draws = ref MemoryMarshal.GetArrayDataReference(_draws);
        ref uint places = ref MemoryMarshal.GetArrayDataReference(_places);
        ref int targets = ref MemoryMarshal.GetArrayDataReference(rows.Targets);
        ref EventColumn columns = ref MemoryMarshal.GetArrayDataReference(rows.Columns);
        for (int i = 0; i < _events; i++)
        {
            ref WaveVisit visit = ref Unsafe.Add(ref visits, (nint)Unsafe.Add(ref visitOf, i));
            ulong bits = Unsafe.Add(ref draws, i);
            nint edge = visit.EdgeOf(bits, out uint rest);
            int target = isUniform ? Unsafe.Add(ref targets, edge) : Unsafe.Add(ref columns, edge).Choose(rest);
            Unsafe.Add(ref draws, i) = visit.WorldOf(bits, out nint word);
            Unsafe.Add(ref places, i) = ((uint)target * FreshNodes.Words) + (uint)word;
        }
    }
}
