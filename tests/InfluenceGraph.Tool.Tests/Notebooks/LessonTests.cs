using System.Text.Json;
using System.Xml.Linq;
using Xunit;

namespace InfluenceGraph.Tool.Tests.Notebooks;

/// <summary>What can be known of the lessons without running them; <c>samples/notebooks/check</c> runs them.</summary>
public class LessonTests
{
    [Fact]
    public void Every_notebook_has_the_cells_of_its_source()
    {
        string[] lessons = [.. Repository.Lessons];
        Assert.Equal(6, lessons.Length);
        (int code, string said) = KernelProcess.Run("dotnet", [KernelProcess.Program, "agree", .. lessons]);
        Assert.True(code == 0, said);
    }

    [Fact]
    public void A_notebook_that_was_changed_by_hand_is_found()
    {
        string folder = Directory.CreateTempSubdirectory("lesson-").FullName;
        try
        {
            string lesson = Path.Combine(folder, "lesson.cs");
            File.Copy(Repository.Lessons.First(), lesson);
            File.WriteAllText(Path.ChangeExtension(lesson, ".ipynb"), File.ReadAllText(Path.ChangeExtension(Repository.Lessons.First(), ".ipynb")).Replace("Damping = 0.5", "Damping = 0.6", StringComparison.Ordinal));
            (int code, string said) = KernelProcess.Run("dotnet", [KernelProcess.Program, "agree", lesson]);
            Assert.Equal(1, code);
            Assert.Contains("lesson.ipynb is not what its source says", said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Every_lesson_begins_with_question_and_answer_and_ends_with_limits_and_exercises()
    {
        foreach (string lesson in Repository.Lessons)
        {
            string text = File.ReadAllText(lesson);
            string[] parts = ["// **The question", "// **The answer in two sentences.**", "hat this does not tell you", "// ## Three exercises\n", "// 3. "];
            int[] places = [.. parts.Select(part => text.IndexOf(part, StringComparison.Ordinal))];
            Assert.DoesNotContain(-1, places);
            Assert.Equal(places.Order(), places);
        }
    }

    [Fact]
    public void No_cell_prints_pages()
    {
        foreach (string path in Directory.GetFiles(Path.Combine(Repository.Notebooks, "lessons"), "*.ipynb"))
        {
            using JsonDocument notebook = JsonDocument.Parse(File.ReadAllText(path));
            foreach (JsonElement output in notebook.RootElement.GetProperty("cells").EnumerateArray().Where(cell => cell.TryGetProperty("outputs", out _)).SelectMany(cell => cell.GetProperty("outputs").EnumerateArray()))
            {
                JsonElement text = output.TryGetProperty("text", out JsonElement written) ? written : output.GetProperty("data").GetProperty("text/plain");
                Assert.True(text.GetArrayLength() <= 20, $"{Path.GetFileName(path)}: {text.GetArrayLength()} lines, beginning with '{text[0].GetString()!.Trim()}'.");
            }
        }
    }

    [Fact]
    public void Every_notebook_has_outputs_without_errors_and_pictures_that_are_whole()
    {
        foreach (string path in Repository.Lessons.Select(lesson => Path.ChangeExtension(lesson, ".ipynb")))
        {
            using JsonDocument notebook = JsonDocument.Parse(File.ReadAllText(path));
            JsonElement[] outputs = [.. notebook.RootElement.GetProperty("cells").EnumerateArray().Where(cell => cell.TryGetProperty("outputs", out _)).SelectMany(cell => cell.GetProperty("outputs").EnumerateArray())];
            Assert.DoesNotContain(outputs, output => string.Equals(output.GetProperty("output_type").GetString(), "error", StringComparison.Ordinal));
            string[] pictures =
            [
                .. outputs
                    .Where(output => output.TryGetProperty("data", out JsonElement data) && data.TryGetProperty("image/svg+xml", out _))
                    .Select(output => string.Concat(output.GetProperty("data").GetProperty("image/svg+xml").EnumerateArray().Select(line => line.GetString()))),
            ];
            Assert.True(pictures.Length >= 2, $"{path} has {pictures.Length} pictures; expected two or more.");
            Assert.All(pictures, picture => Assert.DoesNotContain("NaN", XDocument.Parse(picture).ToString(), StringComparison.Ordinal));
        }
    }
}
