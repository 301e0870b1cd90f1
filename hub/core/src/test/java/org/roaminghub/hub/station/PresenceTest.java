package org.roaminghub.hub.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.hub.cdr.CdrPricing;
import org.roaminghub.hub.cdr.CurrentPrices;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.station.store.DefaultTariffStore;
import org.roaminghub.hub.station.store.JobStore;
import org.roaminghub.hub.station.store.LimitStore;
import org.roaminghub.hub.station.store.MeterStore;
import org.roaminghub.hub.station.store.PresenceIntake;
import org.roaminghub.hub.station.store.ReadingIntake;
import org.roaminghub.hub.station.store.ReservedStore;
import org.roaminghub.hub.station.store.SettingStore;
import org.roaminghub.hub.station.store.SignedStore;
import org.roaminghub.hub.station.store.StateIntake;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Authorizations;
import org.roaminghub.spi.inbound.Cdrs;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.Sessions;
import org.roaminghub.spi.outbound.StationLink;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.StationEvse;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TransactionId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stations that are lost and come back while partners are told of it; all on one thread, by a clock that is set. */
class PresenceTest {

    private static final PartyId HUB = new PartyId("DE*HUB");
    private static final Original NOTHING =
            new Original(Protocol.OCPP, "1.6", "application/json", new byte[] {'{', '}'});

    private final CoreUnderTest core = new CoreUnderTest();
    private final JdbcTemplate template = new JdbcTemplate(core.database);
    private final StationStore stations = new StationStore(core.jdbc);
    private final StationId id = new StationId(core.ids.next());
    private final Places places = new Places();
    private final Sockets sockets = new Sockets();
    private final List<Runnable> notYet = new ArrayList<>();
    private boolean busy;
    private final StationRegister register = register();

    private StationRegister register() {
        Parties parties = core.parties(HUB);
        new OwnSites(parties, core.ids).open(Actor.user("admin"));
        SettingStore settings = new SettingStore(template);
        return new StationRegister(
                core.commands,
                core.recorder,
                core.privacy,
                new StationTables(
                        stations,
                        new TransactionStore(core.jdbc),
                        new MeterStore(template),
                        new ReadingIntake(template, StationRegister.PROGRESS_EVERY),
                        new PresenceIntake(template),
                        new StateIntake(template),
                        new SignedStore(core.jdbc),
                        new JobStore(core.jdbc),
                        settings,
                        new DefaultTariffStore(core.jdbc),
                        new LimitStore(core.jdbc),
                        new ReservedStore(core.jdbc)),
                parties,
                core.agreements(),
                new StationRegister.Doors(
                        places,
                        unused(Authorizations.class),
                        unused(Sessions.class),
                        unused(Cdrs.class),
                        new RunningCosts(
                                stations,
                                settings,
                                unused(CurrentPrices.class),
                                new FakeWords(),
                                () -> sockets,
                                Duration.ofSeconds(30),
                                Runnable::run,
                                core.clock)),
                unused(CdrPricing.class),
                unused(CurrentPrices.class),
                () -> sockets,
                new FakeWords(),
                StationTimes.DEFAULT,
                this::background,
                core.clock,
                core.ids);
    }

    private void background(Runnable task) {
        if (busy) {
            notYet.add(task);
        } else {
            task.run();
        }
    }

    static <T> T unused(Class<T> door) {
        return door.cast(Proxy.newProxyInstance(door.getClassLoader(), new Class<?>[] {door}, (self, method, with) -> {
            throw new UnsupportedOperationException(method.getName());
        }));
    }

    @BeforeEach
    void theStationIsThere() {
        stations.add(id, "ST-1", HUB, "LOC", 0, null, true, null, 0);
        stations.addEvse(id, new StationEvse(1, "E1", null, List.of("1")));
        stations.addEvse(id, new StationEvse(2, "E2", null, List.of("1")));
        comesIn();
        says();
    }

    private void comesIn() {
        sockets.open.add("ST-1");
        if (register.connected(id, "1.6")) {
            says();
        }
    }

    /** As it is asked to, when it was lost. */
    private void says() {
        register.status(id, 1, 1, EvseStatus.AVAILABLE, core.clock.now(), NOTHING);
        register.status(id, 2, 1, EvseStatus.CHARGING, core.clock.now(), NOTHING);
    }

    private void goes() {
        sockets.open.remove("ST-1");
        register.disconnected(id);
    }

    private void sweepAfter(Duration time) {
        core.clock.advance(time);
        try {
            register.sweep();
        } catch (IllegalStateException killed) {
            // As the timer does.
        }
    }

    @Test
    void whoseEvsesCouldNotBeToldOfAreToldOfNext() {
        goes();
        places.meanwhile = () -> {
            throw new IllegalStateException("killed");
        };
        sweepAfter(Duration.ofMinutes(2));
        sweepAfter(Duration.ofSeconds(1));
        assertThat(places.told)
                .containsExactly(Map.entry("E1", EvseStatus.UNKNOWN), Map.entry("E2", EvseStatus.UNKNOWN));
    }

    @Test
    void oneThatComesBackWhileItsLossIsToldIsAsItWas() {
        goes();
        places.meanwhile = () -> {
            core.clock.advance(Duration.ofSeconds(1));
            comesIn();
        };
        sweepAfter(Duration.ofMinutes(2));
        assertThat(places.told)
                .containsExactly(Map.entry("E1", EvseStatus.AVAILABLE), Map.entry("E2", EvseStatus.CHARGING));
    }

    @Test
    void oneThatGoesWhileItIsFoundToBeThereIsLostLater() {
        register.disconnected(id);
        sockets.meanwhile = this::goes;
        sweepAfter(Duration.ofMinutes(2));
        sweepAfter(Duration.ofMinutes(2));
        assertThat(places.told.values()).containsOnly(EvseStatus.UNKNOWN);
    }

    /** Each waits for a partner that is slow. */
    @Test
    void oneIsLostThoughAllWhoTellPartnersOfTransactionsAreBusy() {
        TransactionStore transactions = new TransactionStore(core.jdbc);
        for (int number = 1; number <= 20; number++) {
            transactions.add(new TransactionStore.Row(
                    new TransactionId(core.ids.next()),
                    number,
                    id,
                    "T" + number,
                    1,
                    null,
                    true,
                    null,
                    core.clock.now(),
                    new byte[] {1},
                    1));
        }
        busy = true;
        goes();
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> sweepAfter(Duration.ofMinutes(2)));
        assertThat(notYet).isNotEmpty();
        assertThat(places.told.values()).containsOnly(EvseStatus.UNKNOWN);
    }

    private static void run(@Nullable Runnable meanwhile) {
        if (meanwhile != null) {
            meanwhile.run();
        }
    }

    /** What partners were told last; while one is told for the first time, something else may happen before. */
    static class Places implements Locations {

        final Map<String, EvseStatus> told = new LinkedHashMap<>();

        @Nullable
        Runnable meanwhile;

        @Override
        public Receipt report(Caller caller, LocationTarget target, Change change, Original message, boolean partial) {
            Runnable first = meanwhile;
            meanwhile = null;
            run(first);
            told.put(String.valueOf(target.evse()), ((Change.Status) change).status());
            return new Receipt.Taken(false, "", null);
        }

        @Override
        public Listing<HeldLocation> list(Caller caller, @Nullable PartyId owner, Listing.Query query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<HeldLocation> find(Caller caller, @Nullable PartyId owner, String location) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<PartyId> ownersOf(Caller caller, String location) {
            throw new UnsupportedOperationException();
        }
    }

    /** Who is there; something may happen behind the answer. */
    private static final class Sockets implements StationLink {

        final Set<String> open = new HashSet<>();

        @Nullable
        Runnable meanwhile;

        @Override
        public boolean isConnected(String identity) {
            boolean there = open.contains(identity);
            Runnable next = meanwhile;
            meanwhile = null;
            run(next);
            return there;
        }

        @Override
        public Reply call(String identity, String action, byte[] payload, Duration patience) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean serves(int securityProfile) {
            return true;
        }

        @Override
        public void disconnect(String identity) {}

        @Override
        public Sensitive sensitive(String identity, String action, byte[] payload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean tookPassword(String action, Original answer) {
            throw new UnsupportedOperationException();
        }
    }
}
