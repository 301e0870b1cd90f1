package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Charging sessions: OCPI 2.2.1 ch. 9. */
class SessionsTest extends OutsideTest {

    /** As the eMSP reads it from the hub. */
    private static JsonNode atTheHub(Pair pair) {
        JsonNode list = pair.emsp()
                .ask("GET", "sessions/SENDER")
                .query("date_from=2026-01-01T00:00:00Z")
                .to(LiveHub.SELF)
                .send()
                .ok()
                .data();
        assertThat(list).hasSize(1);
        return list.path(0);
    }

    private static List<String> volumes(JsonNode session) {
        return session.path("charging_periods")
                .valueStream()
                .map(p -> p.path("dimensions").path(0).path("volume").asString())
                .toList();
    }

    private static ObjectNode change(int hoursAgo, String fields) {
        return Messages.json("{" + fields + ", \"last_updated\": \"" + Messages.hoursAgo(hoursAgo) + "\"}");
    }

    private JsonNode atTheAdministrator(Pair pair) {
        List<JsonNode> sessions =
                hub.list("/sessions?party=" + pair.cpo().party().star());
        assertThat(sessions).hasSize(1);
        return sessions.getFirst();
    }

    @Test
    @DisplayName("HUB-65 PUT replaces the charging periods, PATCH adds to them")
    void putReplacesAndPatchAdds() {
        Pair pair = pair();
        ObjectNode session = session(pair);
        String id = session.path("id").asString();
        pair.cpo().putSession(session).send().ok();
        ObjectNode added = change(1, "\"kwh\": 4, \"charging_periods\": [" + Messages.period(2, "2.5") + "]");
        pair.cpo().patchSession(id, added).send().ok();
        assertThat(volumes(atTheHub(pair))).containsExactly("1.5", "2.5");
        assertThat(atTheHub(pair).path("kwh").asString()).isEqualTo("4");
        assertThat(atTheHub(pair).path("x_note")).isEqualTo(session.path("x_note"));

        ObjectNode whole = session.put("last_updated", Messages.hoursAgo(0)).put("kwh", 7);
        whole.putArray("charging_periods").add(Messages.json(Messages.period(1, "7")));
        pair.cpo().putSession(whole).send().ok();
        assertThat(volumes(atTheHub(pair))).containsExactly("7");
        assertThat(pair.emsp().got("PUT", "sessions")).hasSize(2);
        assertThat(pair.emsp().only("PATCH", "sessions").text()).isEqualTo(added.toString());
    }

    @Test
    @DisplayName("a session ended by a PUT with other charging periods shows just these to the administrator")
    void administratorSeesWhatReplaced() {
        Pair pair = pair();
        ObjectNode session = session(pair);
        pair.cpo().putSession(session).send().ok();
        ObjectNode ended = session.put("status", "COMPLETED")
                .put("end_date_time", Messages.hoursAgo(0))
                .put("last_updated", Messages.hoursAgo(0));
        ended.putArray("charging_periods").add(Messages.json(Messages.period(1, "7")));
        pair.cpo().putSession(ended).send().ok();
        JsonNode shown = atTheAdministrator(pair);
        assertThat(shown.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(volumes(shown)).containsExactly("7");
    }

    @Test
    @DisplayName("the same PUT twice: one session, no second fact")
    void doubledPut() {
        Pair pair = pair();
        Ask put = pair.cpo().putSession(session(pair));
        put.send().ok();
        List<String> once = hub.eventsOf(pair.cpo().party());
        JsonNode first = atTheAdministrator(pair);
        put.send().ok();
        put.with("X-Request-ID", Messages.unique("again-")).send().ok();
        assertThat(hub.eventsOf(pair.cpo().party())).isEqualTo(once);
        assertThat(atTheAdministrator(pair)).isEqualTo(first);
        assertThat(once).filteredOn("session.opened"::equals).hasSize(1);
    }

    @Test
    @DisplayName("late and repeated changes do no harm: what was said last stays, periods come in")
    void lateChanges() {
        Pair pair = pair();
        ObjectNode session = session(pair);
        String id = session.path("id").asString();
        pair.cpo().putSession(session).send().ok();
        pair.cpo().patchSession(id, change(0, "\"kwh\": 9")).send().ok();
        ObjectNode late = change(1, "\"kwh\": 5, \"charging_periods\": [" + Messages.period(2, "3.5") + "]");
        pair.cpo().patchSession(id, late).send().ok();
        pair.cpo().patchSession(id, late).send().ok();
        assertThat(atTheHub(pair).path("kwh").asString()).isEqualTo("9");
        assertThat(volumes(atTheHub(pair))).containsExactly("1.5", "3.5");
        pair.cpo().putSession(session).send().ok();
        assertThat(atTheHub(pair).path("kwh").asString()).isEqualTo("9");
    }

    @Test
    @DisplayName("PATCH of a session that nobody reported: 404, and nobody hears of it")
    void patchOfNothing() {
        Pair pair = pair();
        pair.cpo()
                .patchSession(Messages.unique("S"), change(1, "\"kwh\": 4"))
                .send()
                .refused(404, 2001);
        assertThat(pair.emsp().got("PATCH", "sessions")).isEmpty();
        assertThat(hub.list("/sessions?party=" + pair.cpo().party().star())).isEmpty();
    }

    @Test
    @DisplayName("authorisation, session and CDR that bear one reference are one at the administrator")
    void oneStory() {
        Pair pair = pair();
        ObjectNode card = pair.emsp().card("NEVER");
        String reference = pair.cpo()
                .authorize(card.path("uid").asString())
                .body("{\"location_id\": \"L-17\", \"evse_uids\": [\"E-17-1\"]}")
                .send()
                .ok()
                .data()
                .path("authorization_reference")
                .asString();
        ObjectNode session = Messages.session(pair.cpo().party(), card, Messages.unique("S"))
                .put("authorization_reference", reference);
        pair.cpo().putSession(session).send().ok();
        ObjectNode cdr = Messages.cdr(pair.cpo().party(), card, Messages.unique("C"))
                .put("authorization_reference", reference)
                .put("session_id", session.path("id").asString());
        pair.cpo().postCdr(cdr).send().ok();
        String of = "?party=" + pair.cpo().party().star();
        JsonNode authorization = hub.onlyOf("/authorizations" + of);
        JsonNode billed = hub.listWhen(
                        "/sessions" + of,
                        items -> items.size() == 1 && items.getFirst().has("cdr_id"))
                .getFirst();
        JsonNode record = hub.onlyOf("/cdrs" + of);
        assertThat(billed.path("hub_session_id")).isEqualTo(authorization.path("hub_session_id"));
        assertThat(billed.path("authorization_id")).isEqualTo(authorization.path("hub_id"));
        assertThat(billed.path("cdr_id")).isEqualTo(record.path("hub_id"));
        assertThat(record.path("hub_session_id")).isEqualTo(billed.path("hub_session_id"));
        assertThat(hub.list("/history?session=" + billed.path("hub_id").asString()))
                .extracting(e -> e.path("type").asString())
                .contains(
                        "authorization.requested",
                        "authorization.granted",
                        "session.opened",
                        "session.billed",
                        "cdr.accepted");
    }
}
