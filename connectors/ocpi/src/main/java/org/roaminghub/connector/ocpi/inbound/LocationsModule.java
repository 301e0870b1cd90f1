package org.roaminghub.connector.ocpi.inbound;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.LocationTree;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.PlaceChange;
import org.roaminghub.connector.ocpi.mapping.Unsayable;
import org.roaminghub.connector.ocpi.outbound.HubBooks;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.inbound.HubDoors;
import org.roaminghub.spi.inbound.Locations.Change;
import org.roaminghub.vocabulary.Alias;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.LocationId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Role;
import org.roaminghub.vocabulary.Service;
import tools.jackson.databind.JsonNode;

/** Locations, EVSEs and connectors (OCPI 2.2.1 ch. 8). */
final class LocationsModule implements Module {

    private static final String MODULE = "locations";
    /** Of a location in the hub. */
    private static final String STREAM = "location";
    /** Characters of an id; 2.1.1 has three more than the others. */
    private static final int MAX_ID = 39;

    private static final List<Role> PUSHING = List.of(Role.CPO);
    private static final List<Role> READING = List.of(Role.EMSP, Role.NSP, Role.NAP, Role.SCSP, Role.OTHER, Role.CPO);

    private final HubDoors doors;
    private final Relay relay;
    private final Pages pages;
    private final Clock clock;
    private final ExactIds exact = new ExactIds();

    LocationsModule(HubDoors doors, Relay relay, Pages pages, Clock clock) {
        this.clock = clock;
        this.doors = doors;
        this.relay = relay;
        this.pages = pages;
    }

    // --- reading --------------------------------------------------------------------------------------------------

    @Override
    public OcpiResponse sender(Exchange x, Dialect dialect, List<String> tail) {
        if (!x.method().equals("GET")) {
            throw Refused.wrongMethod("GET");
        }
        if (tail.size() > 3) {
            throw Refused.notFound();
        }
        Caller caller = Callers.of(x, READING, null);
        return tail.isEmpty() ? list(x, dialect, caller) : one(x, dialect, caller, tail);
    }

    private OcpiResponse list(Exchange x, Dialect dialect, Caller caller) {
        PartyId to = Neighbours.listed(x, caller, dialect);
        if (!to.equals(x.hub()) && Neighbours.speaks(doors.platforms(), to, dialect)) {
            return relay.get(x, caller, dialect, sender(to), List.of());
        }
        Query query = Query.of(x.request().query());
        var asked = query.paging();
        var listing = doors.locations().list(caller, to.equals(x.hub()) ? null : to, asked);
        Lowering.Books books = books(caller);
        return pages.stable(
                x,
                caller,
                dialect,
                MODULE,
                query,
                asked,
                listing,
                new Pages.Writing<>(
                        STREAM, LocationsModule::name, whole(dialect), held -> lowering(caller, held, books)));
    }

    private static Pages.CutText<HeldLocation> whole(Dialect dialect) {
        return (held, original, to) -> LocationTree.whole(held, dialect, to);
    }

    /** Of a location in the hub. */
    private static String name(HeldLocation held) {
        LocationId id = held.location().location();
        return id == null
                ? held.location().owner().value() + "*" + held.location().fid()
                : id.toString();
    }

    /** Towards its owner it keeps its own ids. */
    private static Lowering lowering(Caller caller, HeldLocation held, Lowering.Books books) {
        PartyId owner = held.location().owner();
        return caller.party().equals(owner)
                ? Lowering.of(owner, null, books)
                : Lowering.place(owner, held.location().fid(), books);
    }

    private Lowering.Books books(Caller caller) {
        return new HubBooks(doors.locations(), doors.tariffs(), caller.party(), clock.now());
    }

    private static Relay.Target sender(PartyId to) {
        return target(to, Role.CPO, "SENDER", 0);
    }

    /** {@code depth} 2 = an EVSE, 3 = a connector, else locations. */
    private static Relay.Target target(PartyId to, Role role, String side, int depth) {
        return new Relay.Target(
                to, role, Service.LOCATIONS, MODULE, side, (theirs, body, from, ours, lowering) -> switch (depth) {
                    case 2 -> ours.write(theirs.evse(body), lowering);
                    case 3 -> throw new Unsayable("A connector is passed on between equal versions only.");
                    default -> ours.write(theirs.location(body, from), lowering);
                });
    }

    /** The path names no owner: without a TO it is found out by the id (facts ch. 3). */
    private OcpiResponse one(Exchange x, Dialect dialect, Caller caller, List<String> tail) {
        PartyId to = caller.to();
        LocationTarget named = resolved(caller, tail);
        if (named != null) {
            return held(x, dialect, caller, named.owner(), tail(named, tail));
        }
        if (to == null) {
            List<PartyId> owners = doors.locations().ownersOf(caller, tail.getFirst());
            if (owners.size() != 1) {
                return x.refuse(
                        Refusal.UNKNOWN_PARTY,
                        owners.isEmpty()
                                ? "Nobody is known to have a location of this id: OCPI-to is needed."
                                : "Several parties have a location of this id: OCPI-to is needed.");
            }
            to = owners.getFirst();
        }
        boolean asked = dialect.release().hasRouting() && Neighbours.speaks(doors.platforms(), to, dialect);
        if (!to.equals(x.hub()) && asked) {
            return relay.get(x, caller, dialect, target(to, Role.CPO, "SENDER", tail.size()), tail);
        }
        return held(x, dialect, caller, to.equals(x.hub()) ? null : to, tail);
    }

    /** Whom an alias stands for; null where the id is none that the hub gave. */
    private @Nullable LocationTarget resolved(Caller caller, List<String> tail) {
        return Alias.find(tail.getFirst())
                .flatMap(alias -> doors.locations().named(caller, alias))
                .orElse(null);
    }

    private static List<String> tail(LocationTarget named, List<String> tail) {
        List<String> own = new ArrayList<>(tail);
        own.set(0, named.location());
        return own;
    }

    /** From what the hub holds. */
    private OcpiResponse held(Exchange x, Dialect dialect, Caller caller, @Nullable PartyId owner, List<String> tail) {
        List<HeldLocation> found = doors.locations().find(caller, owner, tail.getFirst());
        if (found.stream().map(l -> l.location().owner()).distinct().count() > 1) {
            return x.refuse(Refusal.UNKNOWN_PARTY, "Several parties have a location of this id: OCPI-to is needed.");
        }
        Lowering to = found.isEmpty() ? Lowering.plain() : lowering(caller, found.getFirst(), books(caller));
        try {
            byte[] body = found.isEmpty()
                    ? null
                    : LocationTree.part(
                            found.getFirst(),
                            tail.size() > 1 ? tail.get(1) : null,
                            tail.size() > 2 ? tail.get(2) : null,
                            dialect,
                            to);
            if (body != null) {
                pages.tell(STREAM + "/" + name(found.getFirst()), to, caller);
            }
            return body == null ? x.refuse(Refusal.UNKNOWN_OBJECT, "") : x.success(200, body);
        } catch (Unsayable e) {
            return x.refuse(Refusal.NOT_EXPRESSIBLE, e.sentence());
        }
    }

    // --- writing --------------------------------------------------------------------------------------------------

    @Override
    public OcpiResponse receiver(Exchange x, Dialect dialect, List<String> tail) throws NotJson {
        return switch (x.method()) {
            case "GET", "PUT", "PATCH" -> {
                if (tail.size() < 3 || tail.size() > 5) {
                    throw Refused.notFound();
                }
                PartyId owner = Callers.inPath(tail.get(0), tail.get(1));
                Caller caller = Callers.of(x, PUSHING, owner);
                Callers.requireOwner(caller, owner);
                LocationTarget target = target(owner, tail);
                exact.require(
                        dialect,
                        owner,
                        target.location(),
                        () -> doors.locations()
                                .held(owner, target.location(), owner)
                                .map(held -> held.location().fid()));
                yield switch (x.method()) {
                    case "PUT" -> put(x, dialect, caller, target);
                    case "PATCH" -> patch(x, dialect, caller, target);
                    default -> get(x, dialect, caller, tail);
                };
            }
            default -> throw Refused.wrongMethod("GET, PUT, PATCH");
        };
    }

    private static LocationTarget target(PartyId owner, List<String> tail) {
        for (String id : tail.subList(2, tail.size())) {
            boolean fits = !id.isBlank() && id.length() <= MAX_ID;
            for (int i = 0; fits && i < id.length(); i++) {
                fits = id.charAt(i) >= ' ' && id.charAt(i) <= '~';
            }
            if (!fits) {
                throw new Refused(
                        Refusal.MALFORMED, "An id in the path must be 1 to " + MAX_ID + " printable ASCII characters");
            }
        }
        return new LocationTarget(
                owner, tail.get(2), tail.size() > 3 ? tail.get(3) : null, tail.size() > 4 ? tail.get(4) : null);
    }

    /** Without a TO the hub tells what it holds itself. */
    private OcpiResponse get(Exchange x, Dialect dialect, Caller caller, List<String> tail) {
        PartyId to = Neighbours.receiver(x, caller);
        if (to == null) {
            return held(x, dialect, caller, caller.party(), tail.subList(2, tail.size()));
        }
        Role role = Neighbours.reader(doors.platforms(), to);
        return relay.get(x, caller, dialect, target(to, role, "RECEIVER", tail.size() - 2), tail);
    }

    private OcpiResponse put(Exchange x, Dialect dialect, Caller caller, LocationTarget target) throws NotJson {
        JsonNode body = x.json();
        String evse = target.evse();
        String connector = target.connector();
        Change change;
        if (evse == null) {
            HeldLocation location = Lifted.from(() -> LocationTree.location(body, target.owner(), dialect));
            requireOwner(target.owner(), location.location().owner());
            PlaceChange.requireSame("id", target.location(), location.location().fid());
            change = new Change.WholeLocation(location);
        } else if (connector == null) {
            HeldLocation.HeldEvse whole = Lifted.from(() -> LocationTree.evse(body, target.owner(), dialect));
            PlaceChange.requireSame("uid", evse, whole.evse().evseFid());
            change = new Change.WholeEvse(whole);
        } else {
            var wire = dialect.connector(body);
            PlaceChange.requireSame("id", connector, wire.id());
            Instant at = wire.last_updated();
            change = new Change.EditedEvse(
                    at, false, before -> LocationTree.withConnector(before, connector, body, at, false, dialect));
        }
        return Receipts.answer(
                x, caller, dialect, doors.locations().report(caller, target, change, x.original(dialect), false));
    }

    private OcpiResponse patch(Exchange x, Dialect dialect, Caller caller, LocationTarget target) throws NotJson {
        Instant now = clock.now();
        JsonNode body = Json.read(Lifted.change(x, dialect, now).bytes());
        Change change = PlaceChange.of(target, body, dialect);
        return Receipts.answer(
                x, caller, dialect, doors.locations().report(caller, target, change, x.original(dialect), true));
    }

    private static void requireOwner(PartyId inPath, PartyId inBody) {
        PlaceChange.requireSame("country_code", inPath.country(), inBody.country());
        PlaceChange.requireSame("party_id", inPath.party(), inBody.party());
    }
}
