package org.roaminghub.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaminghub.app.cli.client.Json;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class HubCtlTest {

    private static final String PLATFORM = "0197a000-0000-7000-8000-000000000001";
    private static final String ONE_PLATFORM = "{\"platform_id\":\"" + PLATFORM
            + "\",\"name\":\"Voltwerk\",\"protocol\":\"OCPI\",\"status\":\"CONNECTED\","
            + "\"parties\":[{\"role\":\"CPO\",\"party\":\"DE*VOL\",\"name\":\"Voltwerk\"}],\"last_seen\":\"2026-01-01T00:00:00Z\"}";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private FakeAdminServer hub;

    @BeforeEach
    void start() throws IOException {
        hub = new FakeAdminServer();
        environment.put("HUB_URL", hub.url());
        environment.put("HUB_ADMIN_TOKEN", FakeAdminServer.TOKEN);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void helpNamesEveryCommandInALine() {
        assertThat(run("help")).isZero();

        assertThat(out.toString())
                .contains("demo", "start", "status", "platform", "agreement", "history", "projections", "replay")
                .contains("deliveries", "simulate", "help");
    }

    @Test
    void doneIsStatusZero() {
        hub.on("GET /platforms", 200, "{\"items\":[" + ONE_PLATFORM + "]}");

        assertThat(run("platform", "list")).isZero();

        assertThat(out.toString()).contains(PLATFORM, "Voltwerk", "CONNECTED", "CPO DE*VOL");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void stationsAreSetAndReadFromTheShell() {
        hub.on("PUT /stations/CP-1/configuration", 200, "{\"results\":{\"Comp.Var\":\"Accepted\"}}");
        assertThat(run("station", "config", "CP-1", "--set", "Comp.Var=7=8")).isZero();
        assertThat(hub.last().body().path("values").path("Comp.Var").asString()).isEqualTo("7=8");
        assertThat(out.toString()).contains("Accepted");

        hub.on("POST /stations/CP-1/configuration/read", 200, "{\"items\":[]}");
        assertThat(run("station", "config", "CP-1", "HeartbeatInterval", "X")).isZero();
        assertThat(hub.last().body().path("names")).hasSize(2);
        assertThat(run("station", "config", "CP-1", "--read")).isZero();
        assertThat(hub.last().body().path("names")).isEmpty();

        hub.on("PUT /stations/CP-1/local-list", 200, "{\"enabled\":true}");
        assertThat(run("station", "local-list", "CP-1", "on")).isZero();
        assertThat(hub.last().body().path("enabled").asBoolean()).isTrue();
        assertThat(run("station", "local-list", "CP-1", "maybe")).isEqualTo(2);

        hub.on("POST /stations/CP-1/reservations/R-1/waive", 200, "{\"how\":\"EXPIRED\"}");
        assertThat(run("station", "reservation", "CP-1", "R-1", "waive")).isZero();
        assertThat(out.toString()).contains("EXPIRED");
        assertThat(run("station", "reservation", "CP-1", "R-1", "later")).isEqualTo(2);
    }

    @Test
    void aStationsTariffIsSetAskedAndClearedFromTheShell() {
        hub.on("PUT /stations/CP-1/tariff", 200, "{\"status\":\"Accepted\"}");
        assertThat(run("station", "tariff", "CP-1", "T-1", "--evse", "2")).isZero();
        assertThat(hub.last().body().path("tariff_id").asString()).isEqualTo("T-1");
        assertThat(hub.last().body().path("evse").asInt()).isEqualTo(2);
        assertThat(run("station", "tariff", "CP-1", "T-1")).isZero();
        assertThat(hub.last().body().has("evse")).isFalse();

        hub.on("GET /stations/CP-1/tariff", 200, "{\"status\":\"NoTariff\"}");
        assertThat(run("station", "tariff", "CP-1")).isZero();
        assertThat(out.toString()).contains("NoTariff");
        hub.on("DELETE /stations/CP-1/tariff", 200, "{\"action\":\"ClearTariffs\"}");
        assertThat(run("station", "tariff", "CP-1", "--clear")).isZero();
        assertThat(out.toString()).contains("ClearTariffs");

        assertThat(run("station", "tariff", "CP-1", "T-1", "--clear")).isEqualTo(2);
        assertThat(run("station", "tariff", "CP-1", "--evse", "1")).isEqualTo(2);
        assertThat(run("station", "tariff")).isEqualTo(2);
    }

    @Test
    void placesAreChangedFromTheShell() {
        hub.on("PATCH /locations/L-1", 200, "{\"id\":\"L-1\"}");
        assertThat(run("station", "place", "L-1", "{\"name\":\"Harbour\"}")).isZero();
        assertThat(hub.last().body().path("name").asString()).isEqualTo("Harbour");
        hub.on("PATCH /locations/L-1/evses/E-1", 200, "{\"id\":\"L-1\"}");
        assertThat(run("station", "place", "L-1", "{}", "E-1")).isZero();
        hub.on("PATCH /locations/L-1/evses/E-1/connectors/2", 404, "{\"detail\":\"None.\"}");
        assertThat(run("station", "place", "L-1", "{}", "E-1", "2")).isEqualTo(1);
        assertThat(run("station", "place", "L-1")).isEqualTo(2);
    }

    @Test
    void refusedIsStatusOneWithTheProblemText() {
        hub.on("POST /agreements", 404, "{\"title\":\"Unknown party\",\"detail\":\"Nobody speaks for XX*YYY.\"}");

        assertThat(run("agreement", "add", "--cpo", "DE*VOL", "--emsp", "XX*YYY"))
                .isEqualTo(1);

        assertThat(err.toString()).contains("Unknown party: Nobody speaks for XX*YYY. (HTTP 404)");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void wrongUsageIsStatusTwo() {
        assertThat(run("platform", "add", "Voltwerk")).isEqualTo(2);
        assertThat(run("agreement", "add", "--cpo", "DE*VOL")).isEqualTo(2);
        assertThat(run("platform", "add", "Voltwerk", "--party", "DE*VOL")).isEqualTo(2);
        assertThat(run("simulate", "cpo", "--party", "Voltwerk")).isEqualTo(2);
        assertThat(run("fly")).isEqualTo(2);
        assertThat(hub.asked).isEmpty();
    }

    @Test
    void noHubIsStatusThree() {
        environment.put("HUB_URL", "http://127.0.0.1:1");

        assertThat(run("platform", "list")).isEqualTo(3);

        assertThat(err.toString()).contains("no hub answers at http://127.0.0.1:1");
    }

    @Test
    void optionsGoBeforeTheEnvironment() {
        environment.put("HUB_URL", "http://127.0.0.1:1");
        environment.put("HUB_ADMIN_TOKEN", "wrong");
        hub.on("GET /platforms", 200, "{\"items\":[]}");

        assertThat(run("platform", "list", "--url", hub.url(), "--token", FakeAdminServer.TOKEN))
                .isZero();

        assertThat(out.toString()).contains("no platforms");
    }

    @Test
    void readsTheTokenFromTheDataFolder(@TempDir Path dataDir) throws IOException {
        environment.remove("HUB_ADMIN_TOKEN");
        environment.put("HUB_DATA_DIR", dataDir.toString());
        hub.on("GET /platforms", 200, "{\"items\":[]}");
        assertThat(run("platform", "list")).isEqualTo(1);
        assertThat(err.toString()).contains("HUB_ADMIN_TOKEN");

        Files.writeString(dataDir.resolve("admin-token"), FakeAdminServer.TOKEN + "\n");

        assertThat(run("platform", "list")).isZero();
    }

    @Test
    void addsAPlatformAndShowsItsSecretsOnce() {
        hub.on(
                "POST /platforms",
                201,
                "{\"platform_id\":\"" + PLATFORM + "\",\"status\":\"PLANNED\","
                        + "\"ocpi\":{\"registration_token\":\"secret-A\",\"versions_url\":\"http://h/ocpi/versions\"}}");

        assertThat(run("platform", "add", "Voltwerk", "--party", "cpo:DE*VOL", "--party", "emsp:DE*VOM:Voltwerk Mobil"))
                .isZero();

        assertThat(hub.last().body())
                .isEqualTo(Json.read(("{\"name\":\"Voltwerk\",\"protocol\":\"OCPI\",\"parties\":["
                                + "{\"role\":\"CPO\",\"party\":\"DE*VOL\",\"name\":\"Voltwerk\"},"
                                + "{\"role\":\"EMSP\",\"party\":\"DE*VOM\",\"name\":\"Voltwerk Mobil\"}]}")
                        .getBytes(StandardCharsets.UTF_8)));
        assertThat(out.toString()).contains("secret-A", "http://h/ocpi/versions", "PLANNED");
    }

    @Test
    void entersChangesAndWithdrawsTariffs(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("tariff.json");
        String tariff = "{\"id\":\"DAY\",\"currency\":\"EUR\",\"elements\":[{\"price_components\":"
                + "[{\"type\":\"ENERGY\",\"price\":0.390000000000000001,\"step_size\":1}]}]}";
        Files.writeString(file, tariff);
        hub.on("POST /tariffs", 201, tariff);
        hub.on("PUT /tariffs/DAY", 200, tariff);
        hub.on("DELETE /tariffs/DAY", 204, "");
        assertThat(run("tariff", "add", file.toString())).isZero();
        assertThat(hub.last().body().toString()).isEqualTo(tariff);
        assertThat(out.toString()).contains("DAY", "EUR", "ENERGY 0.390000000000000001");
        assertThat(run("tariff", "change", file.toString())).isZero();
        assertThat(hub.last().path()).isEqualTo("/tariffs/DAY");
        assertThat(run("tariff", "withdraw", "DAY")).isZero();
        assertThat(hub.last().method()).isEqualTo("DELETE");
        Files.writeString(file, "{");
        assertThat(run("tariff", "add", file.toString())).isEqualTo(2);
        assertThat(run("tariff", "add", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is no JSON", "can't read");
    }

    @Test
    void findsAPlatformByItsParty() {
        hub.on("GET /platforms", 200, "{\"items\":[" + ONE_PLATFORM + "]}")
                .on("POST /platforms/" + PLATFORM + "/suspend", 200, ONE_PLATFORM);

        assertThat(run("platform", "suspend", "de-vol", "--reason", "unpaid")).isZero();
        assertThat(hub.last().body().path("reason").asString("")).isEqualTo("unpaid");

        assertThat(run("platform", "suspend", "NL*XXX")).isEqualTo(1);
        assertThat(err.toString()).contains("no platform speaks for NL*XXX");
    }

    @Test
    void registersWithAPartnersOwnToken() {
        hub.on("POST /platforms/" + PLATFORM + "/register", 200, ONE_PLATFORM);

        assertThat(run("platform", "register", PLATFORM, "--versions-url", "http://p/versions", "--partner-token", "A"))
                .isZero();

        assertThat(hub.last().body().path("versions_url").asString("")).isEqualTo("http://p/versions");
        assertThat(hub.last().body().path("token").asString("")).isEqualTo("A");
    }

    @Test
    void signsAnAgreementWithItsTerms() {
        hub.on("POST /agreements", 201, "{\"agreement_id\":\"a1\",\"cpo\":\"DE*VOL\",\"emsp\":\"NL*MOV\"}");

        assertThat(run(
                        "agreement",
                        "add",
                        "--cpo",
                        "DE*VOL",
                        "--emsp",
                        "NL*MOV",
                        "--service",
                        "authorize",
                        "--service",
                        "cdr",
                        "--from",
                        "2026-01-01T00:00:00Z",
                        "--issuer-silent",
                        "allow_offline_tokens",
                        "--cdr-within-days",
                        "14",
                        "--tolerance-percent",
                        "0.5",
                        "--granularity",
                        "net",
                        "--currency",
                        "CHF"))
                .isZero();

        var body = hub.last().body();
        assertThat(body.path("services").size()).isEqualTo(2);
        assertThat(body.path("valid_from").asString("")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(body.path("currency").asString("")).isEqualTo("CHF");
        assertThat(body.path("terms").toString())
                .isEqualTo("{\"issuer_silent\":\"ALLOW_OFFLINE_TOKENS\",\"cdr_within_days\":14,"
                        + "\"tolerance\":{\"percent\":0.5},\"settlement_mode\":{\"granularity\":\"NET\"}}");
        assertThat(out.toString()).contains("a1");
    }

    @Test
    void historyFollowsThePagesUpToItsLimit() {
        hub.on("GET /history", 200, "{\"items\":[" + event(1) + "," + event(2) + "],\"next\":\"c2\"}")
                .on("GET /history", 200, "{\"items\":[" + event(3) + "]}");

        assertThat(run("history", "--session", "S 1", "--json")).isZero();

        assertThat(out.toString().lines())
                .hasSize(3)
                .allSatisfy(l -> assertThat(l).startsWith("{"));
        assertThat(hub.asked.getFirst().path()).contains("session=S%201", "limit=100");
        assertThat(hub.asked.getLast().path()).contains("after=c2", "limit=98");
    }

    @Test
    void replayWaitsUntilTheProjectionIsRebuilt() {
        hub.on("POST /projections/sessions/replay", 202, "{}")
                .on("GET /projections/sessions", 200, "{\"name\":\"sessions\",\"progress\":0.4,\"events_per_s\":9000}")
                .on("GET /projections/sessions", 200, "{\"name\":\"sessions\",\"progress\":1.0}");

        assertThat(run("replay", "sessions", "--wait")).isZero();

        assertThat(out.toString()).contains("40 %", "9000 events/s", "100 %");
    }

    @Test
    void retriesADeliveryWithItsReason() {
        hub.on("POST /deliveries/d1/retry", 200, "{\"delivery_id\":\"d1\",\"status\":\"QUEUED\"}");

        assertThat(run("deliveries", "retry", "d1", "--reason", "partner repaired"))
                .isZero();
        assertThat(run("deliveries", "discard", "d1")).isEqualTo(2);

        assertThat(out.toString()).contains("d1 QUEUED");
        assertThat(hub.last().body().path("reason").asString("")).isEqualTo("partner repaired");
    }

    @Test
    void statusSaysWhatMatters() {
        hub.on("GET /platforms", 200, "{\"items\":[" + ONE_PLATFORM + "]}")
                .on("GET /projections", 200, "{\"items\":[{\"name\":\"cdrs\",\"lag\":3}]}")
                .on("GET /deliveries", 200, "{\"items\":[{},{}]}")
                .on("GET /actuator/health/readiness", 200, "{}");

        assertThat(run("status", "--management-url", hub.url())).isZero();

        assertThat(out.toString()).contains("READY", "CONNECTED=1", "cdrs  lag 3", "2 deliveries");
    }

    @Test
    void startRunsTheStarterAndTellsWhyItFailed() {
        var commands = HubCtl.commandLine(
                args -> {
                    throw new IllegalStateException("the port is taken");
                },
                environment);

        assertThat(execute(commands, "start")).isEqualTo(1);

        assertThat(err.toString()).contains("the port is taken");
    }

    @Test
    void takesFurtherCommands() {
        var commands = HubCtl.commandLine(args -> {}, environment, new Measure());

        assertThat(execute(commands, "bench")).isZero();
        execute(commands, "help");

        assertThat(out.toString()).contains("bench");
    }

    @Command(name = "bench", description = "Measures.")
    static final class Measure implements Runnable {
        @Override
        public void run() {}
    }

    private static String event(int position) {
        return "{\"position\":" + position + ",\"type\":\"session.opened\",\"version\":1}";
    }

    private int run(String... args) {
        return execute(HubCtl.commandLine(starterArgs -> {}, environment), args);
    }

    private int execute(CommandLine commands, String... args) {
        return commands.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
