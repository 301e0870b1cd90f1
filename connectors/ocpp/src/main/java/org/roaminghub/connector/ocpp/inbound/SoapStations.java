package org.roaminghub.connector.ocpp.inbound;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.pki.StationCertificates;
import org.roaminghub.connector.ocpp.wire.Frame;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.StationRecords;
import org.roaminghub.spi.inbound.Stations;
import org.roaminghub.spi.inbound.Stations.Known;
import org.roaminghub.vocabulary.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stations that speak by SOAP. Each request stands alone and says who it is of; whoever was silent for too long is away. What is
 * said is handled one by one for each station, as on a socket.
 */
public final class SoapStations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SoapStations.class);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Requests handled at once, of all stations. */
    private static final int MAX_TURNS = 24;

    private final Supplier<Stations> stations;
    private final Supplier<StationRecords> records;
    private final Dialogue dialogue;
    private final Gatekeeper gatekeeper;
    private final SoapSettings settings;
    private final Callbacks callbacks;
    private final Ids ids;
    private final Map<String, SoapStation> known = new ConcurrentHashMap<>();
    private final Semaphore turns = new Semaphore(MAX_TURNS, true);
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("ocpp-soap-", 0).factory());
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .executor(workers)
            .build();
    private volatile boolean ended;

    public SoapStations(
            Supplier<Stations> stations,
            Supplier<StationRecords> records,
            Dialogue dialogue,
            StationCertificates certificates,
            SocketTimes times,
            SoapSettings settings,
            Ids ids) {
        this.stations = stations;
        this.records = records;
        this.dialogue = dialogue;
        this.gatekeeper = new Gatekeeper(stations, certificates, times.handshake());
        this.settings = settings;
        this.callbacks = new Callbacks(settings.networks());
        this.ids = ids;
    }

    /** {@code from}: where it says it can be called. {@code peer}: where it speaks from. {@code text}: all of it, as it came. */
    @SuppressWarnings("ArrayRecordComponent")
    record Request(
            Version version,
            String identity,
            @Nullable String from,
            String peer,
            @Nullable String authorization,
            String action,
            ObjectNode payload,
            byte[] text) {}

    /** Before the first request: those that were there are there still, until they are silent for too long. */
    public void awake() {
        for (Known station : records.get().listWithoutSocket()) {
            version(station).ifPresent(version -> of(station, version).here = true);
        }
    }

    private static Optional<Version> version(Known station) {
        return Optional.ofNullable(station.soapVersion())
                .flatMap(Version::ofNumber)
                .filter(Version::isSoap);
    }

    private SoapStation of(Known station, Version version) {
        return known.computeIfAbsent(
                station.identity(),
                identity -> new SoapStation(station, client, SoapServlet.url(settings.publicUrl(), version), now()));
    }

    private static long now() {
        return System.nanoTime();
    }

    // --- what stations say

    SoapAnswer take(Request request) throws InterruptedException {
        var visitor = new Gatekeeper.Visitor(
                Entrance.PLAIN,
                request.identity(),
                request.peer(),
                Door.credentials(request.authorization()),
                List.of(),
                request.version());
        return switch (gatekeeper.judge(visitor)) {
            case Gatekeeper.Verdict.Refuse no -> refused(no.status());
            case Gatekeeper.Verdict.Enter enter -> take(request, enter.station());
        };
    }

    private static SoapAnswer refused(HttpResponseStatus status) {
        if (status.equals(HttpResponseStatus.NOT_FOUND)) {
            return SoapAnswer.fault(
                    SoapAnswer.Side.SENDER, "IdentityMismatch", "There is no such station that speaks so.");
        }
        return new SoapAnswer.Fault(
                SoapAnswer.Side.SENDER, "SecurityError", "The station has not proved who it is.", status.code());
    }

    private SoapAnswer take(Request request, Known station) throws InterruptedException {
        SoapStation at = of(station, request.version());
        if (ended || !at.places.tryAcquire()) {
            return new SoapAnswer.Nothing();
        }
        try {
            SoapTalk talk;
            Optional<Named> named = named(at, request);
            // The station's own turn first: what waits behind it takes nobody else's.
            at.turn.lock();
            try {
                turns.acquire();
                try {
                    talk = inTurn(at, request, station, named);
                } finally {
                    turns.release();
                }
            } finally {
                at.turn.unlock();
            }
            return talk.answer();
        } catch (RuntimeException e) {
            LOG.error(
                    "ocpp=broke station={} problem={}",
                    station.station(),
                    e.getClass().getName());
            LOG.debug("ocpp=broke", e);
            return new SoapAnswer.Nothing();
        } finally {
            at.places.release();
        }
    }

    private SoapTalk inTurn(SoapStation at, Request request, Known station, Optional<Named> named) {
        at.heard(station, now());
        SoapTalk talk = new SoapTalk(at, request.version(), workers);
        greet(at, talk);
        named.ifPresent(place -> place(at, place));
        dialogue.answer(
                talk, new Frame.Call(ids.random().toString(), request.action(), request.payload(), request.text()));
        return talk;
    }

    private void greet(SoapStation at, SoapTalk talk) {
        if (at.here) {
            return;
        }
        boolean found = stations.get().connected(talk.station.station(), talk.version.number());
        at.here = true;
        LOG.info("ocpp=connected station={} version={}", talk.station.station(), talk.version.number());
        if (found && talk.version == Version.V1_6S) {
            // 1.5 has no way to ask.
            talk.afterwards(() -> talk.askForStates(ids.random().toString()));
        }
    }

    /** Where it says it can be called, and what of that the hub does; {@code to} absent: nothing. */
    private record Named(String place, @Nullable URI to) {}

    /** When that is news. Outside of the turns: a name that is looked up slowly must keep nobody else out. */
    private Optional<Named> named(SoapStation at, Request request) {
        String from = request.from();
        String place = request.peer() + " " + from;
        return from == null || at.isNamed(place)
                ? Optional.empty()
                : Optional.of(
                        new Named(place, callbacks.allowed(from, request.peer()).orElse(null)));
    }

    /** The newest word counts. */
    private void place(SoapStation at, Named named) {
        URI to = named.to();
        if (to == null) {
            LOG.warn("ocpp=not_called station={} why=address", at.known.station());
        }
        if (!Objects.equals(to, at.callback())) {
            records.get().reachable(at.known.station(), to == null ? null : to.toString());
        }
        at.callback(named.place(), to);
    }

    // --- what stations are told

    /** Empty for one that is away. */
    Optional<SoapTalk> find(String identity) {
        SoapStation at = known.get(identity);
        return at == null || !at.here
                ? Optional.empty()
                : version(at.known).map(version -> new SoapTalk(at, version, workers));
    }

    /** It must come by itself before it is called again. */
    void forget(String identity) {
        SoapStation at = known.get(identity);
        if (at != null) {
            away(at, true);
        }
    }

    /** Notes who was silent for too long. */
    public void sweep() {
        known.values().forEach(at -> away(at, false));
    }

    private void away(SoapStation at, boolean atOnce) {
        if (!at.here || !(atOnce || at.isSilent(now(), settings.silence()))) {
            return;
        }
        at.turn.lock();
        try {
            if (at.here && (atOnce || at.isSilent(now(), settings.silence()))) {
                stations.get().disconnected(at.known.station());
                at.here = false;
                LOG.info("ocpp=disconnected station={}", at.known.station());
            }
        } finally {
            at.turn.unlock();
        }
    }

    /** What is on its way is answered as far as it got. */
    @Override
    public void close() {
        ended = true;
        workers.shutdown();
        client.shutdownNow();
    }
}
