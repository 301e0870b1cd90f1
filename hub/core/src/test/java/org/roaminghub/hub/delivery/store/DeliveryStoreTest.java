package org.roaminghub.hub.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;

/** What takes the place of what in a lane, and what leaves it together. */
class DeliveryStoreTest {

    private static final List<String> LATEST_STATE = List.of("SESSION", "TOKEN");
    private static final PartyId EMSP = new PartyId("NL*MSP");

    private final CoreUnderTest core = new CoreUnderTest();
    private final DeliveryStore store = new DeliveryStore(core.jdbc);
    private final Instant lease = core.clock.now().plusSeconds(60);

    private DeliveryStore.Row row(String kind, PartyId receiver) {
        return new DeliveryStore.Row(
                new DeliveryId(core.ids.next()),
                kind,
                "session/1",
                "session/1",
                1,
                new PartyId("DE*CPO"),
                receiver,
                Role.EMSP,
                null,
                core.ids.next().toString(),
                false,
                0,
                core.clock.now(),
                core.clock.now(),
                core.clock.now(),
                null,
                null,
                0);
    }

    /** Queued and leased by whoever is to try it at once. */
    private DeliveryId tried(String kind) {
        DeliveryStore.Row row = row(kind, EMSP);
        store.add(row, false, lease);
        return row.delivery();
    }

    private DeliveryId parked(String kind, Refusal why) {
        DeliveryId id = tried(kind);
        store.park(id, 1, why);
        return id;
    }

    private boolean replaces(DeliveryStore.Row row) {
        return store.add(row, true, lease);
    }

    @Test
    void aNewerStateTakesThePlaceOfOneThatWaits() {
        DeliveryId older = tried("SESSION");
        store.release(older);
        DeliveryStore.Row newer = row("SESSION", EMSP);
        assertThat(replaces(newer)).as("first in its lane").isFalse();
        assertThat(store.find(older)).isEmpty();
        assertThat(store.find(newer.delivery()))
                .hasValueSatisfying(row -> assertThat(row.leasedUntil()).isNull());
    }

    @Test
    void whatIsOnItsWayStaysUntilItsLeaseIsOver() {
        DeliveryId older = tried("SESSION");
        assertThat(replaces(row("SESSION", EMSP))).isFalse();
        assertThat(store.find(older)).isPresent();
        core.clock.advance(Duration.ofMinutes(2));
        assertThat(replaces(row("SESSION", EMSP))).isFalse();
        assertThat(store.find(older)).isEmpty();
    }

    @Test
    void whatWasRefusedMakesRoomAndKeepsNobodyFromBeingFirst() {
        DeliveryId refused = parked("SESSION", Refusal.REJECTED);
        DeliveryId withheld = parked("SESSION", Refusal.NOT_EXPRESSIBLE);
        DeliveryStore.Row newer = row("SESSION", EMSP);
        assertThat(replaces(newer)).isTrue();
        assertThat(store.find(refused)).isEmpty();
        assertThat(store.find(withheld)).as("is told of once").isPresent();
        assertThat(store.find(newer.delivery()))
                .hasValueSatisfying(row -> assertThat(row.leasedUntil()).isNotNull());
    }

    @Test
    void anotherReceiversLaneIsAnother() {
        DeliveryId older = tried("SESSION");
        store.release(older);
        assertThat(replaces(row("SESSION", new PartyId("NL*OTH")))).isTrue();
        assertThat(store.find(older)).isPresent();
    }

    @Test
    void aStateThatArrivesTakesWhatWasWithheldBeforeWithIt() {
        DeliveryId withheld = parked("SESSION", Refusal.NOT_EXPRESSIBLE);
        DeliveryId refusedCdr = parked("CDR", Refusal.NOT_EXPRESSIBLE);
        DeliveryId arriving = tried("SESSION");
        assertThat(store.take(arriving, LATEST_STATE))
                .hasValueSatisfying(row -> assertThat(row.delivery()).isEqualTo(arriving));
        assertThat(store.find(withheld)).isEmpty();
        assertThat(store.find(refusedCdr)).as("of another kind").isPresent();
        assertThat(store.take(arriving, LATEST_STATE)).as("once").isEmpty();
    }

    @Test
    void aCdrThatArrivesTakesNoOtherWithIt() {
        DeliveryId withheld = parked("CDR", Refusal.NOT_EXPRESSIBLE);
        DeliveryId arriving = tried("CDR");
        assertThat(store.take(arriving, LATEST_STATE))
                .hasValueSatisfying(row -> assertThat(row.delivery()).isEqualTo(arriving));
        assertThat(store.find(arriving)).isEmpty();
        assertThat(store.find(withheld)).as("every CDR must arrive").isPresent();
    }

    @Test
    void aStateThatArrivesTakesWhatWasRefusedWhileItWaitedWithIt() {
        DeliveryId older = tried("SESSION");
        DeliveryStore.Row newer = row("SESSION", EMSP);
        assertThat(replaces(newer)).as("the older one is on its way").isFalse();
        store.park(older, 1, Refusal.REJECTED);
        assertThat(store.take(newer.delivery(), LATEST_STATE)).isPresent();
        assertThat(store.find(older)).as("nobody need look at it").isEmpty();
    }
}
