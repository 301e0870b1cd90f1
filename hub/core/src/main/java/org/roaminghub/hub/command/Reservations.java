package org.roaminghub.hub.command;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.remote.RemoteRequested;
import org.roaminghub.events.remote.ReservationConfirmed;
import org.roaminghub.events.remote.ReservationEnded;
import org.roaminghub.hub.authorization.Grants;
import org.roaminghub.hub.command.store.RemoteStore;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Recorded;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.RemoteCommands.Order;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.ReservationId;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.SessionId;
import org.roaminghub.vocabulary.SubjectRef;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;

/** Reservations begin and end inside the commands that cause it (model.md §4, reservation). */
final class Reservations {

    private final Recorder recorder;
    private final RemoteStore store;
    private final Grants grants;
    private volatile ReservationWatch watch = ReservationWatch.NONE;

    Reservations(Recorder recorder, RemoteStore store, Grants grants) {
        this.recorder = recorder;
        this.store = store;
        this.grants = grants;
    }

    void watch(ReservationWatch who) {
        watch = who;
    }

    /** Where the end of a reservation is told. */
    record Ended(StreamName stream, long sequence, Recorded recorded) {}

    /** The reservation that an order is about: the one that holds, or a new one for a RESERVE. */
    Optional<ReservationId> idFor(Order order, PartyId emsp, PartyId cpo, Ids ids) {
        String fid = order.reservation();
        if (fid == null) {
            return Optional.empty();
        }
        Optional<ReservationId> open = store.listReservations(emsp, key(emsp, fid)).stream()
                .filter(r -> r.cpo().equals(cpo))
                .map(RemoteStore.Reservation::reservation)
                .findFirst();
        return open.isPresent() || order.kind() != RemoteKind.RESERVE
                ? open
                : Optional.of(new ReservationId(ids.next()));
    }

    /** The CPO keeps the place free. */
    void confirm(RemoteRequested order, RemoteStore.Row row, Causes causes, Instant at, SubjectRef subject) {
        ReservationId id = order.reservation();
        Instant expires = order.expiresAt();
        String fid = row.fid();
        if (id == null || expires == null || fid == null) {
            throw new IllegalStateException("a RESERVE without its reservation");
        }
        StreamName stream = stream(id);
        ReservationConfirmed confirmed = new ReservationConfirmed(
                id, order.remote(), order.cpo(), order.emsp(), order.place(), expires, fid, null, order.tokenSeen());
        recorder.record(new Fact(stream, next(stream), confirmed, at, causes, subject, null));
        watch.confirmed(confirmed, at);
        store.keep(
                new RemoteStore.Reservation(id, order.emsp(), order.cpo(), key(order.emsp(), fid), expires),
                new RemoteStore.Traces(
                        order.session(),
                        tokenPrint(order.tokenSeen().orNull(), order.tokenKind()),
                        order.place() == null ? null : order.place().evseFid()));
    }

    private byte @Nullable [] tokenPrint(@Nullable TokenSeen token, @Nullable TokenKind kind) {
        return token == null || kind == null ? null : grants.tokenPrint(token, kind);
    }

    /** The session that the place was kept for has begun. Inside the command that tells of it. */
    void use(Session session, Instant at, Causes causes) {
        var traces = new RemoteStore.Traces(
                session.session(),
                tokenPrint(session.tokenSeen().orNull(), session.tokenKind()),
                session.place().evseFid());
        store.findUsed(session.cpo(), session.emsp(), traces, session.start())
                .ifPresent(id -> end(id, ReservationEnded.How.USED, at, causes, session.session(), null, null));
    }

    /** Null when it had ended before. */
    @Nullable
    Ended end(
            ReservationId id,
            ReservationEnded.How how,
            Instant at,
            Causes causes,
            @Nullable SessionId session,
            @Nullable SubjectRef subject,
            @Nullable Original original) {
        if (!store.end(id)) {
            return null;
        }
        StreamName stream = stream(id);
        long sequence = next(stream);
        ReservationEnded ended = new ReservationEnded(id, how, at, session);
        Recorded recorded = recorder.record(new Fact(stream, sequence, ended, at, causes, subject, original));
        watch.ended(ended);
        return new Ended(stream, sequence, recorded);
    }

    private long next(StreamName stream) {
        return recorder.load(stream, 0L, (count, event) -> count + 1).next();
    }

    static String key(PartyId emsp, String fid) {
        return new ForeignId(emsp, ForeignId.Kind.RESERVATION, fid).key();
    }

    static StreamName stream(ReservationId reservation) {
        return StreamName.of("reservation", reservation.value());
    }
}
