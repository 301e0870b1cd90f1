package org.roaminghub.app.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.roaminghub.app.cli.client.Json;
import tools.jackson.databind.JsonNode;

/** The hub dies by kill -9 while requests run, and comes back: nothing that it acknowledged may be lost. */
final class CrashScene {

    private static final int CLIENTS = 4;
    private static final int BILLS_BEFORE = 25;
    private static final int BILLS_AFTER = 25;
    private static final Duration BILLED_WITHIN = Duration.ofSeconds(90);
    private static final Duration DELIVERED_WITHIN = Duration.ofMinutes(2);

    private final Stage stage;
    private final Report report;
    private final PartnerProcess cpo;
    private final PartnerProcess emsp;

    CrashScene(Stage stage) {
        this.stage = stage;
        this.report = stage.report();
        this.cpo = stage.cast().voltwerk();
        this.emsp = stage.cast().movlyn();
    }

    void play() throws InterruptedException {
        report.step("The hub is killed in mid-flow and started again");
        var uids = Json.array();
        emsp.ask("cards").path("items").values().forEach(card -> {
            if (Json.text(card, "label").startsWith("card-")) {
                uids.add(Json.text(card, "uid"));
            }
        });
        var load = Json.object().put("do", "start").put("clients", CLIENTS);
        load.set("uids", uids);
        cpo.order("load", load);
        var before = bills(BILLS_BEFORE);
        if (before == 0) {
            cpo.order("load", Json.object().put("do", "abort"));
            report.expect("drivers charge and are billed", "at least " + BILLS_BEFORE + " CDRs", "none", false);
            return;
        }
        stage.hub().kill();
        report.note("killed (kill -9) after %d acknowledged CDRs, with %d drivers at the chargers"
                .formatted(before, CLIENTS));
        report.note("ready again in %.1f s".formatted(stage.hub().start().toMillis() / 1000.0));
        bills(before + BILLS_AFTER);
        var told = cpo.order("load", Json.object().put("do", "finish"));
        report.expect(
                "after the restart drivers charge again and nobody is refused",
                "at least %d CDRs more, none refused".formatted(BILLS_AFTER),
                "%d CDRs more, %s"
                        .formatted(
                                told.path("cdrs").size() - before,
                                told.path("refused").isEmpty() ? "none refused" : "refused: " + told.path("refused")),
                told.path("cdrs").size() >= before + BILLS_AFTER
                        && told.path("refused").isEmpty());
        compare(told);
    }

    private int bills(int wanted) throws InterruptedException {
        return Waiting.until(BILLED_WITHIN, () -> cpo.ask("load").path("cdrs").size(), n -> n >= wanted);
    }

    private void compare(JsonNode told) throws InterruptedException {
        var authorizations = texts(told.path("authorizations"));
        expectAll("authorisations", authorizations, eventually(this::grantedCorrelations, authorizations));
        var sessions = texts(told.path("sessions"));
        expectAll(
                "sessions",
                sessions,
                eventually(() -> stage.idsIn("/sessions", mine()).keySet(), sessions));
        var cdrs = texts(told.path("cdrs"));
        var listed = new ArrayList<Map<String, Integer>>();
        expectAll(
                "CDRs",
                cdrs,
                eventually(
                        () -> {
                            listed.add(stage.idsIn("/cdrs", mine()));
                            return listed.getLast().keySet();
                        },
                        cdrs));
        var twice = listed.getLast().entrySet().stream()
                .filter(e -> e.getValue() > 1)
                .toList();
        report.expect("no CDR is there twice", 0, twice.size());
        expectDelivered(cdrs);
    }

    /** At the eMSP: one object each; the same message may come twice when the hub died before it noted the answer. */
    private void expectDelivered(Set<String> cdrs) throws InterruptedException {
        var copies = Waiting.until(
                DELIVERED_WITHIN,
                () -> emsp.ask("received?bodies=false&method=POST&module=cdrs").path("copies"),
                seen -> cdrs.stream().allMatch(seen::has));
        var missing = cdrs.stream().filter(id -> !copies.has(id)).toList();
        var repeated = cdrs.stream().filter(id -> copies.path(id).asInt(0) > 1).count();
        report.expect(
                "every acknowledged CDR is at the eMSP",
                "%d of %d".formatted(cdrs.size(), cdrs.size()),
                "%d of %d".formatted(cdrs.size() - missing.size(), cdrs.size()));
        if (repeated > 0) {
            report.note("%d came twice over the restart, as one object each".formatted(repeated));
        }
    }

    private Set<String> grantedCorrelations() {
        var found = new HashSet<String>();
        stage.events("authorization.granted").forEach(e -> found.add(Json.text(e, "correlation_id")));
        return found;
    }

    private Map<String, String> mine() {
        return Map.of(
                "party",
                cpo.party(),
                "from",
                report.startedAt().minusSeconds(60).toString());
    }

    private static Set<String> eventually(Supplier<Set<String>> look, Set<String> wanted) throws InterruptedException {
        Predicate<Set<String>> complete = seen -> seen.containsAll(wanted);
        return Waiting.until(Stage.SHOWN_WITHIN, look, complete);
    }

    private void expectAll(String what, Set<String> acknowledged, Set<String> there) {
        var found = acknowledged.stream().filter(there::contains).count();
        report.expect(
                "every acknowledged one of the " + what + " is there",
                "%d of %d".formatted(acknowledged.size(), acknowledged.size()),
                "%d of %d".formatted(found, acknowledged.size()),
                found == acknowledged.size() && found > 0);
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new HashSet<String>();
        list.values().forEach(node -> texts.add(node.asString("")));
        return texts;
    }
}
