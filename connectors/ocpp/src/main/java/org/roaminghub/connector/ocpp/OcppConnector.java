package org.roaminghub.connector.ocpp;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.inbound.Calls;
import org.roaminghub.connector.ocpp.inbound.CertificateDesk;
import org.roaminghub.connector.ocpp.inbound.Dialogue;
import org.roaminghub.connector.ocpp.inbound.Entrance;
import org.roaminghub.connector.ocpp.inbound.Gateway;
import org.roaminghub.connector.ocpp.inbound.Listener;
import org.roaminghub.connector.ocpp.inbound.SoapServlet;
import org.roaminghub.connector.ocpp.inbound.SoapSettings;
import org.roaminghub.connector.ocpp.inbound.SoapStations;
import org.roaminghub.connector.ocpp.inbound.SocketTimes;
import org.roaminghub.connector.ocpp.mapping.Schedules;
import org.roaminghub.connector.ocpp.outbound.Asides;
import org.roaminghub.connector.ocpp.outbound.CpoOverOcpp;
import org.roaminghub.connector.ocpp.outbound.ListsOverOcpp;
import org.roaminghub.connector.ocpp.outbound.NoEmsp;
import org.roaminghub.connector.ocpp.outbound.Remembered;
import org.roaminghub.connector.ocpp.pki.StationCertificates;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.spi.Capability;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.RemoteCommands;
import org.roaminghub.spi.inbound.RemoteCommands.ActiveProfile;
import org.roaminghub.spi.inbound.StationRecords;
import org.roaminghub.spi.inbound.Stations;
import org.roaminghub.spi.outbound.CpoLink;
import org.roaminghub.spi.outbound.EmspLink;
import org.roaminghub.spi.outbound.Handshake;
import org.roaminghub.spi.outbound.StationLink;
import org.roaminghub.spi.outbound.StationLists;
import org.roaminghub.spi.outbound.StationWords;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;

/**
 * The hub's own sites as a CPO: to the rest of the hub they are one platform, whose protocol is OCPP. Made first, since core
 * sends through it; its listeners {@link #open} when the hub's ports are there.
 */
public final class OcppConnector implements Connector {

    private final Settings settings;
    private final Gateway gateway;
    private final SoapStations soap;
    private final Calls calls;
    private final CpoLink cpos;
    private final Clock clock;

    /** {@code certificates}: those of stations; how they are looked at. {@code desk}: whom others are asked of. */
    public record Settings(
            List<Listener> listeners,
            SocketTimes times,
            SoapSettings soap,
            StationCertificates certificates,
            CertificateDesk desk) {
        public Settings {
            listeners = List.copyOf(listeners);
        }
    }

    private OcppConnector(
            Settings settings, Gateway gateway, SoapStations soap, Calls calls, CpoLink cpos, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.gateway = gateway;
        this.soap = soap;
        this.calls = calls;
        this.cpos = cpos;
    }

    /** {@code stations}, {@code records} and {@code commands} are asked for with the first message. */
    public static OcppConnector create(
            Settings settings,
            Supplier<Stations> stations,
            Supplier<StationRecords> records,
            Supplier<RemoteCommands> commands,
            Executor background,
            Clock clock,
            Ids ids) {
        AtomicReference<@Nullable Asides> asides = new AtomicReference<>();
        Dialogue dialogue = new Dialogue(
                stations, records, () -> Objects.requireNonNull(asides.get()), settings.desk(), clock, ids);
        Gateway gateway = new Gateway(stations, dialogue, settings.certificates(), settings.times(), ids);
        SoapStations soap = new SoapStations(
                stations, records, dialogue, settings.certificates(), settings.times(), settings.soap(), ids);
        Calls calls = new Calls(
                gateway,
                soap,
                settings.listeners().stream().map(Listener::entrance).collect(Collectors.toSet()),
                new Remembered(records),
                ids);
        asides.set(new Asides(calls, records, commands, background, clock, ids));
        return new OcppConnector(
                settings,
                gateway,
                soap,
                calls,
                new CpoOverOcpp(calls, stations, records, commands, background, clock, ids),
                clock);
    }

    /** What stations reach by SOAP; to be mounted at {@link SoapServlet#PATH}. */
    public SoapServlet servlet() {
        return new SoapServlet(soap);
    }

    /** Opens the ports for stations. */
    public void open() {
        gateway.start(settings.listeners());
    }

    /** Where stations come in; 0: not there. */
    public int port(Entrance entrance) {
        return gateway.port(entrance);
    }

    /** Stations that keep no socket are where they were before the hub was started. */
    public void awake() {
        soap.awake();
    }

    /** Notes which stations without a socket are away. To be called every second. */
    public void sweep() {
        soap.sweep();
    }

    public void close() {
        soap.close();
        gateway.close();
    }

    public StationLink stations() {
        return calls;
    }

    public StationWords words() {
        return new org.roaminghub.connector.ocpp.mapping.Settings();
    }

    public StationLists lists() {
        return new ListsOverOcpp(calls);
    }

    @Override
    public Protocol protocol() {
        return Protocol.OCPP;
    }

    /** Stations are no partners: nothing is pushed to them but what they are to do. */
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.noneOf(Capability.class);
    }

    @Override
    public EmspLink emsps() {
        return new NoEmsp();
    }

    @Override
    public CpoLink cpos() {
        return cpos;
    }

    @Override
    public Handshake handshake() {
        return new Handshake() {
            @Override
            public Result start(KnownPlatform platform, String url, String credential) {
                return new Result.NotRegistered(Refusal.NOT_SUPPORTED, "Stations come to the hub by themselves.");
            }

            @Override
            public boolean probe(KnownPlatform platform) {
                return true;
            }
        };
    }

    @Override
    public Optional<ActiveProfile> activeProfile(Original result) {
        return Schedules.composite(Json.read(result.bytes()), clock.now());
    }

    @Override
    public Original merged(Original before, Original change) {
        throw new IllegalArgumentException("OCPP has no partial updates of objects: " + List.of(before, change));
    }
}
