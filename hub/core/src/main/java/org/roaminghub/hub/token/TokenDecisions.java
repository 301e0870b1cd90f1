package org.roaminghub.hub.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.roaminghub.events.Event;
import org.roaminghub.events.token.TokenChanged;
import org.roaminghub.events.token.TokenRegistered;
import org.roaminghub.vocabulary.TokenProfile;

/** What becomes of a token (model.md §4). Pure. */
final class TokenDecisions {

    private TokenDecisions() {}

    /** As the row has it; {@code profile} empty when it can't be read any more. */
    record Present(Optional<TokenProfile> profile, Instant reportedAt) {

        boolean isNewerThan(TokenProfile reported) {
            return reported.reportedAt().isBefore(reportedAt);
        }
    }

    /** Empty when nothing is to be told: a repeat, or older than what is known. */
    static List<Event> decide(Optional<Present> state, TokenProfile reported) {
        if (state.isEmpty()) {
            return List.of(new TokenRegistered(reported));
        }
        Present present = state.get();
        if (present.isNewerThan(reported)
                || present.profile().filter(reported::equals).isPresent()) {
            return List.of();
        }
        return List.of(new TokenChanged(reported));
    }
}
