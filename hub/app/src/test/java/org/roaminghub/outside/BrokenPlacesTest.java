package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** As {@link BrokenBodiesTest}, of places, prices and commands; and whose they are. */
class BrokenPlacesTest extends OutsideTest {

    /** Once there are so many. */
    private Set<String> ids(String list, Party party, int count) {
        return hub.listWhen(list + "?party=" + party.star(), items -> items.size() >= count).stream()
                .map(o -> o.path("id").asString(""))
                .collect(Collectors.toSet());
    }

    private static Set<String> listed(Partner reader, String module) {
        Set<String> ids = new java.util.HashSet<>();
        String next = null;
        do {
            Answer page = next == null
                    ? reader.ask("GET", module + "/SENDER")
                            .to(LiveHub.SELF)
                            .send()
                            .ok()
                    : new Ask(reader, "GET", next)
                            .from(reader.party())
                            .to(LiveHub.SELF)
                            .send()
                            .ok();
            page.data().forEach(o -> ids.add(o.path("id").asString()));
            String link = page.header("Link");
            next = link == null ? null : link.replaceFirst("<(.*)>.*", "$1");
        } while (next != null);
        return ids;
    }

    @Test
    @DisplayName("a location that is wrong in any place: a client's code, and only what was taken is there and listed")
    void locations() {
        Pair pair = pair();
        List<String> taken = BrokenBodiesTest.broken(
                id -> Messages.location(pair.cpo().party(), id),
                good -> pair.cpo().putLocation(good));
        assertThat(ids("/locations", pair.cpo().party(), taken.size())).isEqualTo(Set.copyOf(taken));
        assertThat(listed(pair.emsp(), "locations")).isEqualTo(Set.copyOf(taken));
    }

    @Test
    @DisplayName("an EVSE or a change that is wrong in any place: a client's code, and the location still reads well")
    void parts() {
        Pair pair = pair();
        ObjectNode location = Messages.location(pair.cpo().party(), Messages.unique("L"));
        String id = location.path("id").asString();
        pair.cpo().putLocation(location).send().ok();
        BrokenBodiesTest.broken(
                any -> Messages.evse(pair.cpo().party(), id + "-1"),
                good -> pair.cpo().place("PUT", id, id + "-1"));
        BrokenBodiesTest.broken(
                any -> Messages.status("CHARGING", 1).put("floor_level", "1"),
                good -> pair.cpo().place("PATCH", id, id + "-1"));
        JsonNode held = pair.emsp()
                .ask("GET", "locations/SENDER", id)
                .to(LiveHub.SELF)
                .send()
                .ok()
                .data();
        assertThat(held.path("id").asString()).isEqualTo(id);
        assertThat(held.path("evses")).hasSize(1);
    }

    @Test
    @DisplayName("a tariff that is wrong in any place: a client's code, and only what was taken is there and listed")
    void tariffs() {
        Pair pair = pair();
        List<String> taken = BrokenBodiesTest.broken(
                id -> Messages.tariff(pair.cpo().party(), id),
                good -> pair.cpo().putTariff(good));
        assertThat(ids("/tariffs", pair.cpo().party(), taken.size())).isEqualTo(Set.copyOf(taken));
        assertThat(listed(pair.emsp(), "tariffs")).isEqualTo(Set.copyOf(taken));
    }

    @Test
    @DisplayName("a command that is wrong in any place: a client's code, and nobody is asked but for what was taken")
    void commands() {
        Pair pair = pair();
        List<String> taken = BrokenBodiesTest.broken(
                any -> Messages.startSession(
                        pair.emsp().card("NEVER"), pair.emsp().callback()),
                good -> pair.emsp().command("START_SESSION", good).to(pair.cpo().party()));
        assertThat(pair.cpo().got(taken.size(), "POST", "commands")).hasSize(taken.size());
        pair.cpo()
                .got("POST", "commands")
                .forEach(r -> assertThat(Partner.responseUrl(r)).startsWith(hub.url() + "/ocpi/"));
    }

    @Test
    @DisplayName(
            "HUB-30 wrong owner in the path or the body of places, prices and their parts: refused, and nobody hears it")
    void wrongOwners() {
        Pair pair = pair();
        Partner other = connected("CPO");
        ObjectNode location = Messages.location(pair.cpo().party(), Messages.unique("L"));
        ObjectNode tariff = Messages.tariff(pair.cpo().party(), Messages.unique("T"));
        String id = location.path("id").asString();
        Party owner = pair.cpo().party();
        for (ObjectNode body : List.of(
                location.deepCopy().put("party_id", "XYZ"),
                location.deepCopy().put("country_code", "FR"),
                location.deepCopy().put("id", "other"))) {
            pair.cpo().place("PUT", id).body(body).send().refused(200, 2001);
        }
        other.ask("PUT", "locations/RECEIVER", owner.country(), owner.id(), id)
                .body(location)
                .send()
                .refused(404, 2001);
        other.ask(
                        "PUT",
                        "tariffs/RECEIVER",
                        owner.country(),
                        owner.id(),
                        tariff.path("id").asString())
                .body(tariff)
                .send()
                .refused(404, 2001);
        other.ask(
                        "DELETE",
                        "tariffs/RECEIVER",
                        owner.country(),
                        owner.id(),
                        tariff.path("id").asString())
                .send()
                .refused(404, 2001);
        pair.emsp()
                .ask("PUT", "locations/RECEIVER", owner.country(), owner.id(), id)
                .body(location)
                .send()
                .refused(200, 2001);
        assertThat(pair.emsp().peer.received().stream().filter(r -> r.path().startsWith("/receiver/")))
                .isEmpty();
        assertThat(listed(pair.emsp(), "locations")).isEmpty();
        assertThat(listed(pair.emsp(), "tariffs")).isEmpty();
    }

    @Test
    @DisplayName("HUB-49 pages of an absurd size or beginning: the hub's own limit, or 2001, in every list")
    void oversizePages() {
        Pair pair = pair();
        pair.cpo()
                .putLocation(Messages.location(pair.cpo().party(), Messages.unique("L")))
                .send()
                .ok();
        for (String module : List.of("locations", "tariffs", "cdrs", "sessions")) {
            String since = module.equals("sessions") ? "&date_from=2020-01-01T00:00:00Z" : "";
            for (String limit : List.of("2147483647", "100000", "99999999999999999999")) {
                Answer page = pair.emsp()
                        .ask("GET", module + "/SENDER")
                        .to(LiveHub.SELF)
                        .query("limit=" + limit + since)
                        .send()
                        .ok();
                assertThat(Integer.parseInt(String.valueOf(page.header("X-Limit"))))
                        .isBetween(1, 1_000);
            }
            for (String wrong : List.of("limit=-1", "limit=x", "limit=0", "offset=-1", "offset=x")) {
                pair.emsp()
                        .ask("GET", module + "/SENDER")
                        .to(LiveHub.SELF)
                        .query(wrong + since)
                        .send()
                        .refused(200, 2001);
            }
        }
    }
}
