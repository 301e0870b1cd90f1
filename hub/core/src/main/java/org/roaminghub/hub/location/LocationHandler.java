package org.roaminghub.hub.location;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.location.EvseDescribed;
import org.roaminghub.hub.location.LocationDecisions.Decision;
import org.roaminghub.hub.location.LocationDecisions.EvseStep;
import org.roaminghub.hub.location.ReportLocation.Result;
import org.roaminghub.hub.location.store.EvseRow;
import org.roaminghub.hub.location.store.LocationRow;
import org.roaminghub.hub.location.store.LocationStore;
import org.roaminghub.hub.location.store.LocationStore.Locked;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.HeldLocation.HeldEvse;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.EvseKey;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.LocationId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.SubjectRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records what {@link LocationDecisions} decides: events and rows in one transaction. */
final class LocationHandler {

    static final String STREAM = "location";
    static final String EVSE_STREAM = "evse";

    private static final Logger LOG = LoggerFactory.getLogger(LocationHandler.class);

    private final Recorder recorder;
    private final LocationStore store;
    private final LocationRows rows;
    private final Ids ids;

    LocationHandler(Recorder recorder, LocationStore store, LocationRows rows, Ids ids) {
        this.recorder = recorder;
        this.store = store;
        this.rows = rows;
        this.ids = ids;
    }

    @CommandHandler
    Result handle(ReportLocation c) {
        LocationRow.Key key = LocationRows.key(c.target(), c.audience());
        LocationRow row = store.lock(key).orElse(null);
        List<EvseRow> evses = row == null ? List.of() : store.lockEvses(row.location());
        Optional<HeldLocation> held = row == null ? Optional.empty() : rows.read(row, evses);
        if (row != null && held.isEmpty()) {
            return new Result.Refused(Refusal.UNKNOWN_OBJECT, "the location was erased");
        }
        return switch (LocationDecisions.decide(held, c.target(), c.audience(), c.change(), ids::next)) {
            case Decision.Refused(Refusal refusal, String why) -> new Result.Refused(refusal, why);
            case Decision.Taken taken -> {
                record(c, key, row, evses, taken);
                LocationId id = LocationDecisions.idOf(taken.next());
                LOG.info(
                        "location.reported location={} owner={} new={} evses_changed={}",
                        id,
                        c.target().owner(),
                        taken.created(),
                        taken.evses().size());
                boolean wasPublic = held.map(l -> l.location().isPublic()).orElse(false);
                yield new Result.Stored(
                        id,
                        taken.created(),
                        taken.changesAnything(),
                        wasPublic && !taken.next().location().isPublic());
            }
        };
    }

    private void record(
            ReportLocation c,
            LocationRow.Key key,
            @Nullable LocationRow row,
            List<EvseRow> evses,
            Decision.Taken taken) {
        if (!taken.changesAnything()) {
            return;
        }
        HeldLocation next = taken.next();
        SubjectRef subject = rows.subject(next.location());
        long sequence = row == null ? 0 : row.sequence();
        StreamName stream = StreamName.of(STREAM, LocationDecisions.idOf(next).value());
        if (taken.written()) {
            LocationRow written =
                    rows.row(key, next, subject, sequence + taken.events().size());
            if (row == null) {
                store.add(written);
            } else {
                store.update(written);
            }
        }
        Instant at = next.location().reportedAt();
        for (Event event : taken.events()) {
            recorder.record(new Fact(stream, sequence++, event, at, c.causes(), subject, next.original()));
        }
        Map<EvseKey, EvseRow.State> states =
                evses.stream().map(EvseRow::state).collect(Collectors.toMap(EvseRow.State::evse, s -> s));
        List<EvseRow.State> moved = new ArrayList<>();
        taken.evses().forEach(step -> write(step, next, subject, states.get(step.key()), c.causes(), moved));
        store.update(moved);
    }

    private void write(
            EvseStep step,
            HeldLocation in,
            SubjectRef subject,
            EvseRow.@Nullable State before,
            Causes causes,
            List<EvseRow.State> moved) {
        long sequence = before == null ? 0 : before.sequence();
        HeldEvse next = step.next();
        if (next == null) {
            store.remove(step.key());
        } else {
            var state = new EvseRow.State(
                    step.key(),
                    next.status(),
                    next.statusAt(),
                    sequence + step.events().size());
            if (step.isNew()) {
                store.add(rows.row(in, next, subject, state));
            } else {
                if (step.described()) {
                    store.update(rows.row(in, next, subject, state));
                }
                if (step.stated() || !step.events().isEmpty()) {
                    moved.add(state);
                }
            }
        }
        for (Event event : step.events()) {
            record(step.key(), sequence++, event, next, subject, in, causes);
        }
    }

    /** The owner's message goes with the description; a status needs none. */
    private void record(
            EvseKey key,
            long sequence,
            Event event,
            @Nullable HeldEvse next,
            SubjectRef subject,
            HeldLocation in,
            Causes causes) {
        StreamName stream = StreamName.of(EVSE_STREAM, key.value());
        boolean described = event instanceof EvseDescribed;
        Original original = described && next != null ? next.original() : null;
        Instant at = next == null
                ? in.location().reportedAt()
                : described ? next.evse().reportedAt() : next.statusAt();
        recorder.record(new Fact(stream, sequence, event, at, causes, original == null ? null : subject, original));
    }

    /** One look and one write for all of them. Two reports of one EVSE count in the order in which they came. */
    @CommandHandler
    List<Result> handle(ReportStatuses c) {
        Map<Integer, Locked> found = store
                .lockStates(c.reports().stream()
                        .map(one -> new LocationStore.EvseName(
                                LocationRows.key(one.target(), one.audience()),
                                LocationDecisions.key(
                                        one.target().evse() == null
                                                ? ""
                                                : one.target().evse())))
                        .toList())
                .stream()
                .collect(Collectors.toMap(Locked::place, locked -> locked));
        Map<EvseKey, EvseRow.State> moved = new LinkedHashMap<>();
        List<Result> results = new ArrayList<>();
        for (int place = 0; place < c.reports().size(); place++) {
            Locked locked = found.get(place);
            results.add(
                    locked == null
                            ? new Result.Refused(Refusal.UNKNOWN_OBJECT, "the hub holds no such EVSE")
                            : status(c.reports().get(place), locked, moved));
        }
        store.update(List.copyOf(moved.values()));
        return results;
    }

    private Result status(ReportStatuses.One report, Locked locked, Map<EvseKey, EvseRow.State> moved) {
        EvseRow.State now = moved.getOrDefault(locked.state().evse(), locked.state());
        if (!report.reportedAt().isAfter(now.reportedAt())
                && (report.reportedAt().isBefore(now.reportedAt()) || report.status() == now.status())) {
            return new Result.Stored(locked.location(), false, false);
        }
        Optional<Event> event = LocationDecisions.decideStatus(
                now.evse(),
                report.target().owner(),
                locked.evseId(),
                now.status(),
                report.status(),
                report.reportedAt());
        event.ifPresent(e -> recorder.record(new Fact(
                StreamName.of(EVSE_STREAM, now.evse().value()),
                now.sequence(),
                e,
                report.reportedAt(),
                report.causes())));
        moved.put(
                now.evse(),
                new EvseRow.State(
                        now.evse(),
                        report.status(),
                        report.reportedAt(),
                        now.sequence() + (event.isPresent() ? 1 : 0)));
        return new Result.Stored(locked.location(), false, true);
    }
}
