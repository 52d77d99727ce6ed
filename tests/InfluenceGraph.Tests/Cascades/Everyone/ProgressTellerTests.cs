using InfluenceGraph.Cascades.Everyone;
using Xunit;

namespace InfluenceGraph.Tests.Cascades.Everyone;

/// <summary>Progress from many threads to one listener.</summary>
public sealed class ProgressTellerTests
{
    [Fact]
    public async Task Nobody_waits_for_a_slow_listener_who_hears_the_latest_afterwards()
    {
        using var isListening = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var told = new List<long>();
        var teller = new ProgressTeller(new Told(done =>
        {
            told.Add(done);
            isListening.Set();
            goOn.Wait();
        }), 64);
        Task first = Task.Run(() => teller.Tell(16));
        isListening.Wait();

        // These would not return if they waited.
        teller.Tell(32);
        teller.Tell(48);
        goOn.Set();
        await first;

        Assert.Equal([16, 48], told);
        teller.Tell(32);
        Assert.Equal([16, 48], told);
        teller.Tell(64);
        Assert.Equal([16, 48, 64], told);
    }

    private sealed class Told(Action<long> told) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => told(value.Done);
    }
}
