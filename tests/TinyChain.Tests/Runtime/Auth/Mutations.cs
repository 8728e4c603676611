using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TinyChain.Runtime.Auth;
using static TinyChain.Tests.Runtime.Auth.AuthWorld;

namespace TinyChain.Tests.Runtime.Auth;

/// <summary>Ways to make a bad token of a good one, by chance.</summary>
internal sealed class Mutations(Random random)
{
    private const string Alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private int _count;

    public static string Encode(string text) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    /// <summary>A token that must not be accepted for <see cref="Debit"/>, and how it came about.
    /// </summary>
    public (string How, string Token) Next()
    {
        var good = Call(NewId());
        return random.Next(16) switch
        {
            0 => ("a character", Replace(good, Alphabet[random.Next(64)])),
            1 => ("a byte", Replace(good, (char)random.Next(1, 256))),
            2 => ("truncated", good[..random.Next(good.Length)]),
            3 => ("a character left out", good.Remove(random.Next(good.Length), 1)),
            4 => ("a character put in",
                good.Insert(random.Next(good.Length + 1), Alphabet[random.Next(64)].ToString())),
            5 => ("claims changed", Claims(good)),
            6 => ("the user's layer changed", Sign(CallLayer(Broken(), NewId()))),
            7 => ("a stranger's key", Stranger()),
            8 => ("too deep", Deep()),
            9 => ("another algorithm", Algorithm(good)),
            10 => ("layers swapped", Swapped()),
            11 => ("out of time", Sign(Untimely(CallLayer(Sign(UserLayer), NewId())))),
            12 => ("for another request", Sign(Elsewhere(CallLayer(Sign(UserLayer), NewId())))),
            13 => ("over-scoped", OverScoped()),
            14 => ("parts swapped", Parts(good)),
            _ => ("padded", good + new[] { "=", " ", "\n", ".", "A", "\0" }[random.Next(6)]),
        };
    }

    private string NewId() => (++_count).ToString(CultureInfo.InvariantCulture);

    private string Replace(string good, char by)
    {
        var at = random.Next(good.Length);
        while (good[at] == by) by = Alphabet[random.Next(64)];
        return good[..at] + by + good[(at + 1)..];
    }

    private string Claims(string good)
    {
        var parts = good.Split('.');
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]));
        var at = random.Next(claims.Length);
        var changed = random.Next(3) switch
        {
            0 => claims.Remove(at, 1),
            1 => claims[..at] + (char)(claims[at] ^ 1) + claims[(at + 1)..],
            _ => claims.Replace("\"jti\"", $"\"sub\":\"{NewId()}\",\"jti\""),
        };
        return $"{parts[0]}.{Encode(changed)}.{parts[2]}";
    }

    private string Broken()
    {
        while (true)
        {
            var user = Sign(UserLayer);
            var broken = random.Next(2) == 0
                ? Claims(user) : Replace(user, Alphabet[random.Next(64)]);
            if (broken != user) return broken;
        }
    }

    private string Stranger()
    {
        var layer = CallLayer(Sign(UserLayer), NewId());
        return random.Next(3) switch
        {
            0 => LayerText.Write(layer, StrangersKey),
            1 => LayerText.Write(layer, KeyOf("factory")),
            _ => Sign(CallLayer(LayerText.Write(UserLayer, StrangersKey), NewId())),
        };
    }

    private string Deep()
    {
        var token = Sign(UserLayer with { Audience = LinkOf("retailer"), Scopes = [] });
        for (var depth = 2; depth <= 9; depth++)
            token = Sign(CallLayer(token, NewId()) with { Audience = LinkOf("retailer") });
        return token;
    }

    private string Algorithm(string good)
    {
        var name = new[] { "none", "HS256", "RS256", "ES384", "es256", "" }[random.Next(6)];
        var kid = KeyOf("retailer").Public.Kid;
        var header = Encode(
            $"{{\"alg\":\"{name}\",\"typ\":\"rjwt+jwt\",\"kid\":\"{kid}\"}}");
        var signed = header + "." + good.Split('.')[1];
        // With HS256 and the public key as the secret, which everybody knows.
        var secret = Encoding.UTF8.GetBytes(KeyOf("retailer").Public.ToJwk());
        return signed + "." + random.Next(3) switch
        {
            0 => "",
            1 => good.Split('.')[2],
            _ => Base64Url.EncodeToString(
                HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(signed))),
        };
    }

    private string Swapped()
    {
        // The call's layer inside the user's.
        var inner = Sign(CallLayer(null, NewId()) with { Audience = LinkOf("example") });
        return random.Next(2) == 0
            ? Sign(UserLayer with { Inherit = inner, Id = NewId() }) : Sign(UserLayer);
    }

    private TokenLayer Untimely(TokenLayer layer)
    {
        var by = random.Next(2, 1000);
        return random.Next(3) switch
        {
            0 => layer with { IssuedAt = layer.IssuedAt + by },
            1 => layer with { Expires = layer.IssuedAt - by },
            _ => layer with { Expires = layer.Expires + by },
        };
    }

    private TokenLayer Elsewhere(TokenLayer layer) => random.Next(7) switch
    {
        0 => layer with { Method = new[] { "GET", "PUT", "DELETE", "post" }[random.Next(4)] },
        1 => layer with { Target = layer.Target + NewId() },
        2 => layer with { Target = layer.Target + "?key=1" },
        3 => layer with { BodyHash = CallBinding.BodyHash(Encoding.UTF8.GetBytes(NewId())) },
        4 => layer with { Audience = LinkOf(Names[random.Next(4)]) },
        5 => layer with { Txn = NewId() + "-1" },
        _ => layer with { Scopes = [Scope.OwnerOf(NewId() + "-1")] },
    };

    /// <summary>Good in all but that nobody has said what it says of the path.</summary>
    private string OverScoped()
    {
        var mode = random.Next(1, 512);
        var path = new[] { "/", "/service", "/service/money/bank/0.0.0/debit" }[random.Next(3)];
        var layer = CallLayer(
            random.Next(2) == 0 ? null : Sign(UserLayer with { Scopes = [] }), NewId());
        return Sign(layer with { Scopes = [new Scope(Parse(path), mode)] });
    }

    private string Parts(string good)
    {
        var (mine, other) = (good.Split('.'), Call(NewId()).Split('.'));
        // The header is the same in both.
        mine[1 + random.Next(2)] = other[1 + random.Next(2)];
        return string.Join('.', mine);
    }
}
