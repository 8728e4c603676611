namespace TinyChain.Benchmarks.Programs;

/// <summary>The rules of <see cref="RuleTexts"/>, by hand.</summary>
internal static class HandRules
{
    /// <summary>The number of the first rule that holds, 0 for none.</summary>
    internal static long First(Applicant a)
    {
        if (a.Age < 26 && a.Score < 800) return 1;
        if (a.Years >= 3 && a.Age < 51 && a.Defaults >= 2) return 2;
        if (a.Score < 400 && a.Debt <= 16000.0) return 3;
        if (a.Score >= 880 && a.Income >= 78000.0) return 4;
        if (a.Age > 56 && a.Defaults >= 3) return 5;
        if (a.Score < 480 && a.Rent <= 225.0) return 6;
        if (a.Income >= 26000.0 && a.Savings > 5250.0) return 7;
        if (a.Children >= 5 && a.Score >= 880) return 8;
        if (a.Years <= 9 && a.Children < 1) return 9;
        if (a.Rent >= 2700.0 && a.Years <= 7) return 10;
        if (a.Age <= 51 && a.Rent < 225.0) return 11;
        if (a.Rent < 675.0 && a.Debt > 2000.0) return 12;
        if (a.Age > 31 && a.Accounts < 2 && a.Years <= 8) return 13;
        if (a.Rent > 2700.0 && a.Score <= 400) return 14;
        if (a.Years < 7 && a.Rent > 1800.0) return 15;
        if (a.Years <= 7 && a.Savings > 10500.0 && a.Income >= 156000.0) return 16;
        if (a.Age < 26 && a.Accounts <= 6 && a.Years <= 5) return 17;
        if (a.Years < 5 && a.Accounts > 1) return 18;
        if (a.Rent < 675.0 && a.Years < 7 && a.Income <= 156000.0) return 19;
        if (a.Income >= 65000.0 && a.Debt <= 16000.0 && a.Savings > 1750.0) return 20;
        if (a.Rent < 1800.0 && a.Accounts < 0) return 21;
        if (a.Children < 1 && a.Savings >= 1750.0) return 22;
        if (a.Children < 1 && a.Age <= 26) return 23;
        if (a.Savings >= 7000.0 && a.Accounts > 4 && a.Years > 4) return 24;
        if (a.Debt > 10000.0 && a.Age < 31) return 25;
        if (a.Savings < 1750.0 && a.Income >= 104000.0) return 26;
        if (a.Age >= 36 && a.Accounts <= 6 && a.Income < 39000.0) return 27;
        if (a.Age > 36 && a.Years <= 3) return 28;
        if (a.Score >= 880 && a.Debt <= 6000.0 && a.Age >= 56) return 29;
        if (a.Age < 46 && a.Accounts < 5 && a.Children <= 0) return 30;
        if (a.Rent >= 2700.0 && a.Income > 65000.0) return 31;
        if (a.Rent < 675.0 && a.Years >= 9) return 32;
        if (a.Accounts > 4 && a.Income < 78000.0) return 33;
        if (a.Income > 104000.0 && a.Savings >= 2625.0) return 34;
        if (a.Score >= 560 && a.Income < 26000.0) return 35;
        if (a.Debt > 4000.0 && a.Years >= 5 && a.Age >= 56) return 36;
        if (a.Accounts <= 1 && a.Rent > 1125.0 && a.Children > 1) return 37;
        if (a.Rent <= 1125.0 && a.Accounts <= 1 && a.Age >= 56) return 38;
        if (a.Age > 46 && a.Income <= 39000.0) return 39;
        if (a.Debt >= 2000.0 && a.Rent >= 1350.0) return 40;
        if (a.Children > 0 && a.Accounts >= 6) return 41;
        if (a.Savings <= 2625.0 && a.Rent > 675.0 && a.Years <= 7) return 42;
        if (a.Children <= 0 && a.Years >= 7 && a.Age <= 51) return 43;
        if (a.Score < 880 && a.Debt < 2000.0) return 44;
        if (a.Income <= 78000.0 && a.Savings < 875.0) return 45;
        if (a.Years >= 9 && a.Age < 46 && a.Rent < 225.0) return 46;
        if (a.Score > 560 && a.Children > 5) return 47;
        if (a.Defaults < 3 && a.Age < 31) return 48;
        if (a.Savings > 10500.0 && a.Debt <= 10000.0) return 49;
        if (a.Age >= 18 && a.Income > 0.0 && a.Defaults <= 3) return 50;
        return 0;
    }
}
