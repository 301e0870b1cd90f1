package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.testkit.ScriptedPeer;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OCPI platform of a partner: what it sends to the hub, and a server that answers as a correct partner does unless
 * a test scripts something else.
 */
final class Partner implements AutoCloseable {

    static final List<String> MODULES =
            List.of("tokens", "sessions", "cdrs", "locations", "tariffs", "commands", "chargingprofiles");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    final LiveHub hub;
    final List<Party> parties;
    final ScriptedPeer peer = new ScriptedPeer();
    final String platform;
    /** Of OCPI: 2.2.1 or, where a test says so, 2.3.0. */
    volatile String version = "2.2.1";
    /** Token A: for the handshake, once. */
    volatile String registrationToken;
    /** Token B: what the hub must present. */
    volatile String ours = Messages.unique("ours-");
    /** Token C: what this partner presents. */
    volatile String theirs = "";

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Map<String, String> endpoints = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> cards = new ConcurrentHashMap<>();
    private final Map<String, String> stored = new ConcurrentHashMap<>();
    private volatile ScriptedPeer.@Nullable Answer instead;

    private Partner(LiveHub hub, List<Party> parties) {
        this.hub = hub;
        this.parties = parties;
        accepted.add(ours);
        peer.when(r -> true, this::serve);
        JsonNode made = hub.done("POST", "/platforms", platformBody(parties));
        this.platform = made.path("platform_id").asString();
        this.registrationToken = made.path("ocpi").path("registration_token").asString();
    }

    private static String platformBody(List<Party> parties) {
        ObjectNode body = Messages.json("{\"name\": \"Partner\", \"protocol\": \"OCPI\"}");
        ArrayNode list = body.putArray("parties");
        parties.forEach(p ->
                list.addObject().put("role", p.role()).put("party", p.star()).put("name", p.role() + " " + p.id()));
        return body.toString();
    }

    /** A party that nobody had before. */
    static Party party(String role) {
        String id = role.charAt(0)
                + String.format("%2s", Integer.toString(NUMBER.incrementAndGet(), 36))
                        .replace(' ', '0')
                        .toUpperCase(Locale.ROOT);
        return new Party(role, role.equals("CPO") ? "DE" : "NL", id);
    }

    /** Known to the hub, not registered yet. */
    static Partner planned(LiveHub hub, Party... parties) {
        return new Partner(hub, List.of(parties));
    }

    /** Registered by the handshake. */
    static Partner connected(LiveHub hub, Party... parties) {
        Partner partner = planned(hub, parties);
        partner.register().ok();
        return partner;
    }

    static Partner cpo(LiveHub hub) {
        return connected(hub, party("CPO"));
    }

    static Partner emsp(LiveHub hub) {
        return connected(hub, party("EMSP"));
    }

    Party party() {
        return parties.getFirst();
    }

    // --- handshake --------------------------------------------------------------------------------------------------

    /** GET versions, GET details, POST credentials; takes over what the hub answers. */
    Answer register() {
        discover(registrationToken);
        return accept(credentials("POST", registrationToken, credentials(ours)));
    }

    void discover(String token) {
        String details = get(hub.versionsUrl(), token)
                .ok()
                .data()
                .valueStream()
                .filter(v -> v.path("version").asString().equals(version))
                .findFirst()
                .orElseThrow()
                .path("url")
                .asString();
        endpoints.clear();
        get(details, token)
                .ok()
                .data()
                .path("endpoints")
                .forEach(e -> endpoints.put(
                        e.path("identifier").asString() + "/" + e.path("role").asString(""),
                        e.path("url").asString()));
    }

    Answer get(String url, String token) {
        return Http.call("GET", url, null, "Authorization", Http.token(token));
    }

    Answer credentials(String method, String token, @Nullable ObjectNode body) {
        return Http.call(
                method,
                endpoint(isOld() ? "credentials/" : "credentials/SENDER"),
                body == null ? null : Http.utf8(body.toString()),
                "Authorization",
                Http.token(token),
                "Content-Type",
                "application/json");
    }

    ObjectNode credentials(String token) {
        accepted.add(token);
        ObjectNode credentials = Messages.json("{}").put("token", token).put("url", peer.url() + "/versions");
        if (isOld()) {
            credentials.put("country_code", party().country()).put("party_id", party().id());
            credentials.putObject("business_details").put("name", party().id());
            return credentials;
        }
        ArrayNode roles = credentials.putArray("roles");
        parties.forEach(p -> roles.addObject()
                .put("role", p.role())
                .put("country_code", p.country())
                .put("party_id", p.id())
                .putObject("business_details")
                .put("name", p.role() + " " + p.id()));
        return credentials;
    }

    private Answer accept(Answer answer) {
        if (answer.code() == 1000) {
            theirs = answer.data().path("token").asString();
        }
        return answer;
    }

    String endpoint(String moduleAndSide) {
        return assertThat(endpoints.get(moduleAndSide))
                .as(moduleAndSide)
                .isNotNull()
                .actual();
    }

    Map<String, String> endpoints() {
        return Map.copyOf(endpoints);
    }

    // --- what it sends ----------------------------------------------------------------------------------------------

    /** {@code moduleAndSide} as {@code cdrs/RECEIVER}. FROM is the first party. */
    Ask ask(String method, String moduleAndSide, String... tail) {
        return new Ask(this, method, endpoint(moduleAndSide), tail).from(party());
    }

    Ask putToken(ObjectNode token) {
        return ask(
                        "PUT",
                        "tokens/RECEIVER",
                        party().country(),
                        party().id(),
                        token.path("uid").asString())
                .body(token);
    }

    Ask putSession(ObjectNode session) {
        return ask(
                        "PUT",
                        "sessions/RECEIVER",
                        party().country(),
                        party().id(),
                        session.path("id").asString())
                .body(session);
    }

    Ask patchSession(String id, ObjectNode change) {
        return ask("PATCH", "sessions/RECEIVER", party().country(), party().id(), id)
                .body(change);
    }

    /** {@code more}: an EVSE of it, a connector of that. */
    Ask place(String method, String location, String... more) {
        return ask(
                method,
                "locations/RECEIVER",
                Stream.concat(Stream.of(party().country(), party().id(), location), Stream.of(more))
                        .toArray(String[]::new));
    }

    Ask putLocation(ObjectNode location) {
        return place("PUT", location.path("id").asString()).body(location);
    }

    Ask tariff(String method, String id) {
        return ask(method, "tariffs/RECEIVER", party().country(), party().id(), id);
    }

    Ask putTariff(ObjectNode tariff) {
        return tariff("PUT", tariff.path("id").asString()).body(tariff);
    }

    Ask postCdr(ObjectNode cdr) {
        return ask("POST", "cdrs/RECEIVER").body(cdr);
    }

    /** {@code name} as START_SESSION. */
    Ask command(String name, ObjectNode body) {
        return ask("POST", "commands/RECEIVER", name).body(body);
    }

    /** An address of this platform for a result. */
    String callback() {
        return peer.url() + "/callback/" + Messages.unique("CB");
    }

    /** What came of a command, told at the address that the hub gave. */
    Ask result(Received command, String result) {
        return new Ask(this, "POST", responseUrl(command)).from(party()).body("{\"result\": \"" + result + "\"}");
    }

    /** Where the hub wants the result: in the body, or in the query. */
    static String responseUrl(Received command) {
        String query = command.query();
        return query == null
                ? Http.read(command.text()).path("response_url").asString()
                : URLDecoder.decode(query.replaceFirst(".*response_url=([^&]*).*", "$1"), StandardCharsets.UTF_8);
    }

    Ask setProfile(String session, ObjectNode body) {
        return ask("PUT", "chargingprofiles/RECEIVER", session).body(body);
    }

    Ask clearProfile(String session, String responseUrl) {
        return ask("DELETE", "chargingprofiles/RECEIVER", session).query("response_url=" + encoded(responseUrl));
    }

    Ask askProfile(String session, String responseUrl) {
        return ask("GET", "chargingprofiles/RECEIVER", session)
                .query("duration=900&response_url=" + encoded(responseUrl));
    }

    /** How fast a session of this CPO charges now. */
    Ask putActiveProfile(String session) {
        return ask("PUT", "chargingprofiles/SENDER", session).body(Messages.activeProfile());
    }

    Ask prefer(String session, String preferences) {
        return ask("PUT", "sessions/SENDER", session, "charging_preferences").body(preferences);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What came at {@link #callback} addresses, once so many have. */
    List<Received> told(int count) {
        return LiveHub.until(
                () -> peer.received().stream()
                        .filter(r -> r.path().startsWith("/callback/"))
                        .toList(),
                told -> told.size() >= count);
    }

    Ask authorize(String uid) {
        return ask("POST", "tokens/SENDER", uid, "authorize");
    }

    // --- what it gets -----------------------------------------------------------------------------------------------

    /** A card of this partner; {@code token} is what it answers when asked for it. */
    ObjectNode card(String whitelist) {
        ObjectNode token = Messages.token(party(), Messages.uid()).put("whitelist", whitelist);
        cards.put(token.path("uid").asString(), token);
        return token;
    }

    /** Everything but versions, details and credentials. */
    List<Received> got(String method, String module) {
        return peer.received().stream()
                .filter(r -> r.method().equals(method) && r.path().matches("/(sender|receiver)/" + module + "(/.*)?"))
                .toList();
    }

    /** Waits until so many have come. */
    List<Received> got(int count, String method, String module) {
        return LiveHub.until(() -> got(method, module), got -> got.size() >= count);
    }

    Received only(String method, String module) {
        List<Received> got = got(1, method, module);
        assertThat(got).as(method + " " + module).hasSize(1);
        return got.getFirst();
    }

    /** Answers so to whatever is asked of a module; the newest script wins. */
    Partner answers(String method, String module, Function<Received, ScriptedPeer.Answer> answer) {
        Predicate<Received> when = r -> r.method().equals(method) && r.path().contains("/" + module);
        peer.when(when, r -> {
            ScriptedPeer.Answer now = instead;
            return now == null ? answer.apply(r) : now;
        });
        return this;
    }

    /** Whatever comes, until {@link #back}. */
    Partner always(ScriptedPeer.Answer answer) {
        instead = answer;
        return this;
    }

    /** Takes connections and ends them without a word. */
    Partner down() {
        return always(new ScriptedPeer.Answer.HangUp());
    }

    Partner back() {
        instead = null;
        return this;
    }

    /** An envelope with the ids of the request and the routing headers turned round, as a partner answers. */
    static ScriptedPeer.Answer reply(Received r, int http, int code, @Nullable String data, String... headers) {
        Map<String, String> all = new HashMap<>();
        all.put("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        Stream.of("x-request-id", "x-correlation-id")
                .filter(r.headers()::containsKey)
                .forEach(id -> all.put(id, r.headers().get(id)));
        for (String part : List.of("country-code", "party-id")) {
            all.put("OCPI-to-" + part, r.headers().getOrDefault("ocpi-from-" + part, ""));
            all.put("OCPI-from-" + part, r.headers().getOrDefault("ocpi-to-" + part, ""));
        }
        String body = "{" + (data == null ? "" : "\"data\": " + data + ", ") + "\"status_code\": " + code
                + ", \"status_message\": \"said by the partner\", \"timestamp\": \"" + Messages.hoursAgo(0) + "\"}";
        return new ScriptedPeer.Answer.Plain(http, all, Http.utf8(body));
    }

    private ScriptedPeer.Answer serve(Received r) {
        ScriptedPeer.Answer scripted = instead;
        if (scripted != null) {
            return scripted;
        }
        String token = r.headers().getOrDefault("authorization", "");
        if (accepted.stream().map(Http::token).noneMatch(token::equals)) {
            return reply(r, 401, 2000, null);
        }
        if (r.path().equals("/" + version)) {
            return reply(r, 200, 1000, details(MODULES));
        }
        return switch (r.path()) {
            case "/versions" ->
                reply(
                        r,
                        200,
                        1000,
                        "[{\"version\": \"" + version + "\", \"url\": \"" + peer.url() + "/" + version + "\"}]");
            case "/credentials" -> takeCredentials(r);
            default -> functional(r);
        };
    }

    /** 2.1.1 has no roles of interfaces, and of each module the one that faces the hub's other side. */
    private boolean isOld() {
        return version.equals("2.1.1");
    }

    /** Both interfaces of the modules. */
    String details(List<String> modules) {
        if (isOld()) {
            return OldDetails.of(party(), peer.url());
        }
        return "{\"version\": \"" + version + "\", \"endpoints\": ["
                + Stream.concat(
                                Stream.of(endpointJson("credentials", "SENDER", "/credentials")),
                                modules.stream()
                                        .flatMap(m -> Stream.of(
                                                endpointJson(m, "SENDER", "/sender/" + m),
                                                endpointJson(m, "RECEIVER", "/receiver/" + m))))
                        .collect(Collectors.joining(", "))
                + "]}";
    }

    private String endpointJson(String module, String side, String path) {
        return "{\"identifier\": \"" + module + "\", \"role\": \"" + side + "\", \"url\": \"" + peer.url() + path
                + "\"}";
    }

    /** Offers, from its registration on, the interface that hears of other parties. */
    Partner hearsOfOthers() {
        List<String> modules =
                Stream.concat(MODULES.stream(), Stream.of("hubclientinfo")).toList();
        peer.when(r -> r.path().equals("/2.2.1"), r -> reply(r, 200, 1000, details(modules)));
        return answers("PUT", "hubclientinfo", r -> reply(r, 200, 1000, null));
    }

    /** From its registration on: of that version, and with further modules. */
    Partner offers(String spoken, String... more) {
        version = spoken;
        List<String> modules = Stream.concat(MODULES.stream(), Stream.of(more)).toList();
        peer.when(r -> r.path().equals("/" + spoken), r -> reply(r, 200, 1000, details(modules)));
        return this;
    }

    /** What it was told of the party last; missing when nothing. */
    JsonNode heardOf(Party other) {
        return got("PUT", "hubclientinfo").reversed().stream()
                .filter(r -> r.path().endsWith("/" + other.country() + "/" + other.id()))
                .findFirst()
                .map(r -> Http.read(r.text()))
                .orElse(MissingNode.getInstance());
    }

    /** The hub registers itself: it is read before it is answered. */
    private ScriptedPeer.Answer takeCredentials(Received r) {
        theirs = Http.read(r.text()).path("token").asString();
        discover(theirs);
        ours = Messages.unique("ours-");
        return reply(r, 200, 1000, credentials(ours).toString());
    }

    private ScriptedPeer.Answer functional(Received r) {
        if (r.path().startsWith("/callback/")) {
            return reply(r, 200, 1000, null);
        }
        String[] path = r.path().split("/");
        String what = path[2];
        return switch (r.method() + " " + path[1] + " " + what) {
            case "PUT sender chargingprofiles" -> reply(r, 200, 1000, null);
            case "PUT sender sessions" -> reply(r, 200, 1000, "\"ACCEPTED\"");
            case "POST receiver commands",
                    "GET receiver chargingprofiles",
                    "PUT receiver chargingprofiles",
                    "DELETE receiver chargingprofiles" ->
                reply(r, 200, 1000, "{\"result\": \"ACCEPTED\", \"timeout\": 30}");
            case "POST sender tokens" -> authorized(r, path[3]);
            case "POST receiver cdrs" -> {
                String id = Http.read(r.text()).path("id").asString();
                stored.put(r.path() + "/" + id, r.text());
                yield reply(r, 201, 1000, null, "Location", peer.url() + r.path() + "/" + id);
            }
            case "GET sender tokens",
                    "GET sender sessions",
                    "GET sender cdrs",
                    "GET sender locations",
                    "GET sender tariffs" -> reply(r, 200, 1000, "[]", "X-Total-Count", "0", "X-Limit", "50");
            case "GET receiver tokens",
                    "GET receiver sessions",
                    "GET receiver cdrs",
                    "GET receiver locations",
                    "GET receiver tariffs" -> {
                String known = stored.get(r.path());
                yield known == null ? reply(r, 404, 2003, null) : reply(r, 200, 1000, known);
            }
            case "PUT receiver tokens", "PUT receiver sessions", "PUT receiver locations", "PUT receiver tariffs" ->
                reply(r, stored.put(r.path(), r.text()) == null ? 201 : 200, 1000, null);
            case "PATCH receiver tokens",
                    "PATCH receiver sessions",
                    "PATCH receiver locations",
                    "DELETE receiver tariffs" -> reply(r, 200, 1000, null);
            case "GET sender invoicereconciliation", "GET sender payments", "GET sender bookings" ->
                reply(r, 200, 1000, "[]", "X-Total-Count", "0", "X-Limit", "50");
            case "POST receiver invoicereconciliation" -> {
                JsonNode record = Http.read(r.text());
                String at = r.path() + "/" + record.path("country_code").asString() + "/"
                        + record.path("party_id").asString() + "/"
                        + record.path("id").asString();
                stored.put(at, r.text());
                yield reply(r, 201, 1000, null, "Location", peer.url() + at);
            }
            case "PUT receiver invoicereconciliation", "PUT receiver bookings" ->
                reply(r, stored.put(r.path(), r.text()) == null ? 201 : 200, 1000, null);
            case "GET receiver invoicereconciliation", "GET receiver bookings", "GET receiver payments" -> {
                String known = stored.get(r.path());
                yield known == null ? reply(r, 404, 2003, null) : reply(r, 200, 1000, known);
            }
            case "DELETE receiver invoicereconciliation" ->
                stored.remove(r.path()) == null ? reply(r, 404, 2003, null) : reply(r, 200, 1000, null);
            case "PATCH receiver bookings",
                    "POST receiver payments",
                    "PUT sender payments",
                    "PATCH sender payments",
                    "POST sender payments" -> reply(r, 200, 1000, null);
            default -> reply(r, 404, 2000, null);
        };
    }

    private ScriptedPeer.Answer authorized(Received r, String uid) {
        JsonNode token = cards.get(uid);
        return token == null
                ? reply(r, 404, 2004, null)
                : reply(
                        r,
                        200,
                        1000,
                        "{\"allowed\": \"ALLOWED\", \"token\": " + token + ", \"authorization_reference\": \""
                                + Messages.unique("REF-") + "\"}");
    }

    @Override
    public void close() {
        hub.admin("POST", "/platforms/" + platform + "/suspend", null);
        peer.close();
    }
}
