package org.roaminghub.hub.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private long version = 7;
    private String content = "first";
    private final AtomicInteger loads = new AtomicInteger();
    private final Snapshot<String> snapshot = new Snapshot<>(
            () -> version,
            () -> {
                loads.incrementAndGet();
                return content;
            },
            () -> now);

    @Test
    void loadsOnceWhileNothingChanges() {
        for (int i = 0; i < 10; i++) {
            assertThat(snapshot.get()).isEqualTo("first");
            now = now.plusSeconds(1);
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void seesWhatAnotherNodeChangedWithinASecond() {
        snapshot.get();
        changedElsewhere();
        assertThat(snapshot.get()).isEqualTo("first");
        now = now.plus(Snapshot.MAX_AGE);
        assertThat(snapshot.get()).isEqualTo("second");
    }

    @Test
    void seesOwnChangesAtOnce() {
        snapshot.get();
        changedElsewhere();
        snapshot.outdate();
        assertThat(snapshot.get()).isEqualTo("second");
    }

    @Test
    void looksAtOnceWhenAskedForTheNewest() {
        snapshot.get();
        changedElsewhere();
        assertThat(snapshot.newest()).isEqualTo("second");
        assertThat(snapshot.get()).isEqualTo("second");
    }

    @Test
    void distrustsAClockThatWentBack() {
        snapshot.get();
        changedElsewhere();
        now = now.minus(Duration.ofHours(1));
        assertThat(snapshot.get()).isEqualTo("second");
    }

    private void changedElsewhere() {
        version++;
        content = "second";
    }
}
