package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that are wrong in one place: an envelope with a client's code, and nothing half-stored. */
class BrokenBodiesTest extends OutsideTest {

    /** As JSON text; none where the field is left out. */
    private static final Map<String, String> WRONG = wrong();

    private static final String MARK = "\"here it is wrong\"";
    private static final ExecutorService SLOW = Executors.newVirtualThreadPerTaskExecutor();
    private static Future<String> dripping = SLOW.submit(() -> "");
    private static Future<String> stalling = dripping;

    private static Map<String, String> wrong() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("missing", "");
        wrong.put("null", "null");
        wrong.put("number", "7");
        wrong.put("text", "\"x\"");
        wrong.put("list", "[]");
        wrong.put("object", "{}");
        wrong.put("truth", "true");
        wrong.put("NUL", "\"a\\u0000b\"");
        wrong.put("half a surrogate pair", "\"a\\ud800b\"");
        wrong.put("huge number", "1e999999");
        wrong.put("many digits", "9".repeat(60));
        wrong.put("long text", "\"" + "x".repeat(70_000) + "\"");
        wrong.put("markup and SQL", "\"<script>alert(1)</script>'); DROP TABLE hub.event; --\"");
        return wrong;
    }

    /** They take the 20 s that a body may take: meanwhile the others run. */
    @BeforeAll
    static void startSlowBodies() {
        LiveHub hub = LiveHub.shared();
        Partner cpo = Partner.cpo(hub);
        String head = "POST /ocpi/2.2.1/receiver/cdrs HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
                + Http.token(cpo.theirs) + "\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{";
        dripping = SLOW.submit(() -> RawSocket.drip(hub.port, head));
        stalling = SLOW.submit(() -> RawSocket.send(hub.port, head, new byte[0]));
    }

    @AfterAll
    static void end() {
        SLOW.shutdownNow();
    }

    interface Target {
        Ask of(ObjectNode good);
    }

    /** Breaks the object in every place in every way; answers what was taken, by id. */
    static List<String> broken(Function<String, ObjectNode> make, Target target) {
        List<String> taken = new ArrayList<>();
        List<List<Object>> places = places(make.apply("X"));
        for (List<Object> place : places) {
            WRONG.forEach((name, wrong) -> {
                ObjectNode good = make.apply(Messages.unique("B"));
                Ask ask = target.of(good);
                ObjectNode bad = good.deepCopy();
                set(bad, place, wrong.isEmpty() ? null : Http.JSON.readTree(MARK));
                String body = bad.toString().replace(MARK, wrong);
                Answer answer = ask.body(body).send();
                answer.orderly();
                assertThat(answer.code())
                        .as(() -> place + " " + name + ": " + answer.said())
                        .isIn(1000, 2001, 4001);
                if (answer.code() == 1000) {
                    JsonNode as = Http.read(body);
                    taken.add(as.path("id").asString(as.path("uid").asString("")));
                }
            });
        }
        assertThat(taken.size()).as("of " + places.size() * WRONG.size()).isLessThan(places.size() * WRONG.size() / 2);
        return taken;
    }

    private static List<List<Object>> places(JsonNode node) {
        List<List<Object>> places = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(e -> add(places, e.getKey(), e.getValue()));
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                add(places, i, list.get(i));
            }
        }
        return places;
    }

    private static void add(List<List<Object>> places, Object step, JsonNode child) {
        places.add(List.of(step));
        places(child).forEach(rest -> {
            List<Object> whole = new ArrayList<>(List.of(step));
            whole.addAll(rest);
            places.add(whole);
        });
    }

    /** Null takes it away. */
    private static void set(JsonNode root, List<Object> place, @Nullable JsonNode value) {
        JsonNode at = root;
        for (Object step : place.subList(0, place.size() - 1)) {
            at = step instanceof String name ? at.get(name) : at.get((Integer) step);
        }
        if (at instanceof ObjectNode object) {
            String name = (String) place.getLast();
            if (value == null) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        } else if (at instanceof ArrayNode list) {
            int index = (Integer) place.getLast();
            if (value == null) {
                list.remove(index);
            } else {
                list.set(index, value);
            }
        }
    }

    private List<String> ids(String list, Party party) {
        return hub.list(list + "?party=" + party.star()).stream()
                .map(o -> o.path("id").asString(o.path("uid").asString()))
                .toList();
    }

    @Test
    @DisplayName("a CDR that is wrong in any place: a client's code, and only what was taken is there")
    void cdrs() {
        Pair pair = pair();
        ObjectNode token = pair.emsp().card("NEVER");
        List<String> taken = broken(
                id -> Messages.cdr(pair.cpo().party(), token, id),
                good -> pair.cpo().postCdr(good));
        assertThat(ids("/cdrs", pair.cpo().party())).containsExactlyInAnyOrderElementsOf(taken);
        assertThat(pair.emsp().got(taken.size(), "POST", "cdrs")).hasSize(taken.size());
    }

    @Test
    @DisplayName("a session that is wrong in any place: a client's code, and only what was taken is there")
    void sessions() {
        Pair pair = pair();
        ObjectNode token = pair.emsp().card("NEVER");
        List<String> taken = broken(
                id -> Messages.session(pair.cpo().party(), token, id),
                good -> pair.cpo().putSession(good));
        assertThat(ids("/sessions", pair.cpo().party())).containsExactlyInAnyOrderElementsOf(taken);
        assertThat(pair.emsp().got(taken.size(), "PUT", "sessions")).hasSize(taken.size());
    }

    @Test
    @DisplayName("a token that is wrong in any place: a client's code, and only what was taken is there")
    void tokens() {
        Pair pair = pair();
        List<String> taken = broken(
                id -> Messages.token(pair.emsp().party(), id)
                        .put("visual_number", "V-1")
                        .put("group_id", "G-1"),
                good -> pair.emsp().putToken(good));
        assertThat(ids("/tokens", pair.emsp().party())).containsExactlyInAnyOrderElementsOf(taken);
    }

    @Test
    @DisplayName("a change that is wrong in any place: a client's code, and the session still reads well")
    void changes() {
        Pair pair = pair();
        ObjectNode session = Messages.session(pair.cpo().party(), pair.emsp().card("NEVER"), Messages.unique("S"));
        pair.cpo().putSession(session).send().ok();
        String id = session.path("id").asString();
        broken(
                any -> Messages.json(
                        "{\"kwh\": 4, \"x_note\": \"x\", \"status\": \"ACTIVE\", \"total_cost\": {\"excl_vat\": 1},"
                                + " \"charging_periods\": [" + Messages.period(2, "2.5") + "], \"last_updated\": \""
                                + Messages.hoursAgo(1) + "\"}"),
                good -> pair.cpo().patchSession(id, good));
        assertThat(ids("/sessions", pair.cpo().party())).containsExactly(id);
        pair.emsp()
                .ask("GET", "sessions/SENDER")
                .query("date_from=2026-01-01T00:00:00Z")
                .to(LiveHub.SELF)
                .send()
                .ok();
    }

    @Test
    @DisplayName("credentials that are wrong in any place: a client's code, and token A is still good")
    void credentials() {
        Partner partner = planned("CPO");
        partner.discover(partner.registrationToken);
        ObjectNode good = partner.credentials(partner.ours);
        for (List<Object> place : places(good)) {
            WRONG.forEach((name, wrong) -> {
                ObjectNode bad = good.deepCopy();
                set(bad, place, wrong.isEmpty() ? null : Http.JSON.readTree(MARK));
                Answer answer = Http.call(
                        "POST",
                        partner.endpoint("credentials/SENDER"),
                        Http.utf8(bad.toString().replace(MARK, wrong)),
                        "Authorization",
                        Http.token(partner.registrationToken),
                        "Content-Type",
                        "application/json");
                answer.orderly();
                if (answer.code() == 1000) {
                    partner.credentials("DELETE", answer.data().path("token").asString(), null)
                            .ok();
                    partner.registrationToken = hub.done(
                                    "POST", "/platforms/" + partner.platform + "/registration-token", null)
                            .path("registration_token")
                            .asString();
                } else {
                    assertThat(answer.code())
                            .as(() -> place + " " + name + ": " + answer.said())
                            .isIn(2001, 3001, 3003);
                }
            });
        }
        partner.register().ok();
    }

    @Test
    @DisplayName("a body that drips: HTTP 408 and 2001 when its time is over; one that stalls: HTTP 4xx and the end")
    void slowBodies() throws InterruptedException, ExecutionException, TimeoutException {
        assertThat(dripping.get(60, TimeUnit.SECONDS))
                .startsWith("HTTP/1.1 408")
                .contains("\"status_code\":2001");
        // The servlet container ends it before anybody is asked: it has no envelope, and says nothing of itself.
        assertThat(stalling.get(60, TimeUnit.SECONDS))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("Exception", "org.", "java.", "Tomcat/");
    }
}
