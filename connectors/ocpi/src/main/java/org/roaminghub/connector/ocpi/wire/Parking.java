package org.roaminghub.connector.ocpi.wire;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parking, OCPI 2.3.0 ch. 8. */
@SuppressWarnings("MemberName")
public record Parking(
        String id,
        @Nullable String physical_reference,
        List<String> vehicle_types,
        @Nullable BigDecimal max_vehicle_weight,
        @Nullable BigDecimal max_vehicle_height,
        @Nullable BigDecimal max_vehicle_length,
        @Nullable BigDecimal max_vehicle_width,
        @Nullable BigDecimal parking_space_length,
        @Nullable BigDecimal parking_space_width,
        @Nullable Boolean dangerous_goods_allowed,
        @Nullable String direction,
        @Nullable Boolean drive_through,
        boolean restricted_to_type,
        boolean reservation_required,
        @Nullable BigDecimal time_limit,
        @Nullable Boolean roofed,
        List<Image> images,
        @Nullable Boolean lighting,
        @Nullable Boolean refrigeration_outlet,
        List<String> standards,
        @Nullable String apds_reference) {

    private static final Set<String> DIRECTION = Set.of("PARALLEL", "PERPENDICULAR", "ANGLE");

    public Parking {
        vehicle_types = List.copyOf(vehicle_types);
        images = List.copyOf(images);
        standards = List.copyOf(standards);
    }

    public static Parking read(Fields f) {
        return new Parking(
                f.id("id", 36),
                f.findText("physical_reference", 12),
                f.ids("vehicle_types", 100),
                f.findNumber("max_vehicle_weight"),
                f.findNumber("max_vehicle_height"),
                f.findNumber("max_vehicle_length"),
                f.findNumber("max_vehicle_width"),
                f.findNumber("parking_space_length"),
                f.findNumber("parking_space_width"),
                f.findFlag("dangerous_goods_allowed"),
                f.findCode("direction", DIRECTION),
                f.findFlag("drive_through"),
                f.flag("restricted_to_type"),
                f.flag("reservation_required"),
                f.findNumber("time_limit"),
                f.findFlag("roofed"),
                f.list("images", Image::read),
                f.findFlag("lighting"),
                f.findFlag("refrigeration_outlet"),
                f.ids("standards", 36),
                f.findId("apds_reference", 255));
    }
}
