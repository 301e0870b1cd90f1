package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokens that stations keep for when they can't ask (facts §5, OCPP-52). */
class LocalListsTest extends OwnStationTest {

    /** What a station's list is after all that came, by uid; as a station keeps it. */
    private static final class Kept {
        final Map<String, JsonNode> entries = new HashMap<>();
        final AtomicInteger version = new AtomicInteger();
        final List<JsonNode> messages = new ArrayList<>();
        volatile String answer = "Accepted";

        synchronized JsonNode take(JsonNode p) {
            messages.add(p);
            String said = answer;
            if (said.equals("Accepted")) {
                if (p.path("updateType").asString().equals("Full")) {
                    entries.clear();
                }
                for (JsonNode item : p.path("localAuthorizationList")) {
                    String uid = (item.has("idTag")
                                    ? item.path("idTag")
                                    : item.path("idToken").path("idToken"))
                            .asString()
                            .toUpperCase(Locale.ROOT);
                    if (item.has("idTagInfo") || item.has("idTokenInfo")) {
                        entries.put(uid, item);
                    } else {
                        entries.remove(uid);
                    }
                }
                version.set((p.has("listVersion") ? p.path("listVersion") : p.path("versionNumber")).asInt());
            }
            answer = "Accepted";
            return Http.read("{\"status\": \"" + said + "\"}");
        }

        synchronized boolean has(JsonNode card) {
            return entries.containsKey(card.path("uid").asString().toUpperCase(Locale.ROOT));
        }

        synchronized int count() {
            return messages.size();
        }

        synchronized JsonNode last() {
            return messages.getLast();
        }
    }

    /** {@code limits}: most, at once. */
    private static Kept keeping(ChargePoint station, int... limits) {
        Kept kept = new Kept();
        station.answers(
                        "GetLocalListVersion",
                        p -> Http.read("{\"%s\": %d}"
                                .formatted(
                                        station.version.equals("1.6") ? "listVersion" : "versionNumber",
                                        kept.version.get())))
                .answers(
                        "GetConfiguration",
                        p -> Http.read(
                                limits.length == 0 ? "{\"unknownKey\": [\"x\"]}" : """
                        {"configurationKey": [{"key": "LocalAuthListMaxLength", "readonly": true, "value": "%d"},
                          {"key": "SendLocalListMaxLength", "readonly": true, "value": "%d"}]}""".formatted(limits[0], limits[1])))
                .answers("GetVariables", p -> Http.read("""
                        {"getVariableResult": [{"attributeStatus": "Accepted", "attributeValue": "7",
                          "component": {"name": "LocalAuthListCtrlr"}, "variable": {"name": "ItemsPerMessage"}}]}"""))
                .answers("SendLocalList", kept::take);
        return kept;
    }

    private void turn(ChargePoint station, boolean on) {
        hub.done("PUT", "/stations/" + station.id + "/local-list", "{\"enabled\": " + on + "}");
    }

    private JsonNode listWhen(ChargePoint station, String state) {
        return LiveHub.until(
                () -> hub.get("/stations/" + station.id + "/local-list"),
                list -> list.path("state").asString().equals(state));
    }

    private static void register(Partner emsp, ObjectNode card) {
        emsp.putToken(card).send().ok();
    }

    @Test
    @DisplayName(
            "OCPP-52 a list is sent whole, then by differences, its version outlives sockets, a mismatch makes it whole")
    void ocpp52() {
        Partner emsp = emsp();
        ObjectNode card = emsp.card("ALLOWED");
        ObjectNode other = emsp.card("ALLOWED_OFFLINE");
        ObjectNode asked = emsp.card("NEVER");
        List.of(card, other, asked).forEach(c -> register(emsp, c));
        for (String version : List.of("1.6", "2.0.1")) {
            ChargePoint station = booted(version);
            Kept kept = keeping(station);
            assertThat(listWhen(station, "OFF").path("version").asInt()).isZero();
            turn(station, true);
            JsonNode list = listWhen(station, "CURRENT");
            assertThat(kept.messages.getFirst().path("updateType").asString()).isEqualTo("Full");
            assertThat(kept.has(card) && kept.has(other)).isTrue();
            assertThat(kept.has(asked)).isFalse();
            assertThat(list.path("version").asInt()).isEqualTo(kept.version.get());
            assertThat(list.path("entries").asInt()).isEqualTo(kept.entries.size());
            int sent = kept.count();

            // Blocked by its issuer: it goes, by itself.
            register(emsp, card.put("valid", false).put("last_updated", Messages.hoursAgo(0)));
            LiveHub.until(kept::count, n -> n > sent);
            assertThat(kept.last().path("updateType").asString()).isEqualTo("Differential");
            assertThat(kept.last().path("localAuthorizationList")).hasSize(1);
            assertThat(kept.has(card)).isFalse();
            assertThat(kept.has(other)).isTrue();

            // The station has what the hub knows it has: nothing more to say after a boot. Then it forgot it.
            listWhen(station, "CURRENT");
            int before = kept.count();
            station.cut();
            station.connect().boot();
            station.got(2, "GetLocalListVersion");
            listWhen(station, "CURRENT");
            assertThat(kept.count()).isEqualTo(before);
            kept.version.set(0);
            station.boot();
            LiveHub.until(kept::count, n -> n > before);
            assertThat(kept.messages.get(before).path("updateType").asString()).isEqualTo("Full");
            listWhen(station, "CURRENT");

            // A difference that doesn't fit is followed by all.
            int so = kept.count();
            kept.answer = "VersionMismatch";
            register(emsp, card.put("valid", true).put("last_updated", Messages.hoursAgo(0)));
            LiveHub.until(kept::count, n -> n > so + 1);
            assertThat(kept.messages.get(so).path("updateType").asString()).isEqualTo("Differential");
            assertThat(kept.messages.get(so + 1).path("updateType").asString()).isEqualTo("Full");
            listWhen(station, "CURRENT");
            assertThat(kept.has(card)).isTrue();

            turn(station, false);
            listWhen(station, "OFF");
            assertThat(kept.entries).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "OCPP-52 a station's limits hold: the newest tokens, few in each message, and what has no room is counted")
    void ocpp52Limits() {
        Partner emsp = emsp();
        List<ObjectNode> cards = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ObjectNode card = emsp.card("ALWAYS").put("last_updated", Messages.hoursAgo(0));
            register(emsp, card);
            cards.add(card);
        }
        ChargePoint station = booted("1.6");
        Kept kept = keeping(station, 3, 2);
        turn(station, true);
        JsonNode list = listWhen(station, "CURRENT");
        assertThat(kept.entries).hasSize(3);
        assertThat(cards.stream().filter(kept::has)).hasSize(3);
        assertThat(list.path("left_out").asInt()).isPositive();
        assertThat(kept.messages)
                .extracting(m -> m.path("updateType").asString() + m.path("listVersion") + " "
                        + m.path("localAuthorizationList").size())
                .containsExactly("Full1 2", "Differential2 1");
    }

    @Test
    @DisplayName("OCPP-52 a station that has no such list is not asked again")
    void ocpp52NotSupported() {
        Partner emsp = emsp();
        ChargePoint none = booted("1.6").answers("GetLocalListVersion", p -> Http.read("{\"listVersion\": -1}"));
        ChargePoint unknown = booted("2.0.1")
                .answers("GetLocalListVersion", p -> Http.read("[\"NotImplemented\", \"no such thing\", {}]"));
        for (ChargePoint station : List.of(none, unknown)) {
            turn(station, true);
            listWhen(station, "NOT_SUPPORTED");
        }
        ChargePoint willing = booted("1.6");
        Kept kept = keeping(willing);
        turn(willing, true);
        listWhen(willing, "CURRENT");
        int before = kept.count();
        register(emsp, emsp.card("ALWAYS"));
        LiveHub.until(kept::count, n -> n > before);
        for (ChargePoint station : List.of(none, unknown)) {
            station.boot();
            assertThat(station.got("GetLocalListVersion")).hasSize(1);
            assertThat(station.got("SendLocalList")).isEmpty();
        }
    }
}
