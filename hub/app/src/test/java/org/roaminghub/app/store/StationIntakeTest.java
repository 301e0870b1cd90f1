package org.roaminghub.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.roaminghub.app.TestFolders;
import org.roaminghub.hub.station.store.MeterStore;
import org.roaminghub.hub.station.store.PresenceIntake;
import org.roaminghub.hub.station.store.ReadingIntake;
import org.roaminghub.hub.station.store.StateIntake;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.StationEvse;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TransactionId;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What many stations say at once, written together: nobody's is lost, doubled or another one's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StationIntakeTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final int STATIONS = 40;

    private EmbeddedDatabase server;
    private StoreUnderTest hub;
    private StationStore stations;
    private TransactionStore transactions;
    private ReadingIntake readings;
    private StateIntake states;
    private PresenceIntake comings;

    @BeforeAll
    void start() throws IOException {
        server = EmbeddedDatabase.start(TestFolders.make("hub-intake-test"));
        hub = new StoreUnderTest(server.address());
        JdbcTemplate template = new JdbcTemplate(hub.pool);
        stations = new StationStore(hub.jdbc);
        transactions = new TransactionStore(hub.jdbc);
        readings = new ReadingIntake(template, Duration.ofSeconds(60));
        states = new StateIntake(template);
        comings = new PresenceIntake(template);
    }

    @AfterAll
    void stop() {
        hub.close();
        server.close();
    }

    private StationId station() {
        StationId id = new StationId(hub.ids.next());
        stations.add(id, "S-" + id, new PartyId("DE*HUB"), "L1", 1, null, true, null, 1);
        stations.addEvse(id, new StationEvse(1, "E-" + id, null, List.of("1")));
        return id;
    }

    private TransactionId running(StationId station, String ocppId) {
        TransactionId id = new TransactionId(hub.ids.next());
        transactions.add(new TransactionStore.Row(
                id, transactions.nextNumber(), station, ocppId, 1, null, true, null, null, new byte[] {1}, 1));
        return id;
    }

    private static ReadingIntake.Said said(StationId station, @Nullable String transaction, String context, long wh) {
        return new ReadingIntake.Said(
                station,
                1,
                transaction,
                List.of(sample(MeterStore.ENERGY, context, wh), sample("Power.Active.Import", context, 11_000)),
                NOON);
    }

    private static MeterStore.Sample sample(String measurand, String context, long value) {
        return new MeterStore.Sample(NOON, measurand, context, null, null, BigDecimal.valueOf(value));
    }

    private List<String> kept(StationId station) {
        return hub.jdbc.sql("""
                        select measurand || ' ' || value || ' ' || coalesce(transaction::text, 'none')
                        from hub.meter_sample where station = ? order by measurand""").param(station.value()).query(String.class).list();
    }

    private @Nullable Instant tellAt(TransactionId id) {
        return transactions.find(id).orElseThrow().tellAt();
    }

    /** One of them says what no database can keep: it alone fails. */
    @Test
    void keepsWhatEverybodySaid() throws Exception {
        List<StationId> all = new ArrayList<>();
        List<TransactionId> ids = new ArrayList<>();
        for (int i = 0; i < STATIONS; i++) {
            all.add(station());
            ids.add(running(all.get(i), "tx-" + i));
        }
        StationId bad = station();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sent = new ArrayList<>();
            Future<?> failed = threads.submit(() -> readings.keep(said(bad, null, "a\0b", 1)));
            for (int i = 0; i < STATIONS; i++) {
                int one = i;
                sent.add(threads.submit(() -> readings.keep(said(all.get(one), "tx-" + one, "Sample.Periodic", one))));
            }
            for (Future<?> one : sent) {
                one.get();
            }
            assertThatThrownBy(failed::get).hasCauseInstanceOf(DataAccessException.class);
        }
        for (int i = 0; i < STATIONS; i++) {
            assertThat(kept(all.get(i)))
                    .containsExactly(
                            "Energy.Active.Import.Register " + i + " " + ids.get(i),
                            "Power.Active.Import 11000 " + ids.get(i));
            assertThat(tellAt(ids.get(i))).isEqualTo(NOON);
        }
        assertThat(kept(bad)).isEmpty();
    }

    @Test
    void aReadingBelongsToTheTransactionThatItNames() {
        StationId station = station();
        running(station, "one");
        readings.keep(said(station, "other", "Other", 1));
        assertThat(kept(station)).allMatch(row -> row.endsWith("00000000-0000-0000-0000-000000000000"));
        StationId unaware = station();
        readings.keep(said(unaware, "-1", "Sample.Periodic", 1));
        assertThat(kept(unaware)).hasSize(2).allMatch(row -> row.endsWith("none"));
        StationId silent = station();
        readings.keep(said(silent, null, "Sample.Periodic", 1));
        assertThat(kept(silent)).hasSize(2).allMatch(row -> row.endsWith("none"));
    }

    @Test
    void partnersAreToldAtMostOnceAMinute() {
        StationId station = station();
        TransactionId id = running(station, "tx");
        transactions.told(id, null, null, NOON.minusSeconds(10));
        readings.keep(said(station, "tx", "Sample.Periodic", 1));
        assertThat(tellAt(id)).isEqualTo(NOON.plusSeconds(60));
        ReadingIntake.Said later = said(station, "tx", "Sample.Clock", 2);
        readings.keep(new ReadingIntake.Said(station, 1, "tx", later.samples(), NOON.plusSeconds(30)));
        assertThat(tellAt(id)).as("it is to be told already").isEqualTo(NOON.plusSeconds(60));
        readings.keep(said(station, "tx", "Sample.Clock", 3));
        assertThat(kept(station)).as("repeats").hasSize(4);
    }

    @Test
    void anOlderStateIsNone() {
        StationId station = station();
        StateIntake.Seen seen = note(station, EvseStatus.AVAILABLE, NOON).orElseThrow();
        assertThat(seen.status()).isEqualTo(EvseStatus.AVAILABLE);
        assertThat(seen.evse().evseFid()).isEqualTo("E-" + station);
        assertThat(note(station, EvseStatus.OUT_OF_ORDER, NOON.minusSeconds(1))
                        .orElseThrow()
                        .status())
                .isNull();
        assertThat(stations.findEvse(station, 1).orElseThrow().status()).isEqualTo(EvseStatus.AVAILABLE);
        assertThat(note(new StationId(hub.ids.next()), EvseStatus.AVAILABLE, NOON))
                .isEmpty();
    }

    @Test
    void aCableBlocksNobodyWhileItsTransactionRuns() {
        StationId station = station();
        assertThat(note(station, EvseStatus.BLOCKED, NOON).orElseThrow().status())
                .isEqualTo(EvseStatus.BLOCKED);
        running(station, "tx");
        StateIntake.Seen seen =
                note(station, EvseStatus.BLOCKED, NOON.plusSeconds(1)).orElseThrow();
        assertThat(seen.busy()).isTrue();
        assertThat(seen.status()).isEqualTo(EvseStatus.OCCUPIED);
        assertThat(stations.findEvse(station, 1).orElseThrow().status()).isEqualTo(EvseStatus.OCCUPIED);
    }

    @Test
    void manyStatesAtOnceAreEachOnesOwn() throws Exception {
        List<StationId> all = new ArrayList<>();
        for (int i = 0; i < STATIONS; i++) {
            all.add(station());
        }
        EvseStatus[] values = EvseStatus.values();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<StateIntake.Seen>>> sent = new ArrayList<>();
            for (int i = 0; i < STATIONS; i++) {
                int one = i;
                sent.add(threads.submit(() -> note(all.get(one), values[one % values.length], NOON)));
            }
            for (int i = 0; i < STATIONS; i++) {
                StateIntake.Seen seen = sent.get(i).get().orElseThrow();
                assertThat(seen.evse().evseFid()).isEqualTo("E-" + all.get(i));
                assertThat(seen.status()).isEqualTo(values[i % values.length]);
            }
        }
    }

    private Optional<StateIntake.Seen> note(StationId station, EvseStatus status, Instant at) {
        return states.note(new StateIntake.Said(station, 1, status, at));
    }

    @Test
    void manyThatComeAndGoAtOnceAreEachNotedAndWhoWasLostIsTold() throws Exception {
        List<StationId> all = new ArrayList<>();
        for (int i = 0; i < STATIONS; i++) {
            all.add(station());
            if (i % 5 == 0) {
                stations.lost(all.get(i), true, 1);
            }
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> sent = new ArrayList<>();
            for (int i = 0; i < STATIONS; i++) {
                StationId one = all.get(i);
                boolean goes = i % 2 == 0;
                sent.add(threads.submit(() -> {
                    boolean lost = comings.connected(one, "2.0.1", NOON);
                    if (goes) {
                        comings.gone(one, NOON.plusSeconds(9));
                    }
                    return lost;
                }));
            }
            for (int i = 0; i < STATIONS; i++) {
                assertThat(sent.get(i).get()).as("lost").isEqualTo(i % 5 == 0);
            }
        }
        for (int i = 0; i < STATIONS; i++) {
            StationStore.Row row = stations.find(all.get(i)).orElseThrow();
            assertThat(row.ocppVersion()).isEqualTo("2.0.1");
            assertThat(row.connectedAt()).isEqualTo(NOON);
            assertThat(row.goneSince()).isEqualTo(i % 2 == 0 ? NOON.plusSeconds(9) : null);
        }
        assertThat(comings.connected(new StationId(hub.ids.next()), "1.6", NOON))
                .as("nobody")
                .isFalse();
    }
}
