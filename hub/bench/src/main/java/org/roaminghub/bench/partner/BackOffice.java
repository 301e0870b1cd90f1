package org.roaminghub.bench.partner;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.roaminghub.bench.wire.Answer;
import org.roaminghub.bench.wire.HttpMessage;
import org.roaminghub.bench.wire.Template;
import org.roaminghub.bench.wire.WireServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a partner's server answers: the endpoints of the handshake, authorisations by its card numbers, and every push it gets. */
final class BackOffice implements WireServer.Handler {

    static final String SENDER = "/ocpi/2.2.1/sender/";
    static final String RECEIVER = "/ocpi/2.2.1/receiver/";

    private static final String VERSIONS = "/ocpi/versions";
    private static final String DETAILS = "/ocpi/2.2.1";
    private static final String CREDENTIALS = DETAILS + "/credentials";
    private static final byte[] NO_ANSWER = {};
    private static final int CARD_DIGITS = 8;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Party party;
    private final Inbox inbox;
    private final String token;
    private final Template authorizationInfo;
    private final AtomicLong references = new AtomicLong();
    private volatile int port;
    private volatile int delayMs;
    private volatile boolean silent;

    BackOffice(Party party, Inbox inbox) {
        this.party = party;
        this.inbox = inbox;
        this.token = "bench-token-of-" + party.country() + party.id();
        this.authorizationInfo = Template.of(Messages.authorizationInfo(party));
    }

    void listensOn(int openPort) {
        this.port = openPort;
    }

    void answerAfter(int milliseconds) {
        this.delayMs = milliseconds;
    }

    void answerNothing(boolean nothing) {
        this.silent = nothing;
    }

    /** What the hub must present to this partner. */
    String token() {
        return token;
    }

    String credentials() {
        return """
                {"token":"%s","url":"%s","roles":[{"role":"%s","country_code":"%s","party_id":"%s",\
                "business_details":{"name":"Bench %s"}}]}""".formatted(token, base() + VERSIONS, party.role(), party.country(), party.id(), party.text());
    }

    @Override
    public byte[] answer(HttpMessage request) {
        if (silent) {
            return NO_ANSWER;
        }
        if (delayMs > 0) {
            LockSupport.parkNanos(delayMs * 1_000_000L);
        }
        String target = request.target();
        if (target.startsWith(SENDER)) {
            return sender(request, target);
        }
        if (target.startsWith(RECEIVER)) {
            return receiver(request, target);
        }
        return switch (target) {
            case VERSIONS -> data(request, "[{\"version\":\"2.2.1\",\"url\":\"" + base() + DETAILS + "\"}]");
            case DETAILS -> data(request, "{\"version\":\"2.2.1\",\"endpoints\":[" + endpoints() + "]}");
            case CREDENTIALS -> data(request, credentials());
            default -> envelope(request, 404, "", 2_000);
        };
    }

    private byte[] sender(HttpMessage request, String target) {
        int authorize = target.indexOf("/authorize");
        if (authorize > 0) {
            inbox.authorization();
            long card = Long.parseLong(target, authorize - CARD_DIGITS, authorize, 10);
            Template info = authorizationInfo.copy().set(0, card).set(1, card).set(2, references.incrementAndGet());
            return Answer.json(200, headersOf(request), new String(info.bytes(), StandardCharsets.UTF_8));
        }
        return Answer.json(
                200,
                headersOf(request) + "X-Total-Count: 0\r\nX-Limit: 100\r\n",
                "{\"data\":[]," + status(OcpiAnswer.SUCCESS));
    }

    private byte[] receiver(HttpMessage request, String target) {
        String method = request.method();
        if (method.equals("GET")) {
            return envelope(request, 404, "", 2_003);
        }
        String module = target.substring(RECEIVER.length());
        if (module.startsWith("cdrs")) {
            return cdr(request);
        }
        if (module.startsWith("tokens")) {
            inbox.token();
        } else if (module.startsWith("locations")) {
            inbox.place(request.header("x-correlation-id"));
        } else if (module.startsWith("sessions") && inbox.remembers()) {
            session(target, JSON.readTree(request.body()));
        }
        return envelope(request, method.equals("PUT") ? 201 : 200, "", OcpiAnswer.SUCCESS);
    }

    private byte[] cdr(HttpMessage request) {
        String id = "any";
        if (inbox.remembers()) {
            JsonNode content = JSON.readTree(request.body());
            id = content.path("id").asString();
            inbox.cdr(id, content.toString());
        } else {
            inbox.countCdr();
        }
        return envelope(request, 201, "Location: " + base() + RECEIVER + "cdrs/" + id + "\r\n", OcpiAnswer.SUCCESS);
    }

    private void session(String target, JsonNode update) {
        if (update.has("kwh")) {
            String path = target.contains("?") ? target.substring(0, target.indexOf('?')) : target;
            inbox.session(
                    path.substring(path.lastIndexOf('/') + 1),
                    update.path("kwh").decimalValue().movePointRight(3).longValue());
        }
    }

    private String endpoints() {
        List<String> senders = party.isCpo() ? List.of("cdrs", "locations", "sessions", "tariffs") : List.of("tokens");
        List<String> receivers =
                party.isCpo() ? List.of("tokens") : List.of("cdrs", "locations", "sessions", "tariffs");
        String credentials = endpoint("credentials", "SENDER", base() + CREDENTIALS);
        return credentials + "," + list(senders, "SENDER", SENDER) + "," + list(receivers, "RECEIVER", RECEIVER);
    }

    private String list(List<String> modules, String role, String path) {
        return modules.stream()
                .map(module -> endpoint(module, role, base() + path + module))
                .collect(Collectors.joining(","));
    }

    private static String endpoint(String module, String role, String url) {
        return "{\"identifier\":\"%s\",\"role\":\"%s\",\"url\":\"%s\"}".formatted(module, role, url);
    }

    private byte[] data(HttpMessage request, String data) {
        return Answer.json(200, headersOf(request), "{\"data\":" + data + "," + status(OcpiAnswer.SUCCESS));
    }

    private byte[] envelope(HttpMessage request, int http, String headers, int code) {
        return Answer.json(http, headersOf(request) + headers, "{" + status(code));
    }

    private static String status(int code) {
        String now = Messages.time(System.currentTimeMillis());
        return "\"status_code\":" + code + ",\"timestamp\":\"" + now + "\"}";
    }

    private static String headersOf(HttpMessage request) {
        return echo(request, "x-request-id", "X-Request-ID")
                + echo(request, "x-correlation-id", "X-Correlation-ID")
                + echo(request, "ocpi-from-country-code", "OCPI-to-country-code")
                + echo(request, "ocpi-from-party-id", "OCPI-to-party-id")
                + echo(request, "ocpi-to-country-code", "OCPI-from-country-code")
                + echo(request, "ocpi-to-party-id", "OCPI-from-party-id");
    }

    private static String echo(HttpMessage request, String name, String written) {
        String value = request.header(name);
        return value == null ? "" : written + ": " + value + "\r\n";
    }

    private String base() {
        return "http://127.0.0.1:" + port;
    }
}
