using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace TinyChain.Host.Http;

/// <summary>A connection's two ways, with the way out seen to by a RefusalPipe.</summary>
internal sealed class ConnectionPipes(IDuplexPipe inner) : IDuplexPipe
{
    public PipeReader Input => inner.Input;

    public PipeWriter Output { get; } = new RefusalPipe(inner.Output);

    /// <summary>Kestrel's middleware for connections.</summary>
    internal static ConnectionDelegate Use(ConnectionDelegate next) => connection =>
    {
        connection.Transport = new ConnectionPipes(connection.Transport);
        return next(connection);
    };
}
