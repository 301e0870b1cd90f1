package org.roaminghub.vocabulary;

import java.util.Optional;

/** What came of a remote command: done, taken back by the CPO, or the name of a {@link Refusal}. */
public record RemoteOutcome(String value) {

    public static final RemoteOutcome DONE = new RemoteOutcome("DONE");

    /** The CPO ends a reservation that it had confirmed. */
    public static final RemoteOutcome CANCELED_BY_CPO = new RemoteOutcome("CANCELED_BY_CPO");

    public static RemoteOutcome of(Refusal refusal) {
        return new RemoteOutcome(refusal.name());
    }

    /** Why it wasn't done; empty when it was, or was taken back. */
    public Optional<Refusal> refusal() {
        return equals(DONE) || equals(CANCELED_BY_CPO) ? Optional.empty() : Optional.of(Refusal.valueOf(value));
    }

    @Override
    public String toString() {
        return value;
    }
}
