package org.roaminghub.app.cli.demo;

import org.jspecify.annotations.Nullable;
import org.roaminghub.app.cli.client.Json;
import tools.jackson.databind.JsonNode;

/** Cards at chargers: yes, no, not here, and nobody answers. */
final class AuthorizationScenes {

    private final Stage stage;
    private final Report report;

    AuthorizationScenes(Stage stage) {
        this.stage = stage;
        this.report = stage.report();
    }

    void play() throws InterruptedException {
        report.step("Drivers tap their cards");
        granted();
        blocked();
        withoutAgreement();
        report.step("The eMSPs fall silent");
        silentAndAllowed();
        silentAndRefused();
    }

    private void granted() throws InterruptedException {
        var movlyn = stage.cast().movlyn();
        var tap = tap(stage.cast().voltwerk(), Stage.uid(movlyn, "standard"), null);
        var event = stage.eventOf("authorization.granted", Json.text(tap, "tap"));
        report.expect(
                "a good card of %s at %s"
                        .formatted(movlyn.party(), stage.cast().voltwerk().party()),
                "ALLOWED, recorded with basis ISSUER",
                said(tap) + recorded(event, "basis"),
                tap.path("granted").asBoolean(false) && payload(event, "basis").equals("ISSUER"));
    }

    private void blocked() throws InterruptedException {
        var tap = tap(stage.cast().voltwerk(), Stage.uid(stage.cast().movlyn(), "blocked"), null);
        var event = stage.eventOf("authorization.refused", Json.text(tap, "tap"));
        report.expect(
                "a blocked card",
                "BLOCKED, recorded as TOKEN_BLOCKED",
                said(tap) + recorded(event, "refusal"),
                Json.text(tap, "allowed").equals("BLOCKED")
                        && payload(event, "refusal").equals("TOKEN_BLOCKED"));
    }

    private void withoutAgreement() throws InterruptedException {
        var movlyn = stage.cast().movlyn();
        var uid = Stage.uid(movlyn, "standard");
        var before = movlyn.copies("POST", "tokens", uid);
        var tap = tap(stage.cast().laadpunt(), uid, movlyn.party());
        var asked = movlyn.copies("POST", "tokens", uid) - before;
        report.expect(
                "the same card at %s, which has no agreement"
                        .formatted(stage.cast().laadpunt().party()),
                "refused with 4001, the eMSP is not even asked",
                said(tap) + (asked == 0 ? ", the eMSP is not even asked" : ", the eMSP was asked"),
                !tap.path("granted").asBoolean(true) && tap.path("status_code").asInt(0) == 4001 && asked == 0);
    }

    private void silentAndAllowed() throws InterruptedException {
        var movlyn = stage.cast().movlyn();
        var tap = tapInSilence(movlyn, "offline");
        var event = stage.eventOf("authorization.granted", Json.text(tap, "tap"));
        report.expect(
                "%s is silent, policy ALLOW_OFFLINE_TOKENS, card ALLOWED_OFFLINE".formatted(movlyn.party()),
                "ALLOWED, recorded with basis WHITELIST_ISSUER_SILENT",
                said(tap) + recorded(event, "basis"),
                tap.path("granted").asBoolean(false) && payload(event, "basis").equals("WHITELIST_ISSUER_SILENT"));
    }

    private void silentAndRefused() throws InterruptedException {
        var elan = stage.cast().elan();
        var tap = tapInSilence(elan, "offline");
        var event = stage.eventOf("authorization.refused", Json.text(tap, "tap"));
        report.expect(
                "%s is silent, policy REFUSE, the same kind of card".formatted(elan.party()),
                "refused with 4002, recorded as PARTY_SILENT",
                said(tap) + recorded(event, "refusal"),
                !tap.path("granted").asBoolean(true)
                        && tap.path("status_code").asInt(0) == 4002
                        && payload(event, "refusal").equals("PARTY_SILENT"));
    }

    private JsonNode tapInSilence(PartnerProcess emsp, String label) {
        var uid = Stage.uid(emsp, label);
        emsp.order("behaviour", Json.object().put("silent", true));
        try {
            return tap(stage.cast().voltwerk(), uid, null);
        } finally {
            emsp.order("behaviour", Json.object().put("silent", false));
        }
    }

    static JsonNode tap(PartnerProcess cpo, String uid, @Nullable String to) {
        var order = Json.object().put("uid", uid);
        return cpo.order("tap", to == null ? order : order.put("to", to));
    }

    static String said(JsonNode answer) {
        var allowed = Json.text(answer, "allowed");
        return "%s (status %s, %s ms)"
                .formatted(
                        allowed.isEmpty() ? "no authorisation" : allowed,
                        Json.text(answer, "status_code"),
                        Json.text(answer, "took_ms"));
    }

    private static String recorded(JsonNode event, String field) {
        return event.isEmpty() ? ", not found in the history" : ", recorded: " + payload(event, field);
    }

    private static String payload(JsonNode event, String field) {
        return Json.text(event.path("payload"), field);
    }
}
