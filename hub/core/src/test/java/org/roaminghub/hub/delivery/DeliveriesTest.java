package org.roaminghub.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roaminghub.hub.roaming.Messages.cdr;
import static org.roaminghub.hub.roaming.Messages.credit;
import static org.roaminghub.hub.roaming.Roaming.EMSP;
import static org.roaminghub.hub.roaming.Roaming.OTHER_EMSP;
import static org.roaminghub.hub.roaming.Roaming.euros;
import static org.roaminghub.hub.roaming.Roaming.eventually;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.Event;
import org.roaminghub.events.delivery.DeliveryAcknowledged;
import org.roaminghub.events.delivery.DeliveryDiscarded;
import org.roaminghub.events.delivery.DeliveryParked;
import org.roaminghub.events.delivery.DeliveryRetried;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.roaming.FakePartner.Arrived;
import org.roaminghub.hub.roaming.FakePartner.Mood;
import org.roaminghub.hub.roaming.HandClock;
import org.roaminghub.hub.roaming.Roaming;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;

class DeliveriesTest {

    private static final Actor ANN = Actor.user("ann");

    private Roaming hub = Roaming.fresh(Instant::now);

    @AfterEach
    void end() {
        hub.close();
    }

    private Receipt.Taken submit(String id, PartyId to) {
        return (Receipt.Taken)
                hub.cdrs().submit(Roaming.cpo(to), cdr(id, null, euros("3.60")), Roaming.original("cdr " + id));
    }

    private <E extends Event> List<E> events(Class<E> type) {
        return hub.allEvents().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private QueuedDelivery only() {
        assertThat(hub.deliveries().list(null, null, null, 0, 10)).hasSize(1);
        return hub.deliveries().list(null, null, null, 0, 10).getFirst();
    }

    @Test
    void pushesAtOnceAndPassesTheAnswerThrough() {
        Receipt.Taken taken = submit("C1", EMSP);
        assertThat(taken.answer()).isNotNull();
        assertThat(hub.partner().arrived(EMSP)).singleElement().satisfies(a -> {
            assertThat(a.from()).isEqualTo(Roaming.CPO);
            assertThat(a.correlationId()).isEqualTo(Roaming.cpo(EMSP).correlationId());
            assertThat(a.original()).isEqualTo(Roaming.original("cdr C1"));
        });
        assertThat(hub.deliveries().counts()).isEqualTo(new Deliveries.Counts(0, 0));
        assertThat(events(DeliveryAcknowledged.class)).singleElement().satisfies(event -> {
            assertThat(event.object()).isEqualTo("cdr/" + taken.hubId());
            assertThat(event.receiverRef()).isEqualTo("at:NL*MSP/C1");
            assertThat(event.attempts()).isEqualTo(1);
        });
    }

    @Test
    void takesOverTheDutyWhenNobodyIsThereAndDeliversOnceWhenSomebodyIs() {
        hub.partner().mood(EMSP, Mood.AWAY);
        assertThat(submit("C1", EMSP).answer()).isNull();
        assertThat(only().lastRefusal()).isEqualTo(Refusal.PARTY_OFFLINE);
        hub.deliveries().start();
        hub.partner().mood(EMSP, Mood.UP);
        eventually("the CDR arrives", () -> hub.deliveries().counts().queued() == 0);
        assertThat(hub.partner().arrived(EMSP)).hasSize(1);
        assertThat(events(DeliveryAcknowledged.class)).hasSize(1);
    }

    @Test
    void takesADeadPlatformOfflineAndWastesNoMoreTriesOnIt() {
        hub.partner().mood(EMSP, Mood.AWAY);
        for (int i = 0; i < 20; i++) {
            assertThat(submit("C" + i, EMSP).answer()).isNull();
        }
        assertThat(hub.partner().calls()).isEqualTo(Circuit.TRIPS_AT);
        assertThat(hub.status(EMSP)).isEqualTo(ConnectionStatus.OFFLINE);
        assertThat(hub.deliveries().counts().queued()).isEqualTo(20);
    }

    @Test
    void probesAnOfflinePlatformAndSendsEverythingWhenItIsBack() {
        hub.partner().mood(EMSP, Mood.AWAY);
        for (int i = 0; i < 20; i++) {
            submit("C" + i, EMSP);
        }
        hub.deliveries().start();
        hub.partner().mood(EMSP, Mood.UP);
        eventually("all arrive", () -> hub.deliveries().counts().queued() == 0);
        assertThat(hub.status(EMSP)).isEqualTo(ConnectionStatus.CONNECTED);
        assertThat(hub.partner().arrived(EMSP))
                .extracting(Arrived::id)
                .doesNotHaveDuplicates()
                .hasSize(20);
    }

    @Test
    void sendsNothingToASuspendedOrPlannedPlatform() {
        for (ConnectionStatus status :
                List.of(ConnectionStatus.SUSPENDED, ConnectionStatus.PLANNED, ConnectionStatus.OFFLINE)) {
            hub.host(EMSP, status);
            assertThat(submit("C" + status, EMSP).answer()).isNull();
        }
        assertThat(hub.partner().calls()).isZero();
        assertThat(hub.deliveries().counts().queued()).isEqualTo(3);
    }

    @Test
    void isHeldUpByNobodyElse() {
        hub.partner().mood(EMSP, Mood.STUCK);
        hub.host(EMSP, ConnectionStatus.OFFLINE);
        for (int i = 0; i < 100; i++) {
            submit("S" + i, EMSP);
        }
        hub.host(EMSP, ConnectionStatus.CONNECTED);
        hub.deliveries().start();
        eventually("the stuck platform has its share", () -> hub.partner().mostInFlight() == 8);
        hub.host(OTHER_EMSP, ConnectionStatus.OFFLINE);
        for (int i = 0; i < 100; i++) {
            submit("O" + i, OTHER_EMSP);
        }
        hub.host(OTHER_EMSP, ConnectionStatus.CONNECTED);
        eventually("the other gets all", () -> hub.partner().arrived(OTHER_EMSP).size() == 100);
        assertThat(hub.partner().arrived(EMSP)).isEmpty();
        assertThat(hub.partner().mostInFlight()).isLessThanOrEqualTo(16);
    }

    @Test
    void parksWhatTheReceiverRefusesAndPassesItsAnswerThrough() {
        hub.partner().mood(EMSP, Mood.REFUSING);
        assertThat(submit("C1", EMSP).answer()).isNotNull();
        assertThat(only().state()).isEqualTo(QueuedDelivery.State.PARKED);
        assertThat(events(DeliveryParked.class))
                .singleElement()
                .satisfies(e -> assertThat(e.why()).isEqualTo(Refusal.REJECTED));
    }

    @Test
    void sendsAParkedDeliveryAgainWhenAPersonSaysSo() {
        hub.partner().mood(EMSP, Mood.REFUSING);
        submit("C1", EMSP);
        hub.partner().mood(EMSP, Mood.UP);
        hub.deliveries().start();
        QueuedDelivery parked = only();
        assertThat(hub.deliveries().retry(parked.delivery(), "fixed", ANN)).isEqualTo(Outcome.done(parked.delivery()));
        eventually("it arrives", () -> hub.partner().arrived(EMSP).size() == 1);
        eventually(
                "it is settled", () -> hub.deliveries().find(parked.delivery()).isEmpty());
        List<Event> story = hub.events("delivery", parked.delivery().toString());
        assertThat(story)
                .hasExactlyElementsOfTypes(DeliveryParked.class, DeliveryRetried.class, DeliveryAcknowledged.class);
    }

    @Test
    void givesAParkedDeliveryUpWhenAPersonSaysSo() {
        hub.partner().mood(EMSP, Mood.REFUSING);
        submit("C1", EMSP);
        QueuedDelivery parked = only();
        hub.deliveries().discard(parked.delivery(), "not needed", ANN);
        assertThat(events(DeliveryDiscarded.class))
                .singleElement()
                .satisfies(e -> assertThat(e.reason()).isEqualTo("not needed"));
        assertThat(hub.deliveries().retry(parked.delivery(), "again", ANN))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.refusal()).isEqualTo(Refusal.UNKNOWN_OBJECT));
    }

    @Test
    void leavesADeliveryOnItsWayToItself() {
        hub.host(EMSP, ConnectionStatus.OFFLINE);
        submit("C1", EMSP);
        assertThat(hub.deliveries().discard(only().delivery(), "no", ANN))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.refusal()).isEqualTo(Refusal.WRONG_STATE));
    }

    @Test
    void neverSendsACreditBeforeWhatItCancels() {
        hub.host(EMSP, ConnectionStatus.OFFLINE);
        submit("C1", EMSP);
        hub.cdrs().submit(Roaming.cpo(EMSP), credit("C1-C", "C1", euros("-3.60")), Roaming.original("credit"));
        hub.partner().mood(EMSP, Mood.FAILING);
        hub.host(EMSP, ConnectionStatus.CONNECTED);
        hub.deliveries().start();
        eventually("some tries failed", () -> hub.partner().calls() > 3);
        hub.partner().mood(EMSP, Mood.UP);
        eventually("both arrive", () -> hub.partner().arrived(EMSP).size() == 2);
        assertThat(hub.partner().arrived(EMSP)).extracting(Arrived::id).containsExactly("C1", "C1-C");
    }

    @Test
    void takesUpTheWorkOfAHubThatWasKilledWhileItSent() throws Exception {
        HandClock clock = new HandClock(Instant.now());
        hub.close();
        hub = Roaming.fresh(clock);
        hub.partner().mood(EMSP, Mood.STUCK);
        Roaming killed = hub;
        CompletableFuture<Receipt> push = CompletableFuture.supplyAsync(
                () -> killed.cdrs().submit(Roaming.cpo(EMSP), cdr("C1", null, euros("3.60")), Roaming.original("c")));
        eventually("it is on its way", () -> killed.partner().calls() == 1);
        hub = killed.restarted();
        hub.partner().mood(EMSP, Mood.UP);
        hub.deliveries().start();
        // As long as the lease holds, the first sender may still be at it.
        hub.deliveries().wake();
        assertThat(hub.partner().arrived(EMSP)).isEmpty();
        clock.forward(Duration.ofSeconds(61));
        eventually("the next hub sends it", () -> hub.partner().arrived(EMSP).size() == 1);
        eventually("and settles it", () -> hub.deliveries().counts().queued() == 0);
        killed.partner().unstick();
        assertThat(push.get()).isInstanceOf(Receipt.Taken.class);
        assertThat(events(DeliveryAcknowledged.class)).hasSize(1);
        killed.close();
    }

    @Test
    void asksASilentPlatformWhetherItIsStillThere() {
        HandClock clock = new HandClock(Instant.now());
        hub.close();
        hub = Roaming.fresh(clock);
        hub.partner().mood(EMSP, Mood.AWAY);
        hub.silent(EMSP, clock.now());
        hub.silent(OTHER_EMSP, clock.now());
        hub.deliveries().start();
        eventually("the one that is away is offline", () -> {
            clock.forward(Duration.ofMinutes(1));
            return hub.status(EMSP) == ConnectionStatus.OFFLINE;
        });
        eventually("both were asked", () -> hub.partner().probes() >= 2);
        assertThat(hub.status(OTHER_EMSP)).isEqualTo(ConnectionStatus.CONNECTED);
    }

    @Test
    void leavesAPlatformAloneThatSpeaks() throws Exception {
        HandClock clock = new HandClock(Instant.now());
        hub.close();
        hub = Roaming.fresh(clock);
        hub.deliveries().start();
        CountDownLatch rounds = hub.rounds(5);
        for (int minute = 0; rounds.getCount() > 0 && minute < 10_000; minute++) {
            clock.forward(Duration.ofMinutes(1));
            rounds.await(5, TimeUnit.MILLISECONDS);
        }
        assertThat(rounds.getCount()).isZero();
        assertThat(hub.partner().probes()).isZero();
    }

    @Test
    void leavesAPlatformAloneThatSpeaksWhileItIsAsked() {
        HandClock clock = new HandClock(Instant.now());
        hub.close();
        hub = Roaming.fresh(clock);
        Roaming asking = hub;
        hub.partner().mood(EMSP, Mood.AWAY);
        hub.partner().whileProbed(() -> asking.silent(EMSP, clock.now()));
        hub.silent(EMSP, clock.now());
        hub.deliveries().start();
        eventually("it is asked for the second time", () -> {
            clock.forward(Duration.ofMinutes(1));
            return hub.partner().probes() == 2;
        });
        assertThat(hub.status(EMSP)).isEqualTo(ConnectionStatus.CONNECTED);
    }

    @Test
    void parksWhatGotTooOld() {
        HandClock clock = new HandClock(Instant.now());
        hub.close();
        hub = Roaming.fresh(clock);
        hub.partner().mood(EMSP, Mood.FAILING);
        submit("C1", EMSP);
        clock.forward(Duration.ofDays(8));
        hub.deliveries().start();
        eventually("it is parked", () -> hub.deliveries().counts().parked() == 1);
        assertThat(events(DeliveryParked.class))
                .singleElement()
                .satisfies(e -> assertThat(e.why()).isEqualTo(Refusal.PARTY_FAILED));
    }
}
