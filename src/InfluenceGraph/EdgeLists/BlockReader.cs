namespace InfluenceGraph.EdgeLists;

/// <summary>Cuts text into blocks of whole lines, in order. Used by one thread at a time.</summary>
internal sealed class BlockReader(UnpackedSource source, string name, int blockSize = BlockReader.BlockSize)
{
    /// <summary>Large enough that what happens once a block does not count, small enough for the cache.</summary>
    internal const int BlockSize = 1 << 20;

    /// <summary>The longest line; a quote that nothing closes would else swallow the whole file.</summary>
    internal const int MaxLine = 1 << 26;

    private byte[] _buffer = new byte[blockSize];
    private int _start;
    private int _end;
    private long _blocks;
    private bool _isAtEnd;

    /// <summary>Bytes of text, unpacked.</summary>
    internal long TextBytes { get; private set; }

    /// <summary>Blocks handed out.</summary>
    internal long BlockCount => _blocks;

    /// <summary>Lines before the first block.</summary>
    internal long LinesBefore { get; private set; }

    /// <summary>Text that is read but not handed out; ends with a line end at the end of the file.</summary>
    internal ReadOnlySpan<byte> Ahead => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Whether all of the file is ahead or was handed out.</summary>
    internal bool IsAtEnd => _isAtEnd;

    /// <summary>Passes over text ahead.</summary>
    internal void Skip(int bytes, int lines)
    {
        _start += bytes;
        LinesBefore += lines;
    }

    /// <summary>Fills the buffer.</summary>
    internal void Fill()
    {
        if (_isAtEnd)
        {
            return;
        }

        Ahead.CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            if (_end >= MaxLine)
            {
                throw new CustomerDataException($"{name}: a line goes on for more than {MaxLine >> 20} MiB; expected a line end. Where a column in quotes is not closed, close it, or set {nameof(EdgeListOptions.Quotes)} to false.");
            }

            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        int read;
        try
        {
            read = source.Read(_buffer.AsSpan(_end));
        }
        catch (InvalidDataException e)
        {
            throw new CustomerDataException($"{name}: the gzip file is damaged or was cut short ({e.Message}); expected all of it. Fetch it again; {TextBytes} bytes of text came out.", e);
        }

        TextBytes += read;
        _end += read;
        if (_end < _buffer.Length)
        {
            _isAtEnd = true;
            if (_end > _start && _buffer[_end - 1] != '\n')
            {
                _buffer[_end++] = (byte)'\n';
            }
        }
    }

    /// <summary>Hands out the next block.</summary>
    /// <returns>Whether there was one.</returns>
    internal bool TryRead(LineReader lines, ByteBlock block)
    {
        while (true)
        {
            Fill();
            int length = _isAtEnd ? Ahead.Length : lines.EndOfLastLine(Ahead);
            if (length > 0)
            {
                block.Set(_blocks++, Ahead[..length], source.BytesRead);
                _start += length;
                return true;
            }

            if (_isAtEnd)
            {
                return false;
            }
        }
    }
}
