package org.roaminghub.connector.ocpi.wire;

/** Endpoint, OCPI 2.2.1 ch. 6. The identifier is open: partners list modules of their own. */
@SuppressWarnings("MemberName")
public record Endpoint(String identifier, String role, String url) {

    public static Endpoint read(Fields f) {
        return new Endpoint(f.text("identifier", 64), f.code("role", Codes.INTERFACE_ROLE), f.text("url", 255));
    }
}
