package org.roaminghub.vocabulary;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parking place beside EVSEs (OCPI 2.3.0). Sizes in metres, weight in kilograms, time limit in minutes, as reported. */
public record Parking(
        String fid,
        @Nullable String physicalReference,
        List<String> vehicleTypes,
        @Nullable BigDecimal maxWeight,
        @Nullable BigDecimal maxHeight,
        @Nullable BigDecimal maxLength,
        @Nullable BigDecimal maxWidth,
        @Nullable BigDecimal spaceLength,
        @Nullable BigDecimal spaceWidth,
        @Nullable Boolean dangerousGoodsAllowed,
        @Nullable String direction,
        @Nullable Boolean driveThrough,
        boolean restrictedToType,
        boolean reservationRequired,
        @Nullable BigDecimal timeLimit,
        @Nullable Boolean roofed,
        List<Image> images,
        @Nullable Boolean lighting,
        @Nullable Boolean refrigerationOutlet,
        List<String> standards,
        @Nullable String apdsReference) {

    public Parking {
        vehicleTypes = vehicleTypes == null ? List.of() : List.copyOf(vehicleTypes);
        images = images == null ? List.of() : List.copyOf(images);
        standards = standards == null ? List.of() : List.copyOf(standards);
    }
}
