package org.roaminghub.connector.ocpp.inbound;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.mapping.Values;
import org.roaminghub.connector.ocpp.message.Message;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.Results;
import org.roaminghub.connector.ocpp.message.v16.Core.DataTransferRequest;
import org.roaminghub.connector.ocpp.message.v16.Security;
import org.roaminghub.connector.ocpp.message.v2.Certificates;
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
import tools.jackson.databind.node.StringNode;

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

    /** The status that the request is answered; the certificate follows. {@code inside} a DataTransfer of 1.6. */
    String answer(
            Speaker line,
            String csr,
            @Nullable String certificateType,
            @Nullable Integer requestId,
            Original original,
            boolean inside) {
        String kind = Values.some(certificateType);
        CertificateKind meant = CertificateKind.of(kind == null ? CertificateKind.STATION.word() : kind)
                .orElse(null);
        SigningRequest request = SigningRequest.read(csr).orElse(null);
        String problem = problem(line, meant, request);
        Job job = meant == null ? null : new Job(line.station.identity(), meant);
        if (problem == null && job != null && !running.add(job)) {
            problem = "AlreadyAsked";
        }
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
        return status;
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
        Message signed = line.version.isFirst() && !wanted.inside()
                ? new Security.CertificateSignedRequest(chain)
                : new Certificates.CertificateSignedRequest(chain, wanted.kind(), wanted.requestId());
        ObjectNode call = wanted.inside()
                ? Messages.write(
                        new DataTransferRequest(
                                CertificateCalls.PNC,
                                SIGNED,
                                StringNode.valueOf(
                                        Messages.write(signed, Version.V2_0_1).toString())),
                        line.version)
                : Messages.write(signed, line.version);
        Speaker.Outcome outcome =
                line.call(ids.random().toString(), wanted.inside() ? "DataTransfer" : SIGNED, call, PATIENCE);
        if (outcome.answer() instanceof Frame.Result result) {
            ObjectNode answer = wanted.inside()
                    ? CertificateCalls.data(result.payload().get("data")).orElse(result.payload())
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
