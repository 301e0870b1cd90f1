package org.roaminghub.hub.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.station.TransactionIdentified;
import org.roaminghub.events.station.TransactionStarted;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.station.store.MeterStore;
import org.roaminghub.hub.station.store.SignedStore;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.TransactionStore;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Stations.Seat;
import org.roaminghub.spi.inbound.Stations.Token;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TokenKind;
import org.roaminghub.vocabulary.TokenSeen;
import org.roaminghub.vocabulary.TokenUid;
import org.roaminghub.vocabulary.TransactionId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Starts that were commanded: each leads to one transaction, also when the hub ends while it takes the start. */
class ExpectationsTest {

    private static final PartyId EMSP = new PartyId("NL*MSP");
    private static final Token CARD =
            new Token(new TokenSeen(TokenUid.parse("04A2B3C4D5E680"), null, null), TokenKind.RFID);
    private static final Original SAID = new Original(Protocol.OCPP, "1.6", "application/json", new byte[] {'{', '}'});

    private final CoreUnderTest core = new CoreUnderTest();
    private final TransactionStore store = new TransactionStore(core.jdbc);
    private final Expectations expectations =
            new Expectations(store, core.privacy, core.commands, StationTimes.DEFAULT);
    private final StationId station = new StationId(core.ids.next());
    private final RemoteId remote = new RemoteId(core.ids.next());

    @BeforeEach
    void aStartWasCommanded() {
        core.commands.handledBy(new TxCommands(
                store,
                new MeterStore(new JdbcTemplate(core.database)),
                new SignedReadings(new SignedStore(core.jdbc), core.commands, core.privacy),
                core.recorder,
                core.privacy));
        new StationStore(core.jdbc).add(station, "A", new PartyId("DE*HUB"), "LOC", 0, null, true, null, 1);
        Seat seat = new Seat(station, "A", 1, 1, EvseStatus.AVAILABLE);
        expectations.expect(remote, EMSP, seat, CARD, null, core.clock.now());
    }

    private Optional<Tx.Holder> found() {
        return expectations.find(station, null, CARD, core.clock.now());
    }

    private Tx open(Tx.@Nullable Holder holder) {
        Tx tx = new Tx(
                new TransactionId(core.ids.next()),
                store.nextNumber(),
                station,
                "tx-1",
                false,
                1,
                1,
                null,
                holder,
                null,
                List.of(),
                null,
                0,
                null,
                core.clock.now(),
                null);
        return core.commands.send(new TxCommands.Open(tx, null, null, null, null, SAID, causes(), core.clock.now()));
    }

    private Causes causes() {
        return Causes.of(new Actor("STATION:" + station), core.ids.next());
    }

    @Test
    void aStartThatIsRepeatedBeforeItWasRecordedIsStillTheCommandedOne() {
        assertThat(found())
                .hasValueSatisfying(holder -> assertThat(holder.emsp()).isEqualTo(EMSP));
        assertThat(found())
                .hasValueSatisfying(holder -> assertThat(holder.remote()).isEqualTo(remote));
    }

    @Test
    void theTransactionThatBeginsWithItUsesItUp() {
        Tx opened = open(found().orElseThrow());
        assertThat(core.events("transaction", opened.id().value()))
                .singleElement()
                .isInstanceOfSatisfying(
                        TransactionStarted.class,
                        started -> assertThat(started.remote()).isEqualTo(remote));
        assertThat(found()).isEmpty();
    }

    @Test
    void aTransactionThatIsToldLaterWhoseItIsUsesItUp() {
        Tx opened = open(null);
        Tx.Holder holder = found().orElseThrow();
        core.commands.send(new TxCommands.Change(
                opened.id(),
                (now, row) -> TxCommands.Changed.not(now.with(holder), row),
                null,
                null,
                List.of(),
                SAID,
                causes(),
                core.clock.now()));
        assertThat(core.events("transaction", opened.id().value())).last().isInstanceOf(TransactionIdentified.class);
        assertThat(found()).isEmpty();
    }
}
