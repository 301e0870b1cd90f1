package org.roaminghub.connector.ocpi.wire;

import org.jspecify.annotations.Nullable;

/** CdrToken, OCPI 2.2.1 ch. 10. The owner is absent only where 2.1.1 names none and nobody knows it. */
@SuppressWarnings("MemberName")
public record CdrToken(
        @Nullable String country_code, @Nullable String party_id, String uid, String type, String contract_id) {

    public static CdrToken read(Fields f) {
        return new CdrToken(
                f.countryCode(),
                f.partyId(),
                f.id("uid", 36),
                f.openCode("type", Codes.TOKEN_TYPE),
                f.id("contract_id", 36));
    }
}
