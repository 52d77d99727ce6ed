using InfluenceGraph.Graphs;
using static System.FormattableString;

namespace InfluenceGraph.GraphFiles;

/// <summary>The counts and rules of a graph: one section of 64-bit numbers, in a fixed order.</summary>
internal sealed record GraphFileNumbers(
    int Customers,
    long Ties,
    PermissionPrecision Precision,
    double PermissionError,
    CustomerGraphOptions Options,
    bool KeepsConsents,
    RowCounts Rows,
    EdgeCounts Edges,
    long UnknownTagRows,
    long DatedTies,
    long Consents)
{
    internal const int Count = 30;

    internal long[] ToArray()
    {
        var asOf = Options.AsOf;
        return
        [
            Customers,
            Ties,
            (long)Precision,
            Bits(PermissionError),
            (long)Options.OnDuplicate,
            (long)Options.OnSelfTie,
            (long)Options.OnUnknownCustomer,
            Bits(Options.UnknownOwnValue),
            (long)Options.OnExpired,
            asOf is null ? 0 : 1,
            asOf?.Ticks ?? 0,
            (long)(asOf?.Offset.TotalMinutes ?? 0),
            (long)Options.ConsentPolicy,
            KeepsConsents ? 1 : 0,
            Rows.Customers,
            Rows.Ties,
            Rows.SelfTies,
            Rows.UnknownCustomerTies,
            Rows.UnknownCustomersAdded,
            Bits(Rows.UnknownOwnValue),
            Edges.Rows,
            Edges.Parallel,
            Edges.Denied,
            Edges.WithoutStrength,
            Edges.Usable,
            UnknownTagRows,
            DatedTies,
            Consents,
            0,
            0,
        ];
    }

    internal static GraphFileNumbers Read(GraphFileReader file)
    {
        VerifiedSection section = file.Get(SectionNames.Numbers, ElementKind.Int64, sizeof(long), Count);
        long[] numbers = section.ReadAll<long>();
        long At(int index, long least, long most) => numbers[index] >= least && numbers[index] <= most
            ? numbers[index]
            : throw section.Error(index, Invariant($"number {index} is {numbers[index]}; expected {least} to {most}."));
        double Value(int index, double most) => BitConverter.Int64BitsToDouble(At(index, 0, Bits(most)));

        long customers = At(0, 0, CustomerGraphBuilder<int>.MaxRows);
        var options = new CustomerGraphOptions
        {
            OnDuplicate = (TieMerge)At(4, 0, (long)TieMerge.Refuse),
            OnSelfTie = (SelfTieRule)At(5, 0, (long)SelfTieRule.Refuse),
            OnUnknownCustomer = (UnknownCustomerRule)At(6, 0, (long)UnknownCustomerRule.Add),
            UnknownOwnValue = Value(7, OwnValues.Largest),
            OnExpired = (ExpiredTieRule)At(8, 0, (long)ExpiredTieRule.Refuse),
            AsOf = At(9, 0, 1) == 0 ? null : MomentOf(section, 10, numbers[10], numbers[11]),
            ConsentPolicy = (ConsentPolicy)At(12, 0, (long)ConsentPolicy.AllowUnlessRefused),
        };
        return new(
            (int)customers,
            At(1, 0, long.MaxValue / 64),
            (PermissionPrecision)At(2, 0, (long)PermissionPrecision.Bits8),
            Value(3, 1),
            options,
            At(13, 0, 1) == 1,
            new(At(14, 0, long.MaxValue), At(15, 0, long.MaxValue), At(16, 0, long.MaxValue), At(17, 0, long.MaxValue), At(18, 0, long.MaxValue), Value(19, OwnValues.Largest)),
            new(At(20, 0, long.MaxValue), At(21, 0, long.MaxValue), At(22, 0, long.MaxValue), At(23, 0, long.MaxValue), At(24, 0, long.MaxValue)),
            At(25, 0, long.MaxValue),
            At(26, 0, long.MaxValue),
            At(27, 0, long.MaxValue));
    }

    /// <summary>A moment from local ticks and minutes of offset.</summary>
    internal static DateTimeOffset MomentOf(VerifiedSection section, long index, long ticks, long minutes)
    {
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks || minutes is < -840 or > 840 || ticks - (minutes * TimeSpan.TicksPerMinute) is long utc && (utc < 0 || utc > DateTime.MaxValue.Ticks))
        {
            throw section.Error(index, Invariant($"a moment of {ticks} ticks, {minutes} minutes from UTC; expected one of the years 1 to 9999."));
        }

        return new(ticks, TimeSpan.FromMinutes(minutes));
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
