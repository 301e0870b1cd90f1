package org.roaminghub.hub.tariff;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.HouseJson;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.tariff.TariffDecisions.Present;
import org.roaminghub.hub.tariff.store.TariffStore;
import org.roaminghub.hub.tariff.store.TariffStore.Key;
import org.roaminghub.hub.tariff.store.TariffStore.Row;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TariffId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records what {@link TariffDecisions} decides: event and row in one transaction. */
final class TariffCommands {

    static final String STREAM = "tariff";
    /** Tariffs that are told of in one look at the clock. */
    static final int MAX_TURNED = 500;

    private static final Logger LOG = LoggerFactory.getLogger(TariffCommands.class);

    private final Recorder recorder;
    private final Privacy privacy;
    private final TariffStore store;
    private final Clock clock;
    private final Ids ids;

    TariffCommands(Recorder recorder, Privacy privacy, TariffStore store, Clock clock, Ids ids) {
        this.recorder = recorder;
        this.privacy = privacy;
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    /** A tariff and its owner's whole message. */
    record Whole(Tariff tariff, Original original) {}

    /** {@code audience}: the one party it is for; absent = every party under agreement. */
    record PublishTariff(@Nullable PartyId audience, Whole whole, Causes causes) implements Command<Result> {}

    /** {@code edit} makes the new whole of the one before; pure. */
    record AmendTariff(
            PartyId owner,
            String fid,
            @Nullable PartyId audience,
            Instant reportedAt,
            Function<Whole, Whole> edit,
            Causes causes)
            implements Command<Result> {}

    record WithdrawTariff(
            PartyId owner, String fid, @Nullable PartyId audience, Instant at, Causes causes)
            implements Command<Result> {}

    /** Looks which tariffs begin or end to hold. Nothing is recorded: what their owner said of them has not changed. */
    record TurnTariffs() implements Command<List<Turned>> {}

    /** A tariff that begins or ends to hold now. {@code audience} as in {@link PublishTariff}. */
    record Turned(TariffId tariff, @Nullable PartyId audience, Whole whole) {}

    /** What became of it. */
    sealed interface Result {

        /** {@code news}: something is now otherwise than before. */
        record Stored(TariffId tariff, boolean created, boolean news) implements Result {}

        record Unknown() implements Result {}
    }

    static Key key(PartyId owner, String fid, @Nullable PartyId audience) {
        return new Key(owner, fid.toUpperCase(Locale.ROOT), audience);
    }

    @CommandHandler
    Result handle(PublishTariff c) {
        Tariff tariff = c.whole.tariff;
        Key key = key(tariff.owner(), tariff.fid(), c.audience);
        return publish(key, store.lock(key).orElse(null), c.whole, c.causes);
    }

    @CommandHandler
    Result handle(AmendTariff c) {
        Key key = key(c.owner, c.fid, c.audience);
        Row row = store.lock(key).filter(found -> !found.withdrawn()).orElse(null);
        if (row == null) {
            return new Result.Unknown();
        }
        if (c.reportedAt.isBefore(row.reportedAt())) {
            return new Result.Stored(row.tariff(), false, false);
        }
        return publish(key, row, c.edit.apply(whole(row)), c.causes);
    }

    private Result publish(Key key, @Nullable Row row, Whole whole, Causes causes) {
        TariffId id = row == null ? new TariffId(ids.next()) : row.tariff();
        List<PartyId> audience = key.audience() == null ? List.of() : List.of(key.audience());
        Optional<Present> present =
                Optional.ofNullable(row).map(found -> new Present(whole(found).tariff, found.withdrawn()));
        List<Event> events = TariffDecisions.publish(present, id, audience, whole.tariff);
        boolean late = present.filter(p -> p.isNewerThan(whole.tariff)).isPresent();
        boolean repeat = row != null && !row.withdrawn() && whole(row).equals(stored(whole, id, audience));
        if (late || repeat) {
            return new Result.Stored(id, false, false);
        }
        Whole kept = stored(whole, id, audience);
        Row written = row(id, key, kept, false, (row == null ? 0 : row.sequence()) + events.size());
        if (row == null) {
            store.add(written);
        } else {
            store.update(written);
        }
        if (!events.isEmpty()) {
            store.addVersion(written, clock.now());
        }
        record(id, row, events, kept.tariff.reportedAt(), causes, kept.original);
        boolean created = row == null || row.withdrawn();
        LOG.info("tariff.published tariff={} owner={} new={}", id, key.owner(), created);
        return new Result.Stored(id, created, true);
    }

    @CommandHandler
    Result handle(WithdrawTariff c) {
        Row row = store.lock(key(c.owner, c.fid, c.audience)).orElse(null);
        if (row == null) {
            return new Result.Unknown();
        }
        Whole whole = whole(row);
        List<Event> events = TariffDecisions.withdraw(new Present(whole.tariff, row.withdrawn()), row.tariff(), c.at);
        if (events.isEmpty()) {
            return new Result.Stored(row.tariff(), false, false);
        }
        Row withdrawn = row(row.tariff(), row.key(), whole, true, row.sequence() + events.size());
        store.update(withdrawn);
        store.addVersion(withdrawn, c.at);
        record(row.tariff(), row, events, c.at, c.causes, null);
        LOG.info("tariff.withdrawn tariff={} owner={}", row.tariff(), c.owner);
        return new Result.Stored(row.tariff(), false, true);
    }

    @CommandHandler
    List<Turned> handle(TurnTariffs c) {
        Instant now = clock.now();
        List<Turned> turned = new ArrayList<>();
        for (Row row : store.lockTurned(now, MAX_TURNED)) {
            Whole whole = whole(row);
            store.turned(row.tariff(), TariffDecisions.turnsAt(whole.tariff, now));
            turned.add(new Turned(row.tariff(), row.key().audience(), whole));
        }
        return turned;
    }

    /** Nobody is named in a tariff: its original lies under the hub's own key. */
    private void record(
            TariffId id,
            @Nullable Row before,
            List<Event> events,
            Instant at,
            Causes causes,
            @Nullable Original original) {
        StreamName stream = StreamName.of(STREAM, id.value());
        long sequence = before == null ? 0 : before.sequence();
        for (Event event : events) {
            recorder.record(new Fact(
                    stream, sequence++, event, at, causes, original == null ? null : privacy.hubSubject(), original));
        }
    }

    // --- rows -----------------------------------------------------------------------------------------------------

    private static Whole stored(Whole whole, TariffId id, List<PartyId> audience) {
        return new Whole(TariffDecisions.as(whole.tariff, id, audience, whole.tariff.reportedAt()), whole.original);
    }

    private Row row(TariffId id, Key key, Whole whole, boolean withdrawn, long sequence) {
        Original original = whole.original;
        return new Row(
                id,
                0,
                key,
                whole.tariff.reportedAt(),
                withdrawn,
                sequence,
                HouseJson.rows().write(whole.tariff),
                original.bytes(),
                original.protocol(),
                original.version(),
                original.mediaType(),
                TariffDecisions.turnsAt(whole.tariff, clock.now()));
    }

    static Whole whole(Row row) {
        return new Whole(
                HouseJson.rows().read(row.content(), Tariff.class),
                new Original(row.protocol(), row.version(), row.mediaType(), row.original()));
    }

    static List<Whole> wholes(List<Row> rows) {
        List<Whole> wholes = new ArrayList<>(rows.size());
        rows.forEach(row -> wholes.add(whole(row)));
        return wholes;
    }
}
