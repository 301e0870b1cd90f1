package org.roaminghub.connector.ocpi.outbound;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What came of a call. */
public sealed interface Reply {

    /** Attributes of a {@link PartnerAnswer} of OCPI. */
    String HTTP_STATUS = "http_status";

    String STATUS_CODE = "status_code";

    /** Begins the reason where the partner does not know the hub's credential. */
    String NOT_ACCEPTED = "The party does not accept the hub's credential: HTTP ";

    String JSON = "application/json";
    String STATUS_PARAMETER = ";http_status=";
    /** The party that answered. */
    String PARTY = "party";

    /** Of a kept answer: what it says beside its body must come back with it, since attributes aren't kept. */
    private static String mediaType(int http) {
        return http == 200 ? JSON : JSON + STATUS_PARAMETER + http;
    }

    /** As the partner answered, also where only the original of its answer is left. */
    static int httpStatusOf(PartnerAnswer answer) {
        String told = answer.attributes().get(HTTP_STATUS);
        if (told != null) {
            return Integer.parseInt(told);
        }
        String mediaType = answer.body().mediaType();
        int at = mediaType.indexOf(STATUS_PARAMETER);
        return at < 0 ? 200 : Integer.parseInt(mediaType.substring(at + STATUS_PARAMETER.length()));
    }

    /** No usable answer: PARTY_OFFLINE, PARTY_SILENT or PARTY_FAILED. {@code why} holds no address and no id. */
    record None(Refusal refusal, String why) implements Reply {
        boolean isUnauthorized() {
            return why.startsWith(NOT_ACCEPTED);
        }
    }

    /** An envelope with 1xxx, 2xxx or 3xxx. Header names in lower case. */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Answered(int http, int code, ObjectNode envelope, byte[] bytes, Map<String, String> headers)
            implements Reply {

        public boolean isSuccess() {
            return code < 2000 && http < 300;
        }

        public @Nullable JsonNode data() {
            JsonNode data = envelope.get("data");
            return data == null || data.isNull() ? null : data;
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        /** As it came; only a forgotten timestamp is put in, since an answer without one is no answer in OCPI. */
        PartnerAnswer asAnswer(String version, PartyId party, java.time.Instant now) {
            byte[] body = bytes;
            if (!envelope.path("timestamp").isString()) {
                body = Json.writeAsRead(envelope.deepCopy().put("timestamp", now.toString()));
            }
            return new PartnerAnswer(
                    new Original(Protocol.OCPI, version, mediaType(http), body),
                    Map.of(
                            HTTP_STATUS,
                            Integer.toString(http),
                            STATUS_CODE,
                            Integer.toString(code),
                            PARTY,
                            party.value()));
        }
    }
}
