package org.roaminghub.connector.ocpp.inbound;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.mapping.Answers;
import org.roaminghub.connector.ocpp.mapping.Reading2;
import org.roaminghub.connector.ocpp.mapping.Values;
import org.roaminghub.connector.ocpp.pki.Finding;
import org.roaminghub.connector.ocpp.pki.Ocsp;
import org.roaminghub.connector.ocpp.wire.Forms;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Stations;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stations ask about certificates that others must be asked for. In 1.6 the same comes inside a DataTransfer, in the words
 * of 2.0.1 (facts §7). None of it is done in the station's mailbox: it may take seconds.
 */
final class CertificateCalls {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateCalls.class);

    static final String PNC = "org.openchargealliance.iso15118pnc";
    /** What of it stations say. */
    static final Set<String> INSIDE =
            Set.of("Authorize", "SignCertificate", "GetCertificateStatus", "Get15118EVCertificate");
    /** The longest answers that stations take, by version. */
    private static final int MAX_OCSP = 5_500;

    private static final int MAX_OCSP_2_1 = 18_000;
    private static final int MAX_EXI = 5_600;
    private static final int MAX_EXI_2_1 = 17_000;

    /** Certificates of one question. */
    private static final int MAX_CHAIN = 4;
    /** Of one certificate: the station waits for its answer. */
    private static final int MAX_RESPONDERS = 2;

    /** No further responder is asked then; the station waits for the answer. */
    private static final Duration ASK_FOR = Duration.ofSeconds(10);

    private static final Duration ASK_AGAIN = Duration.ofHours(1);

    private final Supplier<Stations> stations;
    private final CertificateDesk desk;
    private final Clock clock;

    CertificateCalls(Supplier<Stations> stations, CertificateDesk desk, Clock clock) {
        this.stations = stations;
        this.desk = desk;
        this.clock = clock;
    }

    /** What such a call is to be answered, to be worked out aside; empty for all other calls. */
    Optional<Supplier<ObjectNode>> find(Speaker line, String action, ObjectNode p, Original original) {
        return line.version.isFirst()
                ? action.equals("DataTransfer") ? inside(line, p, original) : Optional.empty()
                : plain(line, action, p, original, line.version);
    }

    private Optional<Supplier<ObjectNode>> plain(
            Speaker line, String action, ObjectNode p, Original original, Version version) {
        return switch (action) {
            case "Authorize" -> shows(p) ? Optional.of(() -> authorize(line, p)) : Optional.empty();
            case "GetCertificateStatus" -> Optional.of(() -> status(line, p, original, version));
            case "GetCertificateChainStatus" -> Optional.of(() -> chain(line, p, original));
            case "Get15118EVCertificate" -> Optional.of(() -> contract(line, p, original, version));
            default -> Optional.empty();
        };
    }

    /** Empty for other vendors and messages, and for what can't be read. */
    private Optional<Supplier<ObjectNode>> inside(Speaker line, ObjectNode p, Original original) {
        ObjectNode data = data(p).orElse(null);
        String action = Values.text(p, "messageId", "");
        if (data == null || !Values.text(p, "vendorId", "").equals(PNC)) {
            return Optional.empty();
        }
        if (action.equals("Authorize")) {
            wrapToken(data);
        }
        if (Forms.check(Version.V2_0_1, action, data).isPresent()) {
            return Optional.empty();
        }
        Optional<Supplier<ObjectNode>> found = action.equals("Authorize")
                ? Optional.of(() -> authorize(line, data))
                : plain(line, action, data, original, Version.V2_0_1);
        return found.<Supplier<ObjectNode>>map(work -> () -> wrapped(work.get()));
    }

    static ObjectNode wrapped(ObjectNode answer) {
        return Json.object().put("status", "Accepted").put("data", answer.toString());
    }

    /** The payload of 2.0.1 in a DataTransfer of 1.6, where it is one. */
    static Optional<ObjectNode> data(ObjectNode p) {
        try {
            return Json.read(Values.text(p, "data", "").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /** Some write the contract's id alone. */
    private static void wrapToken(ObjectNode data) {
        if (data.path("idToken").isString()) {
            data.set(
                    "idToken",
                    Json.object()
                            .put("idToken", data.path("idToken").stringValue())
                            .put("type", "eMAID"));
        }
    }

    private static boolean shows(ObjectNode p) {
        return Values.textOrNull(p, "certificate") != null
                || !p.path("iso15118CertificateHashData").isEmpty();
    }

    // --- Plug & Charge

    /** The table of C07.FR.13 to 17: what is wrong with the certificate comes first, then what is wrong with the contract. */
    private ObjectNode authorize(Speaker line, ObjectNode p) {
        StationId station = line.station.station();
        JsonNode idToken = p.path("idToken");
        Finding finding = shows(p)
                ? desk.contracts()
                        .check(Values.textOrNull(p, "certificate"), hashes(p), Values.text(idToken, "idToken", ""))
                : null;
        if (finding != null && finding != Finding.GOOD) {
            String word = Answers.certificateStatus(finding);
            line.inTurn(() -> {
                stations.get().certificateRefused(station, word);
                return word;
            });
            LOG.info("ocpp=certificate_refused station={} status={}", station, word);
            ObjectNode answer = Json.object();
            answer.set("idTokenInfo", Json.object().put("status", finding == Finding.EXPIRED ? "Expired" : "Invalid"));
            return answer.put("certificateStatus", word);
        }
        ObjectNode answer =
                Answers.authorized(line.inTurn(() -> stations.get().authorize(station, Reading2.token(idToken), null)));
        return finding == null
                ? answer
                : answer.put(
                        "certificateStatus",
                        Answers.contractStatus(
                                answer.path("idTokenInfo").path("status").stringValue()));
    }

    private static List<Ocsp.Asked> hashes(ObjectNode p) {
        List<Ocsp.Asked> all = new ArrayList<>();
        for (JsonNode one : p.path("iso15118CertificateHashData").values()) {
            all.add(asked(one));
        }
        return all;
    }

    private static Ocsp.Asked asked(JsonNode data) {
        return asked(data, Values.text(data, "responderURL", ""));
    }

    private static Ocsp.Asked asked(JsonNode data, String responder) {
        return new Ocsp.Asked(
                Values.text(data, "hashAlgorithm", "").toUpperCase(Locale.ROOT),
                Values.text(data, "issuerNameHash", ""),
                Values.text(data, "issuerKeyHash", ""),
                Values.text(data, "serialNumber", ""),
                responder);
    }

    private ObjectNode status(Speaker line, ObjectNode p, Original original, Version version) {
        int most = version == Version.V2_1 ? MAX_OCSP_2_1 : MAX_OCSP;
        String result = desk.ocsp()
                .ask(asked(p.path("ocspRequestData")))
                .map(Base64.getEncoder()::encodeToString)
                .filter(text -> text.length() <= most)
                .orElse(null);
        ObjectNode answer = Json.object().put("status", result == null ? "Failed" : "Accepted");
        noted(line, "GetCertificateStatus", answer, original);
        return result == null ? answer : answer.put("ocspResult", result);
    }

    /** Unlike with GetCertificateStatus the station has the hub's word for it. Lists of revoked certificates are not fetched. */
    private ObjectNode chain(Speaker line, ObjectNode p, Original original) {
        ObjectNode answer = Json.object();
        ArrayNode all = answer.putArray("certificateStatus");
        JsonNode requests = p.path("certificateStatusRequests");
        long until = System.nanoTime() + ASK_FOR.toNanos();
        for (int i = 0; i < Math.min(requests.size(), MAX_CHAIN); i++) {
            JsonNode request = requests.path(i);
            String source = Values.text(request, "source", "");
            JsonNode certificate = request.path("certificateHashData");
            Ocsp.Standing standing = source.equals("OCSP") ? standing(certificate, request.path("urls"), until) : null;
            ObjectNode one = all.addObject();
            one.set("certificateHashData", certificate);
            one.put("source", source)
                    .put("status", Answers.chainStatus(standing))
                    .put(
                            "nextUpdate",
                            (standing == null ? clock.now().plus(ASK_AGAIN) : standing.until())
                                    .truncatedTo(ChronoUnit.SECONDS)
                                    .toString());
        }
        line.inTurn(() -> {
            stations.get().progressed(line.station.station(), "GetCertificateChainStatus", null, null, original);
            return true;
        });
        return answer;
    }

    /** The first responder that is believed; null where none was asked in time. */
    private Ocsp.@Nullable Standing standing(JsonNode certificate, JsonNode urls, long untilNanos) {
        Ocsp.Standing last = null;
        for (int i = 0; i < Math.min(urls.size(), MAX_RESPONDERS) && System.nanoTime() - untilNanos < 0; i++) {
            last = desk.contracts()
                    .standing(asked(certificate, urls.path(i).asString("")))
                    .orElse(null);
            if (last != null && (last.finding() != Finding.UNVERIFIABLE || last.unheardOf())) {
                return last;
            }
        }
        return last;
    }

    private ObjectNode contract(Speaker line, ObjectNode p, Original original, Version version) {
        ObjectNode answer = desk.pool() == null
                ? failed()
                : desk.pool()
                        .ask(Json.write(p))
                        .flatMap(bytes -> contractAnswer(bytes, version == Version.V2_1 ? MAX_EXI_2_1 : MAX_EXI))
                        .orElseGet(CertificateCalls::failed);
        noted(line, "Get15118EVCertificate", answer, original);
        return answer;
    }

    private static ObjectNode failed() {
        return Json.object().put("status", "Failed").put("exiResponse", "");
    }

    private static Optional<ObjectNode> contractAnswer(byte[] bytes, int most) {
        try {
            JsonNode read = Json.read(bytes);
            String status = Values.text(read, "status", "");
            String exi = Values.text(read, "exiResponse", "");
            boolean good = status.equals("Accepted") && !exi.isEmpty() && exi.length() <= most;
            if (!good) {
                return Optional.empty();
            }
            ObjectNode answer = Json.object().put("status", status).put("exiResponse", exi);
            Integer left = most == MAX_EXI_2_1 ? Values.wholeOrNull(read, "remainingContracts") : null;
            return Optional.of(left == null ? answer : answer.put("remainingContracts", left));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    private void noted(Speaker line, String job, ObjectNode answer, Original original) {
        String status = answer.path("status").stringValue();
        line.inTurn(() -> {
            stations.get().progressed(line.station.station(), job, null, status, original);
            return status;
        });
    }
}
