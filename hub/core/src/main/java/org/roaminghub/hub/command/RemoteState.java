package org.roaminghub.hub.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.remote.RemoteAcknowledged;
import org.roaminghub.events.remote.RemoteAnsweredLate;
import org.roaminghub.events.remote.RemoteCompleted;
import org.roaminghub.events.remote.RemoteRequested;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteOutcome;

/**
 * A command as its events tell it (model.md §4, remote command). {@code unheard}: the hub completed it since the CPO gave no
 * result. {@code heard} is what the CPO said at last.
 */
record RemoteState(
        @Nullable RemoteRequested asked,
        boolean acknowledged,
        boolean completed,
        boolean unheard,
        @Nullable RemoteOutcome heard) {

    static final RemoteState NONE = new RemoteState(null, false, false, false, null);

    static RemoteState evolve(RemoteState state, Event event) {
        return switch (event) {
            case RemoteRequested requested -> new RemoteState(requested, false, false, false, null);
            case RemoteAcknowledged acknowledged -> new RemoteState(state.asked, true, false, false, null);
            case RemoteCompleted done -> {
                boolean unheard = done.detail() == null && isSilence(done.outcome());
                yield new RemoteState(state.asked, state.acknowledged, true, unheard, unheard ? null : done.outcome());
            }
            case RemoteAnsweredLate late ->
                new RemoteState(state.asked, state.acknowledged, true, false, late.outcome());
            default -> state;
        };
    }

    /** Nobody knows what the CPO does: its word may still come. */
    private static boolean isSilence(RemoteOutcome outcome) {
        Optional<Refusal> refusal = outcome.refusal();
        return refusal.isPresent()
                && switch (refusal.get()) {
                    case TIMED_OUT, PARTY_SILENT, PARTY_FAILED, HUB_ERROR -> true;
                    default -> false;
                };
    }

    RemoteRequested order() {
        if (asked == null) {
            throw new IllegalStateException("the command was never recorded");
        }
        return asked;
    }
}
