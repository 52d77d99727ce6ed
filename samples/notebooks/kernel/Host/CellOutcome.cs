namespace CSharpKernel.Host;

/// <summary>How a cell ended: <c>ok</c> or <c>error</c>, then with what Jupyter shows of it.</summary>
internal sealed record CellOutcome(string Status, string Name = "", string Message = "", string[]? Traceback = null)
{
    internal static CellOutcome Ok { get; } = new("ok", Traceback: []);

    internal static CellOutcome Error(string name, string message, params string[] traceback) =>
        new("error", name, message, traceback.Length > 0 ? traceback : [$"{name}: {message}"]);
}
