package org.roaminghub.connector.ocpi.mapping;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.inbound.Locations.Change;
import org.roaminghub.vocabulary.EvseStatus;
import tools.jackson.databind.JsonNode;

/** A partial update of a location, an EVSE or a connector (OCPI 2.2.1 §8.2.2.3): what becomes of the one that is held. */
public final class PlaceChange {

    /** Characters of every id here. */
    public static final int MAX_ID = 36;

    private PlaceChange() {}

    /** Throws {@link BadField}, and so do its edits. */
    public static Change of(LocationTarget target, JsonNode body, Dialect dialect) {
        Fields fields = Fields.of(body);
        Instant at = fields.time("last_updated");
        String evse = target.evse();
        String connector = target.connector();
        if (evse == null) {
            requireSameIfSaid("country_code", target.owner().country(), fields.findId("country_code", 2));
            requireSameIfSaid("party_id", target.owner().party(), fields.findId("party_id", 3));
            requireSameIfSaid("id", target.location(), fields.findId("id", MAX_ID));
            return new Change.EditedLocation(at, before -> LocationTree.patched(before, body, dialect));
        }
        if (connector == null) {
            requireSameIfSaid("uid", evse, fields.findId("uid", MAX_ID));
            Optional<EvseStatus> status = LocationTree.statusAlone(body);
            return status.isPresent()
                    ? new Change.Status(status.get(), at)
                    : new Change.EditedEvse(at, false, before -> LocationTree.patched(before, body, dialect));
        }
        requireSameIfSaid("id", connector, fields.findId("id", MAX_ID));
        return new Change.EditedEvse(
                at, true, before -> LocationTree.withConnector(before, connector, body, at, true, dialect));
    }

    private static void requireSameIfSaid(String field, String inPath, @Nullable String inBody) {
        if (inBody != null) {
            requireSame(field, inPath, inBody);
        }
    }

    /** Ids and parties are compared without case. Throws {@link BadField}. */
    public static void requireSame(String field, String inPath, String inBody) {
        if (!inPath.equalsIgnoreCase(inBody)) {
            throw BadField.at(field, "is not that of the path");
        }
    }
}
