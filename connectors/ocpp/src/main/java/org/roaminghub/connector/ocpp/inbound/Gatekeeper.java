package org.roaminghub.connector.ocpp.inbound;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.pki.StationCertificates;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.Stations;
import org.roaminghub.spi.inbound.Stations.Known;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may come in where: a station shows what its security profile asks for, at the entrance for that profile (facts §3). */
final class Gatekeeper {

    private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);

    /** Stations that are let in at once; the others wait: after an outage all of them come. */
    private static final int MAX_WELCOMES = 24;

    private final Supplier<Stations> stations;
    private final StationCertificates certificates;
    private final Guesses guesses;
    private final Semaphore welcomes = new Semaphore(MAX_WELCOMES, true);

    /** {@code handshake}: until a socket must be a station's; half of it may be spent on waiting for one's turn. */
    Gatekeeper(Supplier<Stations> stations, StationCertificates certificates, Duration handshake) {
        this.guesses = new Guesses(handshake.dividedBy(2));
        this.stations = stations;
        this.certificates = certificates;
    }

    /**
     * {@code from}: the address. {@code chain}: what TLS was shown; empty without. {@code soap}: the version that it speaks by
     * SOAP; absent on a socket.
     */
    record Visitor(
            Entrance entrance,
            String identity,
            String from,
            Door.@Nullable Credentials shown,
            List<X509Certificate> chain,
            @Nullable Version soap) {

        /** A station is what it was entered as: it doesn't choose between a socket and SOAP. */
        boolean isAs(Known entered) {
            return Objects.equals(soap == null ? null : soap.number(), entered.soapVersion());
        }
    }

    sealed interface Verdict {

        /** {@code serial}: as its certificate says; absent without. */
        record Enter(Known station, @Nullable String serial) implements Verdict {}

        record Refuse(HttpResponseStatus status) implements Verdict {}
    }

    private static final Verdict UNKNOWN = new Verdict.Refuse(HttpResponseStatus.NOT_FOUND);
    private static final Verdict UNPROVEN = new Verdict.Refuse(HttpResponseStatus.UNAUTHORIZED);

    /** Stations whose turn it is to be looked up, or that wait for it; those that wait for somebody outside don't count. */
    int inside() {
        return MAX_WELCOMES - welcomes.availablePermits() + welcomes.getQueueLength();
    }

    /** Looks into the database, and may take seconds for whoever tried too often. */
    Verdict judge(Visitor visitor) throws InterruptedException {
        Optional<Duration> wait = guesses.wait(visitor.identity(), visitor.from(), System.nanoTime());
        if (wait.isEmpty()) {
            return new Verdict.Refuse(HttpResponseStatus.TOO_MANY_REQUESTS);
        }
        Thread.sleep(wait.get());
        // Outside of the turns: a responder that is slow must keep nobody else out.
        Optional<String> problem =
                visitor.chain().isEmpty() ? Optional.of("none") : certificates.problemWith(visitor.chain());
        welcomes.acquire();
        try {
            Known station = stations.get().find(visitor.identity()).orElse(null);
            if (station == null || !visitor.isAs(station)) {
                return UNKNOWN;
            }
            if (visitor.entrance() == Entrance.CERTIFICATE) {
                return byCertificate(visitor, station, problem);
            }
            return byPassword(visitor, station);
        } finally {
            welcomes.release();
        }
    }

    /** One of profile 1 that comes by TLS now was told to, and is held to it from here on (OCPP 2.0.1 A05). */
    private Verdict byPassword(Visitor visitor, Known station) {
        boolean plain = visitor.entrance() == Entrance.PLAIN;
        if (plain && station.securityProfile() == 0) {
            return new Verdict.Enter(station, null);
        }
        boolean here = plain
                ? station.securityProfile() == 1
                : station.securityProfile() == 1 || station.securityProfile() == 2;
        Door.Credentials shown = visitor.shown();
        if (!here || shown == null) {
            return UNPROVEN;
        }
        if (!shown.user().equals(station.identity()) || !stations.get().proves(station, shown.password())) {
            guesses.wrong(visitor.identity(), visitor.from(), System.nanoTime());
            LOG.info("ocpp=refused station={} why=password", station.station());
            return UNPROVEN;
        }
        guesses.right(visitor.identity(), visitor.from());
        return new Verdict.Enter(raised(station, visitor.entrance()), null);
    }

    private Verdict byCertificate(Visitor visitor, Known station, Optional<String> problem) {
        String serial = visitor.chain().isEmpty()
                ? null
                : StationCertificates.commonName(visitor.chain().getFirst()).orElse(null);
        if (problem.isPresent() || serial == null || !isOf(serial, station)) {
            LOG.info(
                    "ocpp=refused station={} why=certificate problem={}",
                    station.station(),
                    problem.orElse("other_serial"));
            return UNPROVEN;
        }
        return new Verdict.Enter(raised(station, visitor.entrance()), serial);
    }

    /** A station that never said its serial number is held to what its certificate says with its first boot. */
    private static boolean isOf(String serial, Known station) {
        return station.serial() == null
                ? station.securityProfile() == Entrance.CERTIFICATE.profile()
                : station.serial().equals(serial) && station.securityProfile() > 0;
    }

    private Known raised(Known station, Entrance entrance) {
        if (entrance == Entrance.PLAIN || station.securityProfile() >= entrance.profile()) {
            return station;
        }
        stations.get().raised(station.station(), entrance.profile());
        return stations.get().find(station.identity()).orElse(station);
    }
}
