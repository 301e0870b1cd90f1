package org.roaminghub.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.roaminghub.bench.Bench;
import picocli.CommandLine;

/**
 * A few kills of {@code bench chaos} in processes of their own: hub and database in turn, under load, with partners that go
 * and come back. The benchmark's checks decide; {@code ./hubctl bench chaos --kills 50} is the long form.
 */
class ChaosTest {

    @Test
    @Timeout(600)
    void losesAndDoublesNothingThatWasAcknowledged() {
        int status = new CommandLine(new Bench())
                .execute(
                        "chaos",
                        "--seed=20",
                        "--kills=3",
                        "--seconds-between=3",
                        "--pause-ms=25",
                        "--drain-seconds=120",
                        "--hub-java=-Xmx512m",
                        "--hub-java=-XX:+UseSerialGC",
                        "--hub-java=-XX:TieredStopAtLevel=1",
                        "--hub-java=-Daxoniq.update-checker.disabled=true",
                        "--hub-java=--enable-native-access=ALL-UNNAMED");

        assertThat(status).as("what broke stands above").isZero();
    }
}
