package org.roaminghub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.roaminghub.connector.ocpi.Translated;
import picocli.CommandLine;

class BenchTest {

    private static final int WRONG_USAGE = 2;

    private final StringWriter printed = new StringWriter();
    private final CommandLine commands =
            new CommandLine(new Bench()).setOut(new PrintWriter(printed)).setErr(new PrintWriter(printed));

    @Test
    void listsEveryBenchmarkWithALine() {
        assertThat(commands.execute("--help")).isZero();
        assertThat(printed.toString())
                .contains(
                        "authorize ",
                        "cdr ",
                        "replay ",
                        "start ",
                        "isolation ",
                        "chaos ",
                        "locations ",
                        "translate ",
                        "rate ");
    }

    @Test
    void takesTheOptionsOfEachBenchmark() {
        for (String name : commands.getSubcommands().keySet()) {
            assertThat(commands.execute(name, "--help")).as(name).isZero();
        }
        assertThat(printed.toString()).contains("--clients", "--kills", "--seed", "--events", "--json");
    }

    @Test
    void translatesEveryModuleBetweenAllVersions() {
        assertThat(commands.execute("translate", "--millis", "1", "--runs", "1"))
                .isZero();
        assertThat(Translated.all())
                .hasSize(6 * 6 + 2 * 2)
                .allSatisfy(one -> assertThat(one.translate()).as(one.name()).isPositive());
        assertThat(Translated.all())
                .extracting(Translated::module)
                .contains("chargingprofiles", "hubclientinfo")
                // They are 2.3.0's alone.
                .doesNotContain("invoicereconciliation", "payments", "bookings");
    }

    @Test
    void ratesWithoutAHub() {
        assertThat(commands.execute("rate", "--seconds", "0", "--runs", "1")).isZero();
    }

    @Test
    void refusesWrongUse() {
        assertThat(commands.execute()).isEqualTo(WRONG_USAGE);
        assertThat(commands.execute("authorize", "--clients", "many")).isEqualTo(WRONG_USAGE);
        assertThat(commands.execute("nothing")).isEqualTo(WRONG_USAGE);
    }
}
