package org.roaminghub.connector.ocpi.inbound;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.outbound.Reply;
import org.roaminghub.connector.ocpi.wire.Envelope;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.Platforms;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import tools.jackson.databind.JsonNode;

/** One request and what is known of it so far; makes the answers, with their ids and routing headers. */
final class Exchange {

    /** Characters of X-Request-ID and X-Correlation-ID; longer ones are replaced. */
    private static final int MAX_ID = 255;

    private static final String JSON = "application/json";

    private final OcpiRequest request;
    private final Clock clock;
    private final PartyId hub;
    private final String requestId;
    private final String correlationId;
    private Platforms.@Nullable CredentialHolder holder;
    private @Nullable String credential;
    private @Nullable PartyId caller;
    private @Nullable PartyId answering;
    private boolean routed;
    private boolean tokenWasBase64;
    private @Nullable Dialect dialect;

    Exchange(OcpiRequest request, Clock clock, Ids ids, PartyId hub) {
        this.request = request;
        this.clock = clock;
        this.hub = hub;
        this.requestId = idOf("x-request-id", ids);
        this.correlationId = idOf("x-correlation-id", ids);
    }

    private String idOf(String header, Ids ids) {
        List<String> values = request.headers().getOrDefault(header, List.of());
        if (values.isEmpty()) {
            return ids.random().toString();
        }
        String id = values.getFirst();
        boolean usable = !id.isBlank() && id.length() <= MAX_ID;
        for (int i = 0; usable && i < id.length(); i++) {
            usable = id.charAt(i) >= ' ' && id.charAt(i) <= '~';
        }
        return usable ? id : ids.random().toString();
    }

    void authenticated(Platforms.CredentialHolder who, String presented, boolean base64) {
        this.holder = who;
        this.credential = presented;
        this.tokenWasBase64 = base64;
    }

    /** The version of the address that is asked. */
    void speaks(Dialect spoken) {
        this.dialect = spoken;
    }

    /** From now on the answers bear routing headers: a functional module is asked. */
    void routed(@Nullable PartyId from) {
        this.routed = true;
        this.caller = from;
    }

    void answering(@Nullable PartyId party) {
        this.answering = party;
    }

    OcpiRequest request() {
        return request;
    }

    String method() {
        return request.method();
    }

    String requestId() {
        return requestId;
    }

    String correlationId() {
        return correlationId;
    }

    PartyId hub() {
        return hub;
    }

    KnownPlatform platform() {
        return holder().platform();
    }

    Platforms.CredentialHolder holder() {
        return Objects.requireNonNull(holder, "not authenticated");
    }

    String credential() {
        return Objects.requireNonNull(credential, "not authenticated");
    }

    /** How the partner writes its token; false = in clear. */
    boolean tokenWasBase64() {
        return tokenWasBase64;
    }

    /** The only value of a header; null when absent. Two different values are refused. */
    @Nullable
    String header(String name) {
        List<String> values = request.headers().getOrDefault(name, List.of());
        for (String value : values) {
            if (!value.equals(values.getFirst())) {
                throw Refused.badRequest("A header was sent twice with different values.");
            }
        }
        return values.isEmpty() ? null : values.getFirst().strip();
    }

    JsonNode json() throws NotJson {
        return Json.readRequest(request.body());
    }

    Original original(Dialect dialect) {
        return new Original(Protocol.OCPI, dialect.version(), JSON, request.body());
    }

    OcpiResponse success(int status, byte @Nullable [] data) {
        return respond(status, Envelope.success(data, clock.now()));
    }

    OcpiResponse list(List<byte[]> items, Map<String, String> paging) {
        OcpiResponse response = respond(200, Envelope.list(items, clock.now()));
        response.headers().putAll(paging);
        return response;
    }

    OcpiResponse refuse(Refusal refusal, String why) {
        return refuse(Answers.of(refusal), why.isBlank() ? refusal.sentence() : why);
    }

    OcpiResponse refuse(Answers.Answer answer, String why) {
        Answers.Answer told = dialect == null ? answer : Answers.in(dialect.release(), answer);
        OcpiResponse response = respond(told.http(), Envelope.failure(told.code(), why, clock.now()));
        if (told.http() == 401) {
            response.headers().put("WWW-Authenticate", "Token");
        }
        return response;
    }

    /** A partner's answer that can go on as it is; null when there is none of this protocol and version. */
    @Nullable
    OcpiResponse pass(@Nullable PartnerAnswer answer, Dialect dialect, @Nullable PartyId party) {
        if (answer == null || answer.body().protocol() != Protocol.OCPI) {
            return null;
        }
        String from = answer.attributes().get(Reply.PARTY);
        if (answer.body().isOf(Protocol.OCPI, dialect.version())) {
            answering(from == null ? party : PartyId.parse(from));
            return respond(Reply.httpStatusOf(answer), answer.body().bytes());
        }
        return ofAnotherVersion(answer, from == null ? party : PartyId.parse(from));
    }

    /** Of a partner's no only the codes go on, in this version's words; what a yes says is told by whom it was said to. */
    private @Nullable OcpiResponse ofAnotherVersion(PartnerAnswer answer, @Nullable PartyId party) {
        if (answer.body().version().equals(Release.V2_1_1.number())) {
            // Its codes say less than what the hub understood by them.
            return null;
        }
        try {
            JsonNode envelope = Json.read(answer.body().bytes());
            int code = envelope.path("status_code").asInt(0);
            if (code < Answers.CLIENT_ERROR) {
                return null;
            }
            answering(party);
            return refuse(
                    new Answers.Answer(Reply.httpStatusOf(answer), code),
                    envelope.path("status_message").asString(""));
        } catch (NotJson e) {
            return null;
        }
    }

    OcpiResponse respond(int status, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>(16);
        headers.put("Content-Type", JSON);
        headers.put("X-Request-ID", requestId);
        headers.put("X-Correlation-ID", correlationId);
        if (routed && (dialect == null || dialect.release().hasRouting())) {
            if (caller != null) {
                headers.put("OCPI-to-country-code", caller.country());
                headers.put("OCPI-to-party-id", caller.party());
            }
            PartyId from = answering == null ? hub : answering;
            headers.put("OCPI-from-country-code", from.country());
            headers.put("OCPI-from-party-id", from.party());
        }
        return new OcpiResponse(status, headers, body);
    }
}
