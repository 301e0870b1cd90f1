package org.roaminghub.app.cli.demo;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaminghub.app.cli.client.Json;
import tools.jackson.databind.JsonNode;

/** A CPO that speaks OCPI 2.1.1 and one that speaks 2.2.1, both with an eMSP that speaks 2.3.0: each hears its own version. */
final class VersionScenes {

    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(20);
    private static final int MAX_DELIVERIES = 100_000;
    private static final int UPDATES = 2;

    private final Stage stage;
    private final Report report;
    private final PartnerProcess emsp;

    VersionScenes(Stage stage) {
        this.stage = stage;
        this.report = stage.report();
        this.emsp = stage.cast().nykvarn();
    }

    void play() throws InterruptedException {
        for (var cpo :
                new PartnerProcess[] {stage.cast().oudeland(), stage.cast().voltwerk()}) {
            report.step("%s speaks OCPI %s, %s speaks %s"
                    .formatted(
                            cpo.party(),
                            cpo.who().version(),
                            emsp.party(),
                            emsp.who().version()));
            var location = location(cpo);
            card(cpo);
            remote(cpo, location);
        }
        report.step("What the older version could not carry");
        losses(stage.cast().oudeland());
    }

    private String location(PartnerProcess cpo) throws InterruptedException {
        var hub = Json.object().put("to", stage.hubParty());
        var answer = cpo.order("publish", hub);
        report.expect(
                "the hub takes its location and tariff", "status 1000", "status " + Json.text(answer, "status_code"));
        var told = Waiting.until(ARRIVES_WITHIN, () -> lastOf("locations", cpo), found -> !found.isEmpty());
        report.expect(
                "the eMSP is told the location, with its owner",
                cpo.party(),
                Json.text(told, "country_code") + "*" + Json.text(told, "party_id"));
        return Json.text(told, "id");
    }

    /** What the eMSP was sent last of this module by this CPO, whole; empty when nothing was. */
    private JsonNode lastOf(String module, PartnerProcess cpo) {
        JsonNode last = Json.object();
        for (var item : emsp.ask("received?module=" + module + "&method=PUT")
                .path("items")
                .values()) {
            var body = item.path("body");
            if ((Json.text(body, "country_code") + "*" + Json.text(body, "party_id")).equals(cpo.party())) {
                last = body;
            }
        }
        return last;
    }

    private void card(PartnerProcess cpo) throws InterruptedException {
        var tap = AuthorizationScenes.tap(cpo, Stage.uid(emsp, "standard"), null);
        report.expect(
                "a card of %s at %s".formatted(emsp.party(), cpo.party()),
                "ALLOWED",
                AuthorizationScenes.said(tap),
                tap.path("granted").asBoolean(false));
        if (tap.path("granted").asBoolean(false)) {
            var session = Json.text(
                    cpo.order("session", Json.object().put("do", "start").put("tap", Json.text(tap, "tap"))),
                    "session");
            for (var i = 0; i < UPDATES; i++) {
                cpo.order("session", Json.object().put("do", "update").put("session", session));
            }
            cpo.order("session", Json.object().put("do", "stop").put("session", session));
            billed(cpo, session);
        }
    }

    private void remote(PartnerProcess cpo, String location) throws InterruptedException {
        var before = Json.text(lastOf("sessions", cpo), "id");
        var start = emsp.order(
                "start",
                Json.object().put("label", "standard").put("location", location).put("to", cpo.party()));
        report.expect("the eMSP starts a session from afar", "ACCEPTED, then ACCEPTED", answered(start));
        var session = Waiting.until(
                ARRIVES_WITHIN,
                () -> Json.text(lastOf("sessions", cpo), "id"),
                id -> !id.isEmpty() && !id.equals(before));
        var stop = emsp.order("stop", Json.object().put("session", session).put("to", cpo.party()));
        report.expect("and stops it", "ACCEPTED, then ACCEPTED", answered(stop));
        billed(cpo, session);
    }

    /** What the CPO said at once, and what came of it. */
    private String answered(JsonNode command) throws InterruptedException {
        var id = Json.text(command, "command");
        var results = Waiting.until(
                ARRIVES_WITHIN,
                () -> emsp.ask("received?module=commands&id=" + id).path("items"),
                items -> !items.isEmpty());
        return Json.text(command, "result") + ", then "
                + Json.text(results.path(0).path("body"), "result");
    }

    private void billed(PartnerProcess cpo, String session) throws InterruptedException {
        var last = Waiting.until(
                ARRIVES_WITHIN,
                () -> lastOf("sessions", cpo),
                found -> Json.text(found, "id").equals(session)
                        && Json.text(found, "status").equals("COMPLETED"));
        report.expect(
                "the session ends at the eMSP too",
                session + " COMPLETED",
                Json.text(last, "id") + " " + Json.text(last, "status"));
        var sent = cpo.order("cdr", Json.object().put("session", session));
        var cdr = Json.text(sent, "cdr");
        var copies = Waiting.until(ARRIVES_WITHIN, () -> emsp.copies("POST", "cdrs", cdr), found -> found > 0);
        report.expect(
                "its bill arrives once",
                "status 1000, 1 at the eMSP",
                "status %s, %d at the eMSP".formatted(Json.text(sent, "status_code"), copies));
    }

    /** By kind of object: which fields were lost on the way to and from the partner of the older version. */
    private void losses(PartnerProcess old) throws InterruptedException {
        var found = Waiting.until(ARRIVES_WITHIN, () -> lossesOf(old), losses -> !losses.isEmpty());
        found.forEach((kind, fields) -> report.note("%-14s %s".formatted(kind, String.join(", ", fields))));
        report.expect(
                "the hub says what %s could not be told".formatted(old.party()),
                "fields by name",
                found.isEmpty() ? "none" : "fields by name");
    }

    private Map<String, Set<String>> lossesOf(PartnerProcess party) {
        Map<String, Set<String>> fields = new TreeMap<>();
        for (var delivery : stage.api().list("/deliveries", Map.of("party", party.party()), MAX_DELIVERIES)) {
            for (var loss : delivery.path("losses").values()) {
                fields.computeIfAbsent(Json.text(delivery, "object_type"), kind -> new TreeSet<>())
                        .add(Json.text(loss, "field"));
            }
        }
        return fields;
    }
}
