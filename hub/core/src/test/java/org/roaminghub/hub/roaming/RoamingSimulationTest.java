package org.roaminghub.hub.roaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roaminghub.hub.roaming.Roaming.EMSP;
import static org.roaminghub.hub.roaming.Roaming.HUB;
import static org.roaminghub.hub.roaming.Roaming.cpo;
import static org.roaminghub.hub.roaming.Roaming.eventually;
import static org.roaminghub.hub.roaming.Roaming.original;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaminghub.events.Event;
import org.roaminghub.events.cdr.CdrCredited;
import org.roaminghub.events.delivery.DeliveryAcknowledged;
import org.roaminghub.events.session.SessionBilled;
import org.roaminghub.hub.roaming.FakePartner.Arrived;
import org.roaminghub.hub.roaming.FakePartner.Kill;
import org.roaminghub.hub.roaming.FakePartner.Killed;
import org.roaminghub.hub.roaming.FakePartner.Mood;
import org.roaminghub.hub.roaming.Script.Message;
import org.roaminghub.hub.session.SessionFold;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.SessionId;

/**
 * Days of roaming with lost, late, doubled and reordered messages, an eMSP that comes and goes, and a hub that is killed and
 * started again; afterwards everything is compared with a simple model.
 */
class RoamingSimulationTest {

    private static final int SESSIONS = 40;
    private static final Listing.Query ALL = new Listing.Query(null, null, 0, 1_000);

    private final Model model = new Model();
    private final HandClock clock = new HandClock(Roaming.START);
    private Roaming hub = Roaming.fresh(clock);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void holdsWhatTheModelHolds(long seed) {
        Random random = new Random(seed);
        hub.deliveries().start();
        try {
            for (Message message : Script.write(random, SESSIONS)) {
                clock.reach(message.arrives());
                upset(random);
                if (random.nextInt(50) == 0) {
                    sendAndBeKilled(message, random, "seed " + seed);
                } else {
                    Receipt receipt = send(hub, message);
                    assertThat(receipt instanceof Receipt.Taken)
                            .as("seed %d, %s at %s", seed, message.text(), message.arrives())
                            .isEqualTo(expected(message));
                }
            }
            settle();
            compareSessions("seed " + seed);
            compareCdrs("seed " + seed);
        } finally {
            hub.close();
        }
    }

    private void upset(Random random) {
        if (random.nextInt(20) == 0) {
            hub.partner()
                    .mood(
                            EMSP,
                            List.of(Mood.UP, Mood.UP, Mood.AWAY, Mood.FAILING).get(random.nextInt(4)));
        }
        if (random.nextInt(60) == 0) {
            Roaming before = hub;
            hub = before.restarted();
            before.close();
            hub.deliveries().start();
        }
    }

    /** The one who asked gets no answer; what was done is done, and the message comes again. */
    private void sendAndBeKilled(Message message, Random random, String seed) {
        Roaming before = hub;
        Roaming doomed = before.restarted();
        before.close();
        Kill when = random.nextBoolean() ? Kill.BEFORE_IT_ARRIVED : Kill.BEFORE_THE_ANSWER;
        doomed.partner().mood(EMSP, Mood.UP);
        doomed.partner().killOnNextCall(when);
        Receipt receipt = null;
        try {
            receipt = send(doomed, message);
        } catch (Killed killed) {
            assertThat(killed).isNotNull();
        }
        doomed.partner().killOnNextCall(null);
        boolean taken = expected(message);
        String what = "%s, killed at %s at %s".formatted(seed, message.text(), message.arrives());
        assertThat(receipt == null || receipt instanceof Receipt.Taken == taken)
                .as(what)
                .isTrue();
        hub = doomed.restarted();
        doomed.close();
        hub.deliveries().start();
        assertThat(send(hub, message) instanceof Receipt.Taken).as(what).isEqualTo(expected(message));
    }

    private static Receipt send(Roaming hub, Message message) {
        return switch (message) {
            case Message.Put put -> hub.sessions().report(cpo(EMSP), put.report(), original(put.text()));
            case Message.Patch patch -> hub.sessions().amend(cpo(EMSP), patch.change(), original(patch.text()));
            case Message.Bill bill -> hub.cdrs().submit(cpo(EMSP), bill.cdr(), original(bill.text()));
        };
    }

    private boolean expected(Message message) {
        return switch (message) {
            case Message.Put put -> {
                model.put(put.report());
                yield true;
            }
            case Message.Patch patch -> model.patch(patch.change());
            case Message.Bill bill -> model.submit(bill.cdr());
        };
    }

    private void settle() {
        hub.partner().mood(EMSP, Mood.UP);
        eventually("everything is delivered", () -> {
            clock.forward(Duration.ofSeconds(20));
            return hub.deliveries().counts().queued() == 0;
        });
    }

    private void compareSessions(String seed) {
        Map<String, Session> held = hub.sessions().list(cpo(HUB), null, ALL).items().stream()
                .collect(Collectors.toMap(Listing.Listed::fid, Listing.Listed::object));
        assertThat(held.keySet()).as(seed).isEqualTo(model.sessions.keySet());
        model.sessions.forEach((id, wanted) -> {
            Session session = java.util.Objects.requireNonNull(held.get(id));
            assertThat(session.status()).as("%s, status of %s", seed, id).isEqualTo(wanted.status);
            assertThat(session.energyWh()).as("%s, energy of %s", seed, id).isEqualTo(wanted.energy);
            assertThat(session.periods()).as("%s, periods of %s", seed, id).isEqualTo(wanted.allPeriods());
            assertThat(session.reportedAt()).as("%s, time of %s", seed, id).isEqualTo(wanted.reportedAt);
            compareEvents(seed + ", events of " + id, session.session(), session, wanted.billed);
            assertThat(lastArrived(id))
                    .as("%s, last word on %s at the eMSP", seed, id)
                    .isNotNull();
        });
    }

    private void compareEvents(String what, SessionId id, Session session, boolean billed) {
        List<Event> events = hub.events("session", id.toString());
        SessionFold fold = SessionFold.of(events);
        assertThat(events.stream().filter(SessionBilled.class::isInstance))
                .as(what)
                .hasSize(billed ? 1 : 0);
        assertThat(fold.status()).as(what).isEqualTo(session.status());
        if (!billed && session.status().isFinal()) {
            assertThat(fold.energyWh()).as(what).isEqualTo(session.energyWh());
            assertThat(fold.periods()).as(what).containsAll(session.periods());
        }
    }

    private @Nullable Arrived lastArrived(String id) {
        return hub.partner().arrived(EMSP).stream()
                .filter(a -> a.id().equals(id))
                .reduce((first, last) -> last)
                .orElse(null);
    }

    private void compareCdrs(String seed) {
        Map<String, ChargeDetailRecord> held = hub.cdrs().list(cpo(HUB), null, ALL).items().stream()
                .map(Listing.Listed::object)
                .collect(Collectors.toMap(ChargeDetailRecord::fid, Function.identity()));
        assertThat(held.keySet()).as(seed).isEqualTo(model.cdrs.keySet());
        model.cdrs.forEach((id, cost) -> assertThat(
                        java.util.Objects.requireNonNull(held.get(id)).totalCost())
                .as("%s, cost of %s", seed, id)
                .isEqualTo(cost));
        assertThat(hub.partner().arrived(EMSP).stream().map(Arrived::id).filter(id -> !id.startsWith("S")))
                .as("%s, CDRs at the eMSP", seed)
                .containsAll(model.cdrs.keySet())
                .isSubsetOf(model.cdrs.keySet());
        List<Event> events = hub.allEvents();
        assertThat(events.stream().filter(CdrCredited.class::isInstance))
                .as(seed)
                .hasSize(model.credits.size());
        assertThat(events.stream()
                        .filter(DeliveryAcknowledged.class::isInstance)
                        .map(e -> ((DeliveryAcknowledged) e).object()))
                .as("%s, acknowledged CDRs", seed)
                .doesNotHaveDuplicates()
                .hasSize(model.cdrs.size());
    }
}
