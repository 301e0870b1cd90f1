package org.roaminghub.connector.ocpp.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListenerTest {

    private static int queueAt(int perSecond) {
        return new Listener(Entrance.PLAIN, 0, null, perSecond).queue();
    }

    @Test
    void keepsNoMoreWaitingThanItTakesInWithinTenSeconds() {
        assertThat(queueAt(100)).isEqualTo(1_000);
        assertThat(queueAt(400)).isEqualTo(4_000);
        assertThat(queueAt(100_000)).isEqualTo(4_096);
    }
}
