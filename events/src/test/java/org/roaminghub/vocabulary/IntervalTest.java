package org.roaminghub.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IntervalTest {

    private static final Instant TEN = Instant.parse("2026-01-14T10:00:00Z");
    private static final Instant ELEVEN = TEN.plusSeconds(3600);
    private static final Instant NOON = ELEVEN.plusSeconds(3600);

    @Test
    void containsItsStartButNotItsEnd() {
        Interval hour = Interval.parse(TEN, ELEVEN);
        assertThat(hour.contains(TEN)).isTrue();
        assertThat(hour.contains(ELEVEN.minusNanos(1))).isTrue();
        assertThat(hour.contains(ELEVEN)).isFalse();
        assertThat(hour.contains(TEN.minusNanos(1))).isFalse();
    }

    @Test
    void isOpenWithoutEnd() {
        assertThat(Interval.parse(TEN, null).contains(Instant.MAX)).isTrue();
    }

    @Test
    void endsAfterItsStart() {
        assertThatIllegalArgumentException().isThrownBy(() -> Interval.parse(TEN, TEN));
        assertThatIllegalArgumentException().isThrownBy(() -> Interval.parse(ELEVEN, TEN));
    }

    @Test
    void isOrderedByStartThenEndWithOpenEndsLast() {
        Interval first = new Interval(TEN, ELEVEN);
        Interval second = new Interval(TEN, NOON);
        Interval third = new Interval(TEN, null);
        Interval fourth = new Interval(ELEVEN, NOON);
        assertThat(java.util.stream.Stream.of(fourth, third, second, first).sorted())
                .containsExactly(first, second, third, fourth);
    }

    @Test
    void measuresWhatTwoHaveInCommon() {
        assertThat(new Interval(TEN, NOON).overlap(new Interval(ELEVEN, null))).isEqualTo(Duration.ofHours(1));
        assertThat(new Interval(ELEVEN, null).overlap(new Interval(TEN, NOON))).isEqualTo(Duration.ofHours(1));
        assertThat(new Interval(TEN, ELEVEN).overlap(new Interval(ELEVEN, NOON)))
                .isZero();
        assertThat(new Interval(TEN, ELEVEN).overlap(new Interval(NOON, null))).isZero();
    }
}
