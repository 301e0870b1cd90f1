package org.roaminghub.app.cli.demo;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.roaminghub.app.cli.client.Json;
import tools.jackson.databind.JsonNode;

/** The hub's own stations, one of each version of OCPP: the hub's own party is the CPO that the eMSP sees. */
final class StationScenes implements AutoCloseable {

    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(20);
    /** Longer than the hub may take for a second bill that must not come. */
    private static final Duration QUIET = Duration.ofMillis(1_500);

    private static final Duration AWAY = Duration.ofSeconds(3);
    private static final BigDecimal WH_PER_KWH = BigDecimal.valueOf(1_000);
    private static final int LIMIT_A = 16;

    private final Stage stage;
    private final Program program;
    private final Path logs;
    private final Report report;
    private final PartnerProcess emsp;
    private final String self;
    private final Deque<PartnerProcess> open = new ArrayDeque<>();
    private final List<String> billed = new ArrayList<>();

    StationScenes(Stage stage, Program program, Path logs) {
        this.stage = stage;
        this.program = program;
        this.logs = logs;
        this.report = stage.report();
        this.emsp = stage.cast().movlyn();
        this.self = stage.hubParty();
    }

    void play() throws InterruptedException {
        report.step("Three charging stations of %s itself come over OCPP".formatted(self));
        new Casting(stage.api(), report, "").agree(self, emsp, "REFUSE");
        var stations = start();
        report.step("A card of %s at the station of OCPP 1.6".formatted(emsp.party()));
        card(stations.get(0));
        report.step("%s starts at the station of OCPP 2.0.1, limits the current and stops".formatted(emsp.party()));
        remote(stations.get(1));
        report.step("%s reserves at the station of OCPP 2.1".formatted(emsp.party()));
        reservation(stations.get(2));
        report.step("The link of the station of OCPP 1.6 is cut while a driver charges");
        cutOff(stations.get(0));
        report.step("The bills of the hub's own stations");
        once();
    }

    private List<PartnerProcess> start() throws InterruptedException {
        var stations = new ArrayList<PartnerProcess>();
        try (ExecutorService starting = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PartnerProcess>> coming = new ArrayList<>();
            for (var version : List.of("1.6", "2.0.1", "2.1")) {
                coming.add(starting.submit(() -> PartnerProcess.station(program, stage.hub(), self, version, logs)));
            }
            for (var one : coming) {
                stations.add(one.get());
                open.push(stations.getLast());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getMessage()), e);
        }
        for (var station : stations) {
            var shown = stage.api().get("/stations/" + station.said("station_id"));
            var version = station.who().version();
            report.expect(
                    "the station of OCPP %s is accepted".formatted(version),
                    "ACCEPTED, connected with " + version,
                    "%s, %sconnected with %s"
                            .formatted(
                                    Json.text(shown, "status"),
                                    shown.path("connected").asBoolean(false) ? "" : "not ",
                                    Json.text(shown, "ocpp_version")));
        }
        var told = Waiting.until(
                ARRIVES_WITHIN,
                () -> stations.stream()
                        .filter(s -> emsp.copies("PUT", "locations", s.said("location_id")) > 0)
                        .count(),
                n -> n == stations.size());
        report.expect("the eMSP is told their locations", (long) stations.size(), told);
        return stations;
    }

    // --- the scenes

    private void card(PartnerProcess station) throws InterruptedException {
        plug(station);
        active(station);
        order(station, "read");
        bill(station, () -> order(station, "unplug"));
    }

    private void plug(PartnerProcess station) {
        var said = station.order("plug", Json.object().put("uid", Stage.uid(emsp, "standard")));
        report.expect("the eMSP's card is", "Accepted", Json.text(said, "said"));
    }

    private void remote(PartnerProcess station) throws InterruptedException {
        var start = emsp.order(
                "start",
                Json.object()
                        .put("label", "standard")
                        .put("location", station.said("location_id"))
                        .put("to", self));
        report.expect("the eMSP's start", "ACCEPTED, then ACCEPTED", answered(start, "commands"));
        var session = active(station);
        var limit = emsp.order(
                "profile",
                Json.object()
                        .put("do", "limit")
                        .put("session", session)
                        .put("amperes", LIMIT_A)
                        .put("to", self));
        report.expect(
                "the eMSP's limit of %d A".formatted(LIMIT_A),
                "ACCEPTED, then ACCEPTED",
                answered(limit, "chargingprofiles"));
        report.expect(
                "the station charges with at most",
                LIMIT_A,
                connector(station).path("limit_a").asInt(0));
        order(station, "read");
        bill(station, () -> {
            var stop = emsp.order("stop", Json.object().put("session", session).put("to", self));
            report.expect("the eMSP's stop", "ACCEPTED, then ACCEPTED", answered(stop, "commands"));
        });
    }

    private void reservation(PartnerProcess station) throws InterruptedException {
        var reserve = emsp.order(
                "reserve",
                Json.object()
                        .put("label", "standard")
                        .put("location", station.said("location_id"))
                        .put("evse", station.said("evse_uid"))
                        .put("reservation", UUID.randomUUID().toString())
                        .put("to", self));
        report.expect("the eMSP's reservation", "ACCEPTED, then ACCEPTED", answered(reserve, "commands"));
        report.expect("the station's connector", "Reserved", Json.text(connector(station), "state"));
        var seen = Waiting.until(ARRIVES_WITHIN, () -> evseStatus(station), "RESERVED"::equals);
        report.expect("the eMSP sees its EVSE", "RESERVED", seen);
        plug(station);
        active(station);
        order(station, "read");
        bill(station, () -> order(station, "unplug"));
    }

    private void cutOff(PartnerProcess station) throws InterruptedException {
        plug(station);
        active(station);
        station.order("link", Json.object().put("up", false));
        report.note("the link is gone; the driver goes on, and leaves");
        order(station, "read");
        order(station, "read");
        var left = order(station, "unplug");
        var when = Instant.now();
        report.expect(
                "messages that wait at the station", 3, left.path("waiting").asInt(-1));
        Waiting.quietly(AWAY);
        report.expect("bills while it is away", 0, bills(station).size());
        var cdr = bill(station, () -> station.order("link", Json.object().put("up", true)));
        var end = Instant.parse(Json.text(cdr, "end_date_time"));
        var late = Duration.between(when, end).abs();
        report.expect(
                "the bill ends when the driver left, not when that was heard",
                "within 2 s",
                late.compareTo(Duration.ofSeconds(2)) < 0 ? "within 2 s" : late.toSeconds() + " s apart");
    }

    private void once() throws InterruptedException {
        Waiting.quietly(QUIET);
        var copies = billed.stream()
                .mapToInt(id -> emsp.copies("POST", "cdrs", id))
                .boxed()
                .toList();
        report.expect("each has arrived once", List.of(1, 1, 1, 1), copies);
    }

    // --- what is seen

    private static JsonNode order(PartnerProcess station, String name) {
        return station.order(name, Json.object());
    }

    private static JsonNode connector(PartnerProcess station) {
        return station.ask("state").path("connectors").path(0);
    }

    /** Waits for the session at the eMSP; gives its id. */
    private String active(PartnerProcess station) throws InterruptedException {
        var session = Waiting.until(
                ARRIVES_WITHIN,
                () -> lastSession(station),
                s -> Json.text(s, "status").equals("ACTIVE"));
        report.expect("the session at the eMSP", "ACTIVE", Json.text(session, "status"));
        return Json.text(session, "id");
    }

    private JsonNode lastSession(PartnerProcess station) {
        JsonNode last = Json.object();
        for (var item :
                emsp.ask("received?module=sessions&method=PUT").path("items").values()) {
            var body = item.path("body");
            if (Json.text(body, "location_id").equals(station.said("location_id"))) {
                last = body;
            }
        }
        return last;
    }

    private String evseStatus(PartnerProcess station) {
        var last = "";
        for (var item : emsp.ask("received?module=locations&id=" + station.said("location_id"))
                .path("items")
                .values()) {
            var status = Json.text(item.path("body"), "status");
            last = status.isEmpty() ? last : status;
        }
        return last;
    }

    private List<JsonNode> bills(PartnerProcess station) {
        return emsp.ask("received?module=cdrs&method=POST")
                .path("items")
                .valueStream()
                .map(item -> item.path("body"))
                .filter(cdr -> Json.text(cdr.path("cdr_location"), "id").equals(station.said("location_id")))
                .filter(cdr -> !billed.contains(Json.text(cdr, "id")))
                .toList();
    }

    /** How a session ends. */
    private interface Ending {
        void happens() throws InterruptedException;
    }

    /** Ends the session; its CDR must have what the station's meter says. */
    private JsonNode bill(PartnerProcess station, Ending ending) throws InterruptedException {
        var before = billedWh(station);
        ending.happens();
        var cdrs = Waiting.until(ARRIVES_WITHIN, () -> bills(station), found -> !found.isEmpty());
        var cdr = cdrs.isEmpty() ? Json.object() : cdrs.getFirst();
        var used = BigDecimal.valueOf(connector(station).path("wh").asLong() - before);
        report.expect(
                "its CDR has the energy of the station's meter",
                used.divide(WH_PER_KWH).stripTrailingZeros().toPlainString() + " kWh",
                cdr.path("total_energy")
                                .asDecimal(BigDecimal.ZERO)
                                .stripTrailingZeros()
                                .toPlainString() + " kWh");
        billed.add(Json.text(cdr, "id"));
        return cdr;
    }

    /** Where the meter stood when the session that runs now began. */
    private long billedWh(PartnerProcess station) {
        return connector(station).path("from_wh").asLong();
    }

    private String answered(JsonNode command, String module) throws InterruptedException {
        var id = Json.text(command, "command");
        var results = Waiting.until(
                ARRIVES_WITHIN,
                () -> emsp.ask("received?module=" + module + "&id=" + id).path("items"),
                items -> !items.isEmpty());
        return Json.text(command, "result") + ", then "
                + Json.text(results.path(0).path("body"), "result");
    }

    @Override
    public void close() {
        open.forEach(PartnerProcess::close);
    }
}
