package org.roaminghub.connector.ocpi.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Token, OCPI 2.2.1 ch. 12. */
@SuppressWarnings("MemberName")
public record Token(
        String country_code,
        String party_id,
        String uid,
        String type,
        String contract_id,
        @Nullable String visual_number,
        String issuer,
        @Nullable String group_id,
        boolean valid,
        String whitelist,
        @Nullable String language,
        @Nullable String default_profile_type,
        @Nullable EnergyContract energy_contract,
        Instant last_updated) {

    public static Token read(Fields f) {
        return new Token(
                f.countryCode(),
                f.partyId(),
                f.id("uid", 36),
                f.openCode("type", Codes.TOKEN_TYPE),
                f.id("contract_id", 36),
                f.findText("visual_number", 64),
                f.text("issuer", 64),
                f.findId("group_id", 36),
                f.flag("valid"),
                f.code("whitelist", Codes.WHITELIST_TYPE),
                f.findText("language", 2),
                f.findCode("default_profile_type", Codes.PROFILE_TYPE),
                f.findObject("energy_contract", EnergyContract::read),
                f.time("last_updated"));
    }
}
