package org.roaminghub.bench.partner;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaminghub.bench.wire.HttpCall;
import org.roaminghub.bench.wire.HttpMessage;
import org.roaminghub.bench.wire.Template;
import org.roaminghub.bench.wire.WireClient;
import org.roaminghub.bench.wire.WireServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A back office of one party: its server, and its requests to the hub once it has registered. Its server may go down and come
 * back on the same port, and may be told to answer late or not at all.
 */
public final class Partner implements AutoCloseable {

    private final Party party;
    private final Inbox inbox;
    private final BackOffice office;
    private final int port;
    private @Nullable WireServer server;
    private @Nullable HubSide hub;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PAGE = 200;
    private static final Duration PAGE_TIME = Duration.ofSeconds(30);
    private static final int WH_PER_KWH_DIGITS = 3;

    /** What the hub answered in the handshake. */
    record HubSide(String token, Endpoints endpoints) {}

    private Partner(Party party, boolean remembering) throws IOException {
        this.party = party;
        this.inbox = new Inbox(remembering);
        this.office = new BackOffice(party, inbox);
        WireServer opened = WireServer.open(0, office);
        this.port = opened.port();
        this.server = opened;
        office.listensOn(port);
    }

    /** Opens its server on a free port. */
    public static Partner open(Party party, boolean remembering) throws IOException {
        return new Partner(party, remembering);
    }

    public Party party() {
        return party;
    }

    public Inbox inbox() {
        return inbox;
    }

    int port() {
        return port;
    }

    /** Registers with the hub: versions, details, credentials (OCPI 2.2.1 §7.1.3). */
    public void register(String versionsUrl, String registrationToken) throws IOException {
        hub = Handshake.run(this, office, versionsUrl, registrationToken);
    }

    /** Every answer takes this long from now on, in milliseconds. */
    public void answerAfter(int milliseconds) {
        office.answerAfter(milliseconds);
    }

    /** Takes requests and answers none, or answers again. */
    public void answerNothing(boolean silent) {
        office.answerNothing(silent);
    }

    /** Connections are refused from now on. */
    public synchronized void down() throws IOException {
        WireServer open = server;
        server = null;
        if (open != null) {
            open.close();
        }
    }

    /** Listens again. */
    public synchronized void up() throws IOException {
        if (server == null) {
            server = WireServer.open(port, office);
        }
    }

    @Override
    public void close() throws IOException {
        down();
    }

    /** A connection to the hub. */
    public WireClient connect(Duration timeout) {
        URI url = URI.create(hub().endpoints().any());
        return new WireClient(url.getHost(), url.getPort(), timeout);
    }

    /** Asks the hub for a decision; see {@link #fillAuthorize}. */
    public Template authorizeRequest(Partner emsp) {
        String tail = "/" + Messages.cardUid(emsp.party) + "/authorize?type=RFID";
        return request("POST", "tokens", "SENDER", tail, emsp.party, Messages.locationReferences(party));
    }

    /** The same question put to the eMSP itself, with no hub between. See {@link #fillAuthorize}. */
    public Template authorizeDirectly(Partner emsp) {
        String tail = "/" + Messages.cardUid(emsp.party) + "/authorize?type=RFID";
        String base = "http://127.0.0.1:" + emsp.port + BackOffice.SENDER + "tokens";
        List<String> headers = headers(emsp.office.token(), emsp.party);
        URI url = URI.create(base);
        return Template.request(
                "POST", url.getAuthority(), url.getPath() + tail, headers, Messages.locationReferences(party));
    }

    /** A connection to this partner's own server. */
    public WireClient connectDirectly(Duration timeout) {
        return new WireClient("127.0.0.1", port, timeout);
    }

    /** Makes the request number {@code number}, for this card. */
    public static void fillAuthorize(Template request, long number, long card) {
        request.set(0, card).set(1, number).set(2, number);
    }

    /** Sends a CDR; see {@link #fillCdr}. */
    public Template cdrRequest(Partner emsp) {
        return request("POST", "cdrs", "RECEIVER", "", emsp.party, Messages.cdr(party, emsp.party));
    }

    /** Makes the request that of CDR {@code number}, charged with this card. */
    public static void fillCdr(Template request, long number, long card) {
        request.set(0, number).set(1, number);
        request.set(2, number).set(3, number);
        request.set(4, card).set(5, card);
        request.set(6, number).set(7, number);
    }

    /** Slots: request id and correlation id. */
    public Template sessionRequest(String method, Partner emsp, long number, String body) {
        String tail = "/" + party.country() + "/" + party.id() + "/" + Messages.sessionId(party, number);
        return request(method, "sessions", "RECEIVER", tail, emsp.party, body);
    }

    /** Makes the upload number {@code number}, of this card. */
    public static void fillToken(Template request, long number, long card) {
        request.set(0, card).set(1, number).set(2, number).set(3, card).set(4, card);
    }

    /** Uploads a card to the hub; see {@link #fillToken}. */
    public Template tokenUpload() {
        String tail = "/" + party.country() + "/" + party.id() + "/" + Messages.cardUid(party) + "?type=RFID";
        return request("PUT", "tokens", "RECEIVER", tail, hub().endpoints().hubParty(), Messages.token(party));
    }

    /** The same for cards that need no asking: {@code ALWAYS} on its whitelist. */
    public Template tokenUploadForAll() {
        String tail = "/" + party.country() + "/" + party.id() + "/" + Messages.cardUid(party) + "?type=RFID";
        String token = Messages.token(party).replace("\"NEVER\"", "\"ALWAYS\"");
        return request("PUT", "tokens", "RECEIVER", tail, hub().endpoints().hubParty(), token);
    }

    /** The uid of one of the cards, as stations read it. */
    public String cardOf(int number) {
        return Messages.cardUid(party).replaceFirst("@+", "%08d".formatted(number % Messages.CARDS));
    }

    /** Tells the hub a whole location; slots: request id and correlation id. */
    public Template locationPut(Places places, int location, long updatedMs) {
        return request(
                "PUT",
                "locations",
                "RECEIVER",
                places.path(Places.locationId(location)),
                hub().endpoints().hubParty(),
                places.whole(location, updatedMs));
    }

    /** Tells the hub the status of an EVSE, counted over all locations; slots: request id and correlation id. */
    public Template statusPatch(Places places, int evse, String status, long updatedMs) {
        return request(
                "PATCH",
                "locations",
                "RECEIVER",
                places.path(evse),
                hub().endpoints().hubParty(),
                Places.status(status, updatedMs));
    }

    /** Every location that this party may see, page by page as the hub's links lead; {@code page} gets the data of each. */
    public void readLocations(int limit, Consumer<JsonNode> page) throws IOException {
        List<String> headers =
                new ArrayList<>(headers(hub().token(), hub().endpoints().hubParty()));
        headers.replaceAll(header -> header.replace(
                        Correlations.REQUEST_SLOT, UUID.randomUUID().toString())
                .replace(Correlations.CORRELATION_SLOT, UUID.randomUUID().toString()));
        try (WireClient client = connect(PAGE_TIME)) {
            @Nullable String next = hub().endpoints().url("locations", "SENDER") + "?limit=" + limit;
            while (next != null) {
                URI url = URI.create(next);
                HttpMessage answer =
                        client.exchange(Template.request("GET", url.getAuthority(), HttpCall.targetOf(url), headers, "")
                                .bytes());
                if (!OcpiAnswer.acknowledged(answer)) {
                    throw new IOException("the hub's list of locations: HTTP " + answer.status());
                }
                next = Link.next(answer.header("link"));
                page.accept(JSON.readTree(answer.body()).path("data"));
            }
        }
    }

    /** The sessions that this party gets from the hub, page by page: id and energy in Wh, as reported last. */
    public Map<String, Long> sessionWattHours() throws IOException {
        Map<String, Long> found = new HashMap<>();
        String base = hub().endpoints().url("sessions", "SENDER");
        int seen = -1;
        for (int offset = 0; seen != 0; offset += seen) {
            String page = base + "?date_from=2000-01-01T00:00:00Z&limit=" + PAGE + "&offset=" + offset;
            List<String> headers =
                    new ArrayList<>(headers(hub().token(), hub().endpoints().hubParty()));
            headers.replaceAll(header -> header.replace(
                            Correlations.REQUEST_SLOT, UUID.randomUUID().toString())
                    .replace(Correlations.CORRELATION_SLOT, UUID.randomUUID().toString()));
            HttpCall.Reply reply = HttpCall.send("GET", URI.create(page), headers, "");
            if (!reply.ok()) {
                throw new IOException("the hub's list of sessions: HTTP " + reply.status());
            }
            JsonNode data = JSON.readTree(reply.body()).path("data");
            data.forEach(session -> found.put(
                    session.path("id").asString(""),
                    session.path("kwh")
                            .decimalValue(BigDecimal.ZERO)
                            .movePointRight(WH_PER_KWH_DIGITS)
                            .longValue()));
            seen = data.size();
        }
        return found;
    }

    private Template request(String method, String module, String role, String tail, Party to, String body) {
        HubSide side = hub();
        URI url = URI.create(side.endpoints().url(module, role));
        return Template.request(method, url.getAuthority(), url.getPath() + tail, headers(side.token(), to), body);
    }

    private List<String> headers(String token, Party to) {
        return List.of(
                authorization(token),
                "X-Request-ID: " + Correlations.REQUEST_SLOT,
                "X-Correlation-ID: " + Correlations.CORRELATION_SLOT,
                "OCPI-from-country-code: " + party.country(),
                "OCPI-from-party-id: " + party.id(),
                "OCPI-to-country-code: " + to.country(),
                "OCPI-to-party-id: " + to.id());
    }

    static String authorization(String token) {
        return "Authorization: Token " + Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    private HubSide hub() {
        if (hub == null) {
            throw new IllegalStateException(party.text() + " has not registered");
        }
        return hub;
    }
}
