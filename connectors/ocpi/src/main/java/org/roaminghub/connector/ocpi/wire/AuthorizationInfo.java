package org.roaminghub.connector.ocpi.wire;

import org.jspecify.annotations.Nullable;

/** AuthorizationInfo, OCPI 2.2.1 ch. 12. The token is absent only where 2.1.1 said it, which has none. */
@SuppressWarnings("MemberName")
public record AuthorizationInfo(
        String allowed,
        @Nullable Token token,
        @Nullable LocationReferences location,
        @Nullable String authorization_reference,
        @Nullable DisplayText info) {

    public AuthorizationInfo with(Token known, @Nullable String reference) {
        return new AuthorizationInfo(allowed, known, location, reference, info);
    }

    public static AuthorizationInfo read(Fields f) {
        return new AuthorizationInfo(
                f.code("allowed", Codes.ALLOWED_TYPE),
                f.object("token", Token::read),
                f.findObject("location", LocationReferences::read),
                f.findId("authorization_reference", 36),
                f.findObject("info", DisplayText::read));
    }
}
