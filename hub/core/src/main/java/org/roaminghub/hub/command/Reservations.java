package org.roaminghub.hub.command;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.remote.RemoteRequested;
import org.roaminghub.events.remote.ReservationConfirmed;
import org.roaminghub.events.remote.ReservationEnded;
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
import org.roaminghub.vocabulary.SubjectRef;

/** Reservations begin and end inside the commands that cause it (model.md §4, reservation). */
final class Reservations {

    private final Recorder recorder;
    private final RemoteStore store;

    Reservations(Recorder recorder, RemoteStore store) {
        this.recorder = recorder;
        this.store = store;
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
        recorder.record(new Fact(
                stream,
                next(stream),
                new ReservationConfirmed(
                        id,
                        order.remote(),
                        order.cpo(),
                        order.emsp(),
                        order.place(),
                        expires,
                        fid,
                        null,
                        order.tokenSeen()),
                at,
                causes,
                subject,
                null));
        store.keep(new RemoteStore.Reservation(id, order.emsp(), order.cpo(), key(order.emsp(), fid), expires));
    }

    /** Null when it had ended before. */
    @Nullable
    Ended end(
            ReservationId id,
            ReservationEnded.How how,
            Instant at,
            Causes causes,
            @Nullable SubjectRef subject,
            @Nullable Original original) {
        if (!store.end(id)) {
            return null;
        }
        StreamName stream = stream(id);
        long sequence = next(stream);
        Recorded recorded = recorder.record(
                new Fact(stream, sequence, new ReservationEnded(id, how, at, null), at, causes, subject, original));
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
