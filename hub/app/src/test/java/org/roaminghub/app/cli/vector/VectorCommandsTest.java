package org.roaminghub.app.cli.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaminghub.app.cli.HubCtl;
import org.roaminghub.app.cli.client.Json;
import tools.jackson.databind.JsonNode;

class VectorCommandsTest {

    /** The same files that the rules and the rating are tested with. */
    private static final Path FILES = Path.of("..", "..", "settlement", "src", "test", "resources");

    private static final String VECTOR = """
            {"id": "one", "time_zone": "Europe/Berlin",
             "tariffs": [{"id": "T", "currency": "EUR", "elements": [{"price_components": [
               {"type": "ENERGY", "price": 0.4, "vat": 19, "step_size": 1}]}]}],
             "session": {"start_date_time": "2026-01-14T10:00:00Z", "end_date_time": "2026-01-14T11:00:00Z",
               "charging_periods": [{"start_date_time": "2026-01-14T10:00:00Z",
                 "dimensions": [{"type": "ENERGY", "volume": 5}]}]}%s}""";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(String... args) {
        return HubCtl.commandLine(starterArgs -> {}, Map.of())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private String file(String text) throws IOException {
        Path file = folder.resolve("file.json");
        Files.writeString(file, text);
        return file.toString();
    }

    @Test
    void ratesAFileOfVectors() {
        assertThat(run("rate", FILES.resolve("tariff-derived.json").toString())).isZero();
        assertThat(out.toString()).contains("pass  summer-time-gap", "31 of 31 as expected");
        assertThat(run("rate", FILES.resolve("tariff-issue.json").toString())).isZero();
    }

    @Test
    void explainsOneVectorThatStatesNothing() throws IOException {
        assertThat(run("rate", file(VECTOR.formatted("")))).isZero();
        assertThat(out.toString())
                .contains("ENERGY", "5 at 0.4 = 2.0000", "total    2.0000 EUR, 2.3800 EUR with taxes");
    }

    @Test
    void printsJson() throws IOException {
        assertThat(run("rate", "--json", file(VECTOR.formatted(", \"expected\": {\"billed\": {\"ENERGY\": \"5.0\"}}"))))
                .isZero();
        JsonNode line = Json.read(out.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(line.path("passed").asBoolean()).isTrue();
        assertThat(line.path("total_cost").path("after_taxes").asString()).isEqualTo("2.3800");
        assertThat(line.path("lines").path(0).path("billed").asString()).isEqualTo("5.000000");
    }

    @Test
    void failsWhereSomethingElseComesOut() throws IOException {
        String expected = ", \"expected\": {\"total_cost\": {\"before_taxes\": 2.01}, \"notes\": [\"POWER_DERIVED\"]}";
        assertThat(run("rate", file(VECTOR.formatted(expected)))).isEqualTo(1);
        assertThat(out.toString())
                .contains("FAIL  one", "total_cost before taxes: expected 2.01, found 2.0000", "notes:");
    }

    @Test
    void failsWhereNoPriceCanBeSaid() throws IOException {
        assertThat(run("rate", file(VECTOR.formatted("").replace("\"ENERGY\", \"price\"", "\"POWER\", \"price\""))))
                .isEqualTo(1);
        assertThat(out.toString()).contains("TARIFF_UNSUPPORTED");
    }

    @Test
    void saysWhyAFileCannotBeRead() throws IOException {
        assertThat(run("rate", folder.resolve("none.json").toString())).isEqualTo(2);
        assertThat(run("rate", file("{"))).isEqualTo(2);
        assertThat(run("rate", file(VECTOR.formatted("").replace("\"currency\": \"EUR\",", ""))))
                .isEqualTo(2);
        assertThat(run("rate", file(VECTOR.formatted("").replace("Berlin", "Atlantis"))))
                .isEqualTo(2);
        assertThat(run("rate")).isEqualTo(2);
        assertThat(err.toString())
                .contains("there is no such file", "is no JSON", "one: currency is missing", "Atlantis");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void checksAFileOfCdrs() {
        assertThat(run("check-cdr", FILES.resolve("cdr-validation.json").toString()))
                .isZero();
        assertThat(out.toString()).contains("pass  end-before-start", "TIME_ORDER", "20 of 20 as expected");
        assertThat(run("check-cdr", FILES.resolve("cdr-validation-limits.json").toString()))
                .isZero();
    }

    @Test
    void saysWhichCdrIsNotAsExpected() throws IOException {
        String vectors = Files.readString(FILES.resolve("cdr-validation.json"))
                .replace("\"TIME_ORDER\"", "\"CURRENCY_MISMATCH\"");
        assertThat(run("check-cdr", file(vectors))).isEqualTo(1);
        assertThat(out.toString()).contains("FAIL  end-before-start", "19 of 20 as expected");
    }

    @Test
    void checksOneCdrAlone() throws IOException {
        JsonNode cdr = Json.read(Files.readAllBytes(FILES.resolve("cdr-validation.json")))
                .get("base_cdr");
        assertThat(run("check-cdr", "--json", file(Json.print(cdr)))).isZero();
        String faulty = Json.print(cdr).replace("2026-01-14T12:00:00Z", "2026-01-14T09:00:00Z");
        assertThat(run("check-cdr", file(faulty))).isEqualTo(1);
        assertThat(out.toString()).contains("TIME_ORDER");
    }
}
