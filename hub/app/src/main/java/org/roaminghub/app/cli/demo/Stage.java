package org.roaminghub.app.cli.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaminghub.app.cli.client.AdminApi;
import org.roaminghub.app.cli.client.Json;
import tools.jackson.databind.JsonNode;

/** What the scenes play on: the hub, its admin API, the partners and the report. */
record Stage(HubProcess hub, AdminApi api, Cast cast, Report report) {

    /** What people look at may lag behind what the hub answered. */
    static final Duration SHOWN_WITHIN = Duration.ofSeconds(20);

    private static final int MAX_EVENTS = 100_000;

    /**
     * The simulated partners: two eMSPs and two CPOs, one of them without any agreement, and a CPO and an eMSP that speak the
     * oldest and the newest version of OCPI.
     */
    record Cast(
            PartnerProcess voltwerk,
            PartnerProcess laadpunt,
            PartnerProcess movlyn,
            PartnerProcess elan,
            PartnerProcess oudeland,
            PartnerProcess nykvarn) {

        List<PartnerProcess> all() {
            return List.of(voltwerk, laadpunt, movlyn, elan, oudeland, nykvarn);
        }
    }

    /** The hub's own party, as broadcasts are addressed. */
    String hubParty() {
        return Json.text(api.get("/status"), "party");
    }

    /** A card of an eMSP by its label; throws IllegalArgumentException when it has none of this name. */
    static String uid(PartnerProcess emsp, String label) {
        for (var card : emsp.ask("cards").path("items").values()) {
            if (Json.text(card, "label").equals(label)) {
                return Json.text(card, "uid");
            }
        }
        throw new IllegalArgumentException(emsp.party() + " has no card " + label);
    }

    /** Events of this demo by their name, in recorded order. */
    List<JsonNode> events(String name) {
        return api.list(
                "/history", Map.of("type", name, "from", report.startedAt().toString()), MAX_EVENTS);
    }

    /** The event of this name that one request caused; an empty object when it does not show up in time. */
    JsonNode eventOf(String name, String correlationId) throws InterruptedException {
        return Waiting.until(
                SHOWN_WITHIN,
                () -> events(name).stream()
                        .filter(e -> Json.text(e, "correlation_id").equalsIgnoreCase(correlationId))
                        .findFirst()
                        .orElseGet(Json::object),
                found -> !found.isEmpty());
    }

    /** How often each partner's id stands in a list of the admin API. */
    Map<String, Integer> idsIn(String list, Map<String, String> filters) {
        var found = new HashMap<String, Integer>();
        api.list(list, filters, MAX_EVENTS).forEach(item -> found.merge(Json.text(item, "id"), 1, Integer::sum));
        return found;
    }
}
