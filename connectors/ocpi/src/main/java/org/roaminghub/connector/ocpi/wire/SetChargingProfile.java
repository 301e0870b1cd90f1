package org.roaminghub.connector.ocpi.wire;

/** SetChargingProfile, OCPI 2.2.1 ch. 14. */
@SuppressWarnings("MemberName")
public record SetChargingProfile(ChargingProfile charging_profile, String response_url) {

    public static SetChargingProfile read(Fields f) {
        return new SetChargingProfile(f.object("charging_profile", ChargingProfile::read), f.text("response_url", 255));
    }
}
