package org.roaminghub.hub.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.command.store.ProfileStore.Setter;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.RemoteOutcome;

/** Who may hear of a session's active charging profile; pure (OCPI 2.2.1 §14.1, HUB-73). */
final class SteeringDecisions {

    private SteeringDecisions() {}

    /** Who hears of it. */
    sealed interface Listener {
        record Of(Setter setter) implements Listener {}

        record Nobody(Refusal refusal, String why) implements Listener {}
    }

    /** Nothing but a profile that was set with success, also one told late, entitles. */
    static boolean entitles(RemoteKind kind, RemoteOutcome outcome) {
        return kind == RemoteKind.SET_PROFILE && outcome.equals(RemoteOutcome.DONE);
    }

    /** {@code setters} of the session, the newest first; {@code addressed} absent = whoever it is. */
    static Listener listener(List<Setter> setters, @Nullable PartyId addressed) {
        List<Setter> meant = setters.stream()
                .filter(s -> addressed == null || s.party().equals(addressed))
                .toList();
        if (meant.isEmpty()) {
            return new Listener.Nobody(
                    Refusal.WRONG_STATE,
                    addressed == null
                            ? "Nobody has set a charging profile for this session with success."
                            : "The party has set no charging profile for this session with success.");
        }
        boolean several = meant.stream().map(Setter::party).distinct().count() > 1;
        return several
                ? new Listener.Nobody(
                        Refusal.UNKNOWN_PARTY, "Several parties have set a profile for this session: send OCPI-to.")
                : new Listener.Of(meant.getFirst());
    }
}
