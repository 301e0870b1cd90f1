package org.roaminghub.connector.ocpi.wire;

import org.jspecify.annotations.Nullable;

/**
 * ChargingProfileResult and ClearProfileResult, OCPI 2.2.1 ch. 14; with a profile also ActiveChargingProfileResult, which is the
 * same otherwise.
 */
public record ChargingProfileResult(String result, @Nullable ActiveChargingProfile profile) {

    public static ChargingProfileResult read(Fields f) {
        return new ChargingProfileResult(
                f.code("result", Codes.CHARGING_PROFILE_RESULT), f.findObject("profile", ActiveChargingProfile::read));
    }
}
