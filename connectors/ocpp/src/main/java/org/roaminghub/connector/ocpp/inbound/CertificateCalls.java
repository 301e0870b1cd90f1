package org.roaminghub.connector.ocpp.inbound;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import org.roaminghub.connector.ocpp.message.Decoded;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.WireTime;
import org.roaminghub.connector.ocpp.message.v16.Core.DataTransferRequest;
import org.roaminghub.connector.ocpp.message.v16.Core.DataTransferResponse;
import org.roaminghub.connector.ocpp.message.v2.Authorizing.AuthorizationStatus;
import org.roaminghub.connector.ocpp.message.v2.Authorizing.AuthorizeRequest;
import org.roaminghub.connector.ocpp.message.v2.Authorizing.AuthorizeResponse;
import org.roaminghub.connector.ocpp.message.v2.Authorizing.IdTokenInfo;
import org.roaminghub.connector.ocpp.message.v2.Certificates.CertificateHashData;
import org.roaminghub.connector.ocpp.message.v2.Certificates.CertificateStatus;
import org.roaminghub.connector.ocpp.message.v2.Certificates.CertificateStatusRequestInfo;
import org.roaminghub.connector.ocpp.message.v2.Certificates.Get15118EVCertificateRequest;
import org.roaminghub.connector.ocpp.message.v2.Certificates.Get15118EVCertificateResponse;
import org.roaminghub.connector.ocpp.message.v2.Certificates.GetCertificateChainStatusRequest;
import org.roaminghub.connector.ocpp.message.v2.Certificates.GetCertificateChainStatusResponse;
import org.roaminghub.connector.ocpp.message.v2.Certificates.GetCertificateStatusRequest;
import org.roaminghub.connector.ocpp.message.v2.Certificates.GetCertificateStatusResponse;
import org.roaminghub.connector.ocpp.message.v2.Certificates.OCSPRequestData;
import org.roaminghub.connector.ocpp.pki.Finding;
import org.roaminghub.connector.ocpp.pki.Ocsp;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Stations;
import org.roaminghub.spi.inbound.Stations.TokenAnswer;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

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

    /** The version whose messages stand in a DataTransfer of 1.6. */
    private static final Version INNER = Version.V2_0_1;

    private static final Get15118EVCertificateResponse FAILED =
            new Get15118EVCertificateResponse("Failed", null, "", null);

    private final Supplier<Stations> stations;
    private final CertificateDesk desk;
    private final Clock clock;

    CertificateCalls(Supplier<Stations> stations, CertificateDesk desk, Clock clock) {
        this.stations = stations;
        this.desk = desk;
        this.clock = clock;
    }

    /** What such a call is to be answered, to be worked out aside; empty for all other calls. */
    Optional<Supplier<ObjectNode>> find(Speaker line, Message said, ObjectNode payload, Original original) {
        if (said instanceof DataTransferRequest transfer) {
            return inside(line, transfer, original);
        }
        return plain(line, said, payload, original, line.version)
                .map(work -> () -> Messages.write(work.get(), line.version));
    }

    private Optional<Supplier<Message>> plain(
            Speaker line, Message said, ObjectNode payload, Original original, Version version) {
        return switch (said) {
            case AuthorizeRequest p when shows(p) -> Optional.of(() -> authorize(line, p));
            case GetCertificateStatusRequest p -> Optional.of(() -> status(line, p, original, version));
            case GetCertificateChainStatusRequest p -> Optional.of(() -> chain(line, p, original));
            case Get15118EVCertificateRequest p -> Optional.of(() -> contract(line, payload, original, version));
            default -> Optional.empty();
        };
    }

    /** Empty for other vendors and messages, and for what can't be read. */
    private Optional<Supplier<ObjectNode>> inside(Speaker line, DataTransferRequest p, Original original) {
        ObjectNode data = data(p.data()).orElse(null);
        String action = p.messageId();
        if (data == null
                || action == null
                || !INSIDE.contains(action)
                || !p.vendorId().equals(PNC)) {
            return Optional.empty();
        }
        if (action.equals("Authorize")) {
            wrapToken(data);
        }
        if (!(Messages.readCall(INNER, action, data) instanceof Decoded.Read(Message said))) {
            return Optional.empty();
        }
        Optional<Supplier<Message>> found = said instanceof AuthorizeRequest question
                ? Optional.of(() -> authorize(line, question))
                : plain(line, said, data, original, INNER);
        return found.map(work -> () -> Messages.write(wrapped(Messages.write(work.get(), INNER)), line.version));
    }

    static DataTransferResponse wrapped(ObjectNode answer) {
        return new DataTransferResponse("Accepted", StringNode.valueOf(answer.toString()));
    }

    /** The payload of 2.0.1 in the data of a DataTransfer of 1.6, where it is one. */
    static Optional<ObjectNode> data(@Nullable JsonNode data) {
        if (data == null || !data.isString()) {
            return Optional.empty();
        }
        try {
            return Json.read(data.stringValue().getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode object
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

    private static boolean shows(AuthorizeRequest p) {
        return Values.some(p.certificate()) != null
                || !p.iso15118CertificateHashData().isEmpty();
    }

    // --- Plug & Charge

    /** The table of C07.FR.13 to 17: what is wrong with the certificate comes first, then what is wrong with the contract. */
    private AuthorizeResponse authorize(Speaker line, AuthorizeRequest p) {
        StationId station = line.station.station();
        Finding finding = shows(p)
                ? desk.contracts()
                        .check(
                                Values.some(p.certificate()),
                                p.iso15118CertificateHashData().stream()
                                        .map(CertificateCalls::asked)
                                        .toList(),
                                p.idToken().idToken())
                : null;
        if (finding != null && finding != Finding.GOOD) {
            String word = Answers.certificateStatus(finding);
            line.inTurn(() -> {
                stations.get().certificateRefused(station, word);
                return word;
            });
            LOG.info("ocpp=certificate_refused station={} status={}", station, word);
            AuthorizationStatus status =
                    finding == Finding.EXPIRED ? AuthorizationStatus.Expired : AuthorizationStatus.Invalid;
            return new AuthorizeResponse(IdTokenInfo.of(status, null, null), word, List.of(), null);
        }
        TokenAnswer token = line.inTurn(() -> stations.get().authorize(station, Reading2.token(p.idToken()), null));
        return Answers.authorized(
                token,
                finding == null
                        ? null
                        : Answers.contractStatus(Answers.idTokenInfo(token).status()));
    }

    private static Ocsp.Asked asked(OCSPRequestData data) {
        return new Ocsp.Asked(
                data.hashAlgorithm().toUpperCase(Locale.ROOT),
                data.issuerNameHash(),
                data.issuerKeyHash(),
                data.serialNumber(),
                data.responderURL());
    }

    private static Ocsp.Asked asked(CertificateHashData data, String responder) {
        return new Ocsp.Asked(
                data.hashAlgorithm().toUpperCase(Locale.ROOT),
                data.issuerNameHash(),
                data.issuerKeyHash(),
                data.serialNumber(),
                responder);
    }

    private GetCertificateStatusResponse status(
            Speaker line, GetCertificateStatusRequest p, Original original, Version version) {
        int most = version == Version.V2_1 ? MAX_OCSP_2_1 : MAX_OCSP;
        String result = desk.ocsp()
                .ask(asked(p.ocspRequestData()))
                .map(Base64.getEncoder()::encodeToString)
                .filter(text -> text.length() <= most)
                .orElse(null);
        String status = result == null ? "Failed" : "Accepted";
        noted(line, "GetCertificateStatus", status, original);
        return new GetCertificateStatusResponse(status, null, result);
    }

    /** Unlike with GetCertificateStatus the station has the hub's word for it. Lists of revoked certificates are not fetched. */
    private GetCertificateChainStatusResponse chain(
            Speaker line, GetCertificateChainStatusRequest p, Original original) {
        List<CertificateStatus> all = new ArrayList<>();
        long until = System.nanoTime() + ASK_FOR.toNanos();
        for (CertificateStatusRequestInfo request :
                p.certificateStatusRequests().stream().limit(MAX_CHAIN).toList()) {
            CertificateHashData certificate = request.certificateHashData();
            Ocsp.Standing standing =
                    request.source().equals("OCSP") ? standing(certificate, request.urls(), until) : null;
            all.add(new CertificateStatus(
                    certificate,
                    request.source(),
                    Answers.chainStatus(standing),
                    WireTime.of(standing == null ? clock.now().plus(ASK_AGAIN) : standing.until())));
        }
        line.inTurn(() -> {
            stations.get().progressed(line.station.station(), "GetCertificateChainStatus", null, null, original);
            return true;
        });
        return new GetCertificateChainStatusResponse(all);
    }

    /** The first responder that is believed; null where none was asked in time. */
    private Ocsp.@Nullable Standing standing(CertificateHashData certificate, List<String> urls, long untilNanos) {
        Ocsp.Standing last = null;
        for (int i = 0; i < Math.min(urls.size(), MAX_RESPONDERS) && System.nanoTime() - untilNanos < 0; i++) {
            last = desk.contracts().standing(asked(certificate, urls.get(i))).orElse(null);
            if (last != null && (last.finding() != Finding.UNVERIFIABLE || last.unheardOf())) {
                return last;
            }
        }
        return last;
    }

    /** The pool reads what the station wrote, as it wrote it. */
    private Get15118EVCertificateResponse contract(
            Speaker line, ObjectNode payload, Original original, Version version) {
        Get15118EVCertificateResponse answer = desk.pool() == null
                ? FAILED
                : desk.pool()
                        .ask(Json.write(payload))
                        .flatMap(bytes -> contractAnswer(bytes, version == Version.V2_1 ? MAX_EXI_2_1 : MAX_EXI))
                        .orElse(FAILED);
        noted(line, "Get15118EVCertificate", answer.status(), original);
        return answer;
    }

    private static Optional<Get15118EVCertificateResponse> contractAnswer(byte[] bytes, int most) {
        try {
            Get15118EVCertificateResponse read = Messages.taken(Get15118EVCertificateResponse.class, Json.read(bytes));
            String exi = read.exiResponse();
            return read.status().equals("Accepted") && !exi.isEmpty() && exi.length() <= most
                    ? Optional.of(
                            new Get15118EVCertificateResponse(read.status(), null, exi, read.remainingContracts()))
                    : Optional.empty();
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    private void noted(Speaker line, String job, String status, Original original) {
        line.inTurn(() -> {
            stations.get().progressed(line.station.station(), job, null, status, original);
            return status;
        });
    }
}
