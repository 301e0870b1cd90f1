package org.roaminghub.connector.ocpi.wire;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** ChargingPreferences, OCPI 2.2.1 ch. 9. {@code energy_need} in kWh. */
@SuppressWarnings("MemberName")
public record ChargingPreferences(
        String profile_type,
        @Nullable Instant departure_time,
        @Nullable BigDecimal energy_need,
        @Nullable Boolean discharge_allowed) {

    public static ChargingPreferences read(Fields f) {
        BigDecimal energy = f.findNumber("energy_need");
        return new ChargingPreferences(
                f.code("profile_type", Codes.PROFILE_TYPE),
                f.findTime("departure_time"),
                energy == null ? null : ChargingProfile.notNegative(f, "energy_need", energy),
                f.findFlag("discharge_allowed"));
    }
}
