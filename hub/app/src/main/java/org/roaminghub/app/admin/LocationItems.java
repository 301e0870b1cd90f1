package org.roaminghub.app.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.admin.Items.PageBody;
import org.roaminghub.app.admin.LocationItem.EvseItem;
import org.roaminghub.app.projection.StoredEvents;
import org.roaminghub.app.projection.StoredEvents.Placed;
import org.roaminghub.events.location.EvseDescribed;
import org.roaminghub.events.location.LocationDescribed;
import org.roaminghub.events.tariff.TariffPublished;
import org.roaminghub.projection.Page;
import org.roaminghub.projection.ViewList;
import org.roaminghub.projection.location.LocationView;
import org.roaminghub.projection.tariff.TariffView;
import org.roaminghub.vocabulary.Evse;

/**
 * Makes what is shown of places and prices: of each the one event that describes it last. What EVSEs are doing is in the view: a
 * year of it is thousands of events.
 */
final class LocationItems {

    private final StoredEvents events;
    private final LocationView locations;
    private final TariffView tariffs;

    LocationItems(StoredEvents events, LocationView locations, TariffView tariffs) {
        this.events = events;
        this.locations = locations;
        this.tariffs = tariffs;
    }

    PageBody<LocationItem> locations(Page<ViewList.Item> page) {
        return new PageBody<>(locations(page.items()), page.next());
    }

    LocationItem location(List<ViewList.Item> found) {
        return one(found, this::locations, "location");
    }

    PageBody<TariffItem> tariffs(Page<ViewList.Item> page) {
        return new PageBody<>(tariffs(page.items()), page.next());
    }

    TariffItem tariff(List<ViewList.Item> found) {
        return one(found, this::tariffs, "tariff");
    }

    private static <T> T one(List<ViewList.Item> found, Function<List<ViewList.Item>, List<T>> all, String what) {
        if (found.size() > 1) {
            throw Problem.malformed("id", "fits several of different partners; ask by the hub's id");
        }
        return all.apply(found).stream().findFirst().orElseThrow(() -> Problem.unknown(what));
    }

    private List<LocationItem> locations(List<ViewList.Item> items) {
        Map<UUID, List<LocationView.EvseEntry>> evses =
                locations.evses(items.stream().map(ViewList.Item::id).toList()).stream()
                        .collect(Collectors.groupingBy(LocationView.EvseEntry::location));
        Map<String, Long> wanted = new LinkedHashMap<>();
        items.forEach(item -> wanted.put("location/" + item.id(), item.sequence()));
        evses.values().forEach(some -> some.forEach(evse -> wanted.put("evse/" + evse.id(), evse.described())));
        Map<String, Placed> stored = events.at(wanted);
        List<LocationItem> shown = new ArrayList<>(items.size());
        for (ViewList.Item item : items) {
            Placed placed = stored.get("location/" + item.id());
            if (placed != null && placed.event() instanceof LocationDescribed described) {
                shown.add(LocationItemMapping.location(
                        item.id().toString(),
                        described.location(),
                        evses(evses.getOrDefault(item.id(), List.of()), stored),
                        item.status()));
            }
        }
        return shown;
    }

    private static List<EvseItem> evses(List<LocationView.EvseEntry> entries, Map<String, Placed> stored) {
        List<EvseItem> shown = new ArrayList<>(entries.size());
        for (LocationView.EvseEntry entry : entries) {
            Placed placed = stored.get("evse/" + entry.id());
            if (placed != null && placed.event() instanceof EvseDescribed(Evse evse)) {
                shown.add(LocationItemMapping.evse(
                        entry.id().toString(),
                        evse,
                        entry.status() == null ? "UNKNOWN" : entry.status(),
                        newer(evse.reportedAt(), entry.statusAt())));
            }
        }
        return shown;
    }

    private static Instant newer(Instant one, @Nullable Instant other) {
        return other == null || other.isBefore(one) ? one : other;
    }

    private List<TariffItem> tariffs(List<ViewList.Item> items) {
        Map<UUID, Long> published =
                tariffs.published(items.stream().map(ViewList.Item::id).toList());
        Map<String, Long> wanted = new HashMap<>();
        published.forEach((id, sequence) -> wanted.put("tariff/" + id, sequence));
        Map<String, Placed> stored = events.at(wanted);
        List<TariffItem> shown = new ArrayList<>(items.size());
        for (ViewList.Item item : items) {
            Placed placed = stored.get("tariff/" + item.id());
            if (placed != null && placed.event() instanceof TariffPublished(var tariff)) {
                shown.add(TariffItem.of(item.id().toString(), tariff, item.status()));
            }
        }
        return shown;
    }
}
