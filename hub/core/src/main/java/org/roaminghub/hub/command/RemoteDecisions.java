package org.roaminghub.hub.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.remote.RemoteAcknowledged;
import org.roaminghub.events.remote.RemoteAnsweredLate;
import org.roaminghub.events.remote.RemoteCompleted;
import org.roaminghub.spi.inbound.RemoteCommands.Result;
import org.roaminghub.spi.outbound.CpoLink.CommandReply;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.RemoteOutcome;

/** What answers and results do to a command; pure (model.md §4, remote command). */
final class RemoteDecisions {

    /** So long the hub waits beyond the time that the CPO named. */
    static final Duration MARGIN = Duration.ofSeconds(5);

    /** However long the CPO says it may take. */
    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private RemoteDecisions() {}

    /** The time by which the CPO has promised a result; {@code otherwise} where it named none. */
    static Duration patience(@Nullable Duration timeout, Duration otherwise) {
        if (timeout == null || timeout.isNegative() || timeout.isZero()) {
            return otherwise;
        }
        return timeout.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : timeout;
    }

    /** The CPO's first word; nothing when its result was there before. */
    static List<Event> answered(RemoteState state, CommandReply reply, Instant validUntil, int waitedMs) {
        if (state.acknowledged() || state.completed()) {
            return List.of();
        }
        RemoteId remote = state.order().remote();
        return switch (reply) {
            case CommandReply.Accepted accepted -> List.of(new RemoteAcknowledged(remote, null, validUntil));
            case CommandReply.Done done ->
                List.of(new RemoteCompleted(remote, RemoteOutcome.DONE, null, done.detail(), waitedMs));
            case CommandReply.Declined no ->
                List.of(new RemoteCompleted(remote, RemoteOutcome.of(no.refusal()), null, no.detail(), waitedMs));
            case CommandReply.Unanswered none ->
                List.of(new RemoteCompleted(remote, RemoteOutcome.of(none.refusal()), null, null, waitedMs));
        };
    }

    /** What the CPO's result means. */
    sealed interface Verdict {

        /** The last of the events tells of the result and is passed on. */
        record News(List<Event> events) implements Verdict {
            public News {
                events = List.copyOf(events);
            }
        }

        /** It takes back the reservation that it had confirmed. */
        record TakenBack() implements Verdict {}

        record Repeat() implements Verdict {}

        record No(Refusal refusal, String why) implements Verdict {}
    }

    static Verdict result(RemoteState state, Result result, int waitedMs) {
        RemoteId remote = state.order().remote();
        if (!state.completed()) {
            List<Event> events = new ArrayList<>();
            if (!state.acknowledged()) {
                events.add(new RemoteAcknowledged(remote, null, null));
            }
            events.add(new RemoteCompleted(remote, result.outcome(), null, said(result), waitedMs));
            return new Verdict.News(events);
        }
        if (state.unheard()) {
            return new Verdict.News(
                    List.of(new RemoteAnsweredLate(remote, result.outcome(), null, said(result), waitedMs)));
        }
        if (result.outcome().equals(state.heard())) {
            return new Verdict.Repeat();
        }
        boolean reserved = state.order().kind() == RemoteKind.RESERVE && RemoteOutcome.DONE.equals(state.heard());
        return reserved && result.outcome().equals(RemoteOutcome.CANCELED_BY_CPO)
                ? new Verdict.TakenBack()
                : new Verdict.No(Refusal.WRONG_STATE, "The command has another result already.");
    }

    /** A word of the CPO is never without a detail: that is how it is told from the hub's own giving up. */
    private static String said(Result result) {
        String detail = result.detail();
        return detail == null ? result.outcome().value() : detail;
    }

    /** No result came in time. */
    static List<Event> expired(RemoteState state, int waitedMs) {
        if (state.completed()) {
            return List.of();
        }
        Refusal why = state.acknowledged() ? Refusal.TIMED_OUT : Refusal.PARTY_SILENT;
        return List.of(new RemoteCompleted(state.order().remote(), RemoteOutcome.of(why), null, null, waitedMs));
    }
}
