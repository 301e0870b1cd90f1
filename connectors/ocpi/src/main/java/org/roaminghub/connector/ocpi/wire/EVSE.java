package org.roaminghub.connector.ocpi.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** EVSE, OCPI 2.3.0 ch. 8. */
@SuppressWarnings("MemberName")
public record EVSE(
        String uid,
        @Nullable String evse_id,
        String status,
        List<StatusSchedule> status_schedule,
        List<String> capabilities,
        List<Connector> connectors,
        @Nullable String floor_level,
        @Nullable GeoLocation coordinates,
        @Nullable String physical_reference,
        List<DisplayText> directions,
        List<String> parking_restrictions,
        List<EVSEParking> parking,
        List<Image> images,
        List<String> accepted_service_providers,
        Instant last_updated) {

    public EVSE {
        status_schedule = List.copyOf(status_schedule);
        capabilities = List.copyOf(capabilities);
        connectors = List.copyOf(connectors);
        directions = List.copyOf(directions);
        parking_restrictions = List.copyOf(parking_restrictions);
        parking = List.copyOf(parking);
        images = List.copyOf(images);
        accepted_service_providers = List.copyOf(accepted_service_providers);
    }

    public static EVSE read(Fields f, Edition edition) {
        return new EVSE(
                f.id("uid", 36),
                f.findId("evse_id", 48),
                f.code("status", PlaceCodes.STATUS),
                f.list("status_schedule", StatusSchedule::read),
                edition.words(f, "capabilities", PlaceCodes.CAPABILITY),
                f.some("connectors", c -> Connector.read(c, edition)),
                f.findText("floor_level", 4),
                f.findObject("coordinates", GeoLocation::read),
                f.findText("physical_reference", 16),
                f.list("directions", DisplayText::read),
                edition.words(f, "parking_restrictions", PlaceCodes.PARKING_RESTRICTION),
                edition.isNewest() ? f.list("parking", EVSEParking::read) : List.of(),
                f.list("images", Image::read),
                edition.isNewest() ? f.ids("accepted_service_providers", 50) : List.of(),
                f.time("last_updated"));
    }

    /** The same under another uid. */
    public EVSE named(String renamed) {
        return new EVSE(
                renamed,
                evse_id,
                status,
                status_schedule,
                capabilities,
                connectors,
                floor_level,
                coordinates,
                physical_reference,
                directions,
                parking_restrictions,
                parking,
                images,
                accepted_service_providers,
                last_updated);
    }

    /** With one of its connectors only. */
    public EVSE with(Connector used) {
        return new EVSE(
                uid,
                evse_id,
                status,
                status_schedule,
                capabilities,
                List.of(used),
                floor_level,
                coordinates,
                physical_reference,
                directions,
                parking_restrictions,
                parking,
                images,
                accepted_service_providers,
                last_updated);
    }

    /** With another status. */
    public EVSE now(String newStatus, Instant changedAt) {
        return new EVSE(
                uid,
                evse_id,
                newStatus,
                status_schedule,
                capabilities,
                connectors,
                floor_level,
                coordinates,
                physical_reference,
                directions,
                parking_restrictions,
                parking,
                images,
                accepted_service_providers,
                changedAt);
    }
}
