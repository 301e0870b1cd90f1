package org.roaminghub.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** It is {@link Instant#parse} but for its speed. */
class UtcTimeTest {

    private static final List<String> WELL = List.of(
            "2026-01-31T08:00:00Z",
            "2026-01-31T08:00:00.1Z",
            "2026-01-31T08:00:00.000000001Z",
            "2024-02-29T23:59:59.999999999Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "1969-12-31T23:59:59.5Z",
            "2026-01-31T24:00:00Z",
            "2016-12-31T23:59:60Z",
            "2026-01-31T08:00:00z",
            "2026-01-31t08:00:00Z",
            "2026-01-31T08:00:00+01:00",
            "+12026-01-31T08:00:00Z",
            "-2026-01-31T08:00:00Z",
            "2026-01-31T08:00Z",
            "2026-01-31T08:00:00.Z");

    private static final List<String> ILL = List.of(
            "",
            "Z",
            "2026-02-29T08:00:00Z",
            "2026-04-31T08:00:00Z",
            "2026-00-10T08:00:00Z",
            "2026-13-29T08:00:00Z",
            "2026-01-00T08:00:00Z",
            "2026-01-32T08:00:00Z",
            "2026-01-31T25:00:00Z",
            "2026-01-31T08:60:00Z",
            "2026-01-31T08:00:61Z",
            "2026-01-31T08:00:00.1234567890Z",
            "2026-01-31T08:00:00,5Z",
            "2026-01-31 08:00:00Z",
            "2026-1a-31T08:00:00Z",
            "٢026-01-31T08:00:00Z",
            "2026-01-31T08:00:00");

    @Test
    void readsWhatInstantReadsAndNothingElse() {
        WELL.forEach(UtcTimeTest::isAsInstant);
        ILL.forEach(text -> {
            isAsInstant(text);
            assertThatThrownBy(() -> UtcTime.parse(text)).as(text).isInstanceOf(DateTimeException.class);
        });
    }

    @Test
    void readsEveryTimeThatCanBeWritten() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            isAsInstant(Instant.ofEpochSecond(random.nextLong(-50_000_000_000L, 200_000_000_000L), nanos(random))
                    .toString());
        }
    }

    /** One character changed: what is no time any more is none for both. */
    @Test
    void differsFromInstantInNoBrokenText() {
        Random random = new Random(6);
        String signs = "0123456789-:.TZ+ a";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text =
                    new StringBuilder(Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L), nanos(random))
                            .toString());
            text.setCharAt(random.nextInt(text.length()), signs.charAt(random.nextInt(signs.length())));
            isAsInstant(text.toString());
        }
    }

    private static long nanos(Random random) {
        long[] units = {1_000_000_000L, 1_000_000L, 1_000L, 1L};
        long unit = units[random.nextInt(units.length)];
        return random.nextLong(1_000_000_000L) / unit * unit;
    }

    private static void isAsInstant(String text) {
        Instant expected;
        try {
            expected = Instant.parse(text);
        } catch (DateTimeException e) {
            assertThatThrownBy(() -> UtcTime.parse(text)).as(text).isInstanceOf(DateTimeException.class);
            return;
        }
        assertThat(UtcTime.parse(text).value()).as(text).isEqualTo(expected);
    }
}
