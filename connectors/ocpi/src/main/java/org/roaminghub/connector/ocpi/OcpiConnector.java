package org.roaminghub.connector.ocpi;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.inbound.Router;
import org.roaminghub.connector.ocpi.mapping.Amendments;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.EnteredTariff;
import org.roaminghub.connector.ocpi.mapping.LocationTree;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.Merge;
import org.roaminghub.connector.ocpi.mapping.PlaceChange;
import org.roaminghub.connector.ocpi.outbound.CpoOverOcpi;
import org.roaminghub.connector.ocpi.outbound.DirectoryOverOcpi;
import org.roaminghub.connector.ocpi.outbound.Discovery;
import org.roaminghub.connector.ocpi.outbound.EmspOverOcpi;
import org.roaminghub.connector.ocpi.outbound.HandshakeOverOcpi;
import org.roaminghub.connector.ocpi.outbound.HubBooks;
import org.roaminghub.connector.ocpi.outbound.PartnerClient;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.spi.Capability;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.HeldLocation.HeldEvse;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.spi.inbound.Platforms;
import org.roaminghub.spi.inbound.Routes;
import org.roaminghub.spi.inbound.Tariffs;
import org.roaminghub.spi.outbound.CpoLink;
import org.roaminghub.spi.outbound.DirectoryLink;
import org.roaminghub.spi.outbound.EmspLink;
import org.roaminghub.spi.outbound.Handshake;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.Tariff;

/**
 * OCPI as the hub speaks it. Made first, since core sends through it; its way in, {@link #endpoint}, is made when the hub's
 * ports are there.
 */
public final class OcpiConnector implements Connector, AutoCloseable {

    /**
     * {@code allowPlainHttp} = HUB_ALLOW_PLAIN_HTTP; {@code hubName} is what partners read in the hub's credentials; {@code tls}
     * is what partners are called with, null as Java does by itself.
     */
    public record Settings(
            boolean allowPlainHttp,
            String hubName,
            @Nullable SSLContext tls) {
        public static Settings defaults() {
            return new Settings(false, "Roaming Hub", null);
        }
    }

    private final Settings settings;
    private final Clock clock;
    private final Ids ids;
    private final PartnerClient client;
    private final Discovery discovery;
    private final EmspLink emsps;
    private final CpoLink cpos;
    private final Handshake handshake;
    private final DirectoryLink directory;

    private OcpiConnector(
            Settings settings,
            Supplier<Platforms> platforms,
            Supplier<Routes> routes,
            Function<PartyId, Lowering.Books> books,
            Clock clock,
            Ids ids) {
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
        this.client = new PartnerClient(ids, settings.tls());
        this.discovery = new Discovery(client, settings.allowPlainHttp());
        Supplier<String> publicUrl = () -> platforms.get().publicUrl();
        this.emsps = new EmspOverOcpi(client, publicUrl, books, clock);
        this.cpos = new CpoOverOcpi(client, publicUrl, clock);
        this.handshake = new HandshakeOverOcpi(client, discovery, platforms, routes, settings.hubName(), ids);
        this.directory = new DirectoryOverOcpi(client, ids);
    }

    /**
     * {@code platforms} and {@code routes} are asked for when the hub starts a handshake or sends a command, {@code locations} and
     * {@code tariffs} when a session or CDR goes to a version that tells of the whole place.
     */
    public static OcpiConnector create(
            Settings settings,
            Supplier<Platforms> platforms,
            Supplier<Routes> routes,
            Supplier<Locations> locations,
            Supplier<Tariffs> tariffs,
            Clock clock,
            Ids ids) {
        return new OcpiConnector(
                settings,
                platforms,
                routes,
                reader -> new HubBooks(locations.get(), tariffs.get(), reader, clock.now()),
                clock,
                ids);
    }

    /** Where the hub keeps neither places nor prices. */
    public static OcpiConnector create(
            Settings settings, Supplier<Platforms> platforms, Supplier<Routes> routes, Clock clock, Ids ids) {
        return new OcpiConnector(settings, platforms, routes, reader -> Lowering.Books.NONE, clock, ids);
    }

    /** The way in, for a servlet or any other server. */
    public OcpiEndpoint endpoint(HubDoors doors) {
        return new OcpiEndpoint(new Router(doors, client, discovery, settings.hubName(), clock, ids));
    }

    /**
     * A location of this owner as OCPI 2.2.1 writes it, for what an administrator enters. Throws IllegalArgumentException with a sentence where
     * it is none.
     */
    public static HeldLocation location(PartyId owner, byte[] json) {
        try {
            return LocationTree.location(
                    Json.read(json), owner, Dialect.find("2.2.1").orElseThrow());
        } catch (NotJson e) {
            throw new IllegalArgumentException(e.sentence(), e);
        } catch (BadField e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
    }

    /**
     * A partial update of a place in OCPI 2.2.1, for what an administrator changes; {@code last_updated} is in it. Throws as
     * {@link #location}, and so do its edits.
     */
    public static Locations.Change change(LocationTarget target, byte[] json) {
        Dialect dialect = Dialect.find("2.2.1").orElseThrow();
        try {
            return switch (PlaceChange.of(target, Json.read(json), dialect)) {
                case Locations.Change.EditedLocation(Instant at, UnaryOperator<HeldLocation> edit) ->
                    new Locations.Change.EditedLocation(at, before -> sensible(() -> edit.apply(before)));
                case Locations.Change.EditedEvse(Instant at, boolean known, UnaryOperator<HeldEvse> edit) ->
                    new Locations.Change.EditedEvse(at, known, before -> sensible(() -> edit.apply(before)));
                case Locations.Change other -> other;
            };
        } catch (NotJson e) {
            throw new IllegalArgumentException(e.sentence(), e);
        } catch (BadField e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
    }

    private static <T> T sensible(Supplier<T> edit) {
        try {
            return edit.get();
        } catch (BadField e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
    }

    /** A tariff of this owner as OCPI 2.2.1 writes it, for what an administrator enters. Throws as {@link #location}. */
    public static Tariff tariff(PartyId owner, byte[] json) {
        try {
            return EnteredTariff.read(owner, json);
        } catch (NotJson e) {
            throw new IllegalArgumentException(e.sentence(), e);
        } catch (BadField e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
    }

    @Override
    public Protocol protocol() {
        return Protocol.OCPI;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public EmspLink emsps() {
        return emsps;
    }

    @Override
    public CpoLink cpos() {
        return cpos;
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public DirectoryLink directory() {
        return directory;
    }

    @Override
    public Original merged(Original before, Original change) {
        if (!before.version().equals(change.version())) {
            throw new IllegalArgumentException(
                    "the object came in OCPI " + before.version() + ": send it whole in " + change.version());
        }
        return new Original(
                before.protocol(), before.version(), before.mediaType(), Merge.merged(before.bytes(), change.bytes()));
    }

    @Override
    public Original merged(PartyId owner, Original before, Original change) {
        return before.version().equals(change.version())
                ? merged(before, change)
                : Amendments.merged(owner, before, change);
    }

    @Override
    public Optional<Original> rewritten(Session session, Original before, Original change) {
        return Amendments.rewritten(session, before, change);
    }

    @Override
    public void close() {
        client.close();
    }
}
