package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roaminghub.connector.ocpi.HubUnderTest.fromTo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.roaminghub.connector.ocpi.mapping.Merge;
import org.roaminghub.testkit.Samples;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a careless or hostile partner may send: the right envelope, nothing passed on, no value shown. */
class BadInputTest {

    private static final String CDRS = "/2.2.1/receiver/cdrs";

    private final HubUnderTest hub = new HubUnderTest();
    private final String cpo = hub.hub.connected("http://127.0.0.1:1", Partners.party(Role.CPO, Samples.CPO));

    @AfterEach
    void close() {
        hub.close();
    }

    private HubUnderTest.Got post(String body) {
        return hub.call(cpo, "POST", CDRS, body);
    }

    private void refusedWith(String message, String body) {
        var got = post(body);
        assertThat(got.status()).as(message).isEqualTo(200);
        assertThat(got.code()).as(message).isEqualTo(2001);
        assertThat(got.message()).isEqualTo(message);
        assertThat(hub.hub.came).isEmpty();
    }

    @Test
    void notJson() {
        for (String body : List.of(
                "",
                " ",
                "null garbage",
                "{",
                "{} {}",
                "{\"a\": 1, \"a\": 2}",
                "\ufeff{}",
                "{'a': 1}",
                "[1,]",
                "\"\\ud800",
                "{\"x\": \"\\ud800\"}",
                "{\"x\": \"\\udc00\\ud800\"}",
                "{\"x\": \"\\ud83d\\\\udd0c\"}",
                "{\"\\uD83D\": 1}",
                "{\"a\":NaN}")) {
            var got = post(body);
            assertThat(got.status()).as(body).isEqualTo(400);
            assertThat(got.code()).as(body).isEqualTo(2001);
        }
        for (String body : List.of("[]", "7", "\"text\"", "null", "true")) {
            assertThat(post(body).code()).as(body).isEqualTo(2001);
        }
        assertThat(hub.hub.came).isEmpty();
    }

    @Test
    void deepNestingAndHugeNumbers() {
        assertThat(post("[".repeat(100_000)).status()).isEqualTo(400);
        assertThat(post("{\"x\":".repeat(65) + "1" + "}".repeat(65)).status()).isEqualTo(400);
        assertThat(post(Bodies.CDR.replace("\"total_energy\": 11", "\"total_energy\": " + "9".repeat(1000)))
                        .status())
                .isEqualTo(400);
        refusedWith(
                "total_energy has too many digits",
                Bodies.CDR.replace("\"total_energy\": 11", "\"total_energy\": 1e999999999"));
        refusedWith(
                "total_energy has too many digits",
                Bodies.CDR.replace("\"total_energy\": 11", "\"total_energy\": 1e-999999999"));
    }

    @Test
    void bodiesBeyondTheLimit() {
        var got = post(
                Bodies.CDR.replace("\"x_note\": [\"unknown\", 1]", "\"x_note\": \"" + "x".repeat(1024 * 1024) + "\""));
        assertThat(got.status()).isEqualTo(413);
        assertThat(got.code()).isEqualTo(2001);
        assertThat(hub.hub.came).isEmpty();
    }

    @Test
    void moreChargingPeriodsThanTheHubTakes() {
        String period =
                "{\"start_date_time\":\"2026-03-01T08:00:00Z\",\"dimensions\":[{\"type\":\"TIME\",\"volume\":1}]}";
        String many = String.join(",", java.util.Collections.nCopies(10_001, period));
        var got = post(Bodies.CDR.replaceFirst(
                "(?s)\"charging_periods\": \\[.*?\\}\\],? *\"tariff_id\": \"T-1\"\\}\\]",
                "\"charging_periods\": [" + many + "]"));
        assertThat(got.status()).isEqualTo(413);
        assertThat(got.message()).isEqualTo("charging_periods has more than 10000 elements");
    }

    @Test
    void wrongTypesLengthsAndWords() {
        refusedWith(
                "total_energy must be a number",
                Bodies.CDR.replace("\"total_energy\": 11", "\"total_energy\": \"11\""));
        refusedWith("id must be a string", Bodies.CDR.replace("\"id\": \"C-4711\"", "\"id\": 4711"));
        refusedWith(
                "id is longer than 39 characters",
                Bodies.CDR.replace("\"id\": \"C-4711\"", "\"id\": \"" + "C".repeat(40) + "\""));
        refusedWith("id is missing", Bodies.CDR.replace("\"id\": \"C-4711\"", "\"id\": \"   \""));
        refusedWith(
                "id has a character that is not printable ASCII",
                Bodies.CDR.replace("\"id\": \"C-4711\"", "\"id\": \"C\\u0000\""));
        refusedWith(
                "cdr_location.city has a control character", Bodies.CDR.replace("\"Hamburg\"", "\"Ham\\u0000burg\""));
        refusedWith(
                "auth_method is not one of the values that OCPI knows",
                Bodies.CDR.replace("\"AUTH_REQUEST\"", "\"TELEPATHY\""));
        refusedWith(
                "cdr_token.type is not one of the values that OCPI knows", Bodies.CDR.replace("\"RFID\"", "\"rfid\""));
        refusedWith(
                "cdr_token must be an object",
                Bodies.CDR.replaceFirst("\"cdr_token\": \\{[^}]*\\}", "\"cdr_token\": []"));
        refusedWith(
                "cdr_token.country_code must be two letters",
                Bodies.CDR.replace("\"country_code\": \"NL\"", "\"country_code\": \"N1\""));
        refusedWith(
                "charging_periods must be a list",
                Bodies.CDR
                        .replace("\"charging_periods\": [", "\"charging_periods\": {\"x\":[")
                        .replace("\"T-1\"}],\n \"total_cost\"", "\"T-1\"}]},\n \"total_cost\""));
        refusedWith(
                "charging_periods[0].dimensions[0].type is not one of the values that OCPI knows",
                Bodies.CDR.replace("{\"type\": \"ENERGY\", \"volume\"", "{\"type\": \"JOY\", \"volume\""));
        refusedWith(
                "currency must be three capital letters of ISO 4217",
                Bodies.CDR.replaceFirst("\"currency\": \"EUR\", \"x_note\"", "\"currency\": \"€UR\", \"x_note\""));
        refusedWith(
                "cdr_location.coordinates.latitude is beyond 90 degrees",
                Bodies.CDR.replace("\"53.54\"", "\"153.54\""));
        refusedWith(
                "tariffs[0].elements[0].price_components[0].step_size must be a whole number",
                Bodies.CDR.replace("\"step_size\": 1", "\"step_size\": 1.5"));
    }

    @Test
    void dates() {
        for (String wrong : List.of(
                "yesterday",
                "2026-03-01",
                "2026-03-01 09:30:00Z",
                "2026-02-30T09:30:00Z",
                "2026-03-01T25:00:00Z",
                "+12026-03-01T09:30:00Z",
                "2026-03-01T09:30:00+99:00",
                "2026-03-01T09:30:00+00:00",
                "2026-03-01T10:30:00+01:00",
                "2026-03-01T08:30:00-01:00",
                "2026-03-01T09:30:00-0000",
                "")) {
            refusedWith(
                    "end_date_time must be a DateTime like 2026-01-31T12:00:00Z",
                    Bodies.CDR.replace("2026-03-01T09:30:00Z", wrong));
        }
        refusedWith("end_date_time must be a DateTime", Bodies.CDR.replace("\"2026-03-01T09:30:00Z\"", "1772357400"));
        for (String right : List.of("2026-03-01T09:30:00", "2026-03-01T09:30:00.000Z")) {
            assertThat(post(Bodies.CDR.replace("2026-03-01T09:30:00Z", right)).code())
                    .as(right)
                    .isEqualTo(1000);
            assertThat(((ChargeDetailRecord) hub.hub.came.getLast()).end())
                    .as(right)
                    .isEqualTo(Samples.END);
        }
    }

    /** A number of a field that nobody knows is nobody's to judge. */
    @Test
    void hugeNumbersSurviveAMerge() {
        byte[] merged = Merge.merged(
                "{\"kwh\": 1.50}".getBytes(StandardCharsets.UTF_8),
                "{\"x\": 1e999999}".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(merged, StandardCharsets.UTF_8)).isEqualTo("{\"kwh\":1.50,\"x\":1E+999999}");
    }

    @Test
    void escapedPairsAreText() {
        String plug = "\\ud83d\\uDD0C \\\\ud800 !";
        assertThat(post(Bodies.CDR.replace("\"currency\"", "\"remark\": \"" + plug + "\", \"currency\""))
                        .code())
                .isEqualTo(1000);
        assertThat(((ChargeDetailRecord) hub.hub.came.getLast()).remark().orNull())
                .isEqualTo("\uD83D\uDD0C \\ud800 !");
    }

    @Test
    void markupAndSqlAreText() {
        String nasty = "<script>alert(1)</script>'; DROP TABLE hub.event; --";
        assertThat(post(Bodies.CDR.replace("\"currency\"", "\"remark\": \"" + nasty + "\", \"currency\""))
                        .code())
                .isEqualTo(1000);
        assertThat(((ChargeDetailRecord) hub.hub.came.getLast()).remark().orNull())
                .isEqualTo(nasty);
    }

    @Test
    void addressesThatLeadNowhere() {
        for (String path : List.of(
                "/2.2.1/receiver/sessions/DE/VOL/..",
                "/2.2.1/receiver/sessions/DE/VOL/%2e%2e",
                "/../api/v1/platforms",
                "/2.2.1//tokens",
                "/a/b/c/d/e/f/g/h/i/j")) {
            assertThat(hub.call(cpo, "PUT", path, Bodies.SESSION).status())
                    .as(path)
                    .isEqualTo(404);
        }
        for (String path : List.of(
                "/%",
                "/%c3%28",
                "/2.2.1/sender/cdrs?x=%zz",
                "/2.2.1/sender/cdrs?" + "a=1&".repeat(60).replace("a=", "") + "&x",
                "/" + "x".repeat(5000))) {
            assertThat(hub.call(cpo, "GET", path, null, fromTo("DE*VOL", null)).status())
                    .as(path)
                    .isIn(200, 400);
        }
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            many.append("p").append(i).append("=1&");
        }
        assertThat(hub.call(cpo, "GET", "/2.2.1/sender/cdrs?" + many, null).status())
                .isEqualTo(400);
        assertThat(hub.call(cpo, "GET", "/2.2.1/sender/cdrs?x=" + "y".repeat(5000), null)
                        .status())
                .isEqualTo(400);
        assertThat(hub.hub.came).noneMatch(c -> c instanceof ChargeDetailRecord);
    }

    /** One field after another dropped, nulled or turned into something else: an envelope every time, never 4000, never 5xx. */
    @Test
    void anyFieldBroken() {
        long seed = 20260301;
        Random random = new Random(seed);
        for (String whole : List.of(Bodies.CDR, Bodies.CREDIT)) {
            int fields = paths(Bodies.json(whole)).size();
            for (int i = 0; i < fields; i++) {
                for (int way = 0; way < 7; way++) {
                    ObjectNode broken = Bodies.json(whole);
                    breakAt(broken, paths(broken).get(i), way, random);
                    var got = post(broken.toString());
                    String where = "seed " + seed + " field " + i + " way " + way + ": " + got.message();
                    assertThat(got.status()).as(where).isIn(200, 201);
                    assertThat(got.code()).as(where).isIn(1000, 2001);
                }
            }
        }
    }

    private static List<List<Object>> paths(JsonNode node) {
        List<List<Object>> all = new ArrayList<>();
        collect(node, List.of(), all);
        return all;
    }

    private static void collect(JsonNode node, List<Object> at, List<List<Object>> all) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(e -> descend(e.getValue(), at, e.getKey(), all));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                descend(array.get(i), at, i, all);
            }
        }
    }

    private static void descend(JsonNode node, List<Object> at, Object step, List<List<Object>> all) {
        List<Object> path = new ArrayList<>(at);
        path.add(step);
        all.add(path);
        collect(node, path, all);
    }

    private static void breakAt(ObjectNode root, List<Object> path, int way, Random random) {
        JsonNode parent = root;
        for (Object step : path.subList(0, path.size() - 1)) {
            parent = step instanceof Integer i ? parent.get(i) : parent.get((String) step);
        }
        Object last = path.getLast();
        JsonNode value = switch (way) {
            case 0 -> root.nullNode();
            case 1 -> root.objectNode();
            case 2 -> root.arrayNode().add(random.nextInt());
            case 3 -> root.numberNode(random.nextLong());
            case 4 -> root.stringNode("x".repeat(random.nextInt(6000)));
            case 5 -> root.booleanNode(random.nextBoolean());
            default -> root.stringNode("\u0000");
        };
        if (parent instanceof ObjectNode object && last instanceof String name) {
            object.set(name, value);
        } else if (parent instanceof ArrayNode array && last instanceof Integer index) {
            array.set(index, value);
        }
    }
}
