package org.roaminghub.connector.ocpi.wire;

import org.jspecify.annotations.Nullable;

/** CredentialsRole, OCPI 2.2.1 ch. 7. 2.1.1 says no role: what the partner offers tells it. */
@SuppressWarnings("MemberName")
public record CredentialsRole(
        @Nullable String role, BusinessDetails business_details, String party_id, String country_code) {

    public static CredentialsRole read(Fields f) {
        return new CredentialsRole(
                role(f), f.object("business_details", BusinessDetails::read), f.partyId(), f.countryCode());
    }

    private static @Nullable String role(Fields f) {
        return switch (f.release()) {
            case V2_1_1 -> null;
            case V2_2_1 -> f.code("role", Codes.ROLE);
            case V2_3_0 -> f.code("role", Codes.ROLE_230);
        };
    }
}
