package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roaminghub.outside.Members211Test.valid;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What 2.1.1 says otherwise: partial updates, what may not be told, one role; and updates across versions. */
class Limits211Test extends OutsideTest {

    private List<JsonNode> losses(Party receiver, String type, Predicate<List<String>> fits) {
        return hub.listWhen("/deliveries?party=" + receiver.star(), list -> fits.test(fields(list, type))).stream()
                .filter(d -> d.path("object_type").asString().equals(type))
                .toList();
    }

    private static List<String> fields(List<JsonNode> deliveries, String type) {
        return deliveries.stream()
                .filter(d -> d.path("object_type").asString().equals(type))
                .flatMap(d -> d.path("losses").valueStream())
                .map(l -> l.path("field").asString())
                .toList();
    }

    @Test
    @DisplayName(
            "PATCH of 2.1.1 may come without last_updated; a tariff's is told as PUT, and who stops holding is taken back")
    void patches() {
        Partner cpo = planned("CPO");
        cpo.version = "2.1.1";
        cpo.register().ok();
        Partner emsp = connected("EMSP");
        hub.agree(cpo.party(), emsp.party(), null);
        String id = Messages.unique("L");
        ObjectNode location =
                Messages.json("""
                {"id": "%s", "type": "ON_STREET", "address": "Quay 12", "city": "Hamburg", "postal_code": "20457", "country": "DEU",
                 "coordinates": {"latitude": "53.54", "longitude": "9.99"}, "last_updated": "%s", "evses": [{"uid": "E1",
                 "status": "AVAILABLE", "last_updated": "%s", "connectors": [{"id": "1", "standard": "IEC_62196_T2",
                 "format": "SOCKET", "power_type": "AC_3_PHASE", "voltage": 230, "amperage": 32, "last_updated": "%s"}]}]}""".formatted(id, Messages.hoursAgo(5), Messages.hoursAgo(5), Messages.hoursAgo(5)));
        cpo.ask("PUT", "locations/", cpo.party().country(), cpo.party().id(), id)
                .body(location)
                .send()
                .ok();
        valid("2.2.1", "Location", Http.read(emsp.only("PUT", "locations").text()));
        cpo.ask("PATCH", "locations/", cpo.party().country(), cpo.party().id(), id, "E1")
                .body("{\"status\": \"CHARGING\"}")
                .send()
                .ok();
        JsonNode status = Http.read(emsp.only("PATCH", "locations").text());
        assertThat(status.path("status").asString()).isEqualTo("CHARGING");
        assertThat(status.has("last_updated")).as("the hub stamped it").isTrue();
        cpo.ask("PATCH", "locations/", cpo.party().country(), cpo.party().id(), id, "E1", "1")
                .body("{\"amperage\": 16}")
                .send()
                .ok();
        JsonNode plug = Http.read(emsp.got(2, "PUT", "locations").getLast().text());
        assertThat(plug.path("max_amperage").intValue()).isEqualTo(16);
        assertThat(plug.path("max_voltage").intValue()).isEqualTo(230);

        ObjectNode tariff = Messages.json("""
                {"id": "T1", "currency": "EUR", "elements": [{"price_components": [{"type": "ENERGY", "price": 0.3, "step_size": 1}]}],
                 "last_updated": "%s"}""".formatted(Messages.hoursAgo(5)));
        cpo.ask("PUT", "tariffs/", cpo.party().country(), cpo.party().id(), "T1")
                .body(tariff)
                .send()
                .ok();
        // News that still wait give way to newer ones.
        emsp.only("PUT", "tariffs");
        cpo.ask("PATCH", "tariffs/", cpo.party().country(), cpo.party().id(), "T1")
                .body("{\"currency\": \"SEK\"}")
                .send()
                .ok();
        JsonNode merged = Http.read(emsp.got(2, "PUT", "tariffs").getLast().text());
        assertThat(merged.path("currency").asString()).isEqualTo("SEK");
        assertThat(merged.path("elements")).hasSize(1);
        valid("2.2.1", "Tariff", merged);
        cpo.ask("DELETE", "tariffs/", cpo.party().country(), cpo.party().id(), "T1")
                .send()
                .ok();
        emsp.only("DELETE", "tariffs");
    }

    @Test
    @DisplayName("what a 2.1.1 eMSP may not be told is withheld: homes and their status, tariffs that do not hold")
    void withheld() {
        Partner cpo = connected("CPO");
        Partner emsp = planned("EMSP");
        emsp.version = "2.1.1";
        emsp.register().ok();
        hub.agree(cpo.party(), emsp.party(), null);
        ObjectNode home = Messages.location(cpo.party(), Messages.unique("H")).put("publish", false);
        String id = home.path("id").asString();
        cpo.putLocation(home).send().ok();
        cpo.place("PATCH", id, id + "-1")
                .body(Messages.status("CHARGING", 1))
                .send()
                .ok();
        ObjectNode tariff = Messages.tariff(cpo.party(), "T1");
        cpo.putTariff(tariff).send().ok();
        JsonNode told = Http.read(emsp.only("PUT", "tariffs").text());
        assertThat(told.path("id").asString()).matches("[0-9a-f-]{36}");
        cpo.putTariff(tariff.put("end_date_time", Messages.hoursAgo(2)).put("last_updated", Messages.hoursAgo(1)))
                .send()
                .ok();
        assertThat(emsp.only("DELETE", "tariffs").path())
                .isEqualTo("/receiver/tariffs/DE/" + cpo.party().id() + "/"
                        + told.path("id").asString());
        losses(emsp.party(), "location", f -> f.contains("publish"));
        losses(emsp.party(), "tariff", f -> f.contains("start_date_time"));
        assertThat(emsp.got("PUT", "locations")).isEmpty();
        assertThat(emsp.got("PATCH", "locations")).isEmpty();
    }

    @Test
    @DisplayName("a session at an unknown place is withheld from 2.1.1 and parked once, however often it changes")
    void parkedOnce() {
        Partner cpo = connected("CPO");
        Partner emsp = planned("EMSP");
        emsp.version = "2.1.1";
        emsp.register().ok();
        hub.agree(cpo.party(), emsp.party(), null);
        ObjectNode token = Messages.token(emsp.party(), Messages.uid());
        String id = Messages.unique("S");
        cpo.putSession(Messages.session(cpo.party(), token, id))
                .to(emsp.party())
                .send()
                .ok();
        var parked =
                hub.listWhen("/deliveries?status=PARKED&party=" + emsp.party().star(), l -> l.size() == 1);
        for (int minute = 1; minute < 4; minute++) {
            cpo.patchSession(
                            id,
                            Messages.json("{\"kwh\": " + (2 + minute) + ", \"last_updated\": \""
                                    + Messages.ago(java.time.Duration.ofMinutes(60 - minute)) + "\"}"))
                    .to(emsp.party())
                    .send()
                    .ok();
        }
        var still = hub.list("/deliveries?status=PARKED&party=" + emsp.party().star());
        assertThat(still).hasSize(1);
        assertThat(still.getFirst().path("delivery_id"))
                .isEqualTo(parked.getFirst().path("delivery_id"));
        assertThat(still.getFirst().path("revision").intValue())
                .isGreaterThan(parked.getFirst().path("revision").intValue());
        assertThat(hub.eventsOf(emsp.party())).containsOnlyOnce("delivery.parked");

        ObjectNode location = Messages.location(cpo.party(), "L-17");
        location.putArray("evses").add(Messages.evse(cpo.party(), "E-17-1"));
        cpo.putLocation(location).send().ok();
        cpo.patchSession(id, Messages.json("{\"kwh\": 9, \"last_updated\": \"" + Messages.hoursAgo(0) + "\"}"))
                .to(emsp.party())
                .send()
                .ok();
        JsonNode session = Http.read(emsp.only("PUT", "sessions").text());
        assertThat(session.path("kwh").decimalValue()).isEqualByComparingTo("9");
        assertThat(session.path("location").path("address").asString()).isEqualTo("Quay 12");
        assertThat(hub.listWhen(
                        "/deliveries?status=PARKED&party=" + emsp.party().star(), List::isEmpty))
                .isEmpty();
    }

    @Test
    @DisplayName("ids of 2.1.1 that differ in case only: the second object is refused and does not overwrite the first")
    void caseOfIds() {
        Partner cpo = planned("CPO");
        cpo.version = "2.1.1";
        cpo.register().ok();
        Partner emsp = connected("EMSP");
        hub.agree(cpo.party(), emsp.party(), null);
        String[] path = {cpo.party().country(), cpo.party().id(), "tariff-a"};
        String prices = """
                {"id": "%s", "currency": "%s", "elements": [{"price_components": [{"type": "ENERGY", "price": 0.3, "step_size": 1}]}],
                 "last_updated": "%s"}""";
        cpo.ask("PUT", "tariffs/", path)
                .body(prices.formatted("tariff-a", "EUR", Messages.hoursAgo(5)))
                .send()
                .ok();
        emsp.only("PUT", "tariffs");
        path[2] = "TARIFF-A";
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            Ask ask = cpo.ask(method, "tariffs/", path);
            Answer answer = method.equals("DELETE")
                    ? ask.send()
                    : ask.body(prices.formatted("TARIFF-A", "SEK", Messages.hoursAgo(1)))
                            .send();
            answer.refused(200, 2001);
            assertThat(answer.message()).contains("upper and lower case");
        }
        path[2] = "tariff-a";
        cpo.ask("PUT", "tariffs/", path)
                .body(prices.formatted("tariff-a", "NOK", Messages.hoursAgo(0)))
                .send()
                .ok();
        assertThat(emsp.got(2, "PUT", "tariffs"))
                .extracting(r -> Http.read(r.text()).path("currency").asString())
                .containsExactly("EUR", "NOK");
        assertThat(emsp.got("DELETE", "tariffs")).isEmpty();
    }

    @Test
    @DisplayName("a platform that is CPO and eMSP at once can't speak 2.1.1: one role per connection")
    void oneRole() {
        Partner both = planned("CPO", "EMSP");
        both.version = "2.1.1";
        Answer details = both.get(hub.url() + "/ocpi/2.1.1", both.registrationToken);
        assertThat(details.ok().data().path("endpoints"))
                .extracting(e -> e.path("identifier").asString())
                .containsExactly("credentials");
        both.discover(both.registrationToken);
        Answer refused = both.credentials("POST", both.registrationToken, both.credentials(both.ours));
        assertThat(refused.refused(200, 2001).message()).contains("platform of its own");
    }

    @Test
    @DisplayName("after a change of version, partial updates of what was told in the old one are merged")
    void patchAcrossVersions() {
        Partner cpo = connected("CPO");
        Partner emsp = connected("EMSP");
        hub.agree(cpo.party(), emsp.party(), null);
        ObjectNode token = Messages.token(emsp.party(), Messages.uid());
        emsp.putToken(token).send().ok();
        cpo.only("PUT", "tokens");
        String id = Messages.unique("S");
        cpo.putSession(Messages.session(cpo.party(), token, id)).send().ok();
        upgraded(cpo, "2.3.0");
        upgraded(emsp, "2.3.0");
        cpo.patchSession(
                        id,
                        Messages.json(
                                "{\"kwh\": 7, \"total_cost\": {\"before_taxes\": 2.1, \"taxes\": [{\"name\": \"VAT\","
                                        + " \"amount\": 0.4}]}, \"last_updated\": \"" + Messages.hoursAgo(1) + "\"}"))
                .send()
                .ok();
        JsonNode read = emsp.ask("GET", "sessions/SENDER")
                .query("date_from=" + Messages.hoursAgo(9))
                .to(LiveHub.SELF)
                .send()
                .ok()
                .data()
                .path(0);
        assertThat(read.path("kwh").decimalValue()).isEqualByComparingTo("7");
        assertThat(read.path("total_cost").path("before_taxes").decimalValue()).isEqualByComparingTo("2.1");
        assertThat(read.path("location_id").asString()).isEqualTo("L-17");
        valid("2.3.0", "Session", read);
        emsp.ask(
                        "PATCH",
                        "tokens/RECEIVER",
                        "NL",
                        emsp.party().id(),
                        token.path("uid").asString())
                .body("{\"valid\": false, \"last_updated\": \"" + Messages.hoursAgo(1) + "\"}")
                .send()
                .ok();
        JsonNode patched = Http.read(cpo.got(2, "PUT", "tokens").getLast().text());
        assertThat(patched.path("valid").booleanValue()).isFalse();
        JsonNode listed = cpo.ask("GET", "tokens/SENDER")
                .to(LiveHub.SELF)
                .send()
                .ok()
                .data()
                .path(0);
        assertThat(listed.path("valid").booleanValue()).isFalse();
        assertThat(listed.path("contract_id")).isEqualTo(token.path("contract_id"));
    }

    private static void upgraded(Partner partner, String version) {
        partner.version = version;
        partner.discover(partner.theirs);
        partner.theirs = partner.credentials("PUT", partner.theirs, partner.credentials("renewed-" + partner.ours))
                .ok()
                .data()
                .path("token")
                .asString();
    }
}
