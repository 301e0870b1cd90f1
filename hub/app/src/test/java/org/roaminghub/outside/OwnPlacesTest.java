package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;

/** An administrator changes what is published of the hub's own places, and partners hear of it as of any CPO's. */
class OwnPlacesTest extends OwnStationTest {

    private Answer change(String path, String change) {
        return hub.admin("PATCH", "/locations/" + path, change);
    }

    /** News of this station's place: those of others, which came and went before, may come at any time. */
    private static List<Received> news(Partner emsp, ChargePoint station) {
        return emsp.got("PATCH", "locations").stream()
                .filter(r -> r.path().contains("/" + station.location()))
                .toList();
    }

    private static JsonNode heard(Partner emsp, ChargePoint station, int count) {
        return Http.read(LiveHub.until(() -> news(emsp, station), news -> news.size() >= count)
                .get(count - 1)
                .text());
    }

    private static JsonNode listed(Partner emsp, ChargePoint station) {
        return emsp.ask("GET", "locations/SENDER", station.location())
                .to(LiveHub.SELF)
                .send()
                .ok()
                .data();
    }

    @Test
    @DisplayName("a location, an EVSE and a connector change by an administrator's word, and partners are told")
    void changes() {
        Partner emsp = emsp();
        ChargePoint station = planned("1.6");
        String before = listed(emsp, station).path("last_updated").asString();
        JsonNode item = Http.read(change(station.location(), """
                {"name": "Harbour", "address": "Quay 13", "coordinates": {"latitude": "53.550000", "longitude": "9.980000"},
                 "operator": {"name": "Port"}, "opening_times": {"twentyfourseven": true}}""").text());
        assertThat(item.path("address").asString()).isEqualTo("Quay 13");
        assertThat(item.path("city").asString()).isEqualTo("Hamburg");
        assertThat(item.path("evses")).hasSize(2);
        JsonNode told = heard(emsp, station, 1);
        assertThat(told.path("address").asString()).isEqualTo("Quay 13");
        assertThat(told.path("last_updated").asString()).isGreaterThan(before);

        String evse = station.location() + "/evses/" + station.evse(2);
        assertThat(change(evse, "{\"physical_reference\": \"B2\", \"parking_restrictions\": [\"EV_ONLY\"]}")
                        .http())
                .isEqualTo(200);
        assertThat(heard(emsp, station, 2).path("physical_reference").asString())
                .isEqualTo("B2");
        assertThat(change(evse + "/connectors/1", "{\"max_amperage\": 16, \"tariff_ids\": [\"T-9\"]}")
                        .http())
                .isEqualTo(200);
        assertThat(heard(emsp, station, 3).path("max_amperage").asInt()).isEqualTo(16);

        JsonNode whole = listed(emsp, station);
        assertThat(whole.path("name").asString()).isEqualTo("Harbour");
        assertThat(whole.path("operator").path("name").asString()).isEqualTo("Port");
        JsonNode second = whole.path("evses").values().stream()
                .filter(e -> e.path("uid").asString().equals(station.evse(2)))
                .findFirst()
                .orElseThrow();
        assertThat(second.path("parking_restrictions").path(0).asString()).isEqualTo("EV_ONLY");
        assertThat(second.path("connectors").path(0).path("max_amperage").asInt())
                .isEqualTo(16);
        assertThat(second.path("connectors").path(0).path("max_voltage").asInt())
                .isEqualTo(230);
        assertThat(change(station.location(), "{\"name\": null}").http()).isEqualTo(200);
        assertThat(listed(emsp, station).has("name")).isFalse();
    }

    @Test
    @DisplayName("what stations say themselves, what bills name and what makes no sense is refused, and nobody is told")
    void refusals() {
        Partner emsp = emsp();
        Partner other = connected("CPO");
        ChargePoint station = planned("1.6");
        String theirs = Messages.unique("L");
        other.putLocation(Messages.location(other.party(), theirs)).send().ok();
        String evse = station.location() + "/evses/" + station.evse(1);
        for (String wrong : List.of(
                "{\"id\": \"X\"}", "{\"evses\": []}", "{\"country\": 7}", "{\"address\": null}", "{}", "[]", "{")) {
            assertThat(change(station.location(), wrong).http()).as(wrong).isEqualTo(400);
        }
        for (String wrong : List.of("{\"status\": \"AVAILABLE\"}", "{\"evse_id\": \"X\"}", "{\"connectors\": []}")) {
            assertThat(change(evse, wrong).http()).as(wrong).isEqualTo(400);
        }
        assertThat(change(evse + "/connectors/1", "{\"max_voltage\": \"high\"}").http())
                .isEqualTo(400);
        String sensible = "{\"name\": \"N\"}";
        assertThat(change(theirs, sensible).http()).isEqualTo(404);
        assertThat(change("NOWHERE", sensible).http()).isEqualTo(404);
        assertThat(change(station.location() + "/evses/NONE", "{\"floor_level\": \"1\"}")
                        .http())
                .isEqualTo(404);
        assertThat(change(evse + "/connectors/9", "{\"max_amperage\": 16}").http())
                .isEqualTo(404);
        assertThat(news(emsp, station)).isEmpty();
    }
}
