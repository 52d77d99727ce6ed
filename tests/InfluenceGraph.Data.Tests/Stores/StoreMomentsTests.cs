using InfluenceGraph.Data.Stores;
using Xunit;

namespace InfluenceGraph.Data.Tests.Stores;

public sealed class StoreMomentsTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public static TheoryData<DateTimeOffset, string> Moments => new()
    {
        { DateTimeOffset.MinValue, "0001-01-01T00:00:00.000000Z" },
        { DateTimeOffset.MaxValue, "9999-12-31T23:59:59.999999Z" },
        { DateTimeOffset.UnixEpoch, "1970-01-01T00:00:00.000000Z" },
        { DateTimeOffset.UnixEpoch.AddTicks(-1), "1969-12-31T23:59:59.999999Z" },
        { DateTimeOffset.UnixEpoch.AddMicroseconds(-1_000_000), "1969-12-31T23:59:59.000000Z" },
        { new(2024, 2, 29, 23, 30, 0, 5, TimeSpan.FromHours(-2)), "2024-03-01T01:30:00.005000Z" },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public void A_moment_is_shown_as_ISO_8601_in_UTC_and_comes_back(DateTimeOffset moment, string text)
    {
        using (CustomerStore store = _folder.Create())
        {
            StoreFolder.Put(store, new CustomerAction<string>("ann", "sale", moment));
            DateTimeOffset back = store.ReadInteractions().Single().At;
            Assert.Equal(moment.AddTicks(-(moment.UtcTicks % 10)), back);
            Assert.Equal(TimeSpan.Zero, back.Offset);
        }

        Assert.Equal([text], _folder.Sql("SELECT at FROM interactions"));
    }

    [Fact]
    public void No_moment_stays_none()
    {
        Assert.Null(StoreMoments.ToMicroseconds((DateTimeOffset?)null));
        Assert.Null(StoreMoments.ToMoment((long?)null));
    }

    public void Dispose() => _folder.Dispose();
}
