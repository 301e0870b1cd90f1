package org.roaminghub.connector.ocpi.outbound;

import java.util.List;
import org.roaminghub.connector.ocpi.wire.BusinessDetails;
import org.roaminghub.connector.ocpi.wire.Credentials;
import org.roaminghub.connector.ocpi.wire.CredentialsRole;
import org.roaminghub.spi.inbound.PartnerConnection.ClaimedParty;
import org.roaminghub.spi.inbound.Platforms;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Role;

/** Credentials objects, the hub's and partners' (OCPI 2.2.1 ch. 7). */
public final class HubCredentials {

    public static final String VERSIONS = "/ocpi/versions";

    private HubCredentials() {}

    /** 2.2.1: exactly one role, HUB, and no word of the parties behind it. */
    public static Credentials of(Platforms platforms, String hubName, String credential) {
        PartyId hub = platforms.hubParty();
        return new Credentials(
                credential,
                platforms.publicUrl() + VERSIONS,
                List.of(new CredentialsRole(
                        "HUB", new BusinessDetails(hubName, null, null), hub.party(), hub.country())));
    }

    public static List<ClaimedParty> claims(Credentials credentials) {
        return credentials.roles().stream()
                .map(r -> new ClaimedParty(
                        Role.valueOf(r.role()),
                        PartyId.of(r.country_code(), r.party_id()),
                        r.business_details().name(),
                        r.business_details().website(),
                        r.business_details().logo() == null
                                ? null
                                : r.business_details().logo().url()))
                .distinct()
                .toList();
    }
}
