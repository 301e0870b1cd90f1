package org.roaminghub.connector.ocpp.inbound;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.mapping.Values;
import org.roaminghub.connector.ocpp.message.Results;
import org.roaminghub.connector.ocpp.pki.CertificateKind;
import org.roaminghub.connector.ocpp.pki.SigningAuthority;
import org.roaminghub.connector.ocpp.pki.SigningRequest;
import org.roaminghub.connector.ocpp.wire.Frame;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Stations;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** New certificates for stations: a request is checked and answered at once, signed elsewhere, and the chain sent (OCPP 2.0.1 A02). */
final class Signing {

    private static final Logger LOG = LoggerFactory.getLogger(Signing.class);

    private static final String SIGN = "SignCertificate";
    private static final String SIGNED = "CertificateSigned";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_CHAIN = 10_000;
    private static final int MAX_AT_ONCE = 8;

    private final Supplier<Stations> stations;
    private final CertificateDesk desk;
    private final Ids ids;
    /** One of each kind for a station at a time: it asks again by itself. */
    private final Set<Job> running = ConcurrentHashMap.newKeySet();

    private final Semaphore turns = new Semaphore(MAX_AT_ONCE, true);

    private record Job(String identity, CertificateKind kind) {}

    /** {@code requestId} and {@code kind} as the station wrote them; {@code inside} a DataTransfer of 1.6. */
    private record Wanted(
            SigningRequest request,
            @Nullable Integer requestId,
            @Nullable String kind,
            boolean inside) {}

    Signing(Supplier<Stations> stations, CertificateDesk desk, Ids ids) {
        this.stations = stations;
        this.desk = desk;
        this.ids = ids;
    }

    /** The answer to the request; the certificate follows. */
    ObjectNode answer(Speaker line, ObjectNode p, Original original, boolean inside) {
        String kind = Values.textOrNull(p, "certificateType");
        CertificateKind meant = CertificateKind.of(kind == null ? CertificateKind.STATION.word() : kind)
                .orElse(null);
        SigningRequest request = SigningRequest.read(Values.text(p, "csr", "")).orElse(null);
        String problem = problem(line, meant, request);
        Job job = meant == null ? null : new Job(line.station.identity(), meant);
        if (problem == null && job != null && !running.add(job)) {
            problem = "AlreadyAsked";
        }
        Integer requestId = Values.wholeOrNull(p, "requestId");
        String status = problem == null ? "Accepted" : "Rejected";
        try {
            stations.get()
                    .progressed(
                            line.station.station(),
                            SIGN,
                            requestId == null ? null : requestId.toString(),
                            problem == null ? status : status + ":" + problem,
                            original);
        } catch (RuntimeException notKept) {
            if (problem == null && job != null) {
                running.remove(job);
            }
            throw notKept;
        }
        if (problem == null && request != null && job != null) {
            Wanted wanted = new Wanted(request, requestId, kind, inside);
            line.afterwards(() -> sign(line, job, wanted));
        }
        return Json.object().put("status", status);
    }

    private @Nullable String problem(Speaker line, @Nullable CertificateKind kind, @Nullable SigningRequest request) {
        SigningAuthority authority = desk.authority();
        if (authority == null || (kind != null && !authority.signs(kind))) {
            LOG.warn("ocpp=not_signed station={} why=no_authority", line.station.station());
            return "NoAuthority";
        }
        if (kind == null || request == null) {
            return "Unreadable";
        }
        if (kind == CertificateKind.STATION) {
            String serial = line.serial == null ? line.station.serial() : line.serial;
            if (!request.isFor(serial, desk.organisation())) {
                return "OtherSubject";
            }
        }
        return null;
    }

    private void sign(Speaker line, Job job, Wanted wanted) {
        String id = wanted.requestId() == null ? null : wanted.requestId().toString();
        try {
            turns.acquire();
            String chain;
            try {
                chain = java.util.Objects.requireNonNull(desk.authority())
                        .sign(wanted.request(), job.kind(), job.identity());
            } finally {
                turns.release();
            }
            if (chain.length() > MAX_CHAIN) {
                throw new IOException("the chain is too long");
            }
            send(line, id, wanted, chain);
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "ocpp=not_signed station={} problem={}",
                    line.station.station(),
                    e.getClass().getSimpleName());
            noted(line, SIGN, id, "Failed", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.remove(job);
        }
    }

    private void send(Speaker line, @Nullable String id, Wanted wanted, String chain) throws InterruptedException {
        ObjectNode payload = Json.object().put("certificateChain", chain);
        if (wanted.kind() != null && (wanted.inside() || !line.version.isFirst())) {
            payload.put("certificateType", wanted.kind());
        }
        if (wanted.requestId() != null && line.version == Version.V2_1) {
            payload.put("requestId", wanted.requestId());
        }
        ObjectNode call = wanted.inside()
                ? Json.object()
                        .put("vendorId", CertificateCalls.PNC)
                        .put("messageId", SIGNED)
                        .put("data", payload.toString())
                : payload;
        Speaker.Outcome outcome =
                line.call(ids.random().toString(), wanted.inside() ? "DataTransfer" : SIGNED, call, PATIENCE);
        if (outcome.answer() instanceof Frame.Result result) {
            ObjectNode answer = wanted.inside()
                    ? CertificateCalls.data(result.payload()).orElse(result.payload())
                    : result.payload();
            noted(
                    line,
                    SIGNED,
                    id,
                    Results.status(SIGNED, answer).orElse("Unreadable"),
                    new Original(
                            Protocol.OCPP, line.version.number(), "application/json", Json.write(result.payload())));
        } else {
            noted(line, SIGNED, id, outcome.answer() == null ? "Silent" : "Failed", null);
        }
    }

    private void noted(Speaker line, String job, @Nullable String id, String status, @Nullable Original answer) {
        line.inTurn(() -> {
            stations.get()
                    .progressed(
                            line.station.station(),
                            job,
                            id,
                            status,
                            answer == null
                                    ? new Original(
                                            Protocol.OCPP, line.version.number(), "application/json", new byte[] {
                                                '{', '}'
                                            })
                                    : answer);
            return status;
        });
        LOG.info("ocpp=certificate station={} job={} status={}", line.station.station(), job, status);
    }
}
