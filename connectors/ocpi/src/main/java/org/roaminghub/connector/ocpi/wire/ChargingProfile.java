package org.roaminghub.connector.ocpi.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ChargingProfile, OCPI 2.2.1 ch. 14. {@code duration} in seconds. */
@SuppressWarnings("MemberName")
public record ChargingProfile(
        @Nullable Instant start_date_time,
        @Nullable Integer duration,
        String charging_rate_unit,
        @Nullable BigDecimal min_charging_rate,
        List<ChargingProfilePeriod> charging_profile_period) {

    public ChargingProfile {
        charging_profile_period = List.copyOf(charging_profile_period);
    }

    public static ChargingProfile read(Fields f) {
        Integer duration = f.findInteger("duration");
        BigDecimal slowest = f.findNumber("min_charging_rate");
        List<ChargingProfilePeriod> periods = f.list("charging_profile_period", ChargingProfilePeriod::read);
        for (int i = 1; i < periods.size(); i++) {
            if (periods.get(i).start_period() <= periods.get(i - 1).start_period()) {
                throw f.bad("charging_profile_period[" + i + "].start_period", "is not behind the one before");
            }
        }
        return new ChargingProfile(
                f.findTime("start_date_time"),
                duration == null ? null : (Integer) notNegative(f, "duration", duration),
                f.code("charging_rate_unit", Codes.CHARGING_RATE_UNIT),
                slowest == null ? null : notNegative(f, "min_charging_rate", slowest),
                periods);
    }

    static int notNegative(Fields f, String name, int number) {
        if (number < 0) {
            throw f.bad(name, "must not be negative");
        }
        return number;
    }

    static BigDecimal notNegative(Fields f, String name, BigDecimal number) {
        if (number.signum() < 0) {
            throw f.bad(name, "must not be negative");
        }
        return number;
    }
}
