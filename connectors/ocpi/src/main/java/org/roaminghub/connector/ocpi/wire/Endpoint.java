package org.roaminghub.connector.ocpi.wire;

import org.jspecify.annotations.Nullable;

/** Endpoint, OCPI 2.2.1 ch. 6. The identifier is open: partners list modules of their own. 2.1.1 has no role. */
@SuppressWarnings("MemberName")
public record Endpoint(String identifier, @Nullable String role, String url) {

    public static Endpoint read(Fields f) {
        return new Endpoint(
                f.text("identifier", 64),
                f.release().hasRouting() ? f.code("role", Codes.INTERFACE_ROLE) : null,
                f.text("url", 255));
    }
}
