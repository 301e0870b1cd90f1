package org.roaminghub.connector.ocpi.wire;

import java.util.List;

/** Credentials, OCPI 2.2.1 ch. 7. A secret is in it: never to be logged. */
@SuppressWarnings("MemberName")
public record Credentials(String token, String url, List<CredentialsRole> roles) {

    public Credentials {
        roles = List.copyOf(roles);
    }

    public static Credentials read(Fields f) {
        return new Credentials(f.credential("token"), f.text("url", 255), f.some("roles", CredentialsRole::read));
    }

    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
