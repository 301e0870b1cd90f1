package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Requests that are wrong around their bodies: an envelope with the code of the rules, never a 5xx, nothing stored. */
class StrangeRequestsTest extends OutsideTest {

    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    private final Pair pair = pair();
    private final Partner cpo = pair.cpo();
    private final ObjectNode card = pair.emsp().card("NEVER");
    private final List<String> before = events();

    private List<String> events() {
        List<String> events = new java.util.ArrayList<>(hub.eventsOf(pair.cpo().party()));
        events.addAll(hub.eventsOf(pair.emsp().party()));
        return events;
    }

    private void nothingStored() {
        assertThat(events()).isEqualTo(before);
        assertThat(pair.emsp().peer.received()).noneMatch(r -> r.path().startsWith("/receiver"));
    }

    private ObjectNode cdr() {
        return Messages.cdr(cpo.party(), card, Messages.unique("C"));
    }

    private String head(String method, String path, String... more) {
        return method + " /ocpi/2.2.1" + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: "
                + Http.token(cpo.theirs) + "\r\n" + String.join("", more) + "\r\n";
    }

    @Test
    @DisplayName("a body of 10 MB: HTTP 413 and 2001, announced or in chunks, and the answer arrives")
    void tooLarge() throws IOException {
        byte[] large = new byte[TEN_MEGABYTES];
        Arrays.fill(large, (byte) ' ');
        cpo.ask("POST", "cdrs/RECEIVER").bytes(large).send().refused(413, 2001);
        String announced = RawSocket.send(
                hub.port, head("POST", "/receiver/cdrs", "Content-Length: " + TEN_MEGABYTES + "\r\n"), large);
        assertThat(announced).startsWith("HTTP/1.1 413").contains("\"status_code\":2001");
        String chunk = Integer.toHexString(TEN_MEGABYTES) + "\r\n" + new String(large, StandardCharsets.US_ASCII)
                + "\r\n0\r\n\r\n";
        String chunked = RawSocket.send(
                hub.port, head("POST", "/receiver/cdrs", "Transfer-Encoding: chunked\r\n"), Http.utf8(chunk));
        assertThat(chunked).startsWith("HTTP/1.1 413").contains("\"status_code\":2001");
        nothingStored();
    }

    @Test
    @DisplayName("10,000 levels of nesting, doubled names, wrong encodings: HTTP 400 and 2001")
    void unreadable() {
        for (String body : List.of(
                "[".repeat(10_000),
                "{\"x\":".repeat(10_000) + "1" + "}".repeat(10_000),
                cdr().put("x_note", "[MARK]").toString().replace("\"[MARK]\"", "[".repeat(10_000) + "]".repeat(10_000)),
                "{\"id\": \"A\", \"id\": \"B\"}",
                "{\"total_energy\": " + "1".repeat(100_000) + "}",
                "{\"total_energy\": NaN}",
                "\"\\ud800",
                "\u0000")) {
            cpo.ask("POST", "cdrs/RECEIVER").body(body).send().refused(400, 2001);
        }
        for (byte[] bytes : List.of(
                cdr().toString().getBytes(StandardCharsets.UTF_16),
                new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xFF, '"'},
                new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0})) {
            cpo.ask("POST", "cdrs/RECEIVER").bytes(bytes).send().refused(400, 2001);
        }
        nothingStored();
    }

    @Test
    @DisplayName("doubled headers that differ: HTTP 400 and 2001; equal ones count once")
    void doubledHeaders() {
        Partner other = connected("CPO");
        cpo.postCdr(cdr())
                .again("Authorization", Http.token(other.theirs))
                .send()
                .refused(400, 2001);
        cpo.postCdr(cdr()).again("Authorization", Http.token("nobody's")).send().refused(400, 2001);
        for (String header :
                List.of("OCPI-to-party-id", "OCPI-to-country-code", "OCPI-from-party-id", "OCPI-from-country-code")) {
            String value = header.endsWith("id") ? other.party().id() : "FR";
            cpo.postCdr(cdr())
                    .to(pair.emsp().party())
                    .again(header, value)
                    .send()
                    .refused(400, 2001);
            cpo.authorize("04A1B2C3D4E5F6")
                    .to(pair.emsp().party())
                    .again(header, value)
                    .send()
                    .refused(400, 2001);
        }
        nothingStored();
        cpo.ask("GET", "tokens/SENDER")
                .to(LiveHub.SELF)
                .again("Authorization", Http.token(cpo.theirs))
                .again("OCPI-from-party-id", cpo.party().id())
                .send()
                .ok();
    }

    @Test
    @DisplayName("routing headers that are halves or nonsense: 2001")
    void nonsenseInRoutingHeaders() {
        for (String value : List.of("", "X", "XXXX", "D E", "<b>", "Ü1")) {
            cpo.authorize("04A1B2C3")
                    .with("OCPI-to-country-code", "NL")
                    .with("OCPI-to-party-id", value)
                    .send()
                    .refused(200, 2001);
            cpo.authorize("04A1B2C3").with("OCPI-from-party-id", value).send().refused(200, 2001);
        }
        cpo.authorize("04A1B2C3").with("OCPI-to-party-id", "MOV").send().refused(200, 2001);
        cpo.authorize("04A1B2C3").without("OCPI-from-country-code").send().refused(200, 2001);
        nothingStored();
    }

    @Test
    @DisplayName("another platform's token opens that platform's parties only")
    void anothersToken() {
        Partner other = connected("CPO");
        for (Ask ask : List.of(
                cpo.postCdr(cdr()),
                cpo.authorize("04A1B2C3D4E5F6").to(pair.emsp().party()),
                cpo.putSession(Messages.session(cpo.party(), card, "S")),
                cpo.ask("GET", "cdrs/SENDER"))) {
            ask.with("Authorization", Http.token(other.theirs)).send().refused(200, 2001);
            ask.with("Authorization", Http.token(pair.emsp().theirs)).send().refused(200, 2001);
            ask.with("Authorization", Http.token(cpo.ours)).send().refused(401, 2000);
            ask.with("Authorization", "Bearer " + cpo.theirs).send().refused(401, 2000);
        }
        assertThat(hub.eventsOf(other.party())).noneMatch(e -> e.startsWith("cdr.") || e.startsWith("session."));
        nothingStored();
    }

    /** What the servlet container takes for no address at all has no envelope: nobody in the hub was asked. */
    private static void refused(String what, Answer answer, Integer... codes) {
        if (answer.http() == 400 && answer.body().isNull()) {
            answer.discreet();
        } else {
            assertThat(answer.orderly().code())
                    .as(() -> what + ": " + answer.said())
                    .isIn((Object[]) codes);
        }
    }

    @Test
    @DisplayName("paths with NUL, dots, markup, wrong encoding or too much: 4xx or 2001")
    void strangePaths() {
        ObjectNode change = Messages.json("{\"kwh\": 4, \"last_updated\": \"%s\"}".formatted(Messages.hoursAgo(1)));
        String own = "/DE/" + cpo.party().id() + "/";
        for (String tail : List.of(
                "%ED%A0%80",
                "%FF",
                "a%0d%0ab",
                "%C3%9C",
                "%F0%9F%94%8C",
                "x".repeat(37),
                "x".repeat(3000),
                "%3Cscript%3E",
                "'%3B%20drop%20table%20hub.event--")) {
            for (String method : List.of("PATCH", "GET", "PUT")) {
                Ask ask = cpo.ask(method, "sessions/RECEIVER").rawTail(own + tail);
                Answer answer = (method.equals("GET") ? ask : ask.body(change)).send();
                refused(method + " " + tail, answer, 2000, 2001);
            }
            Answer answer = cpo.ask("POST", "tokens/SENDER")
                    .rawTail("/" + tail + "/authorize")
                    .send();
            refused(tail, answer, 2000, 2001, 2004);
            Answer location =
                    cpo.ask("GET", "cdrs/RECEIVER").rawTail("/" + tail).send();
            refused(tail, location, 2000, 2001);
        }
        assertThat(pair.emsp().got("PATCH", "sessions")).isEmpty();
        assertThat(hub.list("/sessions?party=" + cpo.party().star())).isEmpty();
    }

    @Test
    @DisplayName("queries with NUL, half pairs, doubled names or too much: 4xx or 2001, or as if not there")
    void strangeQueries() {
        for (String query : List.of(
                "type=%00",
                "type=RFID%00",
                "type=<script>",
                "date_from=%00",
                "date_from=2026-01-01T00:00:00Z&date_from=x",
                "limit=%00",
                "x=" + "y".repeat(5000),
                "a&".repeat(100),
                "%ED%A0%80=1",
                "date_from=2026-01-01T00:00:00%2B02:00",
                "date_from=0000-01-01T00:00:00Z",
                "date_to=9999-12-31T23:59:59Z")) {
            for (String module : List.of("tokens", "cdrs", "sessions")) {
                Answer answer = Http.call(
                        "GET",
                        cpo.endpoint(module + "/SENDER") + "?"
                                + query.replace("<", "%3C").replace(">", "%3E"),
                        null,
                        "Authorization",
                        Http.token(cpo.theirs),
                        "OCPI-from-country-code",
                        "DE",
                        "OCPI-from-party-id",
                        cpo.party().id(),
                        "OCPI-to-country-code",
                        "DE",
                        "OCPI-to-party-id",
                        "HUB");
                assertThat(answer.orderly().code())
                        .as(() -> query + answer.said())
                        .isIn(1000, 2001);
            }
        }
    }

    @Test
    @DisplayName("wrong content types and methods: an envelope; what is taken is stored once")
    void contentTypesAndMethods() {
        for (String type :
                List.of("text/xml", "application/x-www-form-urlencoded", "multipart/form-data", "nonsense")) {
            ObjectNode session = Messages.session(cpo.party(), card, Messages.unique("S"));
            Answer answer = cpo.putSession(session).with("Content-Type", type).send();
            assertThat(answer.orderly().code()).as(() -> type + answer.said()).isIn(1000, 2001);
            int stored = answer.code() == 1000 ? 1 : 0;
            assertThat(hub.list("/sessions?party=" + cpo.party().star()))
                    .filteredOn(s -> s.path("id").equals(session.path("id")))
                    .hasSize(stored);
        }
        for (String method : List.of("OPTIONS", "HEAD", "PROPFIND", "FOO")) {
            Answer answer = cpo.ask(method, "cdrs/RECEIVER").send();
            assertThat(answer.http()).as(() -> method + answer.said()).isIn(404, 405);
        }
    }

    @Test
    @DisplayName("what is no HTTP at all: HTTP 4xx, and nothing of the hub's insides")
    void notEvenHttp() throws IOException {
        for (String request : List.of(
                "NONSENSE\r\n\r\n",
                "GET /ocpi/<>^`{|} HTTP/1.1\r\nHost: x\r\n\r\n",
                head("GET", "/sender/cdrs", "X-Long: " + "y".repeat(100_000) + "\r\n"),
                head("GET", "/sender/cdrs", "Bad Header\u0001: 1\r\n"),
                head("POST", "/receiver/cdrs", "Content-Length: 1\r\nContent-Length: 2\r\n"),
                head("POST", "/receiver/cdrs", "Content-Length: minus\r\n"),
                head("POST", "/receiver/cdrs", "Transfer-Encoding: chunked\r\n") + "zzz\r\n",
                head("GET", "/%2e%2e/%2e%2e/api/v1/platforms"),
                head("GET", "/sender/cdrs?%"),
                head("GET", "/receiver/sessions/DE/" + cpo.party().id() + "/a%00b"),
                head("GET", "/sender/cdrs/%zz"),
                "GET /ocpi/versions HTTP/1.1\r\nConnection: close\r\n\r\n")) {
            String answer = RawSocket.send(hub.port, request, new byte[0]);
            assertThat(answer)
                    .as(request.substring(0, Math.min(80, request.length())))
                    .startsWith("HTTP/1.1 4");
            assertThat(answer).doesNotContain("Exception", "org.apache", "java.", "Tomcat/");
        }
        nothingStored();
    }

    @Test
    @DisplayName("ids that are no ids: a new one is made, nothing of them is copied")
    void strangeIds() {
        for (String id : List.of("", " ", "x".repeat(256), "Ü", "<b>")) {
            Answer answer = cpo.ask("GET", "cdrs/SENDER")
                    .to(LiveHub.SELF)
                    .with("X-Request-ID", id)
                    .send()
                    .ok();
            assertThat(answer.header("X-Request-ID")).isNotBlank();
        }
    }

    @Test
    @DisplayName("dates with an offset: 2001, and nothing of the message is kept")
    void offsets() {
        for (String offset : List.of("+02:00", "-01:00", "+00:00")) {
            ObjectNode session = Messages.session(cpo.party(), card, Messages.unique("S"))
                    .put("start_date_time", "2026-03-01T10:00:00" + offset);
            cpo.putSession(session).send().refused(200, 2001);
        }
        nothingStored();
    }

    @Test
    @DisplayName("markup and SQL in texts are texts: they come out as they went in, and the tables are still there")
    void markupAndSql() {
        String nasty = "<img src=x onerror=alert(1)>'); DROP TABLE hub.event; --\u2028\uD83D\uDD0C";
        ObjectNode cdr = cdr().put("remark", nasty).put("x_note", nasty);
        cpo.postCdr(cdr).send().ok();
        assertThat(pair.emsp().only("POST", "cdrs").text()).isEqualTo(cdr.toString());
        assertThat(hub.onlyOf("/cdrs?party=" + cpo.party().star())
                        .path("remark")
                        .asString())
                .isEqualTo(nasty);
    }
}
