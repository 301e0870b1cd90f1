package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Locations, EVSEs and connectors: OCPI 2.2.1 ch. 8. */
class LocationsTest extends OutsideTest {

    private static final Pattern NEXT = Pattern.compile("<(.+)>; rel=\"next\"");

    private static ObjectNode location(Pair pair) {
        return Messages.location(pair.cpo().party(), Messages.unique("L"));
    }

    private static String id(JsonNode object) {
        return object.path("id").asString();
    }

    private static JsonNode read(Partner emsp, String... path) {
        return emsp.ask("GET", "locations/SENDER", path)
                .to(LiveHub.SELF)
                .send()
                .ok()
                .data();
    }

    private static List<JsonNode> all(Partner reader, String query) {
        return reader.ask("GET", "locations/SENDER")
                .query(query)
                .to(LiveHub.SELF)
                .send()
                .ok()
                .data()
                .valueStream()
                .toList();
    }

    @Test
    @DisplayName("HUB-35 HUB-36 HUB-41 a location to the hub reaches every eMSP under agreement just as it came")
    void broadcast() {
        Pair pair = pair();
        Partner second = pair(pair.cpo(), connected("EMSP")).emsp();
        Partner other = pair(pair.cpo(), connected("OTHER")).emsp();
        Partner without = connected("EMSP");
        ObjectNode location = location(pair);
        Ask put = pair.cpo().putLocation(location).to(LiveHub.SELF);
        Answer answer = put.send().ok();
        assertThat(answer.http()).isEqualTo(201);
        answered(answer, LiveHub.SELF, pair.cpo().party());
        for (Partner reader : List.of(pair.emsp(), second, other)) {
            Received got = reader.only("PUT", "locations");
            routed(got, LiveHub.SELF, reader.party());
            assertThat(got.path())
                    .isEqualTo("/receiver/locations/DE/" + pair.cpo().party().id() + "/" + id(location));
            assertThat(Http.read(got.text())).isEqualTo(location);
            assertThat(got.headers()).containsEntry("x-correlation-id", put.header("X-Correlation-ID"));
            assertThat(got.headers().get("x-request-id")).isNotEqualTo(put.header("X-Request-ID"));
        }
        assertThat(without.got("PUT", "locations")).isEmpty();
        assertThat(pair.cpo().got("PUT", "locations")).isEmpty();
    }

    @Test
    @DisplayName("HUB-38 an eMSP that fails changes nothing for the CPO and the others, and gets nothing made up for")
    void oneFails() {
        Pair pair = pair();
        Partner second = pair(pair.cpo(), connected("EMSP")).emsp();
        pair.emsp().answers("PUT", "locations", r -> says(r, 500, 3000));
        ObjectNode first = location(pair);
        ObjectNode then = location(pair);
        pair.cpo().putLocation(first).to(LiveHub.SELF).send().ok();
        assertThat(second.only("PUT", "locations").path()).endsWith(id(first));
        pair.emsp().got(1, "PUT", "locations");
        pair.cpo().putLocation(then).to(LiveHub.SELF).send().ok();
        assertThat(pair.emsp().got(2, "PUT", "locations"))
                .extracting(Received::path)
                .satisfiesExactly(
                        path -> assertThat(path).endsWith(id(first)),
                        path -> assertThat(path).endsWith(id(then)));
    }

    @Test
    @DisplayName("HUB-63 a change of an EVSE or connector raises last_updated of its parents; unknown fields stay")
    void childrenRaiseTheirParents() {
        Pair pair = pair();
        ObjectNode location = location(pair);
        String id = id(location);
        pair.cpo().putLocation(location).send().ok();
        assertThat(read(pair.emsp(), id)).isEqualTo(location);

        ObjectNode status = Messages.status("CHARGING", 4);
        assertThat(pair.cpo()
                        .place("PATCH", id, id + "-1")
                        .body(status)
                        .send()
                        .ok()
                        .http())
                .isEqualTo(200);
        JsonNode after = read(pair.emsp(), id);
        assertThat(after.path("last_updated")).isEqualTo(status.path("last_updated"));
        assertThat(after.path("evses").path(0).path("status").asString()).isEqualTo("CHARGING");
        assertThat(after.path("evses").path(0).path("last_updated")).isEqualTo(status.path("last_updated"));
        assertThat(after.path("evses").path(0).path("x_plate").asInt()).isEqualTo(7);
        assertThat(after.path("x_note")).isEqualTo(location.path("x_note"));

        ObjectNode plug = Messages.connector("2").put("last_updated", Messages.hoursAgo(3));
        pair.cpo().place("PUT", id, id + "-1", "2").body(plug).send().ok();
        ObjectNode change = Messages.json("{\"max_amperage\": 16, \"last_updated\": \"" + Messages.hoursAgo(2) + "\"}");
        pair.cpo().place("PATCH", id, id + "-1", "2").body(change).send().ok();
        JsonNode evse = read(pair.emsp(), id, id + "-1");
        assertThat(evse.path("last_updated")).isEqualTo(change.path("last_updated"));
        assertThat(evse.path("status").asString()).isEqualTo("CHARGING");
        assertThat(read(pair.emsp(), id).path("last_updated")).isEqualTo(change.path("last_updated"));
        JsonNode held = read(pair.emsp(), id, id + "-1", "2");
        assertThat(held)
                .isEqualTo(plug.put("max_amperage", 16)
                        .put("last_updated", change.path("last_updated").asString()));
        assertThat(read(pair.emsp(), id, id + "-1", "1"))
                .isEqualTo(location.path("evses").path(0).path("connectors").path(0));

        ObjectNode second = Messages.evse(pair.cpo().party(), id + "-2").put("last_updated", Messages.hoursAgo(1));
        assertThat(pair.cpo()
                        .place("PUT", id, id + "-2")
                        .body(second)
                        .send()
                        .ok()
                        .http())
                .isEqualTo(201);
        assertThat(read(pair.emsp(), id).path("evses")).hasSize(2);
        assertThat(pair.emsp().got(3, "PUT", "locations"))
                .extracting(r -> r.path().replaceFirst(".*?" + id, ""))
                .containsExactly("", "/" + id + "-1/2", "/" + id + "-2");
        assertThat(pair.emsp().got(2, "PATCH", "locations"))
                .extracting(r -> r.path().replaceFirst(".*?" + id, "") + " " + Http.read(r.text()))
                .containsExactly("/" + id + "-1 " + status, "/" + id + "-1/2 " + change);
    }

    @Test
    @DisplayName("a PATCH of a location changes what it names and nothing else; a PUT replaces all")
    void patchAndPut() {
        Pair pair = pair();
        ObjectNode location = location(pair);
        String id = id(location);
        pair.cpo().putLocation(location).send().ok();
        ObjectNode change = Messages.json(
                "{\"name\": \"Pier\", \"opening_times\": null, \"last_updated\": \"" + Messages.hoursAgo(4) + "\"}");
        pair.cpo().place("PATCH", id).body(change).send().ok();
        ObjectNode expected = location.deepCopy().put("name", "Pier");
        expected.remove("opening_times");
        expected.set("last_updated", change.path("last_updated"));
        assertThat(read(pair.emsp(), id)).isEqualTo(expected);

        ObjectNode replaced = Messages.location(pair.cpo().party(), id).put("last_updated", Messages.hoursAgo(3));
        replaced.putArray("evses")
                .add(Messages.evse(pair.cpo().party(), "other").put("last_updated", Messages.hoursAgo(3)));
        assertThat(pair.cpo().putLocation(replaced).send().ok().http()).isEqualTo(200);
        assertThat(read(pair.emsp(), id)).isEqualTo(replaced);
        pair.emsp()
                .ask("GET", "locations/SENDER", id, id + "-1")
                .to(LiveHub.SELF)
                .send()
                .refused(404, 2001);
        assertThat(hub.eventsOf(pair.cpo().party())).contains("evse.removed");
    }

    @Test
    @DisplayName("late messages do no harm, repeats are no event")
    void lateAndRepeated() {
        Pair pair = pair();
        ObjectNode location = location(pair);
        String id = id(location);
        pair.cpo().putLocation(location).send().ok();
        pair.cpo()
                .place("PATCH", id, id + "-1")
                .body(Messages.status("CHARGING", 2))
                .send()
                .ok();
        int events = hub.eventsOf(pair.cpo().party()).size();
        pair.cpo()
                .place("PATCH", id, id + "-1")
                .body(Messages.status("RESERVED", 3))
                .send()
                .ok();
        pair.cpo()
                .place("PATCH", id, id + "-1")
                .body(Messages.status("CHARGING", 1))
                .send()
                .ok();
        pair.cpo().putLocation(location).send().ok();
        assertThat(read(pair.emsp(), id, id + "-1").path("status").asString()).isEqualTo("CHARGING");
        assertThat(hub.eventsOf(pair.cpo().party())).hasSize(events);
        pair.cpo()
                .place("PATCH", id, id + "-1")
                .body(Messages.status("REMOVED", 0))
                .send()
                .ok();
        assertThat(read(pair.emsp(), id).path("evses").path(0).path("status").asString())
                .isEqualTo("REMOVED");
        assertThat(hub.eventsOf(pair.cpo().party())).hasSize(events + 1);
    }

    @Test
    @DisplayName("HUB-30 HUB-64 HUB-67 wrong owner, wrong id, no last_updated, unknown object, wrong method")
    void refusals() {
        Pair pair = pair();
        Partner cpo = pair.cpo();
        ObjectNode location = location(pair);
        String id = id(location);
        cpo.place("PATCH", id, id + "-1")
                .body(Messages.status("CHARGING", 1))
                .send()
                .refused(404, 2001);
        cpo.place("PUT", id, id + "-1")
                .body(Messages.evse(cpo.party(), id + "-1"))
                .send()
                .refused(404, 2001);
        cpo.putLocation(location).send().ok();
        cpo.place("PATCH", id, id + "-1")
                .body(Messages.json("{\"status\": \"CHARGING\"}"))
                .send()
                .refused(200, 2001);
        cpo.place("PATCH", id, id + "-1")
                .body(Messages.status("SLEEPING", 1))
                .send()
                .refused(200, 2001);
        cpo.place("PATCH", id, id + "-9")
                .body(Messages.status("CHARGING", 1))
                .send()
                .refused(404, 2001);
        cpo.place("PATCH", id, id + "-1", "9")
                .body(Messages.json("{\"max_amperage\": 16, \"last_updated\": \"" + Messages.hoursAgo(2) + "\"}"))
                .send()
                .refused(404, 2001);
        cpo.place("PATCH", id)
                .body(Messages.json("{\"address\": null, \"last_updated\": \"" + Messages.hoursAgo(2) + "\"}"))
                .send()
                .refused(200, 2001);
        cpo.place("PUT", "other").body(location).send().refused(200, 2001);
        cpo.putLocation(location.deepCopy().put("party_id", "XYZ")).send().refused(200, 2001);
        cpo.ask("PUT", "locations/RECEIVER", "DE", "XYZ", id)
                .body(location)
                .send()
                .refused(404, 2001);
        cpo.place("DELETE", id).send().refused(405, 2000);
        cpo.place("GET", id).to(LiveHub.SELF).send().refused(200, 2001);
        assertThat(cpo.place("GET", id).send().ok().data()).isEqualTo(location);
        pair.emsp()
                .ask("PUT", "locations/RECEIVER", "NL", pair.emsp().party().id(), id)
                .body(location)
                .send()
                .refused(200, 2001);
        assertThat(read(pair.emsp(), id)).isEqualTo(location);
    }

    @Test
    @DisplayName("HUB-44 HUB-45 HUB-46 HUB-50 GET ALL: what was told to the hub by CPOs under agreement, no more")
    void getAll() {
        Pair pair = pair();
        Partner second = pair(connected("CPO"), pair.emsp()).cpo();
        Partner stranger = connected("CPO");
        List<ObjectNode> told = new ArrayList<>();
        for (Partner cpo : List.of(pair.cpo(), second, stranger)) {
            ObjectNode location = Messages.location(cpo.party(), Messages.unique("L"));
            cpo.putLocation(location).send().ok();
            told.add(location);
        }
        ObjectNode addressed = location(pair);
        pair.cpo().putLocation(addressed).to(pair.emsp().party()).send().ok();
        Answer answer = pair.emsp()
                .ask("GET", "locations/SENDER")
                .to(LiveHub.SELF)
                .send()
                .ok();
        answered(answer, LiveHub.SELF, pair.emsp().party());
        assertThat(answer.data().valueStream()).containsExactly(told.get(0), told.get(1));
        assertThat(answer.header("X-Total-Count")).isEqualTo("2");
        pair.emsp().ask("GET", "locations/SENDER").send().refused(200, 4001);
        pair.emsp()
                .ask("GET", "locations/SENDER", id(told.get(2)))
                .to(LiveHub.SELF)
                .send()
                .refused(404, 2001);
        assertThat(all(stranger, "limit=10")).containsExactly(told.get(2));
        assertThat(hub.listWhen("/locations?party=" + pair.cpo().party().star(), items -> items.size() == 2))
                .extracting(item -> item.path("audience").path(0).asString("all"))
                .containsExactly("all", pair.emsp().party().star());
    }

    @Test
    @DisplayName("HUB-47 pages without gap or duplicate while locations change and come")
    void pagesWhileThingsChange() {
        Pair pair = pair();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ObjectNode location = location(pair);
            pair.cpo().putLocation(location).send().ok();
            sent.add(id(location));
        }
        String window = "limit=2&date_from=" + Messages.hoursAgo(6) + "&date_to=" + Messages.hoursAgo(3);
        Ask first = pair.emsp().ask("GET", "locations/SENDER").query(window).to(LiveHub.SELF);
        Answer page = first.send().ok();
        List<String> seen = new ArrayList<>();
        for (int n = 0; ; n++) {
            page.data().forEach(l -> seen.add(id(l)));
            String link = page.header("Link");
            if (link == null) {
                break;
            }
            assertThat(link).contains("date_from=", "date_to=", "limit=2");
            // What was shown leaves the window and something new comes into it: both would move offsets.
            String changed = sent.get(n);
            pair.cpo()
                    .place("PATCH", changed, changed + "-1")
                    .body(Messages.status("CHARGING", 1))
                    .send()
                    .ok();
            pair.cpo().putLocation(location(pair)).send().ok();
            Matcher next = NEXT.matcher(link);
            assertThat(next.matches()).as(link).isTrue();
            page = Http.call(
                            "GET",
                            next.group(1),
                            null,
                            "Authorization",
                            Http.token(pair.emsp().theirs),
                            "OCPI-to-country-code",
                            "DE",
                            "OCPI-to-party-id",
                            "HUB")
                    .ok();
            assertThat(n).isLessThan(20);
        }
        assertThat(seen).doesNotHaveDuplicates().containsAll(sent);
    }

    @Test
    @DisplayName(
            "HUB-23 HUB-61 addressed to one: it hears it as it came, nobody else does; what it refuses is not kept")
    void addressed() {
        Pair pair = pair();
        Partner second = pair(pair.cpo(), connected("EMSP")).emsp();
        ObjectNode location = location(pair);
        String id = id(location);
        Answer answer =
                pair.cpo().putLocation(location).to(pair.emsp().party()).send().ok();
        answered(answer, pair.emsp().party(), pair.cpo().party());
        Received got = pair.emsp().only("PUT", "locations");
        routed(got, pair.cpo().party(), pair.emsp().party());
        assertThat(Http.read(got.text())).isEqualTo(location);
        pair.cpo()
                .place("PATCH", id, id + "-1")
                .body(Messages.status("CHARGING", 1))
                .to(pair.emsp().party())
                .send()
                .ok();
        // Of something that the hub never saw, too.
        pair.cpo()
                .place("PATCH", "elsewhere", "1")
                .body(Messages.status("CHARGING", 1))
                .to(pair.emsp().party())
                .send()
                .ok();
        assertThat(pair.emsp().got(2, "PATCH", "locations")).hasSize(2);
        assertThat(second.got("PUT", "locations")).isEmpty();
        second.ask("GET", "locations/SENDER", id).to(LiveHub.SELF).send().refused(404, 2001);

        second.answers("PUT", "locations", r -> says(r, 200, 2002));
        pair.cpo().putLocation(location).to(second.party()).send().refused(200, 2002);
        assertThat(hub.listWhen("/locations?party=" + pair.cpo().party().star(), items -> !items.isEmpty()))
                .hasSize(1);
    }

    @Test
    @DisplayName("without a TO a location is asked of the CPO that is known to have it")
    void openRouting() {
        Pair pair = pair();
        ObjectNode location = location(pair);
        pair.cpo().putLocation(location).send().ok();
        pair.cpo().answers("GET", "locations", r -> Partner.reply(r, 200, 1000, location.toString()));
        Answer answer =
                pair.emsp().ask("GET", "locations/SENDER", id(location)).send().ok();
        assertThat(answer.data()).isEqualTo(location);
        answered(answer, pair.cpo().party(), pair.emsp().party());
        routed(
                pair.cpo().only("GET", "locations"),
                pair.emsp().party(),
                pair.cpo().party());
        pair.emsp().ask("GET", "locations/SENDER", "nowhere").send().refused(200, 4001);
    }

    @Test
    @DisplayName(
            "a home that is not published is told to the eMSP as it came; SecretsTest looks for it where it must not be")
    void homes() {
        Pair pair = pair();
        ObjectNode home = location(pair).put("publish", false).put("address", "Lindenallee 99");
        pair.cpo().putLocation(home).send().ok();
        assertThat(read(pair.emsp(), id(home))).isEqualTo(home);
        JsonNode item = hub.onlyOf("/locations?party=" + pair.cpo().party().star());
        assertThat(item.path("address").asString()).isEqualTo("Lindenallee 99");
        assertThat(item.path("status").asString()).isEqualTo("UNPUBLISHED");
    }

    @Test
    @DisplayName("the administrator sees locations with what their EVSEs are doing")
    void adminList() {
        Pair pair = pair();
        ObjectNode location = location(pair);
        String id = id(location);
        pair.cpo().putLocation(location).send().ok();
        pair.cpo()
                .place("PATCH", id, id + "-1")
                .body(Messages.status("OUTOFORDER", 1))
                .send()
                .ok();
        JsonNode item = hub.listWhen(
                        "/locations?evse=" + id + "-1",
                        items -> items.size() == 1
                                && items.getFirst()
                                        .path("evses")
                                        .path(0)
                                        .path("status")
                                        .asString("")
                                        .equals("OUTOFORDER"))
                .getFirst();
        assertThat(item.path("id").asString()).isEqualTo(id);
        assertThat(item.path("opening_times")
                        .path("regular_hours")
                        .path(0)
                        .path("period_begin")
                        .asString())
                .isEqualTo("08:00");
        assertThat(hub.get("/locations/" + item.path("hub_id").asString())).isEqualTo(item);
        assertThat(hub.list("/locations?party=" + pair.cpo().party().star() + "&status=UNPUBLISHED"))
                .isEmpty();
    }
}
