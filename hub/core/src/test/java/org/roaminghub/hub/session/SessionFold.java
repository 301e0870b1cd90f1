package org.roaminghub.hub.session;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.session.SessionBilled;
import org.roaminghub.events.session.SessionCompleted;
import org.roaminghub.events.session.SessionIdentified;
import org.roaminghub.events.session.SessionInvalidated;
import org.roaminghub.events.session.SessionOpened;
import org.roaminghub.events.session.SessionProgressed;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.SessionStatus;

/** A session as its events alone tell it. */
public record SessionFold(
        SessionStatus status,
        Energy energyWh,
        @Nullable Price cost,
        List<ChargingPeriod> periods,
        @Nullable CdrId billedBy) {

    public static SessionFold of(List<Event> events) {
        SessionFold state = null;
        for (Event event : events) {
            state = evolve(state, event);
        }
        return java.util.Objects.requireNonNull(state);
    }

    private static SessionFold evolve(@Nullable SessionFold was, Event event) {
        if (event instanceof SessionOpened(var record)) {
            return new SessionFold(record.status(), record.energyWh(), record.cost(), record.periods(), null);
        }
        SessionFold before = java.util.Objects.requireNonNull(was);
        return switch (event) {
            case SessionProgressed p ->
                new SessionFold(p.status(), p.energyWh(), p.cost(), before.plus(p.periods()), before.billedBy);
            case SessionCompleted c ->
                new SessionFold(
                        SessionStatus.COMPLETED, c.energyWh(), c.cost(), before.plus(c.periods()), before.billedBy);
            case SessionInvalidated i ->
                new SessionFold(SessionStatus.INVALID, before.energyWh, before.cost, before.periods, before.billedBy);
            case SessionBilled b ->
                new SessionFold(before.status, before.energyWh, before.cost, before.periods, b.cdr());
            case SessionIdentified i -> before;
            default -> throw new AssertionError("no event of a session: " + event);
        };
    }

    private List<ChargingPeriod> plus(List<ChargingPeriod> more) {
        TreeMap<java.time.Instant, ChargingPeriod> all = new TreeMap<>();
        periods.forEach(p -> all.put(p.start(), p));
        more.forEach(p -> all.put(p.start(), p));
        return List.copyOf(all.values());
    }
}
