package org.roaminghub.app.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.roaminghub.app.cli.client.Json;
import tools.jackson.databind.JsonNode;

/** A session and its bill, the bill again, another bill under its id, and an eMSP that is away. */
final class ChargingScenes {

    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(20);
    private static final Duration COMES_AFTER_OUTAGE_WITHIN = Duration.ofSeconds(150);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final int UPDATES = 3;

    private final Stage stage;
    private final Report report;
    private final PartnerProcess cpo;
    private final PartnerProcess emsp;

    ChargingScenes(Stage stage) {
        this.stage = stage;
        this.report = stage.report();
        this.cpo = stage.cast().voltwerk();
        this.emsp = stage.cast().movlyn();
    }

    /** Gives the CPO's id of the session that was played whole. */
    String play() throws InterruptedException {
        report.step("A driver charges");
        var session = charge();
        var cdr = bill(session);
        report.step("The bill is sent again");
        again(cdr);
        conflicting(cdr);
        report.step("%s is down while a bill is sent".formatted(emsp.party()));
        outage();
        return session;
    }

    private String charge() throws InterruptedException {
        var session = start();
        for (var i = 0; i < UPDATES; i++) {
            order("update", session);
        }
        var stopped = order("stop", session);
        var arrived = Waiting.until(
                ARRIVES_WITHIN,
                () -> emsp.ask("received?module=sessions&id=" + session).path("items"),
                items -> items.size() >= UPDATES + 2);
        var methods = arrived.values().stream().map(a -> Json.text(a, "method")).toList();
        report.expect(
                "the session with its updates reaches the eMSP",
                List.of("PUT", "PATCH", "PATCH", "PATCH", "PUT"),
                methods);
        var last = arrived.path(arrived.size() - 1).path("body");
        report.expect(
                "its last state is the CPO's",
                "COMPLETED, %s kWh".formatted(Json.text(stopped, "kwh")),
                "%s, %s kWh".formatted(Json.text(last, "status"), Json.text(last, "kwh")));
        report.expect(
                "a field that OCPI doesn't know travels on",
                "x_parking_bay is there",
                last.has("x_parking_bay") ? "x_parking_bay is there" : "x_parking_bay is lost");
        return session;
    }

    private String start() {
        var tap = AuthorizationScenes.tap(cpo, Stage.uid(emsp, "standard"), null);
        return Json.text(
                cpo.order("session", Json.object().put("do", "start").put("tap", Json.text(tap, "tap"))), "session");
    }

    private JsonNode order(String what, String session) {
        return cpo.order("session", Json.object().put("do", what).put("session", session));
    }

    private String bill(String session) throws InterruptedException {
        var sent = cpo.order("cdr", Json.object().put("session", session));
        var id = Json.text(sent, "cdr");
        var copies = arrivals(sent, ARRIVES_WITHIN);
        report.expect(
                "the CDR is acknowledged and delivered",
                "status 1000, 1 copy at the eMSP",
                "status %s, %d %s at the eMSP"
                        .formatted(Json.text(sent, "status_code"), copies, copies == 1 ? "copy" : "copies"));
        report.note("%s: %s EUR before tax".formatted(id, Json.text(sent.path("total_cost"), "excl_vat")));
        var location = Json.text(sent, "location");
        var read = location.startsWith(stage.hub().url())
                ? cpo.order("cdr", Json.object().put("read", location))
                : Json.object();
        report.expect("it can be read back at the hub's address for it", id, Json.text(read.path("data"), "id"));
        return id;
    }

    private void again(String cdr) throws InterruptedException {
        var sent = cpo.order("cdr", Json.object().put("cdr", cdr));
        Waiting.quietly(QUIET);
        var copies = emsp.copies("POST", "cdrs", cdr);
        var listed = listed(cdr, "");
        report.expect(
                "the same CDR again is no second one",
                "status 1000, still 1 at the eMSP and 1 at the hub",
                "status %s, still %d at the eMSP and %d at the hub"
                        .formatted(Json.text(sent, "status_code"), copies, listed));
    }

    private void conflicting(String cdr) throws InterruptedException {
        var sent = cpo.order("cdr", Json.object().put("cdr", cdr).put("changed", true));
        var event = stage.eventOf("cdr.refused", Json.text(sent, "correlation_id"));
        var refused = Waiting.until(Stage.SHOWN_WITHIN, () -> listed(cdr, "REFUSED"), n -> n > 0);
        var copies = emsp.copies("POST", "cdrs", cdr);
        report.expect(
                "another CDR under the same id is refused and recorded",
                "status 2001, recorded: CONFLICT, 1 refused record, still 1 at the eMSP",
                "status %s, recorded: %s, %d refused record, still %d at the eMSP"
                        .formatted(
                                Json.text(sent, "status_code"),
                                Json.text(event.path("payload"), "refusal"),
                                refused,
                                copies));
    }

    private void outage() throws InterruptedException {
        var session = start();
        order("update", session);
        emsp.order("down", Json.object());
        JsonNode sent;
        try {
            order("stop", session);
            sent = cpo.order("cdr", Json.object().put("session", session));
        } finally {
            Waiting.quietly(Duration.ofSeconds(1));
            emsp.order("up", Json.object());
        }
        var id = Json.text(sent, "cdr");
        report.expect("the hub takes the CDR over", "status 1000", "status " + Json.text(sent, "status_code"));
        report.note(emsp.party() + " is back");
        arrivals(sent, COMES_AFTER_OUTAGE_WITHIN);
        Waiting.quietly(QUIET);
        report.expect("it arrives exactly once", 1, emsp.copies("POST", "cdrs", id));
        var last = Waiting.until(ARRIVES_WITHIN, () -> lastStatus(session), "COMPLETED"::equals);
        report.expect("the end of its session arrives too", "COMPLETED", last);
    }

    private String lastStatus(String session) {
        var items = emsp.ask("received?module=sessions&id=" + session).path("items");
        return Json.text(items.path(items.size() - 1).path("body"), "status");
    }

    /** Waits for the first copy of a CDR that was sent; not when the hub refused it: then none may come. */
    private int arrivals(JsonNode sent, Duration within) throws InterruptedException {
        var cdr = Json.text(sent, "cdr");
        var wanted = sent.path("acknowledged").asBoolean(false) ? 1 : 0;
        return Waiting.until(within, () -> emsp.copies("POST", "cdrs", cdr), copies -> copies >= wanted);
    }

    private int listed(String cdr, String status) {
        var filters = Map.of("party", cpo.party(), "status", status);
        return stage.idsIn("/cdrs", filters).getOrDefault(cdr, 0);
    }
}
