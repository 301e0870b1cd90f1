package org.roaminghub.connector.ocpp.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.UtcTime;

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
        // The form of nearly all, and the one that is read fast.
        if (time.text.endsWith("Z")) {
            try {
                return UtcTime.parse(time.text).value();
            } catch (DateTimeException otherForm) {
                return read(time.text, otherwise);
            }
        }
        return read(time.text, otherwise);
    }

    private static Instant read(String text, Instant otherwise) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noOffset) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException unreadable) {
                return otherwise;
            }
        }
    }
}
