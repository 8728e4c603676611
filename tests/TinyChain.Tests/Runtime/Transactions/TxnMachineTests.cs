using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions;
using TinyChain.Runtime.Transactions.Machine;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>The rules T1 to T15 of docs/protocol.md, one by one.</summary>
public sealed class TxnMachineTests
{
    private static readonly Link s_bank = LinkOf("/service/money/bank");
    private static readonly Link s_factory = LinkOf("/service/make/factory");

    private readonly TxnMachine _txn = new();

    [Fact]
    public void T1_a_cluster_joins_once_and_only_while_the_transaction_is_open()
    {
        Expect(new TxnEvent.Joined(s_bank));
        Expect(new TxnEvent.Joined(s_bank));
        Expect(new TxnEvent.CommitAsked(true), new TxnEffect.SendPrepare(s_bank));
        Expect(new TxnEvent.Joined(s_factory), new TxnEffect.SendDecision(s_factory, false));
    }

    [Fact]
    public void T2_a_hypothetical_never_commits()
    {
        var txn = new TxnMachine(isHypothetical: true);
        TxnEffect[] expected =
            [new TxnEffect.Release(false), new TxnEffect.Reply(OutcomeKind.RolledBack)];
        Assert.Equal(expected, txn.Handle(new TxnEvent.CommitAsked(true)));
        Assert.Equal(TxnState.RolledBack, txn.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void T3_without_participants_one_write_decides_and_none_where_nothing_was_written(
        bool hasWrites)
    {
        TxnEffect[] done =
        [
            new TxnEffect.Release(hasWrites), new TxnEffect.Reply(OutcomeKind.Committed),
        ];
        if (hasWrites)
        {
            Expect(new TxnEvent.CommitAsked(true), new TxnEffect.Persist(TxnState.Committed));
            Expect(new TxnEvent.Persisted(), done);
        }
        else
        {
            Expect(new TxnEvent.CommitAsked(false), done);
        }

        Assert.Equal(TxnState.Committed, _txn.State);
    }

    [Fact]
    public void T4_T6_T9_with_participants_all_vote_then_it_is_durable_then_all_are_told()
    {
        Join();
        Expect(
            new TxnEvent.CommitAsked(true),
            new TxnEffect.SendPrepare(s_factory), new TxnEffect.SendPrepare(s_bank));
        Expect(new TxnEvent.Acked(s_bank, true));
        Expect(
            new TxnEvent.Acked(s_factory, true), new TxnEffect.Persist(TxnState.Committed));
        Expect(
            new TxnEvent.Persisted(),
            new TxnEffect.Release(true),
            new TxnEffect.SendDecision(s_factory, true), new TxnEffect.SendDecision(s_bank, true),
            new TxnEffect.Reply(OutcomeKind.Committed));
        Assert.Equal([s_factory, s_bank], _txn.WaitingFor);
        Expect(new TxnEvent.Acked(s_bank, true));
        Assert.Equal([s_factory], _txn.WaitingFor);
    }

    [Fact]
    public void T5_a_participant_votes_when_its_vote_is_durable_and_says_it_again()
    {
        Expect(new TxnEvent.PrepareAsked(true), new TxnEffect.Persist(TxnState.InDoubt));
        Expect(new TxnEvent.Persisted(), new TxnEffect.Vote(true));
        Expect(new TxnEvent.PrepareAsked(true), new TxnEffect.Vote(true));
        Assert.Equal(TxnState.InDoubt, _txn.State);
    }

    [Fact]
    public void T5_a_participant_without_writes_votes_and_leaves() =>
        Expect(
            new TxnEvent.PrepareAsked(false),
            new TxnEffect.Release(false), new TxnEffect.Vote(true));

    [Fact]
    public void T7_a_failed_disk_leaves_the_outcome_in_doubt()
    {
        _txn.Handle(new TxnEvent.CommitAsked(true));
        Expect(new TxnEvent.PersistFailed(), new TxnEffect.Reply(OutcomeKind.InDoubt));
        Expect(new TxnEvent.RollbackAsked());
        Assert.Equal(TxnState.InDoubt, _txn.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void T8_T10_one_no_or_one_lost_rolls_all_back(bool isVote)
    {
        Join();
        _txn.Handle(new TxnEvent.CommitAsked(true));
        Expect(
            isVote ? new TxnEvent.Acked(s_bank, false) : new TxnEvent.PeerLost(s_bank),
            new TxnEffect.Release(false),
            new TxnEffect.SendDecision(s_factory, false),
            new TxnEffect.SendDecision(s_bank, false),
            new TxnEffect.Reply(OutcomeKind.RolledBack));
        Expect(new TxnEvent.Acked(s_factory, true));
        Assert.Equal(TxnState.RolledBack, _txn.State);
    }

    [Fact]
    public void T10_after_the_decision_a_lost_participant_is_told_again()
    {
        Commit();
        Expect(new TxnEvent.PeerLost(s_bank), new TxnEffect.SendDecision(s_bank, true));
        _txn.Handle(new TxnEvent.Acked(s_bank, true));
        Expect(new TxnEvent.PeerLost(s_bank));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void T11_only_the_owners_word_ends_doubt_and_once_is_enough(bool isCommit)
    {
        _txn.Handle(new TxnEvent.PrepareAsked(true));
        _txn.Handle(new TxnEvent.Persisted());
        Expect(new TxnEvent.RollbackAsked());
        Expect(new TxnEvent.Expired());
        Expect(new TxnEvent.PeerLost(s_bank));
        if (isCommit)
        {
            Expect(new TxnEvent.Decided(true), new TxnEffect.Persist(TxnState.Committed));
            Expect(
                new TxnEvent.Persisted(),
                new TxnEffect.Release(true), new TxnEffect.Reply(OutcomeKind.Committed));
        }
        else
        {
            Expect(new TxnEvent.Decided(false), new TxnEffect.Release(false));
        }

        Expect(new TxnEvent.Decided(isCommit));
    }

    [Fact]
    public void T12_time_ends_what_is_open_and_not_what_may_be_decided()
    {
        var decided = new TxnMachine();
        decided.Handle(new TxnEvent.CommitAsked(true));
        Assert.Empty(decided.Handle(new TxnEvent.Expired()));
        Expect(
            new TxnEvent.Expired(),
            new TxnEffect.Release(false), new TxnEffect.Reply(OutcomeKind.RolledBack));
    }

    [Fact]
    public void T14_rolling_back_makes_nothing_durable()
    {
        Join();
        Assert.DoesNotContain(
            _txn.Handle(new TxnEvent.RollbackAsked()), effect => effect is TxnEffect.Persist);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void T15_an_operators_decision_is_durable_before_it_has_effects(bool isCommit)
    {
        Expect(new TxnEvent.PrepareAsked(true), new TxnEffect.Persist(TxnState.InDoubt));
        Expect(new TxnEvent.Resolved(isCommit));
        Expect(new TxnEvent.Persisted(), new TxnEffect.Vote(true));
        Expect(
            new TxnEvent.Resolved(isCommit),
            new TxnEffect.Persist(isCommit ? TxnState.Committed : TxnState.RolledBack));
        // The owner's word comes too late, and so does another operator.
        Expect(new TxnEvent.Decided(!isCommit));
        Expect(new TxnEvent.Resolved(!isCommit));
        Expect(
            new TxnEvent.Persisted(),
            new TxnEffect.Release(isCommit),
            new TxnEffect.Reply(isCommit ? OutcomeKind.Committed : OutcomeKind.RolledBack));
        Assert.Equal(isCommit ? TxnState.Committed : TxnState.RolledBack, _txn.State);
        Expect(new TxnEvent.Resolved(!isCommit));
        Expect(new TxnEvent.Decided(!isCommit));
    }

    [Fact]
    public void T15_an_operator_decides_nothing_but_a_vote_in_doubt()
    {
        Expect(new TxnEvent.Resolved(true));
        Join();
        Expect(
            new TxnEvent.CommitAsked(true),
            new TxnEffect.SendPrepare(s_factory), new TxnEffect.SendPrepare(s_bank));
        Expect(new TxnEvent.Resolved(true));
        Expect(new TxnEvent.Acked(s_bank, true));
        Expect(new TxnEvent.Acked(s_factory, true), new TxnEffect.Persist(TxnState.Committed));
        Expect(new TxnEvent.PersistFailed(), new TxnEffect.Reply(OutcomeKind.InDoubt));
        Expect(new TxnEvent.Resolved(true));
        Assert.Equal(TxnState.InDoubt, _txn.State);
    }

    private void Join()
    {
        _txn.Handle(new TxnEvent.Joined(s_bank));
        _txn.Handle(new TxnEvent.Joined(s_factory));
    }

    private void Commit()
    {
        Join();
        _txn.Handle(new TxnEvent.CommitAsked(true));
        _txn.Handle(new TxnEvent.Acked(s_bank, true));
        _txn.Handle(new TxnEvent.Acked(s_factory, true));
        _txn.Handle(new TxnEvent.Persisted());
    }

    private void Expect(TxnEvent happened, params TxnEffect[] effects) =>
        Assert.Equal(effects, _txn.Handle(happened));

    private static Link LinkOf(string text) =>
        Link.TryParse(text, out var link, out _) ? link : throw new ArgumentException(text);
}
