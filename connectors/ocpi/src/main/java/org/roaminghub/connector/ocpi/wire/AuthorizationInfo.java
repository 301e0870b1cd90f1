package org.roaminghub.connector.ocpi.wire;

import org.jspecify.annotations.Nullable;

/** AuthorizationInfo, OCPI 2.2.1 ch. 12. */
@SuppressWarnings("MemberName")
public record AuthorizationInfo(
        String allowed,
        Token token,
        @Nullable LocationReferences location,
        @Nullable String authorization_reference,
        @Nullable DisplayText info) {

    public static AuthorizationInfo read(Fields f) {
        return new AuthorizationInfo(
                f.code("allowed", Codes.ALLOWED_TYPE),
                f.object("token", Token::read),
                f.findObject("location", LocationReferences::read),
                f.findId("authorization_reference", 36),
                f.findObject("info", DisplayText::read));
    }
}
