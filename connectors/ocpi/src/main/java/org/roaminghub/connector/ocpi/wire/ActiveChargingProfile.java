package org.roaminghub.connector.ocpi.wire;

import java.time.Instant;

/** ActiveChargingProfile, OCPI 2.2.1 ch. 14. */
@SuppressWarnings("MemberName")
public record ActiveChargingProfile(Instant start_date_time, ChargingProfile charging_profile) {

    public static ActiveChargingProfile read(Fields f) {
        return new ActiveChargingProfile(
                f.time("start_date_time"), f.object("charging_profile", ChargingProfile::read));
    }
}
