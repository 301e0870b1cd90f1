package org.roaminghub.app.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.projection.StoredEvents.Placed;
import org.roaminghub.events.Event;
import org.roaminghub.events.session.SessionBilled;
import org.roaminghub.events.session.SessionCompleted;
import org.roaminghub.events.session.SessionFlagged;
import org.roaminghub.events.session.SessionIdentified;
import org.roaminghub.events.session.SessionInvalidated;
import org.roaminghub.events.session.SessionOpened;
import org.roaminghub.events.session.SessionProgressed;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.AuthorizationReference;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.SessionStatus;
import org.roaminghub.vocabulary.TokenSeen;

/** A session as its events tell it: what was opened, and what became known since. */
record SessionStory(
        Session session, @Nullable CdrId cdr, @Nullable String flag) {

    /** Throws IllegalArgumentException when the first event does not open a session. */
    static SessionStory of(List<Placed> events) {
        if (events.isEmpty() || !(events.getFirst().event() instanceof SessionOpened(Session opened))) {
            throw new IllegalArgumentException("a session begins with session.opened");
        }
        SessionStory story = new SessionStory(opened, null, null);
        for (Placed placed : events.subList(1, events.size())) {
            story = story.after(placed.event());
        }
        return story;
    }

    private SessionStory after(Event event) {
        return switch (event) {
            case SessionIdentified e -> new SessionStory(identified(e), cdr, flag);
            case SessionProgressed e ->
                new SessionStory(
                        reported(
                                e.status(),
                                e.energyWh(),
                                e.meterEndWh(),
                                e.cost(),
                                e.periods(),
                                e.periodsGone(),
                                e.chargingStart(),
                                e.chargingEnd(),
                                session.end(),
                                session.stopReason(),
                                e.reportedAt()),
                        cdr,
                        flag);
            case SessionCompleted e ->
                new SessionStory(
                        reported(
                                SessionStatus.COMPLETED,
                                e.energyWh(),
                                e.meterEndWh(),
                                e.cost(),
                                e.periods(),
                                e.periodsGone(),
                                e.chargingStart(),
                                e.chargingEnd(),
                                e.end(),
                                e.stopReason(),
                                e.reportedAt()),
                        cdr,
                        flag);
            case SessionInvalidated e ->
                new SessionStory(
                        reported(
                                SessionStatus.INVALID,
                                session.energyWh(),
                                null,
                                null,
                                List.of(),
                                List.of(),
                                null,
                                null,
                                e.end(),
                                e.why(),
                                session.reportedAt()),
                        cdr,
                        flag);
            case SessionBilled e -> new SessionStory(session, e.cdr(), flag);
            case SessionFlagged e -> new SessionStory(session, cdr, e.flag().name());
            default -> this;
        };
    }

    /** Absent values stay as they were; a period with a known start is replaced, and one that is gone is left out. */
    private Session reported(
            SessionStatus status,
            Energy energy,
            @Nullable Energy meterEnd,
            @Nullable Price cost,
            List<ChargingPeriod> periods,
            List<Instant> gone,
            @Nullable Instant chargingStart,
            @Nullable Instant chargingEnd,
            @Nullable Instant end,
            @Nullable String stopReason,
            Instant reportedAt) {
        Map<Instant, ChargingPeriod> byStart = new TreeMap<>();
        session.periods().forEach(period -> byStart.put(period.start(), period));
        gone.forEach(byStart::remove);
        periods.forEach(period -> byStart.put(period.start(), period));
        Session s = session;
        return new Session(
                s.session(),
                s.cpo(),
                s.emsp(),
                s.agreement(),
                s.cpoRef(),
                s.emspRef(),
                s.authorization(),
                s.reference(),
                s.tokenSeen(),
                s.token(),
                s.tokenKind(),
                s.issuer(),
                s.authMethod(),
                s.place(),
                status,
                s.start(),
                end,
                chargingStart == null ? s.chargingStart() : chargingStart,
                chargingEnd == null ? s.chargingEnd() : chargingEnd,
                energy,
                s.meterStartWh(),
                meterEnd == null ? s.meterEndWh() : meterEnd,
                s.meterId(),
                s.currency(),
                cost == null ? s.cost() : cost,
                new ArrayList<>(byStart.values()),
                stopReason,
                reportedAt);
    }

    private Session identified(SessionIdentified e) {
        Session s = session;
        boolean cpo = e.side() == SessionIdentified.Side.CPO;
        String cpoRef = cpo && e.ref() != null ? e.ref() : s.cpoRef();
        String emspRef = !cpo && e.ref() != null ? e.ref() : s.emspRef();
        AuthorizationId authorization = e.authorization() == null ? s.authorization() : e.authorization();
        Personal<AuthorizationReference> reference =
                e.reference() instanceof Personal.Absent<AuthorizationReference> ? s.reference() : e.reference();
        Personal<TokenSeen> seen = e.tokenSeen() instanceof Personal.Absent<TokenSeen> ? s.tokenSeen() : e.tokenSeen();
        return new Session(
                s.session(),
                s.cpo(),
                s.emsp(),
                s.agreement(),
                cpoRef,
                emspRef,
                authorization,
                reference,
                seen,
                s.token(),
                s.tokenKind(),
                s.issuer(),
                s.authMethod(),
                s.place(),
                s.status(),
                s.start(),
                s.end(),
                s.chargingStart(),
                s.chargingEnd(),
                s.energyWh(),
                s.meterStartWh(),
                s.meterEndWh(),
                s.meterId(),
                s.currency(),
                s.cost(),
                s.periods(),
                s.stopReason(),
                s.reportedAt());
    }
}
