package org.roaminghub.connector.ocpi.wire.v211;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.Fields;

/** Token, OCPI 2.1.1 mod_tokens. */
@SuppressWarnings("MemberName")
public record Token211(
        String uid,
        String type,
        String auth_id,
        @Nullable String visual_number,
        String issuer,
        boolean valid,
        String whitelist,
        @Nullable String language,
        Instant last_updated) {

    public static Token211 read(Fields f) {
        return new Token211(
                f.id("uid", 36),
                f.code("type", Codes.TOKEN_TYPE_211),
                f.id("auth_id", 36),
                f.findText("visual_number", 64),
                f.text("issuer", 64),
                f.flag("valid"),
                f.code("whitelist", Codes.WHITELIST_TYPE),
                f.findText("language", 2),
                f.time("last_updated"));
    }
}
