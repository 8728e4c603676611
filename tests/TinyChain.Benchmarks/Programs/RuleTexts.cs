namespace TinyChain.Benchmarks.Programs;

/// <summary>The rules of rules50, a line each: its comparisons, all of which must hold.</summary>
internal static class RuleTexts
{
    internal const string Lines = """
        age lt 26, score lt 800
        years ge 3, age lt 51, defaults ge 2
        score lt 400, debt le 16000.0
        score ge 880, income ge 78000.0
        age gt 56, defaults ge 3
        score lt 480, rent le 225.0
        income ge 26000.0, savings gt 5250.0
        children ge 5, score ge 880
        years le 9, children lt 1
        rent ge 2700.0, years le 7
        age le 51, rent lt 225.0
        rent lt 675.0, debt gt 2000.0
        age gt 31, accounts lt 2, years le 8
        rent gt 2700.0, score le 400
        years lt 7, rent gt 1800.0
        years le 7, savings gt 10500.0, income ge 156000.0
        age lt 26, accounts le 6, years le 5
        years lt 5, accounts gt 1
        rent lt 675.0, years lt 7, income le 156000.0
        income ge 65000.0, debt le 16000.0, savings gt 1750.0
        rent lt 1800.0, accounts lt 0
        children lt 1, savings ge 1750.0
        children lt 1, age le 26
        savings ge 7000.0, accounts gt 4, years gt 4
        debt gt 10000.0, age lt 31
        savings lt 1750.0, income ge 104000.0
        age ge 36, accounts le 6, income lt 39000.0
        age gt 36, years le 3
        score ge 880, debt le 6000.0, age ge 56
        age lt 46, accounts lt 5, children le 0
        rent ge 2700.0, income gt 65000.0
        rent lt 675.0, years ge 9
        accounts gt 4, income lt 78000.0
        income gt 104000.0, savings ge 2625.0
        score ge 560, income lt 26000.0
        debt gt 4000.0, years ge 5, age ge 56
        accounts le 1, rent gt 1125.0, children gt 1
        rent le 1125.0, accounts le 1, age ge 56
        age gt 46, income le 39000.0
        debt ge 2000.0, rent ge 1350.0
        children gt 0, accounts ge 6
        savings le 2625.0, rent gt 675.0, years le 7
        children le 0, years ge 7, age le 51
        score lt 880, debt lt 2000.0
        income le 78000.0, savings lt 875.0
        years ge 9, age lt 46, rent lt 225.0
        score gt 560, children gt 5
        defaults lt 3, age lt 31
        savings gt 10500.0, debt le 10000.0
        age ge 18, income gt 0.0, defaults le 3
        """;
}
