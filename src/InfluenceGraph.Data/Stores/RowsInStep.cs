namespace InfluenceGraph.Data.Stores;

/// <summary>Rows in the order of an id, read beside other rows in the same order.</summary>
internal sealed class RowsInStep(SqlStatement rows)
{
    private State _state;

    private enum State
    {
        Used,
        Waiting,
        AtEnd,
    }

    /// <summary>The next row of this id, which is never smaller than the one before; <see langword="null"/> after its last one.</summary>
    internal SqlStatement? NextOf(long id)
    {
        while (true)
        {
            if (_state == State.Used)
            {
                _state = rows.Next() ? State.Waiting : State.AtEnd;
            }

            if (_state == State.AtEnd || rows.Int64(0) > id)
            {
                return null;
            }

            _state = State.Used;
            if (rows.Int64(0) == id)
            {
                return rows;
            }
        }
    }
}
