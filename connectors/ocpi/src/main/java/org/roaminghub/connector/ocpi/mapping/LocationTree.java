package org.roaminghub.connector.ocpi.mapping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.EVSE;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.connector.ocpi.wire.NotJson;
import org.roaminghub.connector.ocpi.wire.PlaceCodes;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.connector.ocpi.wire.WireTime;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.HeldLocation.HeldEvse;
import org.roaminghub.spi.Original;
import org.roaminghub.vocabulary.EvseStatus;
import org.roaminghub.vocabulary.Location;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Locations as partners write them: one tree, which the hub keeps cut into the location and its EVSEs, since each of them
 * changes on its own. Put together again they say what their owner said, unknown fields too: nothing is rewritten but the status
 * and what HUB-63 asks for, a {@code last_updated} that is raised by newer children.
 */
public final class LocationTree {

    private static final String EVSES = "evses";
    private static final String CONNECTORS = "connectors";
    private static final String STATUS = "status";
    private static final String UPDATED = "last_updated";
    private static final String MEDIA_TYPE = "application/json";

    private LocationTree() {}

    // --- cutting ----------------------------------------------------------------------------------------------------

    /** A whole location. Throws {@link BadField}. */
    public static HeldLocation location(JsonNode body, PartyId owner, Dialect dialect) {
        var wire = dialect.location(body, Lifting.of(owner, Instant.EPOCH));
        Location location = LocationMapping.location(wire);
        ObjectNode own = object(body).deepCopy();
        own.remove(EVSES);
        List<HeldEvse> evses = new ArrayList<>(wire.evses().size());
        JsonNode trees = body.get(EVSES);
        for (int i = 0; i < wire.evses().size(); i++) {
            evses.add(evse(wire.evses().get(i), trees.get(i), location.owner(), dialect));
        }
        return new HeldLocation(location, original(own, dialect), evses);
    }

    /** A whole EVSE. Throws {@link BadField}. */
    public static HeldEvse evse(JsonNode body, PartyId owner, Dialect dialect) {
        return evse(dialect.evse(body), body, owner, dialect);
    }

    private static HeldEvse evse(EVSE wire, JsonNode tree, PartyId owner, Dialect dialect) {
        return new HeldEvse(
                EvseMapping.evse(wire, owner),
                EvseMapping.status(wire.status()),
                wire.last_updated(),
                original(tree, dialect));
    }

    private static Original original(JsonNode tree, Dialect dialect) {
        return new Original(Protocol.OCPI, dialect.version(), MEDIA_TYPE, Json.writeAsRead(tree));
    }

    // --- changing ---------------------------------------------------------------------------------------------------

    /** The status, if the partial update of an EVSE says nothing else. Throws {@link BadField} for one that OCPI doesn't know. */
    public static Optional<EvseStatus> statusAlone(JsonNode change) {
        for (String name : change.propertyNames()) {
            if (!name.equals(STATUS) && !name.equals(UPDATED) && !name.equals("uid")) {
                return Optional.empty();
            }
        }
        String status = Fields.of(change).findCode(STATUS, PlaceCodes.STATUS);
        return Optional.ofNullable(status).map(EvseMapping::status);
    }

    /** A location after a partial update; EVSEs stay where it names none. */
    public static HeldLocation patched(HeldLocation before, JsonNode change, Dialect dialect) {
        PartyId owner = before.location().owner();
        Across.Whole whole = Across.merged(Across.Kind.LOCATION, owner, own(before, dialect), object(change), dialect);
        HeldLocation after = location(whole.tree(), owner, whole.dialect());
        return change.has(EVSES) ? after : new HeldLocation(after.location(), after.original(), before.evses());
    }

    /** An EVSE after a partial update. */
    public static HeldEvse patched(HeldEvse before, JsonNode change, Dialect dialect) {
        PartyId owner = before.evse().owner();
        Across.Whole whole = Across.merged(Across.Kind.EVSE, owner, tree(before, dialect), object(change), dialect);
        HeldEvse after = evse(whole.tree(), owner, whole.dialect());
        return change.has(STATUS)
                ? after
                : new HeldEvse(after.evse(), before.status(), before.statusAt(), after.original());
    }

    /** An EVSE with a connector replaced, or added; {@code partial}: merged into the one that is there. */
    public static HeldEvse withConnector(
            HeldEvse before, String connector, JsonNode change, Instant at, boolean partial, Dialect dialect) {
        PartyId owner = before.evse().owner();
        Across.Whole whole = Across.atLeast(dialect, Across.Kind.EVSE, owner, tree(before, dialect));
        ObjectNode tree = whole.tree();
        ObjectNode said = Across.lifted(Across.Kind.CONNECTOR, object(change), dialect, whole.dialect());
        ArrayNode plugs = tree.arrayNode();
        boolean found = false;
        for (JsonNode plug : tree.path(CONNECTORS)) {
            boolean it = plug.path("id").asString("").equalsIgnoreCase(connector);
            found |= it;
            plugs.add(!it ? plug : partial ? Merge.merged(object(plug).deepCopy(), said) : said);
        }
        if (!found) {
            plugs.add(said);
        }
        tree.set(CONNECTORS, plugs);
        raise(tree, at);
        HeldEvse after = evse(tree, owner, whole.dialect());
        return new HeldEvse(after.evse(), before.status(), before.statusAt(), after.original());
    }

    /** As its owner said it; what came in another protocol, in the version of the change. */
    private static Across.Whole own(HeldLocation held, Dialect dialect) {
        Original original = held.original();
        return said(original)
                .map(theirs -> new Across.Whole(object(read(original.bytes())), theirs))
                .orElseGet(() -> new Across.Whole(
                        object(read(
                                dialect.write(LocationMapping.toWire(held.location(), List.of()), Lowering.plain()))),
                        dialect));
    }

    /** As its owner said it, with the status that it has now. */
    private static Across.Whole tree(HeldEvse held, Dialect dialect) {
        Dialect theirs = said(held.original()).orElse(dialect);
        return new Across.Whole(tree(held, theirs, Lowering.plain()), theirs);
    }

    private static Optional<Dialect> said(Original original) {
        return original.protocol() == Protocol.OCPI ? Dialect.find(original.version()) : Optional.empty();
    }

    // --- putting together -----------------------------------------------------------------------------------------

    /** The location, the EVSE or the connector, as far as named. Null when there is no such thing. Throws {@link Unsayable}. */
    public static byte @Nullable [] part(
            HeldLocation held, @Nullable String evse, @Nullable String connector, Dialect dialect, Lowering losses) {
        if (evse == null) {
            return whole(held, dialect, losses);
        }
        requireSayable(held, dialect, losses);
        HeldEvse found = HeldPlaces.findEvse(held, evse).orElse(null);
        if (found == null) {
            return null;
        }
        ObjectNode tree = tree(found, dialect, losses);
        if (connector == null) {
            return Json.writeAsRead(tree);
        }
        for (JsonNode plug : tree.path(CONNECTORS)) {
            if (plug.path("id").asString("").equalsIgnoreCase(connector)) {
                return Json.writeAsRead(plug);
            }
        }
        return null;
    }

    /** An EVSE says nothing of who may see its location: it goes only where the location could go. */
    private static void requireSayable(HeldLocation held, Dialect dialect, Lowering to) {
        boolean old = dialect.release() == Release.V2_1_1;
        if (old && to.hubId() != null && !held.location().isPublic()) {
            throw new Unsayable("publish", "OCPI 2.1.1 can't say that a location is not for everybody.");
        }
        if (held.location().restricted() && !held.original().isOf(Protocol.OCPI, dialect.version())) {
            throw new Unsayable(
                    "publish_allowed_to", "Whom the location may be shown to can't be said in another version.");
        }
    }

    /** Throws {@link Unsayable}. */
    public static byte[] whole(HeldLocation held, Dialect dialect, Lowering losses) {
        ObjectNode tree = own(held, dialect, losses);
        ArrayNode evses = evses(held, dialect, tree.arrayNode(), losses);
        if (!evses.isEmpty()) {
            tree.set(EVSES, evses);
        }
        raise(tree, held.updatedAt());
        return Json.writeAsRead(tree);
    }

    /** What says the EVSE's status and nothing else. */
    public static byte[] status(EvseStatus status, Instant at) {
        return Json.write(new StatusPatch(EvseMapping.status(status), WireTime.forWire(at)));
    }

    @SuppressWarnings("MemberName")
    private record StatusPatch(String status, Instant last_updated) {}

    private static ArrayNode evses(HeldLocation held, Dialect dialect, ArrayNode list, Lowering losses) {
        for (HeldEvse evse : held.evses()) {
            try {
                list.add(tree(evse, dialect, losses));
            } catch (Unsayable e) {
                losses.lost(EVSES, e.sentence());
            }
        }
        return list;
    }

    private static ObjectNode own(HeldLocation held, Dialect dialect, Lowering losses) {
        return object(read(
                held.original().isOf(Protocol.OCPI, dialect.version())
                        ? dialect.placeForOthers(held.original().bytes(), 0, losses)
                        : dialect.write(HeldPlaces.location(held, losses), losses)));
    }

    /** With the status that it has now. */
    private static ObjectNode tree(HeldEvse held, Dialect dialect, Lowering losses) {
        if (!held.original().isOf(Protocol.OCPI, dialect.version())) {
            return object(read(dialect.write(HeldPlaces.evse(held, losses), losses)));
        }
        ObjectNode tree = object(read(dialect.placeForOthers(held.original().bytes(), 1, losses)));
        String status = EvseMapping.status(held.status());
        if (!tree.path(STATUS).asString("").equals(status)) {
            tree.put(STATUS, status);
        }
        raise(tree, held.updatedAt());
        return tree;
    }

    /** Its text stays where it is not older: nobody's time is rewritten without need (HUB-31). */
    private static void raise(ObjectNode tree, Instant at) {
        Optional<Instant> said = WireTime.parse(tree.path(UPDATED).asString(""));
        if (said.isEmpty() || said.get().isBefore(at)) {
            tree.put(UPDATED, WireTime.forWire(at).toString());
        }
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return Json.read(bytes);
        } catch (NotJson e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
    }

    private static ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("The body must be a JSON object.");
    }
}
