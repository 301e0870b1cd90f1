package org.roaminghub.hub.station;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.events.station.TransactionCorrected;
import org.roaminghub.events.station.TransactionEnded;
import org.roaminghub.events.station.TransactionIdentified;
import org.roaminghub.events.station.TransactionStarted;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.HouseJson;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.station.store.MeterStore;
import org.roaminghub.hub.station.store.MeterStore.Sample;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.hub.station.store.TransactionStore.PartRow;
import org.roaminghub.hub.station.store.TransactionStore.Row;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.Completeness;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RetentionClass;
import org.roaminghub.vocabulary.StationEvse;
import org.roaminghub.vocabulary.SubjectRef;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TransactionId;

/** Records what becomes of transactions: row, events and readings in one transaction of the database. */
final class TxCommands {

    private static final String STREAM = "transaction";

    private final TransactionStore store;
    private final MeterStore meters;
    private final SignedReadings signed;
    private final Recorder recorder;
    private final Privacy privacy;

    TxCommands(TransactionStore store, MeterStore meters, SignedReadings signed, Recorder recorder, Privacy privacy) {
        this.store = store;
        this.meters = meters;
        this.signed = signed;
        this.recorder = recorder;
        this.privacy = privacy;
    }

    /** Answers with the transaction as it is then: an earlier one where the start was a repeat. */
    record Open(
            Tx tx,
            byte @Nullable [] startKey,
            @Nullable StationEvse evse,
            @Nullable Instant closeAt,
            @Nullable Instant tellAt,
            Original original,
            Causes causes,
            Instant at)
            implements Command<Tx> {}

    /** {@code part} and {@code samples} go with it. Answers whether anything changed. */
    record Change(
            TransactionId id,
            BiFunction<Tx, Row, Changed> decide,
            @Nullable StationEvse evse,
            @Nullable PartRow part,
            List<Sample> samples,
            @Nullable Original original,
            Causes causes,
            Instant at)
            implements Command<Boolean> {}

    /** The transaction from now on, when it is closed by itself, and when partners are told of it. */
    record Changed(
            Tx tx, @Nullable Instant closeAt, @Nullable Instant tellAt) {

        /** Nothing is news. */
        static Changed not(Tx tx, Row row) {
            return new Changed(tx, row.closeAt(), row.tellAt());
        }
    }

    @CommandHandler
    Tx handle(Open c) {
        Tx tx = c.tx();
        SubjectRef subject = subjectOf(tx);
        Row row = new Row(
                tx.id(),
                tx.number(),
                tx.station(),
                tx.ocppId(),
                tx.evse(),
                c.startKey(),
                !tx.isOver(),
                c.closeAt(),
                c.tellAt(),
                sealed(tx, subject),
                1);
        if (!store.add(row)) {
            Optional<Row> earlier =
                    c.startKey() == null ? store.find(tx.station(), tx.ocppId()) : store.findByStart(c.startKey());
            return earlier.flatMap(this::open)
                    .orElseThrow(() -> new IllegalStateException("an equal transaction was there and is gone"));
        }
        Tx.Started started = tx.started();
        Tx.Holder holder = tx.holder();
        useUp(null, holder);
        recorder.record(new Fact(
                stream(tx.id()),
                0,
                new TransactionStarted(
                        tx.id(),
                        tx.station(),
                        tx.ocppId(),
                        tx.evse(),
                        c.evse() == null ? null : c.evse().evseFid(),
                        started == null ? tx.receivedAt() : started.at(),
                        started == null ? null : started.meterWh(),
                        holder == null ? null : holder.authorization(),
                        holder == null ? null : holder.session(),
                        holder == null ? null : holder.remote(),
                        started == null ? null : started.reservation(),
                        holder == null ? null : holder.refusal(),
                        tx.clockOffsetS(),
                        holder == null ? null : holder.kind(),
                        Personal.of(holder == null ? null : holder.token())),
                started == null ? c.at() : started.at(),
                c.causes(),
                subject,
                c.original()));
        return tx;
    }

    @CommandHandler
    boolean handle(Change c) {
        Row row = store.lock(c.id()).orElseThrow();
        Tx before = open(row).orElse(null);
        if (before == null || (c.part() != null && !store.addPart(c.id(), c.part()))) {
            return false;
        }
        Integer evse =
                c.evse() == null ? before.evse() : Integer.valueOf(c.evse().number());
        meters.add(row.station(), evse == null ? 0 : evse, c.id(), c.samples(), c.at());
        Changed changed = c.decide().apply(before, row);
        Tx next = changed.tx();
        useUp(before.holder(), next.holder());
        List<Event> events = events(before, next, c.evse());
        SubjectRef subject = subjectOf(next);
        store.update(new Row(
                row.transaction(),
                row.number(),
                row.station(),
                row.ocppId(),
                next.evse(),
                row.startKey(),
                !next.isOver(),
                changed.closeAt(),
                changed.tellAt(),
                sealed(next, subject),
                row.sequence() + events.size()));
        long sequence = row.sequence();
        for (Event event : events) {
            Tx.End end = next.end();
            recorder.record(new Fact(
                    stream(c.id()),
                    sequence,
                    event,
                    end == null ? c.at() : end.at(),
                    c.causes(),
                    subject,
                    sequence == row.sequence() ? c.original() : null));
            sequence++;
        }
        return !before.equals(next);
    }

    /** A command leads to one start. */
    private void useUp(Tx.@Nullable Holder before, Tx.@Nullable Holder next) {
        RemoteId remote = next == null ? null : next.remote();
        if (remote != null && (before == null || !remote.equals(before.remote()))) {
            store.dontExpect(remote);
        }
    }

    private List<Event> events(Tx before, Tx next, @Nullable StationEvse evse) {
        java.util.ArrayList<Event> events = new java.util.ArrayList<>();
        boolean identified =
                !Objects.equals(before.evse(), next.evse()) || !Objects.equals(before.holder(), next.holder());
        if (identified) {
            Tx.Holder holder = next.holder();
            events.add(new TransactionIdentified(
                    next.id(),
                    next.evse(),
                    evse == null ? null : evse.evseFid(),
                    holder == null ? null : holder.authorization(),
                    holder == null ? null : holder.session(),
                    holder == null ? null : holder.remote(),
                    holder == null ? null : holder.refusal(),
                    holder == null ? null : holder.kind(),
                    Personal.of(holder == null ? null : holder.token())));
        }
        Tx.End end = next.end();
        Completeness whole = end == null ? null : end.completeness();
        if (end == null || whole == null) {
            return events;
        }
        if (!before.isOver()) {
            events.add(new TransactionEnded(
                    next.id(),
                    end.at(),
                    end.meterWh(),
                    end.reason(),
                    whole,
                    next.clockOffsetS(),
                    next.held(),
                    Personal.of(signed.of(next))));
        } else if (!end.equals(before.end()) || !Objects.equals(before.held(), next.held())) {
            events.add(new TransactionCorrected(
                    next.id(),
                    end.at(),
                    end.meterWh(),
                    end.reason(),
                    whole,
                    next.clockOffsetS(),
                    next.held(),
                    Personal.of(signed.of(next))));
        }
        return events;
    }

    /** Empty when the person was erased. */
    Optional<Tx> open(Row row) {
        return privacy.openRow(row.content(), path(row.transaction()))
                .map(bytes -> HouseJson.rows().read(bytes, Tx.class));
    }

    private byte[] sealed(Tx tx, SubjectRef subject) {
        return privacy.sealRow(
                subject, RetentionClass.BILLING, path(tx.id()), HouseJson.rows().write(tx));
    }

    private SubjectRef subjectOf(Tx tx) {
        Tx.Holder holder = tx.holder();
        return holder == null ? privacy.hubSubject() : subjectOf(holder.token(), holder.kind());
    }

    private SubjectRef subjectOf(TokenSeen seen, TokenKind kind) {
        return privacy.subjectOf(seen, kind);
    }

    private static String path(TransactionId id) {
        return "transaction/" + id;
    }

    static StreamName stream(TransactionId id) {
        return StreamName.of(STREAM, id.value());
    }
}
