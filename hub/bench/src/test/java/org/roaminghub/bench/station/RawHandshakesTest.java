package org.roaminghub.bench.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaminghub.bench.measure.Measured;

class RawHandshakesTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void showEachOtherWhatTheyBelieve(boolean certificates)
            throws GeneralSecurityException, IOException, InterruptedException {
        try (RawHandshakes raw = new RawHandshakes(new Authority(), certificates)) {
            Measured measured = raw.measure(Duration.ofMillis(300));
            assertThat(measured.failed()).as(measured.firstFailure()).isZero();
            assertThat(measured.done()).isPositive();
        }
    }
}
