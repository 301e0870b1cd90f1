package org.roaminghub.app.admin;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.admin.Items.PageBody;
import org.roaminghub.projection.Cursor;
import org.roaminghub.projection.Filter;

/** Pages of registers that are held in memory, in order of creation. */
final class MemoryPage {

    private MemoryPage() {}

    /** A page begins behind the entry that the one before ended with, wherever that stands now. */
    static <T, R> PageBody<R> of(
            List<T> all, Function<T, UUID> id, @Nullable String after, int limit, Function<? super T, R> show) {
        Cursor cursor = Cursor.parse(after);
        int from = 0;
        if (cursor != null) {
            UUID last = Filter.idOrNone(cursor.last());
            from = all.size();
            for (int i = 0; i < all.size(); i++) {
                if (id.apply(all.get(i)).equals(last)) {
                    from = i + 1;
                    break;
                }
            }
        }
        List<T> page = all.subList(from, Math.min(all.size(), from + limit));
        boolean more = from + limit < all.size();
        return new PageBody<>(
                page.stream().<R>map(show).toList(),
                more ? new Cursor(0, id.apply(page.getLast()).toString()).text() : null);
    }
}
