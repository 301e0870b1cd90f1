package org.roaminghub.connector.ocpi.wire;

import java.math.BigDecimal;

/** ChargingProfilePeriod, OCPI 2.2.1 ch. 14: from so many seconds after the profile's start on, in its unit. */
@SuppressWarnings("MemberName")
public record ChargingProfilePeriod(int start_period, BigDecimal limit) {

    public static ChargingProfilePeriod read(Fields f) {
        return new ChargingProfilePeriod(
                ChargingProfile.notNegative(f, "start_period", f.integer("start_period")),
                ChargingProfile.notNegative(f, "limit", f.number("limit")));
    }
}
