namespace TinyChain.Host.Http;

/// <summary>`/healthz` and `/readyz`, for whatever watches the process.</summary>
internal static class HealthPages
{
    /// <summary>Answers, and returns true, when the request is for one of them.</summary>
    internal static async ValueTask<bool> TryAnswer(HttpContext http, bool isReady)
    {
        var body = http.Request.Path.Value switch
        {
            "/healthz" => "{\"status\": \"ok\"}\n",
            "/readyz" => isReady ? "{\"ready\": true}\n" : "{\"ready\": false}\n",
            _ => null,
        };
        if (body is null || !HttpMethods.IsGet(http.Request.Method)) return false;
        http.Response.StatusCode = body.Contains("false") ? 503 : 200;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.WriteAsync(body);
        return true;
    }
}
