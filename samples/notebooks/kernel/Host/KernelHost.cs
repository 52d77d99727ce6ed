using System.Text.Json;
using System.Threading.Channels;

namespace CSharpKernel.Host;

/// <summary>Reads requests from standard input and answers on standard output, a line of JSON each, until the input ends.</summary>
internal static class KernelHost
{
    internal static int Run()
    {
        using Stream stream = Console.OpenStandardOutput();
        using var requests = new StreamReader(Console.OpenStandardInput());
        var output = new MessageWriter(stream);
        using var written = new StreamTextWriter(output, "stdout");
        using var complained = new StreamTextWriter(output, "stderr");
        Console.SetOut(written);
        Console.SetError(complained);
        Console.SetIn(TextReader.Null);
        using var session = new CellSession(output, Environment.CurrentDirectory);
        var work = Channel.CreateUnbounded<JsonElement>(new() { SingleReader = true });
        var worker = new Thread(() => Work(session, work.Reader, output, [written, complained])) { IsBackground = true, Name = "cells" };
        worker.Start();
        while (requests.ReadLine() is string line)
        {
            JsonElement request;
            try
            {
                request = JsonSerializer.Deserialize<JsonElement>(line);
            }
            catch (JsonException e)
            {
                output.Write(new { type = "protocol_error", text = e.Message });
                continue;
            }

            // A stop must not wait behind what it is to stop.
            if (string.Equals(TypeOf(request), "interrupt", StringComparison.Ordinal))
            {
                session.Interrupt();
            }
            else
            {
                work.Writer.TryWrite(request);
            }
        }

        return 0;
    }

    private static void Work(CellSession session, ChannelReader<JsonElement> requests, MessageWriter output, StreamTextWriter[] writers)
    {
        while (requests.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (requests.TryRead(out JsonElement request))
            {
                switch (TypeOf(request))
                {
                    case "execute":
                        Array.ForEach(writers, writer => writer.BeginCell());
                        CellOutcome outcome = session.Execute(Text(request, "code"), request.TryGetProperty("cell", out JsonElement cell) ? cell.GetInt32() : 0);
                        Console.Out.Flush();
                        Console.Error.Flush();
                        output.Write(new { type = "done", status = outcome.Status, ename = outcome.Name, evalue = outcome.Message, traceback = outcome.Traceback });
                        break;
                    case "complete":
                        (string[] matches, int start) = session.Complete(Text(request, "code"), request.GetProperty("position").GetInt32());
                        output.Write(new { type = "completions", matches, start });
                        break;
                    case "inspect":
                        output.Write(new { type = "inspection", text = session.Inspect(Text(request, "code"), request.GetProperty("position").GetInt32()) });
                        break;
                    case "is_complete":
                        output.Write(new { type = "completeness", status = CellSession.IsComplete(Text(request, "code")) ? "complete" : "incomplete" });
                        break;
                    default:
                        output.Write(new { type = "protocol_error", text = $"'{TypeOf(request)}' is no request; expected execute, interrupt, complete, inspect or is_complete." });
                        break;
                }
            }
        }
    }

    private static string TypeOf(JsonElement request) => request.ValueKind == JsonValueKind.Object ? Text(request, "type") : "";

    private static string Text(JsonElement request, string name) => request.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? "" : "";
}
