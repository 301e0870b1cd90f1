package org.roaminghub.hub.station;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.station.TxCommands.Change;
import org.roaminghub.hub.station.TxCommands.Changed;
import org.roaminghub.hub.station.TxCommands.Open;
import org.roaminghub.hub.station.store.MeterStore.Sample;
import org.roaminghub.hub.station.store.ReadingIntake;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.StationStore.Site;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.hub.station.store.TransactionStore.PartRow;
import org.roaminghub.hub.station.store.TransactionStore.Row;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Stations.Part;
import org.roaminghub.spi.inbound.Stations.Reading;
import org.roaminghub.spi.inbound.Stations.Start;
import org.roaminghub.spi.inbound.Stations.Started;
import org.roaminghub.spi.inbound.Stations.Stop;
import org.roaminghub.spi.inbound.Stations.Token;
import org.roaminghub.spi.inbound.Stations.TokenAnswer;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.StationEvse;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TransactionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stations tell of charging. Each message is on disk when it is answered, and none is refused: what makes no sense is kept
 * with a reason. Partners are told behind that.
 */
final class Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private final TransactionStore store;
    private final StationStore stations;
    private final ReadingIntake intake;
    private final TxCommands handler;
    private final Commands commands;
    private final Holders holders;
    private final TransactionUpkeep upkeep;
    private final Privacy privacy;
    private final SignedReadings signed;
    private final StationTimes times;
    private final Clock clock;
    private final Ids ids;

    Transactions(
            TransactionStore store,
            StationStore stations,
            ReadingIntake intake,
            TxCommands handler,
            Commands commands,
            Holders holders,
            TransactionUpkeep upkeep,
            Privacy privacy,
            SignedReadings signed,
            StationTimes times,
            Clock clock,
            Ids ids) {
        this.store = store;
        this.stations = stations;
        this.intake = intake;
        this.handler = handler;
        this.commands = commands;
        this.holders = holders;
        this.upkeep = upkeep;
        this.privacy = privacy;
        this.signed = signed;
        this.times = times;
        this.clock = clock;
        this.ids = ids;
    }

    // --- 1.6

    Started start(StationId station, Start start, Original original) {
        Instant now = clock.now();
        byte[] key = startKey(station, start);
        Tx known = store.findByStart(key).flatMap(handler::open).orElse(null);
        if (known != null && known.holder() != null) {
            return new Started(known.number(), Holders.answer(known.holder()));
        }
        Site site = stations.findSite(station, start.evse()).orElse(null);
        int number = store.nextNumber();
        Tx.Holder holder =
                holders.holder(station, start.token(), site, start.connector(), null, Integer.toString(number), now);
        Tx tx = TxRules.started(
                blank(station, number, Integer.toString(number), true, clock.now()), start, holder, clock.now());
        closeOthers(station, start.evse());
        Tx opened =
                commands.send(new Open(tx, key, evse(site), null, clock.now(), original, causes(station), clock.now()));
        upkeep.tellNow(opened.id());
        LOG.info("transaction=started id={} station={} refusal={}", opened.id(), station, holder.refusal());
        return new Started(opened.number(), Holders.answer(opened.holder() == null ? holder : opened.holder()));
    }

    /** Two at once can't be at one EVSE: whatever was open there before is over. */
    private void closeOthers(StationId station, int evse) {
        Instant at = clock.now().plus(times.orphan());
        store.listOpen(station).stream()
                .filter(row -> row.evse() != null && row.evse() == evse)
                .forEach(row -> store.closeAt(row.transaction(), at));
    }

    private byte[] startKey(StationId station, Start start) {
        TokenSeen seen = start.token().seen();
        String uid = seen.uid() == null ? "" : seen.uid().matchKey(start.token().kind());
        return privacy.fingerprint(
                "ocpp-start",
                station + "|" + start.evse() + "|" + uid + "|" + start.at() + "|"
                        + (start.meterWh() == null
                                ? ""
                                : start.meterWh().stripTrailingZeros().toPlainString()));
    }

    private Tx blank(StationId station, int number, String ocppId, boolean numbered, Instant now) {
        return new Tx(
                new TransactionId(ids.next()),
                number,
                station,
                ocppId,
                numbered,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                0,
                null,
                now,
                null);
    }

    void stop(StationId station, Stop stop, Original original) {
        Instant now = clock.now();
        Tx tx = store.find(station, stop.transaction())
                .flatMap(handler::open)
                .filter(Tx::numbered)
                .orElseGet(() -> guess(station, stop, now));
        if (tx == null) {
            store.addStray(ids.next(), station, "STOP", stop.transaction(), stop.at(), stop.meterWh(), now);
            LOG.info("transaction=stray_stop station={}", station);
            return;
        }
        signed.keep(tx, stop.readings(), now);
        boolean changed = commands.send(new Change(
                tx.id(),
                (before, row) -> TxRules.stopped(before, stop, now)
                        .map(over -> new Changed(over, null, now))
                        .orElseGet(() -> Changed.not(before, row)),
                null,
                null,
                samples(stop.readings()),
                original,
                causes(station),
                now));
        if (changed) {
            LOG.info("transaction=ended id={} station={}", tx.id(), station);
            upkeep.tellNow(tx.id());
        }
    }

    /** An id that another station's transaction has is nobody's here. */
    private @Nullable Tx guess(StationId station, Stop stop, Instant now) {
        if (store.isAnothers(station, stop.transaction())) {
            return null;
        }
        List<Tx> open = store.listOpen(station).stream()
                .flatMap(row -> handler.open(row).stream())
                .toList();
        return TxRules.meant(open, stop, now).orElse(null);
    }

    // --- 2.0.1 and 2.1

    @Nullable
    TokenAnswer told(StationId station, Part part, Original original) {
        Instant now = clock.now();
        Row row = store.find(station, part.transaction()).orElse(null);
        Tx known = row == null ? null : handler.open(row).orElse(null);
        Token token = part.token();
        Integer number = part.evse() != null ? part.evse() : known == null ? null : known.evse();
        Site site = number == null ? null : stations.findSite(station, number).orElse(null);
        StationEvse evse = evse(site);
        Tx.Holder before = known == null ? null : known.holder();
        Tx.Holder shown = token == null
                ? null
                : before != null && TxRules.isOf(token, before)
                        ? before
                        : holders.holder(
                                station, token, site, part.connector(), part.remoteStart(), part.transaction(), now);
        Tx running = known != null ? known : open(station, part, evse, original, now);
        TransactionId id = running.id();
        signed.keep(shown == null || running.holder() != null ? running : running.with(shown), part.readings(), now);
        boolean changed = commands.send(new Change(
                id,
                (tx, was) -> told(tx, part, shown, now),
                evse,
                new PartRow(part.kind().name(), part.number(), part.at()),
                samples(part.readings()),
                known == null ? null : original,
                causes(station),
                now));
        if (changed) {
            upkeep.tellNow(id);
        }
        return shown == null ? null : Holders.answer(shown);
    }

    private Tx open(StationId station, Part part, @Nullable StationEvse evse, Original original, Instant now) {
        if (part.kind() == Part.Kind.STARTED && part.evse() != null) {
            closeOthers(station, part.evse());
        }
        Tx blank = blank(station, store.nextNumber(), part.transaction(), false, now)
                .at(part.evse(), part.connector());
        Tx opened = commands.send(new Open(blank, null, evse, null, null, original, causes(station), now));
        LOG.info("transaction=started id={} station={}", opened.id(), station);
        return opened;
    }

    private Changed told(Tx before, Part part, Tx.@Nullable Holder holder, Instant now) {
        Tx tx = TxRules.told(before, part, holder, store.parts(before.id()), now);
        boolean waits = tx.end() != null && !tx.isOver();
        return new Changed(tx, waits ? now.plus(times.gap()) : null, now);
    }

    // --- both

    void readings(StationId station, int evse, @Nullable String transaction, List<Reading> readings) {
        Instant now = clock.now();
        if (transaction != null && readings.stream().anyMatch(reading -> reading.signed() != null)) {
            store.find(station, transaction).flatMap(handler::open).ifPresent(tx -> signed.keep(tx, readings, now));
        }
        intake.keep(new ReadingIntake.Said(station, evse, transaction, samples(readings), now));
    }

    private static List<Sample> samples(List<Reading> readings) {
        return readings.stream()
                .flatMap(r -> r.value() == null
                        ? Stream.empty()
                        : Stream.of(new Sample(r.at(), r.measurand(), r.context(), r.phase(), r.location(), r.value())))
                .toList();
    }

    private static @Nullable StationEvse evse(@Nullable Site site) {
        return site == null ? null : site.evse();
    }

    /** It came from a cold start: what it doesn't speak of soon is over. In 2.x a transaction may go on (2.1 E17). */
    void rebooted(StationId station) {
        Instant now = clock.now();
        for (Row row : store.listOpen(station)) {
            boolean numbered = handler.open(row).filter(Tx::numbered).isPresent();
            store.closeAt(row.transaction(), now.plus(numbered ? times.orphan() : times.silence()));
        }
    }

    /** Its EVSE is free again and nobody said how it ended. */
    void free(StationId station, int evse) {
        Instant at = clock.now().plus(times.silence());
        store.listOpen(station).stream()
                .filter(row -> row.evse() != null && row.evse() == evse)
                .forEach(row -> store.closeAt(row.transaction(), at));
    }

    private Causes causes(StationId station) {
        return Causes.of(new Actor("STATION:" + station), ids.next());
    }

    /** For a look: what was heard last of a station. */
    List<ShownTransaction> newest(StationId station, int limit) {
        return store.listNewest(station, limit).stream()
                .flatMap(row -> handler.open(row).stream())
                .map(ShownTransaction::of)
                .toList();
    }
}
