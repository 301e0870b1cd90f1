package org.roaminghub.hub.location;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.location.EvseDescribed;
import org.roaminghub.events.location.EvseRemoved;
import org.roaminghub.events.location.EvseStatusChanged;
import org.roaminghub.events.location.EvseStatusChanged.Cause;
import org.roaminghub.events.location.LocationDescribed;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.HeldLocation.HeldEvse;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.inbound.Locations.Change;
import org.roaminghub.vocabulary.Evse;
import org.roaminghub.vocabulary.EvseId;
import org.roaminghub.vocabulary.EvseKey;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.Location;
import org.roaminghub.vocabulary.LocationId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;

/**
 * What becomes of a location and its EVSEs. Pure, but for the ids of new things. Every record counts by its own last_updated: an
 * older one is answered as success and not applied, so late and reordered messages do no harm; what says the same is no
 * event.
 */
final class LocationDecisions {

    private LocationDecisions() {}

    /** What is to be written and told. */
    sealed interface Decision {

        /**
         * {@code next} is the whole location afterwards. {@code written}: its own row changes. {@code late}: all of it was older
         * than what is known.
         */
        record Taken(
                HeldLocation next,
                boolean created,
                boolean written,
                boolean late,
                List<Event> events,
                List<EvseStep> evses)
                implements Decision {

            boolean changesAnything() {
                return written || !evses.isEmpty();
            }
        }

        record Refused(Refusal refusal, String why) implements Decision {}
    }

    /** One EVSE: {@code next} absent = it is removed. {@code described}: its content is written, {@code stated}: its state. */
    record EvseStep(
            EvseKey key,
            @Nullable HeldEvse next,
            boolean isNew,
            boolean described,
            boolean stated,
            List<Event> events) {}

    static Decision decide(
            Optional<HeldLocation> present,
            LocationTarget target,
            @Nullable PartyId audience,
            Change change,
            Supplier<UUID> ids) {
        List<PartyId> forThem = audience == null ? List.of() : List.of(audience);
        if (change instanceof Change.WholeLocation(HeldLocation whole)) {
            return whole(present, whole, forThem, ids);
        }
        if (present.isEmpty()) {
            return new Decision.Refused(Refusal.UNKNOWN_OBJECT, "the hub holds no such location");
        }
        HeldLocation held = present.get();
        String fid = target.evse() == null ? "" : target.evse();
        Optional<HeldEvse> evse = held.findEvse(fid);
        return switch (change) {
            case Change.WholeLocation never -> throw new IllegalStateException("was decided above");
            case Change.EditedLocation(Instant at, var edit) ->
                at.isBefore(held.location().reportedAt()) ? late(held) : whole(present, edit.apply(held), forThem, ids);
            case Change.WholeEvse(HeldEvse reported) -> changed(held, step(evse, reported, idOf(held), ids));
            case Change.EditedEvse(Instant at, boolean connectorKnown, var edit) -> {
                if (evse.isEmpty()) {
                    yield new Decision.Refused(Refusal.UNKNOWN_OBJECT, "the hub holds no such EVSE");
                }
                Instant known = reportedAt(evse.get().evse(), target.connector());
                if (known == null && connectorKnown) {
                    yield new Decision.Refused(Refusal.UNKNOWN_OBJECT, "the hub holds no such connector");
                }
                yield known != null && at.isBefore(known)
                        ? late(held)
                        : changed(held, step(evse, edit.apply(evse.get()), idOf(held), ids));
            }
            case Change.Status(EvseStatus status, Instant at) -> {
                if (evse.isEmpty()) {
                    yield new Decision.Refused(Refusal.UNKNOWN_OBJECT, "the hub holds no such EVSE");
                }
                HeldEvse now = evse.get();
                HeldEvse reported = new HeldEvse(now.evse(), status, at, now.original());
                yield changed(held, step(evse, reported, idOf(held), ids));
            }
        };
    }

    /** A status alone; empty when it is no news. */
    static Optional<Event> decideStatus(
            EvseKey key,
            PartyId owner,
            @Nullable EvseId evseId,
            @Nullable EvseStatus before,
            EvseStatus status,
            Instant at) {
        return status == before
                ? Optional.empty()
                : Optional.of(new EvseStatusChanged(key, owner, evseId, status, before, at, null, Cause.REPORTED));
    }

    /** When that connector, or without one the EVSE, was reported last; null when there is no such connector. */
    private static @Nullable Instant reportedAt(Evse evse, @Nullable String connector) {
        if (connector == null) {
            return evse.reportedAt();
        }
        return evse.connectors().stream()
                .filter(c -> c.fid().equalsIgnoreCase(connector))
                .map(Evse.Connector::reportedAt)
                .findFirst()
                .orElse(null);
    }

    // --- whole locations ------------------------------------------------------------------------------------------

    private static Decision whole(
            Optional<HeldLocation> present, HeldLocation reported, List<PartyId> forThem, Supplier<UUID> ids) {
        Location said = reported.location();
        HeldLocation held = present.orElse(null);
        boolean applied =
                held == null || !said.reportedAt().isBefore(held.location().reportedAt());
        LocationId id = held == null ? new LocationId(ids.get()) : idOf(held);
        Location location = applied || held == null ? said.as(id, forThem, said.reportedAt()) : held.location();
        List<EvseStep> steps = new ArrayList<>();
        List<HeldEvse> evses = new ArrayList<>();
        Set<String> named = new HashSet<>();
        boolean reSeal = held != null && held.location().isPublic() != location.isPublic();
        for (HeldEvse evse : reported.evses()) {
            if (named.add(key(evse.evse().evseFid()))) {
                Optional<HeldEvse> known =
                        present.flatMap(l -> l.findEvse(evse.evse().evseFid()));
                EvseStep step = step(known, evse, id, ids);
                collect(step, reSeal, steps, evses);
            }
        }
        if (held != null) {
            for (HeldEvse known : held.evses()) {
                if (!named.contains(key(known.evse().evseFid()))) {
                    leftOut(known, applied, said, id, reSeal, steps, evses);
                }
            }
        }
        boolean written = applied
                && (held == null
                        || !location.equals(held.location())
                        || !reported.original().equals(held.original()));
        List<Event> events = held == null || (applied && !sameBut(location, held.location()))
                ? List.of(new LocationDescribed(location.discreet()))
                : List.of();
        return new Decision.Taken(
                new HeldLocation(location, applied || held == null ? reported.original() : held.original(), evses),
                held == null,
                written,
                !applied && steps.isEmpty(),
                events,
                steps.stream().map(step -> discreet(step, location)).toList());
    }

    private static void collect(EvseStep step, boolean reSeal, List<EvseStep> steps, List<HeldEvse> evses) {
        HeldEvse next = step.next();
        if (next != null) {
            evses.add(next);
        }
        boolean described = step.described() || reSeal;
        if (described || step.stated() || !step.events().isEmpty()) {
            steps.add(new EvseStep(step.key(), next, step.isNew(), described, step.stated(), step.events()));
        }
    }

    /** An EVSE that was added after this list was made is not gone because the list does not have it yet. */
    private static void leftOut(
            HeldEvse known,
            boolean applied,
            Location said,
            LocationId id,
            boolean reSeal,
            List<EvseStep> steps,
            List<HeldEvse> evses) {
        EvseKey key = keyOf(known);
        if (applied && !known.updatedAt().isAfter(said.reportedAt())) {
            Event removed = new EvseRemoved(key, id, said.owner(), said.reportedAt());
            steps.add(new EvseStep(key, null, false, false, false, List.of(removed)));
        } else {
            collect(new EvseStep(key, known, false, false, false, List.of()), reSeal, steps, evses);
        }
    }

    private static boolean sameBut(Location one, Location other) {
        LocationId id = new LocationId(new UUID(0, 0));
        return one.as(id, List.of(), Instant.EPOCH).equals(other.as(id, List.of(), Instant.EPOCH));
    }

    // --- one EVSE -------------------------------------------------------------------------------------------------

    private static EvseStep step(
            Optional<HeldEvse> present, HeldEvse reported, LocationId location, Supplier<UUID> ids) {
        Evse said = reported.evse();
        if (present.isEmpty()) {
            EvseKey key = new EvseKey(ids.get());
            Evse fresh = said.as(key, location, said.reportedAt());
            List<Event> events = new ArrayList<>();
            events.add(new EvseDescribed(fresh));
            decideStatus(key, said.owner(), said.evseId(), null, reported.status(), reported.statusAt())
                    .ifPresent(events::add);
            HeldEvse next = new HeldEvse(fresh, reported.status(), reported.statusAt(), reported.original());
            return new EvseStep(key, next, true, true, true, events);
        }
        HeldEvse held = present.get();
        EvseKey key = keyOf(held);
        boolean applied = !said.reportedAt().isBefore(held.evse().reportedAt());
        boolean stated = !reported.statusAt().isBefore(held.statusAt());
        Evse evse = applied ? said.as(key, location, said.reportedAt()) : held.evse();
        List<Event> events = new ArrayList<>();
        if (applied && !evse.saysTheSameAs(held.evse())) {
            events.add(new EvseDescribed(evse));
        }
        if (stated) {
            decideStatus(key, evse.owner(), evse.evseId(), held.status(), reported.status(), reported.statusAt())
                    .ifPresent(events::add);
        }
        HeldEvse next = new HeldEvse(
                evse,
                stated ? reported.status() : held.status(),
                stated ? reported.statusAt() : held.statusAt(),
                applied ? reported.original() : held.original());
        return new EvseStep(
                key,
                next,
                false,
                applied && !(evse.equals(held.evse()) && reported.original().equals(held.original())),
                stated && !(next.status() == held.status() && next.statusAt().equals(held.statusAt())),
                events);
    }

    private static Decision changed(HeldLocation held, EvseStep step) {
        List<HeldEvse> evses = new ArrayList<>(held.evses());
        HeldEvse next = step.next();
        if (next != null) {
            evses.removeIf(e -> step.key().equals(e.evse().evse()));
            evses.add(next);
        }
        boolean writes = step.described() || step.stated() || !step.events().isEmpty();
        return new Decision.Taken(
                new HeldLocation(held.location(), held.original(), evses),
                step.isNew(),
                false,
                !writes,
                List.of(),
                writes ? List.of(discreet(step, held.location())) : List.of());
    }

    private static EvseStep discreet(EvseStep step, Location location) {
        if (location.isPublic()) {
            return step;
        }
        List<Event> events = step.events().stream()
                .map(e -> e instanceof EvseDescribed(Evse evse) ? new EvseDescribed(evse.discreet()) : e)
                .toList();
        return new EvseStep(step.key(), step.next(), step.isNew(), step.described(), step.stated(), events);
    }

    private static Decision late(HeldLocation held) {
        return new Decision.Taken(held, false, false, true, List.of(), List.of());
    }

    // --- ids ------------------------------------------------------------------------------------------------------

    static String key(String fid) {
        return fid.toUpperCase(Locale.ROOT);
    }

    static LocationId idOf(HeldLocation held) {
        LocationId id = held.location().location();
        if (id == null) {
            throw new IllegalStateException("what the hub holds has the hub's id");
        }
        return id;
    }

    private static EvseKey keyOf(HeldEvse held) {
        EvseKey key = held.evse().evse();
        if (key == null) {
            throw new IllegalStateException("what the hub holds has the hub's id");
        }
        return key;
    }
}
