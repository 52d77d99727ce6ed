using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace CSharpKernel.Host;

/// <summary>Cells that see what the cells before them declared.</summary>
internal sealed class CellSession : IDisposable
{
    /// <summary>The same as a new project's implicit usings, so that a cell and a file read alike.</summary>
    private static readonly string[] _imports =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    /// <summary>Cells may recurse deeper than the usual stack allows.</summary>
    private const int StackBytes = 64 << 20;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);

    private readonly MessageWriter _output;
    private readonly string _folder;
    private readonly CellReferences _references;
    private readonly InteractiveAssemblyLoader _loader = new();
    private ScriptOptions _options;
    private ScriptState<object>? _state;
    private CancellationTokenSource _stop = new();

    internal CellSession(MessageWriter output, string folder)
    {
        (_output, _folder) = (output, folder);
        _references = new(folder);
        _options = ScriptOptions.Default
            .WithReferences(FrameworkReferences())
            .WithImports(_imports)
            .WithLanguageVersion(LanguageVersion.Preview)
            .WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(folder))
            .WithSourceResolver(ScriptSourceResolver.Default.WithBaseDirectory(folder))
            .WithFileEncoding(Encoding.UTF8)
            .WithEmitDebugInformation(true);
        AppContext.SetData("Notebook.Display", (Action<object>)Display);
        AppContext.SetData("Notebook.Cancellation", (Func<CancellationToken>)(() => _stop.Token));
    }

    /// <summary>Stops the cell that runs; not on the caller's thread, as what the cell registered runs with it.</summary>
    internal void Interrupt()
    {
        CancellationTokenSource stop = _stop;
        _ = Task.Run(stop.Cancel);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a cell or its compilation throws is the cell's error and never the kernel's end.")]
    internal CellOutcome Execute(string code, int cell)
    {
        if (_stop.IsCancellationRequested)
        {
            // Not disposed of: a cell that was left behind may still look at it.
            _stop = new();
        }

        try
        {
            return Run(code, "cell " + cell.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is OperationCanceledException || _stop.IsCancellationRequested)
        {
            return CellOutcome.Error("Interrupted", "The cell was stopped; variables of earlier cells are as they are.");
        }
        catch (ReferenceException e)
        {
            return CellOutcome.Error("ReferenceError", e.Message);
        }
        catch (Exception e)
        {
            return CellErrors.OfException(e, code);
        }
    }

    internal (string[] Matches, int Start) Complete(string code, int position)
    {
        CellCode cell = CellCode.Parse(code);
        Script<object> script = NextScript(cell.Code, "cell");
        return Completion.Of(script.GetCompilation(), position);
    }

    /// <summary>What stands at a place of a cell, or nothing.</summary>
    internal string? Inspect(string code, int position) => Inspection.Of(NextScript(CellCode.Parse(code).Code, "cell").GetCompilation(), position);

    internal static bool IsComplete(string code) => SyntaxFactory.IsCompleteSubmission(
        CSharpSyntaxTree.ParseText(CellCode.Parse(code).Code, CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Preview)));

    public void Dispose()
    {
        _stop.Dispose();
        _loader.Dispose();
    }

    private CellOutcome Run(string code, string name)
    {
        CellCode cell = CellCode.Parse(code);
        if (cell.HasReferences)
        {
            foreach (CellReference added in _references.Add(cell, _stop.Token))
            {
                _loader.RegisterDependency(added.Assembly);
                _options = _options.AddReferences(MetadataReference.CreateFromFile(added.Path, documentation: new XmlDocumentation(Path.ChangeExtension(added.Path, ".xml"))));
            }
        }

        Script<object> script = NextScript(cell.Code, name);
        Diagnostic[] errors = [.. script.Compile(_stop.Token).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        if (errors.Length > 0)
        {
            return CellErrors.OfCompilation(errors, cell.Code);
        }

        ScriptState<object> after = RunToEnd(script, _stop.Token);
        _state = after;
        if (after.Exception is Exception thrown)
        {
            return thrown is OperationCanceledException && _stop.IsCancellationRequested
                ? throw new OperationCanceledException(_stop.Token)
                : CellErrors.OfException(thrown, cell.Code);
        }

        if (after.ReturnValue is object value)
        {
            Console.Out.Flush();
            _output.Write(new { type = "result", data = Mime.Of(value) });
        }

        return CellOutcome.Ok;
    }

    /// <summary>Runs a cell on a thread of its own, so that one that cannot be stopped (it waits, or is in native code) can be left behind.</summary>
    private ScriptState<object> RunToEnd(Script<object> script, CancellationToken stop)
    {
        var finished = new TaskCompletionSource<ScriptState<object>>(TaskCreationOptions.RunContinuationsAsynchronously);
#pragma warning disable CA2000 // A cell that was left behind may still look at it.
        var abort = new CancellationTokenSource();
#pragma warning restore CA2000
        var thread = new Thread(() => Run(script, finished, stop, abort.Token), StackBytes) { IsBackground = true, Name = "cell" };
        thread.Start();
        try
        {
            finished.Task.Wait(stop);
        }
        catch (OperationCanceledException)
        {
            // Work that heeds the token ends by itself; the rest is aborted. That waits until the thread heeds it, so somebody else does it.
            if (!thread.Join(_patience / 10))
            {
                _ = Task.Run(abort.Cancel, CancellationToken.None);
                thread.Join(_patience);
            }

            throw;
        }
        catch (AggregateException)
        {
            // Told as itself below.
        }

        return finished.Task.GetAwaiter().GetResult();
    }

    [SuppressMessage("Design", "CA1031", Justification = "What is thrown goes to whoever waits for the task.")]
    private void Run(Script<object> script, TaskCompletionSource<ScriptState<object>> finished, CancellationToken stop, CancellationToken abort)
    {
        try
        {
#pragma warning disable SYSLIB0046 // Made for this: a person stops a cell that no token reaches.
            ControlledExecution.Run(
                () =>
                {
                    Task<ScriptState<object>> run = _state is null ? script.RunAsync(globals: null, IsCells, stop) : script.RunFromAsync(_state, IsCells, stop);
                    run.Wait(stop);
                    finished.TrySetResult(run.GetAwaiter().GetResult());
                },
                abort);
#pragma warning restore SYSLIB0046
        }
        catch (Exception e)
        {
            finished.TrySetException(e);
        }
    }

    private static bool IsCells(Exception e) => e is not ThreadAbortException;

    private Script<object> NextScript(string code, string name)
    {
        ScriptOptions options = _options.WithFilePath(name);
        return _state is null
            ? CSharpScript.Create<object>(code, options, globalsType: null, _loader)
            : ((Script<object>)_state.Script).ContinueWith<object>(code, options);
    }

    private void Display(object shown)
    {
        // What the cell wrote before comes before.
        Console.Out.Flush();
        _output.Write(new { type = "display", data = Mime.Of(shown) });
    }

    /// <summary>The framework's own assemblies; those of the kernel stay out of the way of a cell's packages.</summary>
    private static IEnumerable<MetadataReference> FrameworkReferences()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return trusted
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => string.Equals(Path.GetDirectoryName(path), framework, StringComparison.OrdinalIgnoreCase))
            .Select(path => MetadataReference.CreateFromFile(path));
    }
}
