package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.OcpiConnector;
import org.roaminghub.hub.station.OwnPlaces;
import org.roaminghub.spi.HeldLocation;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Locations;
import org.roaminghub.vocabulary.Location;
import org.roaminghub.vocabulary.Protocol;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Places of the hub's own stations after they were entered. Partners' places are theirs to change. */
@RestController
@RequestMapping("/api/v1/locations/{id}")
@Tag(name = "Stations")
class OwnPlaceController {

    private static final String OCPI_VERSION = "2.2.1";
    private static final String UPDATED = "last_updated";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** EVSEs come with their stations, which tell what they are doing; ids are in bills. */
    private static final Set<String> FIXED_OF_LOCATION = Set.of("country_code", "party_id", "id", "evses", UPDATED);

    private static final Set<String> FIXED_OF_EVSE = Set.of("uid", "evse_id", "status", "connectors", UPDATED);
    private static final Set<String> FIXED_OF_CONNECTOR = Set.of("id", UPDATED);

    private final OwnPlaces places;

    OwnPlaceController(OwnPlaces places) {
        this.places = places;
    }

    @PatchMapping(consumes = "application/json")
    @Operation(
            summary = "Changes a location of the hub's own stations, by its own id",
            description =
                    "Any fields of an OCPI 2.2.1 Location but ids, evses and last_updated; null takes one away. Partners are told of"
                            + " it as of any CPO's change.")
    LocationItem location(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @RequestBody byte[] body) {
        return changed(user, target(id, null, null), body, FIXED_OF_LOCATION);
    }

    @PatchMapping(path = "/evses/{uid}", consumes = "application/json")
    @Operation(
            summary = "Changes an EVSE of the hub's own stations",
            description =
                    "Any fields of an OCPI 2.2.1 EVSE but ids, status, connectors and last_updated; null takes one"
                            + " away. Capabilities that the station's own settings speak of follow those.")
    LocationItem evse(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @PathVariable String uid,
            @RequestBody byte[] body) {
        return changed(user, target(id, uid, null), body, FIXED_OF_EVSE);
    }

    @PatchMapping(path = "/evses/{uid}/connectors/{connector}", consumes = "application/json")
    @Operation(
            summary = "Changes a connector of the hub's own stations",
            description =
                    "Any fields of an OCPI 2.2.1 Connector but id and last_updated; null takes one away. With other"
                            + " tariff_ids sessions that run keep the tariff that they started with.")
    LocationItem connector(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @PathVariable String uid,
            @PathVariable String connector,
            @RequestBody byte[] body) {
        return changed(user, target(id, uid, connector), body, FIXED_OF_CONNECTOR);
    }

    private LocationTarget target(String id, @Nullable String evse, @Nullable String connector) {
        return new LocationTarget(places.owner(), id, evse, connector);
    }

    private LocationItem changed(AdminUser user, LocationTarget target, byte[] body, Set<String> fixed) {
        HeldLocation held = places.find(target.location())
                .filter(found -> user.scope().covers(found.location().owner()))
                .orElseThrow(() -> Problem.unknown("location of the hub's own stations"));
        ObjectNode change = read(body);
        for (String name : change.propertyNames()) {
            if (fixed.contains(name)) {
                throw Problem.malformed(name, "is not changed this way");
            }
        }
        if (change.isEmpty()) {
            throw Problem.malformed("body", "changes nothing");
        }
        change.put(UPDATED, places.timeOfChange(held).toString());
        byte[] text = JSON.writeValueAsBytes(change);
        Locations.Change edit;
        try {
            edit = OcpiConnector.change(target, text);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("body", String.valueOf(e.getMessage()));
        }
        Original message = new Original(Protocol.OCPI, OCPI_VERSION, "application/json", text);
        return item(Problem.orThrow(places.change(target, edit, message, user.actor())));
    }

    /** With its numbers as they are written. */
    private static ObjectNode read(byte[] body) {
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException none) {
            throw Problem.malformed("body", "is no JSON");
        }
        throw Problem.malformed("body", "is a JSON object");
    }

    /** As the lists show it. */
    private static LocationItem item(HeldLocation held) {
        Location location = held.location();
        boolean shown = location.isPublic();
        return LocationItemMapping.location(
                String.valueOf(location.location()),
                shown ? location : location.discreet(),
                held.evses().stream()
                        .map(e -> LocationItemMapping.evse(
                                String.valueOf(e.evse().evse()),
                                shown ? e.evse() : e.evse().discreet(),
                                e.status().name(),
                                e.updatedAt()))
                        .toList(),
                shown ? "PUBLISHED" : "UNPUBLISHED");
    }
}
