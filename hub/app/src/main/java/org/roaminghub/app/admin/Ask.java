package org.roaminghub.app.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.projection.Cursor;
import org.roaminghub.projection.Filter;
import org.roaminghub.vocabulary.PartyId;

/** Reads parameters and fields; what can't be read is answered with a problem that names it. */
final class Ask {

    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1_000;

    /** Characters of any text in a call. */
    static final int MAX_TEXT = 1_000;

    private Ask() {}

    static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int limit = read("limit", text, Integer::parseInt, "is a number from 1 to " + MAX_LIMIT);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.malformed("limit", "is a number from 1 to " + MAX_LIMIT);
        }
        return limit;
    }

    static @Nullable String after(@Nullable String text) {
        if (text != null) {
            read("after", text, Cursor::parse, "is taken from «next» of an earlier page");
        }
        return text;
    }

    static PartyId party(String name, @Nullable String text) {
        return read(
                name,
                required(name, text),
                PartyId::parse,
                "is two letters of country and three letters or digits, as DE*ABC");
    }

    static @Nullable PartyId partyOrNull(String name, @Nullable String text) {
        return text == null ? null : party(name, text);
    }

    static @Nullable Instant time(String name, @Nullable String text) {
        return text == null
                ? null
                : read(
                        name,
                        text,
                        value -> OffsetDateTime.parse(value).toInstant(),
                        "is a time as 2026-01-31T12:00:00Z");
    }

    static UUID id(String name, @Nullable String text) {
        return read(name, required(name, text), UUID::fromString, "is a UUID");
    }

    static <E extends Enum<E>> E word(String name, @Nullable String text, Class<E> type) {
        String allowed = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        return read(
                name,
                required(name, text),
                value -> Enum.valueOf(type, value.strip().toUpperCase(Locale.ROOT)),
                "is one of " + allowed);
    }

    static @Nullable String oneOf(String name, @Nullable String text, List<String> allowed) {
        if (text == null) {
            return null;
        }
        String upper = text.strip().toUpperCase(Locale.ROOT);
        if (!allowed.contains(upper)) {
            throw Problem.malformed(name, "is one of " + String.join(", ", allowed));
        }
        return upper;
    }

    static String required(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Problem.malformed(name, "is missing");
        }
        return limited(name, text);
    }

    static String limited(String name, String text) {
        if (text.length() > MAX_TEXT) {
            throw Problem.malformed(name, "has at most " + MAX_TEXT + " characters");
        }
        return text;
    }

    static @Nullable String optional(String name, @Nullable String text) {
        return text == null || text.isBlank() ? null : limited(name, text);
    }

    static Filter filter(
            @Nullable String party,
            @Nullable String from,
            @Nullable String to,
            @Nullable String status,
            List<String> statuses,
            @Nullable String evse,
            @Nullable String session) {
        return new Filter(
                partyOrNull("party", party),
                time("from", from),
                time("to", to),
                oneOf("status", status, statuses),
                optional("evse", evse),
                optional("session", session));
    }

    private static <T> T read(String name, String text, Function<String, @Nullable T> reader, String form) {
        try {
            T value = reader.apply(limited(name, text.strip()));
            if (value != null) {
                return value;
            }
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            // said below, in the words of the API
        }
        throw Problem.malformed(name, form);
    }
}
