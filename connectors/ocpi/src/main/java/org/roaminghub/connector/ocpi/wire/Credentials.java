package org.roaminghub.connector.ocpi.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Credentials, OCPI 2.3.0 ch. 7; 2.2.1 has no hub_party_id, 2.1.1 has one party instead of roles. A secret is in it: never to be logged. */
@SuppressWarnings("MemberName")
public record Credentials(
        String token, String url, @Nullable String hub_party_id, List<CredentialsRole> roles) {

    public Credentials {
        roles = List.copyOf(roles);
    }

    public static Credentials read(Fields f) {
        return new Credentials(
                f.credential("token"),
                f.text("url", 255),
                f.release() == Release.V2_3_0 ? f.findId("hub_party_id", 5) : null,
                f.release() == Release.V2_1_1
                        ? List.of(CredentialsRole.read(f))
                        : f.some("roles", CredentialsRole::read));
    }

    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
