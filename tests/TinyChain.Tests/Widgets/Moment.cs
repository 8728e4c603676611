namespace TinyChain.Tests.Widgets;

/// <summary>Where a message is when a fault strikes.</summary>
public enum Moment
{
    /// <summary>Sent, and not yet there.</summary>
    Before,

    /// <summary>There, and perhaps being handled.</summary>
    Underway,

    /// <summary>Handled and answered; the answer is not yet back.</summary>
    After,
}
