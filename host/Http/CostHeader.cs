using System.Globalization;
using TinyChain.Runtime.Execution;

namespace TinyChain.Host.Http;

/// <summary>
/// What a request cost, told to a client that asks: `TinyChain-Cost: 1` in the request gets
/// `TinyChain-Cost: fuel=123` in the response, whatever came of it. A request that was refused
/// before it had a budget cost nothing, and gets no header.
/// </summary>
internal static class CostHeader
{
    private const string Name = "TinyChain-Cost";

    internal static void Write(HttpContext http, Budget? budget)
    {
        if (budget is null || http.Request.Headers[Name] != "1") return;
        http.Response.Headers[Name] =
            string.Create(CultureInfo.InvariantCulture, $"fuel={budget.Used}");
    }
}
