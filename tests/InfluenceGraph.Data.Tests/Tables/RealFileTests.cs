using InfluenceGraph.Tests.Repository;
using Xunit;

namespace InfluenceGraph.Data.Tests.Tables;

/// <summary>Files that others wrote, read without any option: the counts are those that the data's own README states.</summary>
public sealed class RealFileTests
{
    [Theory]
    [InlineData("bitcoin-otc/soc-sign-bitcoinotc.csv.gz", "from,to,feature,time", 35_592)]
    [InlineData("cdnow/CDNOW_master.txt.gz", "customer_id,date,number_of_cds,dollar_value", 69_659)]
    [InlineData("ciao/trust.csv.gz", "truster,trustee", 111_781)]
    [InlineData("classics/florentine_marriage.csv", "source,target", 20)]
    [InlineData("college-msg/CollegeMsg.txt.gz", "src,dst,time", 59_835)]
    [InlineData("copenhagen/fb_friends.csv", "user_a,user_b", 6_429)]
    [InlineData("email-eu-core/email-Eu-core.txt.gz", "", 25_571)]
    [InlineData("lastfm-hetrec/user_friends.dat.gz", "userID,friendID", 25_434)]
    [InlineData("online-retail/online_retail_2010_2011.csv.gz", "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country", 541_909)]
    [InlineData("wiki-vote/wiki-Vote.txt.gz", "", 103_689)]
    public void Separator_header_and_comments_of_real_files_are_told(string file, string header, long rows)
    {
        string path = RepositoryRoot.PathOf("..", "shared", "data", file);
        Assert.SkipUnless(File.Exists(path), $"{file} is not here.");
        using RowSource source = RowSource.FromFile(path);
        Assert.Equal(header, string.Join(',', source.Columns));
        while (source.Read())
        {
            Assert.Null(source.RowProblem);
        }

        Assert.Equal(rows, source.RowsRead);
    }
}
