package org.roaminghub.connector.ocpp.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many sockets are taken in, by a clock of its own. */
class AcceptGateTest {

    private static final int MANY = 10_000;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean busy = new AtomicBoolean();
    private EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void listen() {
        channel = new EmbeddedChannel(new AcceptGate(400, busy::get, nanos::get));
        channel.freezeTime();
    }

    /** As many as come in until the door is shut. */
    private int taken() {
        int taken = 0;
        while (channel.config().isAutoRead() && taken < MANY) {
            channel.writeInbound("socket");
            taken++;
        }
        return taken;
    }

    private int takenWithin(Duration time) {
        int taken = taken();
        for (long ms = 0; ms < time.toMillis(); ms++) {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
            channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
            taken += taken();
        }
        return taken;
    }

    @Test
    void takesInAsManyAsItsRateAndHalfASecondsAtOnce() {
        assertThat(taken()).isEqualTo(201);
        assertThat(takenWithin(Duration.ofSeconds(10))).isBetween(3_900, 4_001);
    }

    @Test
    void whileTheHubIsBusyItTakesInFewer() {
        busy.set(true);
        assertThat(taken()).isEqualTo(81);
        assertThat(takenWithin(Duration.ofSeconds(10))).isBetween(1_550, 1_601);
    }

    @Test
    void isOpenAgainAsSoonAsItIsNotBusy() {
        busy.set(true);
        taken();
        busy.set(false);
        assertThat(takenWithin(Duration.ofMillis(3))).isBetween(120, 122);
    }

    @Test
    void aRateOfOneIsKept() {
        channel = new EmbeddedChannel(new AcceptGate(1, busy::get, nanos::get));
        channel.freezeTime();
        busy.set(true);
        assertThat(takenWithin(Duration.ofSeconds(10))).isBetween(10, 12);
    }
}
