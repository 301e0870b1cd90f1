package org.roaminghub.hub.location;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.delivery.Fanout;
import org.roaminghub.hub.location.store.LocationRow;
import org.roaminghub.hub.location.store.LocationStore;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.routing.Publicity;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.spi.inbound.Receipt;
import org.roaminghub.spi.inbound.Routes;
import org.roaminghub.vocabulary.Alias;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.LocationId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;

/**
 * The register of places. What was told to the hub is for every party under agreement; what was only passed on to one party is
 * kept for that party alone and is in no list (facts 1.6; HUB-46).
 */
public final class LocationRegister implements Locations {

    static final int MAX_PAGE = 1_000;

    private final LocationStore store;
    private final LocationRows rows;
    private final LocationIntake intake;
    private final Publicity publicity;

    /** {@code background} writes what EVSEs are doing, many reports at once. */
    public LocationRegister(
            Commands commands,
            Recorder recorder,
            Privacy privacy,
            LocationStore store,
            Publicity publicity,
            Routes routes,
            PartyId hubParty,
            Deliveries deliveries,
            Supplier<Map<Protocol, Connector>> connectors,
            Executor background,
            Ids ids) {
        this.store = store;
        this.rows = new LocationRows(privacy);
        this.publicity = publicity;
        Fanout fanout = deliveries.fanout();
        this.intake = new LocationIntake(
                commands,
                this,
                publicity,
                routes,
                hubParty,
                fanout,
                connectors,
                new StatusReports(commands, background),
                deliveries.losses(),
                ids);
        commands.handledBy(new LocationHandler(recorder, store, rows, ids));
    }

    @Override
    public Receipt report(Caller caller, LocationTarget target, Change change, Original message, boolean partial) {
        return intake.report(caller, target, change, message, partial);
    }

    // --- lists ------------------------------------------------------------------------------------------------------

    @Override
    public Listing<HeldLocation> list(Caller caller, @Nullable PartyId owner, Listing.Query query) {
        List<PartyId> owners = readable(caller, owner);
        if (owners.isEmpty()) {
            return new Listing<>(List.of(), 0);
        }
        LocationStore.Filter filter = new LocationStore.Filter(owners, query.from(), query.to());
        int limit = Math.clamp(query.limit(), 1, MAX_PAGE);
        Long after = query.after();
        List<LocationRow> found = store.page(
                filter, after == null ? 0 : after, after == null ? Math.max(0, query.offset()) : 0, limit + 1);
        List<LocationRow> shown = found.size() > limit ? found.subList(0, limit) : found;
        return new Listing<>(
                held(shown).stream().map(LocationRegister::listed).toList(),
                store.count(filter),
                found.size() > limit ? shown.getLast().number() : null);
    }

    private static Listing.Listed<HeldLocation> listed(HeldLocation held) {
        return new Listing.Listed<>(
                held, held.location().owner(), held.location().fid(), held.original());
    }

    /** What was passed on to the caller alone is the caller's to read, too; of two the one that was told to all comes first. */
    @Override
    public List<HeldLocation> find(Caller caller, @Nullable PartyId owner, String location) {
        return find(caller, owner, location, null);
    }

    @Override
    public Optional<HeldLocation> findOne(Caller caller, PartyId owner, String location, String evse) {
        return find(caller, owner, location, LocationDecisions.key(evse)).stream()
                .filter(held -> !held.evses().isEmpty())
                .findFirst();
    }

    private List<HeldLocation> find(Caller caller, @Nullable PartyId owner, String location, @Nullable String evseKey) {
        List<PartyId> owners = readable(caller, owner);
        if (owners.isEmpty()) {
            return List.of();
        }
        LocationStore.Found found =
                store.findWhole(LocationDecisions.key(location), owners, audiences(caller), evseKey);
        return rows.read(found.locations(), found.evses());
    }

    @Override
    public List<PartyId> ownersOf(Caller caller, String location) {
        List<PartyId> owners = readable(caller, null);
        return owners.isEmpty()
                ? List.of()
                : store.findById(LocationDecisions.key(location), owners, audiences(caller)).stream()
                        .map(row -> row.key().owner())
                        .distinct()
                        .toList();
    }

    @Override
    public Optional<HeldLocation> held(PartyId owner, String location, PartyId reader) {
        return held(new LocationTarget(owner, location, null, null), reader);
    }

    @Override
    public Optional<LocationTarget> named(Caller caller, Alias alias) {
        List<PartyId> owners = readable(caller, null);
        return owners.isEmpty()
                ? Optional.empty()
                : store.findByAlias(alias, owners, audiences(caller)).stream()
                        .flatMap(row -> held(List.of(row)).stream())
                        .map(HeldLocation::location)
                        .map(l -> new LocationTarget(l.owner(), l.fid(), null, null))
                        .findFirst();
    }

    private List<PartyId> readable(Caller caller, @Nullable PartyId owner) {
        return publicity.readableBy(caller, Service.LOCATIONS).stream()
                .filter(party -> owner == null || party.equals(owner))
                .toList();
    }

    private static List<PartyId> audiences(Caller caller) {
        PartyId to = caller.to();
        List<PartyId> audiences = new ArrayList<>();
        if (caller.role() != Role.CPO) {
            audiences.add(caller.party());
        } else if (to != null) {
            audiences.add(to);
        }
        return audiences;
    }

    // --- for the intake ---------------------------------------------------------------------------------------------

    /** Whether everybody may know where it is; what it does is told to partners of other versions only then. */
    boolean isPublic(LocationId location) {
        return store.isPublic(location);
    }

    /** As it is now. */
    Optional<HeldLocation> held(LocationId location) {
        return store.find(location).stream()
                .map(List::of)
                .flatMap(one -> held(one).stream())
                .findFirst();
    }

    /** What was told to that one party, else what was told to all. */
    Optional<HeldLocation> held(LocationTarget target, PartyId audience) {
        return store.find(LocationRows.key(target, audience))
                .or(() -> store.find(LocationRows.key(target, null)))
                .flatMap(row -> held(List.of(row)).stream().findFirst());
    }

    private List<HeldLocation> held(List<LocationRow> found) {
        return found.isEmpty()
                ? List.of()
                : rows.read(
                        found,
                        store.evses(found.stream().map(LocationRow::location).toList()));
    }
}
