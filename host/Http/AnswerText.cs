using System.Buffers;
using System.Text;
using System.Text.Json;
using TinyChain.Ir;
using TinyChain.Ir.Values;
using TinyChain.Parser;

namespace TinyChain.Host.Http;

/// <summary>
/// An answer as status and JSON (decisions 0006 and 0021). The first part is the whole answer,
/// unless the rows of a collection make it longer than that; a fault there still has its status.
/// </summary>
internal sealed class AnswerText : IDisposable
{
    // With its head such an answer goes out in one segment as far as sockets do that; what is
    // larger than it is worth sending before it is known to the end.
    private const int FirstBytes = 64 << 10;

    // Large beside the frame of a chunk and a call of the kernel; a packet is smaller.
    private const int PartBytes = 16 << 10;

    // Printed in some milliseconds.
    private const int WholeStep = 1 << 20;

    private readonly PooledBuffer _body;
    private readonly Utf8JsonWriter _json;
    private StatePrinter? _rest;

    internal AnswerText(PooledBuffer body)
    {
        _body = body;
        _json = new Utf8JsonWriter(body, StateWriter.Options);
    }

    internal int Status { get; private set; } = StatusCodes.Status200OK;

    /// <summary>The fault that is the whole answer, or null.</summary>
    internal Fault? Fault { get; private set; }

    /// <summary>There is no part after this one.</summary>
    internal bool IsComplete => _rest is null;

    /// <summary>The part that was printed last, to be sent.</summary>
    internal ReadOnlyMemory<byte> Part => _body.Written;

    /// <summary>Prints the first part.</summary>
    /// <exception cref="NoRoomException">Too many large answers wait to be read.</exception>
    internal void Begin(State answer)
    {
        var fault = answer.As<Fault>();
        if (fault is null)
        {
            _rest = new StatePrinter(_json, answer);
            fault = Print(FirstBytes);
        }

        if (fault is not null) Refuse(fault);
    }

    /// <summary>Answers with JSON that was printed before.</summary>
    internal void Repeat(string json) => _body.Write(Encoding.UTF8.GetBytes(json));

    /// <summary>Prints the next part; a fault comes too late for a status.</summary>
    internal Fault? Continue()
    {
        _body.Clear();
        return Print(PartBytes);
    }

    /// <summary>
    /// Prints more behind what is there, for an answer that is to be whole before it is sent; it
    /// may have as many bytes as a state.
    /// </summary>
    /// <exception cref="NoRoomException">Too many large answers wait to be read.</exception>
    internal Fault? Grow() =>
        _body.Length < Limits.StateWeight ? Print(_body.Length + WholeStep)
        : Fault.Limit("bytes of a hypothetical's answer, when it wrote", Limits.StateWeight);

    /// <summary>Makes the fault the whole answer.</summary>
    internal void Refuse(Fault fault)
    {
        EndPrinting();
        _json.Reset();
        _body.Clear();
        FaultWriter.Write(_json, fault);
        End();
        Fault = fault;
        Status = FaultWriter.Describe(fault.Kind).Status;
    }

    public void Dispose()
    {
        EndPrinting();
        // Whatever it has not flushed is not to be sent.
        _json.Reset(Stream.Null);
        _json.Dispose();
    }

    private Fault? Print(int enough)
    {
        var printer = _rest!;
        while (printer.Next())
        {
            if (_body.Length + _json.BytesPending < enough) continue;
            _json.Flush();
            return null;
        }

        if (printer.Fault is null) End();
        EndPrinting();
        return printer.Fault;
    }

    private void End()
    {
        _json.Flush();
        _body.Write("\n"u8);
    }

    private void EndPrinting()
    {
        _rest?.Dispose();
        _rest = null;
    }
}
