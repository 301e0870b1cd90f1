package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tariffs: OCPI 2.2.1 ch. 11. */
class TariffsTest extends OutsideTest {

    private static ObjectNode tariff(Pair pair) {
        return Messages.tariff(pair.cpo().party(), Messages.unique("T"));
    }

    private static String id(JsonNode object) {
        return object.path("id").asString();
    }

    private static List<JsonNode> all(Partner reader) {
        return reader.ask("GET", "tariffs/SENDER")
                .to(LiveHub.SELF)
                .send()
                .ok()
                .data()
                .valueStream()
                .toList();
    }

    @Test
    @DisplayName("HUB-71 a tariff and its DELETE reach the eMSPs; locations that name it stay as they are")
    void publishedAndWithdrawn() {
        Pair pair = pair();
        ObjectNode tariff = tariff(pair);
        ObjectNode location = Messages.location(pair.cpo().party(), Messages.unique("L"));
        pair.cpo().putLocation(location).send().ok();
        assertThat(pair.cpo().putTariff(tariff).send().ok().http()).isEqualTo(201);
        Received put = pair.emsp().only("PUT", "tariffs");
        routed(put, LiveHub.SELF, pair.emsp().party());
        assertThat(Http.read(put.text())).isEqualTo(tariff);
        assertThat(all(pair.emsp())).containsExactly(tariff);
        assertThat(pair.cpo().tariff("GET", id(tariff)).send().ok().data()).isEqualTo(tariff);
        JsonNode item = hub.onlyOf("/tariffs?party=" + pair.cpo().party().star());
        assertThat(item.path("id").asString()).isEqualTo(id(tariff));
        assertThat(item.path("tax_included").asString()).isEqualTo("NO");

        pair.cpo().tariff("DELETE", id(tariff)).send().ok();
        assertThat(pair.emsp().only("DELETE", "tariffs").path())
                .isEqualTo("/receiver/tariffs/DE/" + pair.cpo().party().id() + "/" + id(tariff));
        assertThat(all(pair.emsp())).isEmpty();
        pair.cpo().tariff("GET", id(tariff)).send().refused(404, 2001);
        pair.cpo().tariff("DELETE", id(tariff)).send().ok();
        pair.cpo().tariff("DELETE", "unknown").send().refused(404, 2001);
        assertThat(pair.emsp()
                        .ask("GET", "locations/SENDER", id(location))
                        .to(LiveHub.SELF)
                        .send()
                        .ok()
                        .data())
                .isEqualTo(location);
        assertThat(hub.listWhen(
                        "/tariffs?status=WITHDRAWN&party=" + pair.cpo().party().star(), items -> !items.isEmpty()))
                .hasSize(1);
        pair.cpo()
                .putTariff(tariff.put("last_updated", Messages.hoursAgo(1)))
                .send()
                .ok();
        assertThat(all(pair.emsp())).containsExactly(tariff);
    }

    @Test
    @DisplayName("an older tariff is not applied, a repeat is no event and nobody is told again")
    void lateAndRepeated() {
        Pair pair = pair();
        ObjectNode tariff = tariff(pair);
        pair.cpo().putTariff(tariff).send().ok();
        List<String> events = hub.eventsOf(pair.cpo().party());
        assertThat(events).contains("tariff.published");
        pair.cpo().putTariff(tariff).send().ok();
        pair.cpo()
                .putTariff(tariff.deepCopy().put("currency", "SEK").put("last_updated", Messages.hoursAgo(9)))
                .send()
                .ok();
        assertThat(all(pair.emsp())).containsExactly(tariff);
        assertThat(hub.eventsOf(pair.cpo().party())).isEqualTo(events);
        ObjectNode newer = tariff.deepCopy().put("currency", "SEK").put("last_updated", Messages.hoursAgo(1));
        pair.cpo().putTariff(newer).send().ok();
        assertThat(pair.emsp().got(2, "PUT", "tariffs"))
                .extracting(r -> Http.read(r.text()))
                .containsExactly(tariff, newer);
    }

    @Test
    @DisplayName("HUB-30 HUB-44 HUB-46 addressed tariffs are in no list; wrong owners, ids and methods are refused")
    void addressedAndRefused() {
        Pair pair = pair();
        ObjectNode tariff = tariff(pair);
        pair.cpo().putTariff(tariff).to(pair.emsp().party()).send().ok();
        Received got = pair.emsp().only("PUT", "tariffs");
        routed(got, pair.cpo().party(), pair.emsp().party());
        assertThat(all(pair.emsp())).isEmpty();
        pair.cpo().tariff("DELETE", id(tariff)).to(pair.emsp().party()).send().ok();
        pair.emsp().only("DELETE", "tariffs");
        pair.emsp().ask("GET", "tariffs/SENDER").send().refused(200, 4001);
        pair.cpo().tariff("PUT", "other").body(tariff).send().refused(200, 2001);
        pair.cpo().putTariff(tariff.deepCopy().put("party_id", "XYZ")).send().refused(200, 2001);
        pair.cpo().tariff("PATCH", id(tariff)).body(tariff).send().refused(405, 2000);
        pair.cpo().tariff("GET", id(tariff)).to(LiveHub.SELF).send().refused(200, 2001);
        ObjectNode empty = tariff.deepCopy();
        empty.putArray("elements");
        pair.cpo().putTariff(empty).send().refused(200, 2001);
    }
}
