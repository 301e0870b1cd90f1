package org.roaminghub.hub.station.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.remote.ReservationEnded.How;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.hub.station.store.ReservedStore.Row;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.ReservationId;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TransactionId;

/** What comes while the bill of a reservation is looked at, which may take as long as partners do. */
class ReservedStoreTest {

    private static final String AWAY = "STATION_AWAY";

    private final CoreUnderTest core = new CoreUnderTest();
    private final ReservedStore store = new ReservedStore(core.jdbc);
    private final StationId station = new StationId(core.ids.next());
    private final ReservationId reservation = new ReservationId(core.ids.next());
    private final Instant now = core.clock.now();
    private final Instant later = now.plus(Duration.ofMinutes(1));

    @BeforeEach
    void heldAsItsStationIsAway() {
        PartyId emsp = new PartyId("NL*MSP");
        new StationStore(core.jdbc).add(station, "A", new PartyId("DE*HUB"), "LOC", 0, null, true, null, 1);
        store.add(reservation, new TransactionStore.ReservationRow(7, station, 1), emsp, now, List.of("T1"));
        store.ended(reservation, How.EXPIRED, now, null, now);
        store.settled(due(), null, AWAY, now);
    }

    private Row due() {
        return store.listToSettle(now, 10).getFirst();
    }

    private Row row() {
        return store.listNewest(station, 1).getFirst();
    }

    @Test
    void itIsHeldUntilItsNextTime() {
        store.settled(due(), null, AWAY, later);
        assertThat(row().held()).isEqualTo(AWAY);
        assertThat(row().settleAt()).isEqualTo(later);
    }

    @Test
    void oneThatAPersonWaivedMeanwhileIsHeldNoMore() {
        Row seen = due();
        store.decide(reservation, false, now);
        store.settled(seen, null, AWAY, later);
        assertThat(row().held()).isNull();
        assertThat(row().settleAt()).isNull();
    }

    @Test
    void oneThatBeganASessionMeanwhileIsHeldNoMore() {
        Row seen = due();
        store.link(new TransactionId(core.ids.next()), station, 7, later, now);
        store.settled(seen, null, AWAY, later);
        assertThat(row().held()).isNull();
        assertThat(row().settleAt()).isNull();
    }

    @Test
    void aCdrThatWasMadeMeanwhileIsNoted() {
        Row seen = due();
        assertThat(store.claim(seen, now)).contains(now);
        store.link(new TransactionId(core.ids.next()), station, 7, later, later);
        CdrId cdr = new CdrId(core.ids.next());
        store.settled(seen, cdr, null, null);
        assertThat(row().cdr()).isEqualTo(cdr);
        assertThat(row().settleAt()).as("when it is taken back").isEqualTo(later);
    }
}
