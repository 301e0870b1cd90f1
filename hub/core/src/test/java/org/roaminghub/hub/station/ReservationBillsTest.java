package org.roaminghub.hub.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.Event;
import org.roaminghub.events.remote.RemoteRequested;
import org.roaminghub.events.remote.ReservationConfirmed;
import org.roaminghub.events.remote.ReservationEnded.How;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.hub.agreement.Agreement;
import org.roaminghub.hub.agreement.Agreements;
import org.roaminghub.hub.cdr.CdrPricing;
import org.roaminghub.hub.party.Parties;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Command;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.Sealing;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.hub.station.store.ReservedStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.TransactionStore.ReservationRow;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Cdrs;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.outbound.StationLink;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Price;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.ReservationId;
import org.roaminghub.vocabulary.Service;
import org.roaminghub.vocabulary.StationEvse;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;
import org.roaminghub.vocabulary.TransactionId;

/** What happens to reservations while others, or they themselves, are billed; all on one thread, by a clock that is set. */
class ReservationBillsTest {

    private static final PartyId HUB = new PartyId("DE*HUB");
    private static final PartyId EMSP = new PartyId("NL*MSP");
    private static final Actor ADMIN = Actor.user("admin");

    private final CoreUnderTest core = new CoreUnderTest();
    private final StationStore stations = new StationStore(core.jdbc);
    private final ReservedStore store = new ReservedStore(core.jdbc);
    private final StationId station = new StationId(core.ids.next());
    /** Nothing opens what is sealed in events that are in memory only. */
    private final Recorder recorder = new Recorder(
            EmbeddedEventStore.builder()
                    .storageEngine(new InMemoryEventStorageEngine())
                    .build(),
            (fact, id, at) -> new Sealing.Sealed(fact.event(), null, null),
            core.clock,
            core.ids);

    private final Desk desk = new Desk();
    private final Prices prices = new Prices();
    private final ReservationBills bills = bills();

    record Tell(List<Supplier<Fact>> facts) implements Command<Boolean> {}

    @CommandHandler
    boolean handle(Tell c) {
        c.facts.forEach(fact -> recorder.record(fact.get()));
        return true;
    }

    private ReservationBills bills() {
        core.commands.handledBy(this);
        Parties parties = core.parties(HUB);
        new OwnSites(parties, core.ids).open(ADMIN);
        Agreements agreements = core.agreements();
        agreements.sign(
                HUB,
                EMSP,
                new Interval(core.clock.now().minus(Duration.ofDays(1)), null),
                EnumSet.allOf(Service.class),
                List.of(),
                null,
                AgreementTerms.DEFAULT,
                ADMIN);
        return new ReservationBills(
                store,
                stations,
                new Places(),
                parties,
                core.commands,
                recorder,
                desk,
                agreements,
                prices,
                () -> (StationLink) Proxy.newProxyInstance(
                        StationLink.class.getClassLoader(),
                        new Class<?>[] {StationLink.class},
                        (self, m, with) -> true),
                StationTimes.DEFAULT,
                Runnable::run,
                core.clock,
                core.ids);
    }

    @BeforeEach
    void theStationIsThere() {
        stations.add(station, "ST-1", HUB, "LOC", 0, null, true, null, 1);
        stations.addEvse(station, new StationEvse(1, "E1", null, List.of("1")));
        core.jdbc
                .sql("update hub.station set connected_at = ?")
                .param(core.clock.now().atOffset(java.time.ZoneOffset.UTC))
                .update();
    }

    /** {@code number}: the station's. */
    private ReservationId expired(int number) {
        ReservationId id = new ReservationId(core.ids.next());
        RemoteId remote = new RemoteId(core.ids.next());
        TokenSeen seen = new TokenSeen(TokenUid.parse("04AA" + number), null, null);
        Instant now = core.clock.now();
        core.commands.send(new Tell(List.of(
                () -> fact(
                        "remote",
                        remote.value(),
                        seen,
                        new RemoteRequested(
                                remote,
                                RemoteKind.RESERVE,
                                EMSP,
                                HUB,
                                new AgreementId(core.ids.next()),
                                null,
                                id,
                                null,
                                now,
                                null,
                                null,
                                null,
                                now,
                                TokenKind.RFID,
                                Personal.of(seen),
                                Personal.absent())),
                () -> fact(
                        "reservation",
                        id.value(),
                        seen,
                        new ReservationConfirmed(
                                id, remote, HUB, EMSP, null, now, "R" + number, null, Personal.of(seen))))));
        store.add(id, new ReservationRow(number, station, 1), EMSP, now, List.of("T"));
        store.ended(id, How.EXPIRED, now.plusSeconds(60), null, now.plusSeconds(60));
        return id;
    }

    private Fact fact(String type, UUID key, TokenSeen seen, Event event) {
        return new Fact(
                StreamName.of(type, key),
                0,
                event,
                core.clock.now(),
                Causes.of(ADMIN, core.ids.next()),
                core.privacy.subjectOf(seen, TokenKind.RFID),
                null);
    }

    private void sweepAfter(Duration time) {
        core.clock.advance(time);
        bills.sweep();
    }

    /** Its transaction began in time, and is told of only now. */
    private void begins(int number, Instant at) {
        store.link(new TransactionId(core.ids.next()), station, number, at, core.clock.now());
    }

    private ReservedStore.Row row(ReservationId id) {
        return store.listNewest(station, 10).stream()
                .filter(row -> row.reservation().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoseSessionIsToldWhileAnotherIsBilledIsNotBilled() {
        expired(1);
        expired(2);
        Instant at = core.clock.now();
        desk.meanwhile = () -> begins(2, at);
        sweepAfter(Duration.ofMinutes(5));
        sweepAfter(Duration.ofMinutes(5));
        assertThat(desk.billed).hasSize(1);
    }

    @Test
    void whatAPersonWaivesWhileItIsReckonedIsNotBilled() {
        ReservationId id = expired(1);
        prices.unknown = true;
        sweepAfter(Duration.ofMinutes(5));
        prices.unknown = false;
        prices.meanwhile =
                () -> assertThat(bills.decide(station, id, false, ADMIN)).isInstanceOf(Outcome.Done.class);
        sweepAfter(Duration.ofMinutes(5));
        assertThat(desk.billed).isEmpty();
        assertThat(row(id).held()).isNull();
    }

    @Test
    void whatIsOnItsWayIsWaivedNoMore() {
        ReservationId id = expired(1);
        prices.unknown = true;
        sweepAfter(Duration.ofMinutes(5));
        prices.unknown = false;
        List<Outcome<ReservedStore.Row>> said = new ArrayList<>();
        desk.meanwhile = () -> said.add(bills.decide(station, id, false, ADMIN));
        sweepAfter(Duration.ofMinutes(5));
        assertThat(desk.billed).hasSize(1);
        assertThat(said)
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, no -> assertThat(no.refusal()).isEqualTo(Refusal.WRONG_STATE));
    }

    private static void run(@Nullable Runnable meanwhile) {
        if (meanwhile != null) {
            meanwhile.run();
        }
    }

    /** Takes CDRs; while it takes the first, something else may happen. */
    private final class Desk implements Cdrs {

        final List<String> billed = new ArrayList<>();

        @Nullable
        Runnable meanwhile;

        @Override
        public Receipt submit(Caller caller, ChargeDetailRecord record, Original original) {
            billed.add(record.fid());
            Runnable first = meanwhile;
            meanwhile = null;
            run(first);
            return new Receipt.Taken(true, new CdrId(core.ids.next()).toString(), null);
        }

        @Override
        public Listing<ChargeDetailRecord> list(Caller caller, @Nullable PartyId other, Listing.Query query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Stored> find(Caller caller, CdrId cdr) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Prices implements CdrPricing {

        boolean unknown;

        @Nullable
        Runnable meanwhile;

        @Override
        public Priced price(Charged charged) {
            Runnable first = meanwhile;
            meanwhile = null;
            run(first);
            Price one = new Price(new Money(BigDecimal.ONE, "EUR"), List.of(), null);
            return unknown
                    ? new Priced.Unknown("TARIFF_UNKNOWN")
                    : new Priced.Cost(one, Map.of(), List.of(), List.of(), List.of());
        }

        @Override
        public Optional<Tariff> tariff(List<String> named, Agreement agreement, Instant start) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Places extends PresenceTest.Places {

        @Override
        public List<HeldLocation> find(Caller caller, @Nullable PartyId owner, String location) {
            return List.of(SamplePlace.with(List.of(), core.clock.now()));
        }
    }
}
