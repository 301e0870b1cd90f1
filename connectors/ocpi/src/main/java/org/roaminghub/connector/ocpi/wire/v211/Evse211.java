package org.roaminghub.connector.ocpi.wire.v211;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.DisplayText;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.GeoLocation;
import org.roaminghub.connector.ocpi.wire.Image;
import org.roaminghub.connector.ocpi.wire.PlaceCodes;
import org.roaminghub.connector.ocpi.wire.StatusSchedule;

/** EVSE, OCPI 2.1.1 mod_locations. */
@SuppressWarnings("MemberName")
public record Evse211(
        String uid,
        @Nullable String evse_id,
        String status,
        List<StatusSchedule> status_schedule,
        List<String> capabilities,
        List<Connector211> connectors,
        @Nullable String floor_level,
        @Nullable GeoLocation coordinates,
        @Nullable String physical_reference,
        List<DisplayText> directions,
        List<String> parking_restrictions,
        List<Image> images,
        Instant last_updated) {

    public Evse211 {
        status_schedule = List.copyOf(status_schedule);
        capabilities = List.copyOf(capabilities);
        connectors = List.copyOf(connectors);
        directions = List.copyOf(directions);
        parking_restrictions = List.copyOf(parking_restrictions);
        images = List.copyOf(images);
    }

    /** As sessions and CDRs need it. */
    public Evse211(
            String uid, @Nullable String evse_id, String status, List<Connector211> connectors, Instant last_updated) {
        this(
                uid,
                evse_id,
                status,
                List.of(),
                List.of(),
                connectors,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                last_updated);
    }

    public static Evse211 read(Fields f) {
        return new Evse211(
                f.id("uid", 39),
                f.findId("evse_id", 48),
                f.code("status", Codes.EVSE_STATUS),
                f.list("status_schedule", StatusSchedule::read),
                f.codes("capabilities", PlaceCodes.CAPABILITY),
                f.some("connectors", Connector211::read),
                f.findText("floor_level", 4),
                f.findObject("coordinates", GeoLocation::read),
                f.findText("physical_reference", 16),
                f.list("directions", DisplayText::read),
                f.codes("parking_restrictions", PlaceCodes.PARKING_RESTRICTION),
                f.list("images", Image::read),
                f.time("last_updated"));
    }

    /** In a session or CDR: what else is wrong with it is no reason to refuse the charge. */
    static Evse211 readUsed(Fields f) {
        return new Evse211(
                f.id("uid", 39),
                f.findId("evse_id", 48),
                f.code("status", Codes.EVSE_STATUS),
                f.some("connectors", Connector211::read),
                f.time("last_updated"));
    }
}
