using Xunit;

namespace InfluenceGraph.Tests.Repository;

public sealed class PublicApiTests
{
    /// <summary>Set this to write the file anew, and read the diff before you commit it.</summary>
    private const string Accept = "INFLUENCEGRAPH_ACCEPT_API";

    [Fact]
    public void The_public_api_is_the_one_written_down()
    {
        string file = RepositoryRoot.PathOf("src", "InfluenceGraph", "PublicApi.txt");
        string actual = PublicApi.Of(typeof(CustomerGraph).Assembly);
        if (Environment.GetEnvironmentVariable(Accept) is not null)
        {
            File.WriteAllText(file, actual);
        }

        Assert.True(
            actual == File.ReadAllText(file).ReplaceLineEndings("\n"),
            $"The public API differs from {file}. If that is meant, run this test with {Accept}=1 and commit the diff.");
    }
}
