package org.roaminghub.app.admin;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.projection.StoredEvents;
import org.roaminghub.app.projection.StoredEvents.Placed;
import org.roaminghub.projection.Page;
import org.roaminghub.projection.ViewList;

/**
 * Makes what is shown from what a view lists: the events of the thing's stream, as far as the view has seen them, opened
 * where their keys exist.
 */
final class Items {

    private final StoredEvents events;

    Items(StoredEvents events) {
        this.events = events;
    }

    /** A page of the API. {@code next} is absent on the last one. */
    @ApiJson
    record PageBody<T>(List<T> items, @Nullable String next) {}

    <T> PageBody<T> page(Page<ViewList.Item> page, String streamType, Function<List<Placed>, T> make) {
        return new PageBody<>(all(page.items(), streamType, make), page.next());
    }

    /** The only one found; UNKNOWN_OBJECT without one, MALFORMED when a partner's id fits several. */
    <T> T one(List<ViewList.Item> found, String streamType, Function<List<Placed>, T> make) {
        if (found.size() > 1) {
            throw Problem.malformed("id", "fits several of different partners; ask by the hub's id");
        }
        return all(found, streamType, make).stream()
                .findFirst()
                .orElseThrow(() -> Problem.unknown(
                        switch (streamType) {
                            case "cdr" -> "CDR";
                            case "remote" -> "remote command";
                            default -> streamType;
                        }));
    }

    <T> List<T> all(List<ViewList.Item> items, String streamType, Function<List<Placed>, T> make) {
        Map<String, List<Placed>> byStream = events.ofStreams(
                items.stream().map(item -> streamType + "/" + item.id()).toList());
        return items.stream()
                .map(item -> byStream.getOrDefault(streamType + "/" + item.id(), List.of()).stream()
                        .filter(placed -> placed.sequence() <= item.sequence())
                        .toList())
                .filter(story -> !story.isEmpty())
                .map(make)
                .toList();
    }
}
