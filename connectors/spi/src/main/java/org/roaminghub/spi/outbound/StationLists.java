package org.roaminghub.spi.outbound;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.TokenKind;

/** Lists of tokens that own stations keep for when they can't ask (OCPP: local authorisation list). */
public interface StationLists {

    /** Which version it has and how much it takes. */
    Look look(String identity);

    /** {@code whole}: the entries take the place of all it has. {@code version} is above 0. */
    Sent send(String identity, int version, boolean whole, List<Entry> entries);

    /** {@code keep} false: it is to be taken from the list. */
    record Entry(
            String uid,
            TokenKind kind,
            @Nullable String group,
            @Nullable Instant validUntil,
            boolean keep) {}

    /** What a station says of its list. */
    sealed interface Look {

        /** {@code most} entries in all and {@code atOnce} in one message, absent where it doesn't say; {@code longest}: uid, in characters. */
        record Has(
                int version,
                @Nullable Integer most,
                @Nullable Integer atOnce,
                int longest) implements Look {}

        record Unsupported() implements Look {}

        record Unheard() implements Look {}
    }

    /** What became of a message. */
    enum Sent {
        ACCEPTED,
        FAILED,
        NOT_SUPPORTED,
        VERSION_MISMATCH,
        UNHEARD
    }
}
