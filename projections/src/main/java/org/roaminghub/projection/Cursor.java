package org.roaminghub.projection;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: a transaction of the database and, inside it, the last thing shown. Opaque to callers. After a rebuild
 * of the view old cursors start again from an earlier place: things may be shown twice, none is missed.
 */
public record Cursor(long transaction, String last) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18}):([0-9a-f-]{1,36})");

    /** Null for the first page. Throws IllegalArgumentException for a text that no page ended with. */
    public static @Nullable Cursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a cursor is taken from «next» of an earlier page", e);
        }
        var match = FORM.matcher(new String(bytes, StandardCharsets.UTF_8));
        if (!match.matches()) {
            throw new IllegalArgumentException("a cursor is taken from «next» of an earlier page");
        }
        return new Cursor(Long.parseLong(match.group(1)), match.group(2));
    }

    public String text() {
        byte[] bytes = (transaction + ":" + last).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The page's items and, when one more was found than asked for, the way on. */
    public static <T> Page<T> page(List<T> found, int limit, Function<T, Cursor> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> shown = found.subList(0, limit);
        return new Page<>(shown, cursor.apply(shown.getLast()).text());
    }
}
