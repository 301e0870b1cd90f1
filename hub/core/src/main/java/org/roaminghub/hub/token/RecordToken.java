package org.roaminghub.hub.token;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.TokenId;
import org.roaminghub.vocabulary.TokenProfile;

/**
 * The issuer says what a token is now. {@code audience}: the one CPO it is for; absent = every CPO under agreement, and each of
 * them is to get it. {@code onlyAfter}: the sequence that the row must still have, 0 = no row; absent = whatever is there.
 */
record RecordToken(
        PlatformId sender,
        @Nullable PartyId audience,
        TokenProfile profile,
        Original original,
        @Nullable Long onlyAfter,
        String correlationId,
        Instant at,
        Causes causes)
        implements Command<RecordToken.Result> {

    /** What became of it. */
    sealed interface Result {

        /** The directory says so now. {@code queued}: deliveries to CPOs. */
        record Stored(TokenId token, boolean created, List<DeliveryId> queued) implements Result {}

        /** The directory knows something newer; nothing was applied. */
        record Late(TokenId token) implements Result {}

        /** The row is not the one that the change was made for. */
        record Overtaken() implements Result {}
    }
}
