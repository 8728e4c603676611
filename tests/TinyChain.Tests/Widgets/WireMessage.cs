using System.Text.Json;

namespace TinyChain.Tests.Widgets;

/// <summary>A request on its way to a host, by what it is in the purchase.</summary>
internal sealed record WireMessage(string To, string Method, string Target, string Body)
{
    /// <summary>`buy`, `debit 20`, `join bank`, `commit factory`, …</summary>
    public string Name { get; } = NameOf(To, Target.Split('?')[0], Body);

    /// <summary>The transaction that it belongs to, or is about, where it names one.</summary>
    public string? Txn { get; } = TxnOf(Target);

    private static string? TxnOf(string target)
    {
        foreach (var mark in (string[])["txn_id=", "/transact/"])
        {
            var at = target.IndexOf(mark, StringComparison.Ordinal);
            if (at >= 0) return target[(at + mark.Length)..].Split('&', '/', '?')[0];
        }

        return null;
    }

    private static string NameOf(string to, string path, string body)
    {
        var last = path[(path.LastIndexOf('/') + 1)..];
        return last switch
        {
            "debit" => $"debit {Member(body, "amount")}",
            "join" => $"join {Member(body, "cluster").Split('/')[^1]}",
            "prepare" or "commit" or "abort" => $"{last} {to}",
            _ => path.StartsWith("/transact/", StringComparison.Ordinal) ? $"ask {to}" : last,
        };
    }

    private static string Member(string body, string name)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty(name).ToString();
    }
}
