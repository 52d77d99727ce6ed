namespace CSharpKernel.Lessons;

/// <summary>A cell of a lesson: prose or code.</summary>
/// <param name="IsMarkdown">Whether it is prose.</param>
/// <param name="Source">Its text, without the marks of the source file.</param>
internal sealed record LessonCell(bool IsMarkdown, string Source);
