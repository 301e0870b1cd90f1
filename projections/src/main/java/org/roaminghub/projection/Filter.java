package org.roaminghub.projection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.EvseId;
import org.roaminghub.vocabulary.PartyId;

/**
 * What a list is narrowed to; absent = not narrowed. {@code from} is inclusive, {@code to} exclusive. {@code evse} and
 * {@code session} are the hub's id or a partner's.
 */
public record Filter(
        @Nullable PartyId party,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String status,
        @Nullable String evse,
        @Nullable String session) {

    public static final Filter NONE = new Filter(null, null, null, null, null, null);

    /** The form under which two spellings of a partner's id are the same. */
    public static String key(String foreignId) {
        return foreignId.toUpperCase(Locale.ROOT);
    }

    /** As {@link #key}, for an id that may be absent. */
    public static @Nullable String keyOrNull(@Nullable String foreignId) {
        return foreignId == null ? null : key(foreignId);
    }

    /** The hub's id, or one that no row has when the text is none. */
    public static UUID idOrNone(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notOurs) {
            return new UUID(0, 0);
        }
    }

    /** Party in one of the columns, status, and time in the column given. */
    public Conditions conditions(String time, String... parties) {
        Conditions conditions = new Conditions();
        if (party != null) {
            conditions.and(
                    Stream.of(parties).map(column -> column + " = ?").collect(Collectors.joining(" or ", "(", ")")),
                    Stream.of(parties).map(column -> party.value()).toArray());
        }
        if (status != null) {
            conditions.and("status = ?", status);
        }
        if (from != null) {
            conditions.and(time + " >= ?", from.atOffset(ZoneOffset.UTC));
        }
        if (to != null) {
            conditions.and(time + " < ?", to.atOffset(ZoneOffset.UTC));
        }
        return conditions;
    }

    /** For tables with the columns evse (the hub's), evse_id and evse_fid. */
    public void atEvse(Conditions conditions) {
        if (evse != null) {
            String canonical = EvseId.find(evse).map(EvseId::value).orElse(evse);
            conditions.and("(evse = ? or evse_id = ? or evse_fid = ?)", evse, canonical, key(evse));
        }
    }
}
