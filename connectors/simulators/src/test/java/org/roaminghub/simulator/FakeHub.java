package org.roaminghub.simulator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * As much of a hub as the tests need: versions, details, credentials with the call-back to the partner, and endpoints that
 * write down what comes. It shares only {@link Listener} and {@link HubClient} with the simulators.
 */
final class FakeHub implements AutoCloseable {

    static final String TOKEN_A = "registration-token-A";
    static final String TOKEN_C = "token-C";

    final List<Call> calls = new ArrayList<>();
    private final HubClient client = new HubClient(Tongue.V2_2_1);
    private final Listener listener = new Listener(0, this::answer);
    private @Nullable JsonNode partner;
    private @Nullable Reply scripted;
    private List<Reply> pages = List.of();
    private int unansweredCalls;

    FakeHub() throws IOException {
        listener.open();
    }

    String versionsUrl() {
        return listener.url() + "/ocpi/versions";
    }

    /** What every functional request is answered from now on. */
    void script(Reply reply) {
        scripted = reply;
    }

    /** Answers lists with these two pages, the first with a link to the second. */
    void scriptPages(List<ObjectNode> first, List<ObjectNode> second) {
        var next = listener.url() + "/ocpi/2.2.1/sender/tokens?offset=" + first.size();
        pages = List.of(
                Reply.ok(Wire.array().addAll(first)).with("Link", "<" + next + ">; rel=\"next\""),
                Reply.ok(Wire.array().addAll(second)));
    }

    void dropNext(int requests) {
        unansweredCalls = requests;
    }

    JsonNode partner() {
        if (partner == null) {
            throw new AssertionError("nobody registered");
        }
        return partner;
    }

    /** The functional requests that came with this method. */
    synchronized List<Call> seen(String method, String module) {
        return calls.stream()
                .filter(c -> c.method().equals(method) && c.segment(3).equals(module))
                .toList();
    }

    /** A request as the hub sends it to a partner that registered. */
    Answer ask(String method, String url, @Nullable JsonNode body) throws IOException, InterruptedException {
        return client.send(new HubClient.Request(
                method,
                url,
                Wire.field(partner(), "token"),
                body,
                Party.parse("DE*VOL"),
                Party.parse("NL*MOV"),
                "c-1"));
    }

    Answer askWith(String token, String method, String url, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        return client.send(HubClient.Request.configuration(method, url, token, body));
    }

    /** The address of one of the partner's interfaces, read from its version details. */
    String endpoint(String token, String versionsUrl, String module, String side) throws Exception {
        var version = askWith(token, "GET", versionsUrl, null).data().get(0);
        var details = askWith(token, "GET", Wire.field(version, "url"), null).data();
        for (var endpoint : details.path("endpoints").values()) {
            if (Wire.field(endpoint, "identifier").equals(module)
                    && Wire.field(endpoint, "role").equals(side)) {
                return Wire.field(endpoint, "url");
            }
        }
        throw new AssertionError("the partner has no " + side + " of " + module);
    }

    ObjectNode credentials(String token) {
        var credentials = Wire.object().put("token", token).put("url", versionsUrl());
        credentials
                .putArray("roles")
                .addObject()
                .put("role", "HUB")
                .put("country_code", "DE")
                .put("party_id", "HUB")
                .putObject("business_details")
                .put("name", "Fake hub");
        return credentials;
    }

    private synchronized Reply answer(Call call) throws Exception {
        if (unansweredCalls > 0) {
            unansweredCalls--;
            throw new InterruptedException("the connection breaks");
        }
        calls.add(call);
        var path = String.join("/", call.path());
        return switch (path) {
            case "ocpi/versions" ->
                Reply.ok(Wire.array()
                        .add(Wire.object().put("version", "2.1.1").put("url", listener.url() + "/ocpi/2.1.1"))
                        .add(Wire.object().put("version", "2.2.1").put("url", listener.url() + "/ocpi/2.2.1")));
            case "ocpi/2.2.1" -> Reply.ok(details());
            case "ocpi/2.2.1/credentials" -> register(call);
            case "ocpi/2.2.1/sender/tokens" -> pages.get(call.query().containsKey("offset") ? 1 : 0);
            default -> scripted == null ? Reply.ok(null) : scripted;
        };
    }

    private Reply register(Call call) throws IOException, InterruptedException {
        var token = Wire.tokenOf(call.header("Authorization"));
        if (call.method().equals("POST") && !token.equals(TOKEN_A)) {
            return Reply.ocpi(401, 2001, "not the registration token", null);
        }
        if (call.method().equals("DELETE")) {
            partner = null;
            return Reply.ok(null);
        }
        var theirs = call.json();
        var asked = askWith(Wire.field(theirs, "token"), "GET", Wire.field(theirs, "url"), null);
        if (!asked.acknowledged()) {
            return Reply.refused(3001, "your versions can't be read");
        }
        partner = theirs;
        return Reply.ok(credentials(TOKEN_C));
    }

    private JsonNode details() {
        var details = Wire.object().put("version", "2.2.1");
        var endpoints = details.putArray("endpoints");
        Consumer<String> add = path -> endpoints.add(Wire.object()
                .put("identifier", path.substring(path.indexOf('/') + 1))
                .put("role", path.startsWith("sender") ? "SENDER" : "RECEIVER")
                .put("url", listener.url() + "/ocpi/2.2.1/" + path));
        List.of("sender/tokens", "receiver/tokens", "receiver/sessions", "receiver/cdrs")
                .forEach(add);
        endpoints.add(Wire.object()
                .put("identifier", "credentials")
                .put("role", "SENDER")
                .put("url", listener.url() + "/ocpi/2.2.1/credentials"));
        return details;
    }

    @Override
    public void close() {
        listener.close();
        client.close();
    }
}
