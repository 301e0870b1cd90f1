package org.roaminghub.connector.ocpi.wire.v211;

import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.Codes;
import org.roaminghub.connector.ocpi.wire.DisplayText;
import org.roaminghub.connector.ocpi.wire.Fields;

/** AuthorizationInfo, OCPI 2.1.1 mod_tokens. */
@SuppressWarnings("MemberName")
public record AuthorizationInfo211(
        String allowed,
        @Nullable LocationReferences211 location,
        @Nullable DisplayText info) {

    public static AuthorizationInfo211 read(Fields f) {
        return new AuthorizationInfo211(
                f.code("allowed", Codes.ALLOWED_TYPE),
                f.findObject("location", LocationReferences211::read),
                f.findObject("info", DisplayText::read));
    }
}
