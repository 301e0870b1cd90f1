package org.roaminghub.connector.ocpi.wire;

/** CredentialsRole, OCPI 2.2.1 ch. 7. */
@SuppressWarnings("MemberName")
public record CredentialsRole(String role, BusinessDetails business_details, String party_id, String country_code) {

    public static CredentialsRole read(Fields f) {
        return new CredentialsRole(
                f.code("role", Codes.ROLE),
                f.object("business_details", BusinessDetails::read),
                f.partyId(),
                f.countryCode());
    }
}
