package org.roaminghub.connector.ocpp.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A time as it is written in a message. One that can't be read is no reason to refuse the message. */
public record WireTime(String text) {

    /** Without fractions of a second: some old stations stumble over them. */
    public static WireTime of(Instant time) {
        return exactly(time.truncatedTo(ChronoUnit.SECONDS));
    }

    public static WireTime exactly(Instant time) {
        return new WireTime(time.toString());
    }

    /** RFC 3339; without a zone it is UTC. What isn't there or can't be read is {@code otherwise}. */
    public static Instant read(@Nullable WireTime time, Instant otherwise) {
        if (time == null || time.text.isBlank()) {
            return otherwise;
        }
        try {
            return OffsetDateTime.parse(time.text).toInstant();
        } catch (DateTimeException noOffset) {
            try {
                return LocalDateTime.parse(time.text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException unreadable) {
                return otherwise;
            }
        }
    }
}
