using System.Buffers;

namespace InfluenceGraph.Keys;

/// <summary>A text as <see cref="UnitText"/> has it, on the stack where it is short.</summary>
internal ref struct UnitBuffer
{
    /// <summary>What callers reserve on their stack.</summary>
    internal const int OnStack = 256;

    private byte[]? _rented;

    internal UnitBuffer(string text, Span<byte> stack)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> room = Room(stack, text.Length, out _rented);
        Bytes = room[..UnitText.Write(text, room)];
    }

    /// <summary>The bytes of a text given in UTF-8.</summary>
    /// <exception cref="ArgumentException">The text is not valid UTF-8.</exception>
    internal UnitBuffer(ReadOnlySpan<byte> utf8, Span<byte> stack)
    {
        if (UnitText.IsSameAs(utf8))
        {
            Bytes = utf8;
            return;
        }

        Span<byte> room = Room(stack, utf8.Length, out _rented);
        Bytes = room[..UnitText.WriteUtf8(utf8, room)];
    }

    internal ReadOnlySpan<byte> Bytes { get; }

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }
    }

    private static Span<byte> Room(Span<byte> stack, int units, out byte[]? rented)
    {
        long bytes = (long)units * UnitText.BytesPerUnit;
        rented = bytes <= stack.Length ? null : ArrayPool<byte>.Shared.Rent(checked((int)bytes));
        return rented ?? stack;
    }
}
