package org.roaminghub.hub.station.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.hub.station.store.TransactionStore.Due;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.ReservationId;
import org.roaminghub.vocabulary.StationId;
import org.roaminghub.vocabulary.TransactionId;

/** What is said of a transaction that partners are to be told of, so that nothing is asked for that isn't there. */
class TransactionStoreTest {

    private final CoreUnderTest core = new CoreUnderTest();
    private final TransactionStore store = new TransactionStore(core.jdbc);
    private final Instant now = core.clock.now();

    private StationId station(String identity) {
        StationId id = new StationId(core.ids.next());
        new StationStore(core.jdbc).add(id, identity, new PartyId("DE*HUB"), "LOC", 0, null, true, null, 1);
        return id;
    }

    private TransactionId begun(StationId station) {
        TransactionId id = new TransactionId(core.ids.next());
        int number = store.nextNumber();
        store.add(new TransactionStore.Row(
                id, number, station, Integer.toString(number), 1, null, true, null, now, new byte[] {1}, 1));
        return id;
    }

    private Due due(TransactionId transaction) {
        return store.findDue(transaction).orElseThrow();
    }

    @Test
    void mostHaveNothingElseToAskFor() {
        TransactionId transaction = begun(station("A"));
        store.keepTariffs(transaction, List.of("T1"));
        Due due = due(transaction);
        assertThat(due.row().transaction()).isEqualTo(transaction);
        assertThat(List.of(due.reservations(), due.unpriced())).containsOnly(false);
        assertThat(store.findDue(new TransactionId(core.ids.next()))).isEmpty();
    }

    @Test
    void reservationsAreThoseOfTheStation() {
        StationId station = station("A");
        TransactionId here = begun(station);
        TransactionId elsewhere = begun(station("B"));
        new ReservedStore(core.jdbc)
                .add(
                        new ReservationId(core.ids.next()),
                        new TransactionStore.ReservationRow(7, station, 1),
                        new PartyId("NL*MSP"),
                        now,
                        List.of());
        assertThat(due(here).reservations()).isTrue();
        assertThat(due(elsewhere).reservations()).isFalse();
    }

    @Test
    void aMissingPriceIsToldUntilItIsThere() {
        TransactionId transaction = begun(station("A"));
        store.keepTariffs(transaction, List.of("T1"));
        store.priceMissing(transaction, "NO_TARIFF");
        assertThat(due(transaction).unpriced()).isTrue();
        store.priceMissing(transaction, null);
        assertThat(due(transaction).unpriced()).isFalse();
    }
}
