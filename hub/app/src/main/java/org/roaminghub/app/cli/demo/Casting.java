package org.roaminghub.app.cli.demo;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.roaminghub.app.cli.client.AdminApi;
import org.roaminghub.app.cli.client.Json;
import tools.jackson.databind.JsonNode;

/**
 * Makes platforms and agreements at the hub, or finds those of an earlier demo on the same data folder; the partners are
 * new processes with new addresses and tokens then, so they register anew.
 */
final class Casting {

    private static final int MAX_ITEMS = 10_000;
    private static final int DEADLINE_MS = 2_000;

    private final AdminApi api;
    private final Report report;
    private final String hubVersionsUrl;

    Casting(AdminApi api, Report report, String hubVersionsUrl) {
        this.api = api;
        this.report = report;
        this.hubVersionsUrl = hubVersionsUrl;
    }

    /** Who starts the handshake. */
    enum Starter {
        PARTNER,
        HUB
    }

    void register(PartnerProcess partner, Starter starter) {
        var known = findPlatform(partner);
        var platform = known.orElseGet(() -> addPlatform(partner));
        var id = Json.text(platform, "platform_id");
        switch (starter) {
            case PARTNER -> {
                var token = known.isPresent()
                        ? registrationToken(id)
                        : Json.text(platform.path("ocpi"), "registration_token");
                partner.order(
                        "register",
                        Json.object().put("versions_url", hubVersionsUrl).put("token", token));
            }
            case HUB -> {
                var state = partner.state();
                api.post(
                        "/platforms/" + id + "/register",
                        Json.object()
                                .put("versions_url", Json.text(state, "versions_url"))
                                .put("token", Json.text(state, "registration_token")));
            }
        }
        var status = Json.text(api.get("/platforms/" + id), "status");
        var registered = partner.state().path("registered").asBoolean(false);
        report.expect(
                "%s %s registers, the handshake started by %s"
                        .formatted(
                                partner.who().role().toUpperCase(Locale.ROOT),
                                partner.party(),
                                starter == Starter.HUB ? "the hub" : "the partner"),
                "CONNECTED, both sides hold tokens",
                status + (registered ? ", both sides hold tokens" : ", the partner holds no token"),
                status.equals("CONNECTED") && registered);
    }

    /** Signs, or finds the agreement in force; {@code policy} is what happens when the eMSP is silent. */
    void agree(PartnerProcess cpo, PartnerProcess emsp, String policy) {
        agree(cpo.party(), emsp, policy);
    }

    /** The same with the hub's own party. */
    void agree(String cpo, PartnerProcess emsp, String policy) {
        var found = api.list("/agreements", Map.of("party", cpo), MAX_ITEMS).stream()
                .filter(a ->
                        Json.text(a, "cpo").equals(cpo) && Json.text(a, "emsp").equals(emsp.party()) && inForce(a))
                .findFirst();
        var agreement = found.orElseGet(() -> sign(cpo, emsp, policy));
        var id = Json.text(agreement, "agreement_id");
        report.expect(
                "agreement %s – %s, %s when the eMSP is silent".formatted(cpo, emsp.party(), policy),
                "an agreement in force",
                (found.isPresent() ? "in force since an earlier demo: " : "signed: ") + id,
                !id.isEmpty());
    }

    private JsonNode sign(String cpo, PartnerProcess emsp, String policy) {
        var body = Json.object().put("cpo", cpo).put("emsp", emsp.party());
        body.putObject("terms").put("issuer_silent", policy).put("authorize_deadline_ms", DEADLINE_MS);
        return api.post("/agreements", body);
    }

    private static boolean inForce(JsonNode agreement) {
        var end = Json.text(agreement, "valid_to");
        return !agreement.path("terminated").asBoolean(false)
                && !List.of("TERMINATED", "ENDED").contains(Json.text(agreement, "status"))
                && (end.isEmpty() || Instant.parse(end).isAfter(Instant.now()));
    }

    private Optional<JsonNode> findPlatform(PartnerProcess partner) {
        return api.list("/platforms", Map.of(), MAX_ITEMS).stream()
                .filter(p -> p.path("parties").values().stream()
                        .anyMatch(hosted -> Json.text(hosted, "party").equals(partner.party())
                                && Json.text(hosted, "role")
                                        .equalsIgnoreCase(partner.who().role())))
                .findFirst();
    }

    private JsonNode addPlatform(PartnerProcess partner) {
        var body = Json.object().put("name", partner.who().name()).put("protocol", "OCPI");
        body.putArray("parties")
                .addObject()
                .put("role", partner.who().role().toUpperCase(Locale.ROOT))
                .put("party", partner.party())
                .put("name", partner.who().name());
        return api.post("/platforms", body);
    }

    private String registrationToken(String platform) {
        var answer = api.post("/platforms/" + platform + "/registration-token", Json.object());
        var token = Json.text(answer, "registration_token");
        return token.isEmpty() ? Json.text(answer.path("ocpi"), "registration_token") : token;
    }
}
