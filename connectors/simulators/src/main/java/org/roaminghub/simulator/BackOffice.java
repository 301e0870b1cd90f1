package org.roaminghub.simulator;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OCPI platform of one party, in the version it speaks: listener, registration, client. What it does for its role is its {@link Desk}'s. */
public final class BackOffice implements AutoCloseable {

    private static final List<String> VERSIONS_PATH = List.of("ocpi", "versions");
    private static final int BEFORE_MODULE = 3; // ocpi/2.2.1/{sender|receiver}

    private final Party party;
    private final String name;
    private final Desk desk;
    private final Listener listener;
    private final Tongue tongue;
    private final HubClient client;
    private final Registration registration;
    private final Inbox inbox;

    BackOffice(Identity identity, Desk desk, Consumer<Arrival> onArrival) {
        this.party = identity.party();
        this.name = identity.name();
        this.tongue = identity.tongue();
        this.client = new HubClient(tongue);
        this.desk = desk;
        this.inbox = new Inbox(onArrival);
        this.listener = new Listener(identity.port(), this::answer);
        this.registration = new Registration(client, tongue, new Myself());
    }

    Party party() {
        return party;
    }

    Registration registration() {
        return registration;
    }

    Inbox inbox() {
        return inbox;
    }

    String versionsUrl() {
        return listener.url() + "/ocpi/versions";
    }

    /** Where one of our modules is found. */
    String moduleUrl(Desk.Endpoint module) {
        return listener.url() + "/ocpi/" + tongue.version() + "/"
                + module.side().toLowerCase(Locale.ROOT) + "/" + module.name();
    }

    boolean isUp() {
        return listener.isOpen();
    }

    /** Opens the listener, on the port it had before; tells the hub when it came back. */
    void up() throws IOException, InterruptedException {
        listener.open();
        registration.sayHello();
    }

    /** Nobody answers on the port any more; tokens and what was received are kept. */
    void down() {
        listener.close();
    }

    /** One functional message; {@code to} absent lets the hub find the receiver. Throws IOException when no answer came. */
    Answer send(String method, Desk.Endpoint module, String path, @Nullable JsonNode body, @Nullable Party to)
            throws IOException, InterruptedException {
        return send(method, module, path, body, to, UUID.randomUUID().toString());
    }

    Answer send(
            String method,
            Desk.Endpoint module,
            String path,
            @Nullable JsonNode body,
            @Nullable Party to,
            String correlationId)
            throws IOException, InterruptedException {
        return client.send(new HubClient.Request(
                method,
                url(module) + path,
                registration.hub().token(),
                tongue.say(body, desk),
                party,
                to,
                correlationId));
    }

    /** GET of an address that the hub gave us. */
    Answer get(String url, @Nullable Party to) throws IOException, InterruptedException {
        var correlationId = UUID.randomUUID().toString();
        return client.send(
                new HubClient.Request("GET", url, registration.hub().token(), null, party, to, correlationId));
    }

    /** POST to an address that the hub gave us. */
    Answer post(String url, JsonNode body, @Nullable Party to) throws IOException, InterruptedException {
        var correlationId = UUID.randomUUID().toString();
        return client.send(
                new HubClient.Request("POST", url, registration.hub().token(), body, party, to, correlationId));
    }

    /** A token of one of the hub's lists, where 2.1.1 does not say whose it is. */
    JsonNode heardToken(JsonNode token) {
        var heard = tongue.hearToken(token, "", "");
        return heard == null ? token : heard;
    }

    /** Where the hub has one of its interfaces, without a slash at the end. */
    String url(Desk.Endpoint module) {
        var endpoint = registration.hub().endpoint(module);
        return endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    }

    private Reply answer(Call call) throws InterruptedException {
        var configuration = !isModule(call);
        if (!registration.accepts(tongue.tokenOf(call.header("Authorization")), configuration)) {
            return echo(call, Reply.ocpi(401, Reply.INVALID, "unknown token", null));
        }
        return echo(call, configuration ? configuration(call) : functional(call));
    }

    private Reply configuration(Call call) throws InterruptedException {
        if (call.path().equals(VERSIONS_PATH)) {
            return getOnly(call, versions());
        }
        if (call.path().equals(List.of("ocpi", tongue.version()))) {
            return getOnly(call, details());
        }
        if (call.path().equals(List.of("ocpi", tongue.version(), "credentials"))) {
            return registration.serve(call);
        }
        return Reply.notFound(2000, "nothing here");
    }

    private Reply functional(Call call) throws InterruptedException {
        for (var module : desk.endpoints()) {
            if (module.name().equals(call.segment(BEFORE_MODULE))
                    && module.side().equalsIgnoreCase(call.segment(2))) {
                var rest = call.path().subList(BEFORE_MODULE + 1, call.path().size());
                var heard = module.name().equals("tokens") && rest.size() > 1
                        ? tongue.hearToken(call.body(), rest.get(0), rest.get(1))
                        : call.body();
                return said(desk.serve(module, new Call(call.method(), rest, call.query(), call.headers(), heard)));
            }
        }
        return Reply.notFound(2000, "no such module");
    }

    private Reply said(Reply reply) {
        if (!(reply.body() instanceof ObjectNode envelope) || !envelope.has("data")) {
            return reply;
        }
        var copy = envelope.deepCopy();
        copy.set("data", tongue.say(envelope.get("data"), desk));
        return new Reply(reply.http(), copy, reply.headers());
    }

    private boolean isModule(Call call) {
        return call.path().size() > BEFORE_MODULE && call.segment(0).equals("ocpi");
    }

    private static Reply getOnly(Call call, JsonNode data) {
        return call.method().equals("GET") ? Reply.ok(data) : Reply.notAllowed();
    }

    private JsonNode versions() {
        return Wire.array()
                .add(Wire.object()
                        .put("version", tongue.version())
                        .put("url", listener.url() + "/ocpi/" + tongue.version()));
    }

    private JsonNode details() {
        var details = Wire.object().put("version", tongue.version());
        var endpoints = details.putArray("endpoints");
        endpoints.add(endpoint("credentials", "SENDER", listener.url() + "/ocpi/" + tongue.version() + "/credentials"));
        for (var module : desk.endpoints()) {
            if (tongue.knows(module)) {
                endpoints.add(endpoint(module.name(), module.side(), moduleUrl(module)));
            }
        }
        return details;
    }

    private ObjectNode endpoint(String identifier, String side, String url) {
        var endpoint = Wire.object().put("identifier", identifier);
        return (tongue.old() ? endpoint : endpoint.put("role", side)).put("url", url);
    }

    /** Ids come back as they came; routing headers turn round (OCPI 2.2.1 §4.4). */
    private Reply echo(Call call, Reply reply) {
        var answer = reply.with("X-Request-ID", call.header("X-Request-ID"))
                .with("X-Correlation-ID", call.header("X-Correlation-ID"));
        if (!isModule(call) || tongue.old()) {
            return answer;
        }
        return answer.with("OCPI-to-country-code", call.header("OCPI-from-country-code"))
                .with("OCPI-to-party-id", call.header("OCPI-from-party-id"))
                .with("OCPI-from-country-code", party.country())
                .with("OCPI-from-party-id", party.id());
    }

    @Override
    public void close() {
        listener.close();
        client.close();
    }

    private final class Myself implements Registration.Myself {
        @Override
        public String versionsUrl() {
            return BackOffice.this.versionsUrl();
        }

        @Override
        public JsonNode roles() {
            var site = "https://" + party.id().toLowerCase(Locale.ROOT) + ".example";
            var role = Wire.object()
                    .put("role", desk.role())
                    .put("party_id", party.id())
                    .put("country_code", party.country());
            var business = role.putObject("business_details").put("name", name).put("website", site);
            business.putObject("logo")
                    .put("url", site + "/logo.png")
                    .put("thumbnail", site + "/logo-small.png")
                    .put("category", "OPERATOR")
                    .put("type", "png")
                    .put("width", 512)
                    .put("height", 256);
            return Wire.array().add(role);
        }
    }
}
