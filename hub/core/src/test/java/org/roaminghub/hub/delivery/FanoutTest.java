package org.roaminghub.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roaminghub.hub.roaming.Roaming.EMSP;
import static org.roaminghub.hub.roaming.Roaming.OTHER_EMSP;
import static org.roaminghub.hub.roaming.Roaming.eventually;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.delivery.Fanout.News;
import org.roaminghub.hub.delivery.Fanout.Receiver;
import org.roaminghub.hub.roaming.Roaming;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Role;

class FanoutTest {

    private static final Receiver ONE = new Receiver(EMSP, Role.EMSP);
    private static final Receiver OTHER = new Receiver(OTHER_EMSP, Role.EMSP);

    private final Roaming hub = Roaming.fresh(Instant::now);
    private final Fanout fanout = hub.deliveries().fanout();
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch beingTold = new CountDownLatch(1);

    @AfterEach
    void end() {
        held.countDown();
        hub.close();
    }

    private static DeliveryReply taken() {
        return new DeliveryReply.Delivered(null, List.of(), new PartnerAnswer(Roaming.original("ok"), Map.of()));
    }

    private News news(String object, @Nullable String subject, String text) {
        return new News(object, subject, Roaming.CPO, "c", (leg, connector) -> {
            told.add(leg.to() + " " + text);
            return taken();
        });
    }

    /** Whoever is told waits until the test lets go. */
    private News slow(String object, PartyId slowOne) {
        return new News(object, null, Roaming.CPO, "c", (leg, connector) -> {
            if (leg.to().equals(slowOne)) {
                beingTold.countDown();
                try {
                    held.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            told.add(leg.to() + " slow");
            return taken();
        });
    }

    @Test
    void newsOfOneObjectGoInOrderAndNewerOnesTakeThePlaceOfThoseThatWait() {
        fanout.spread(List.of(ONE), slow("location/1", EMSP));
        fanout.spread(List.of(ONE), news("location/1", "status of A", "A1"));
        fanout.spread(List.of(ONE), news("location/1", "status of B", "B1"));
        fanout.spread(List.of(ONE), news("location/1", "status of A", "A2"));
        fanout.spread(List.of(ONE), news("location/1", null, "edit"));
        fanout.spread(List.of(ONE), news("location/1", null, "edit again"));
        held.countDown();
        eventually("all are told", () -> told.size() == 5);
        assertThat(told)
                .containsExactly(EMSP + " slow", EMSP + " B1", EMSP + " A2", EMSP + " edit", EMSP + " edit again");
    }

    @Test
    void aSlowPartnerDelaysNobodyElse() {
        for (int i = 0; i < 50; i++) {
            fanout.spread(List.of(ONE, OTHER), slow("location/" + i, EMSP));
        }
        eventually("the other one has heard all", () -> told.size() == 50);
        assertThat(told).containsOnly(OTHER_EMSP + " slow");
    }

    @Test
    void whoIsAwayIsNotToldLater() {
        hub.host(EMSP, ConnectionStatus.OFFLINE);
        fanout.spread(List.of(ONE, OTHER), news("location/1", null, "while away"));
        eventually("the other one is told", () -> told.size() == 1);
        eventually("its turn came while it was away", () -> hub.wasFoundAway(EMSP));
        hub.host(EMSP, ConnectionStatus.CONNECTED);
        fanout.spread(List.of(ONE), news("location/1", null, "when back"));
        eventually("it is told again", () -> told.size() == 2);
        assertThat(told).containsExactly(OTHER_EMSP + " while away", EMSP + " when back");
    }

    @Test
    void tooManyForASlowPartnerAreDroppedOldestFirst() {
        fanout.spread(List.of(ONE), slow("location/0", EMSP));
        eventually("one is out of the queue", () -> beingTold.getCount() == 0);
        for (int i = 1; i <= Fanout.MAX_WAITING + 100; i++) {
            fanout.spread(List.of(ONE), slow("location/" + i, EMSP));
        }
        assertThat(fanout.dropped()).isBetween(80L, 100L);
    }

    @Test
    void whoCouldNotBeToldForAWhileIsToldAgain() {
        int atOnce = Roaming.quick().maxInFlightPerPlatform();
        hub.failToFind(atOnce);
        for (int i = 0; i < atOnce; i++) {
            fanout.spread(List.of(ONE), news("location/" + i, null, "lost"));
        }
        eventually("each failed once", () -> hub.failuresLeft() == 0);
        fanout.spread(List.of(ONE), news("location/0", null, "again"));
        eventually("it is told", () -> told.size() == 1);
        assertThat(told).containsExactly(EMSP + " again");
    }
}
