package org.roaminghub.connector.ocpi.wire;

/** CdrToken, OCPI 2.2.1 ch. 10. */
@SuppressWarnings("MemberName")
public record CdrToken(String country_code, String party_id, String uid, String type, String contract_id) {

    public static CdrToken read(Fields f) {
        return new CdrToken(
                f.countryCode(),
                f.partyId(),
                f.id("uid", 36),
                f.code("type", Codes.TOKEN_TYPE),
                f.id("contract_id", 36));
    }
}
