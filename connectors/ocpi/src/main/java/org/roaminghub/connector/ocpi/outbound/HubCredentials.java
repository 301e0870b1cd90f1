package org.roaminghub.connector.ocpi.outbound;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Words;
import org.roaminghub.connector.ocpi.wire.BusinessDetails;
import org.roaminghub.connector.ocpi.wire.Credentials;
import org.roaminghub.connector.ocpi.wire.CredentialsRole;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.KnownPlatform.HostedParty;
import org.roaminghub.spi.inbound.PartnerConnection.ClaimedParty;
import org.roaminghub.spi.inbound.Platforms;
import org.roaminghub.spi.inbound.Routes;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Role;

/** Credentials objects, the hub's and partners' (OCPI 2.2.1 ch. 7, 2.3.0 ch. 7; facts §2). */
public final class HubCredentials {

    public static final String VERSIONS = "/ocpi/versions";

    private final Platforms platforms;
    private final Routes routes;
    private final String hubName;

    public HubCredentials(Platforms platforms, Routes routes, String hubName) {
        this.platforms = platforms;
        this.routes = routes;
        this.hubName = hubName;
    }

    /** What the hub tells that platform of itself, in that version. */
    public byte[] of(Dialect dialect, PlatformId platform, String credential) {
        String url = platforms.publicUrl() + VERSIONS;
        PartyId hub = platforms.hubParty();
        return dialect.write(
                switch (dialect.release()) {
                    // One party, or one role HUB, and no word of the parties behind it.
                    case V2_1_1, V2_2_1 -> new Credentials(credential, url, null, List.of(role("HUB", hub, hubName)));
                    case V2_3_0 ->
                        new Credentials(credential, url, hub.country() + hub.party(), reachable(platform, hub));
                });
    }

    /** All parties that the platform can reach through the hub. At least one role must stand there: else the hub itself. */
    private List<CredentialsRole> reachable(PlatformId platform, PartyId hub) {
        List<CredentialsRole> roles = new ArrayList<>();
        for (HostedParty party : routes.reachable(platform)) {
            if (party.role() != Role.HUB) {
                roles.add(role(Words.role(party.role()), party.party(), party.name()));
            }
        }
        return roles.isEmpty() ? List.of(role("OTHER", hub, hubName)) : roles;
    }

    private static CredentialsRole role(String role, PartyId party, String name) {
        return new CredentialsRole(role, new BusinessDetails(name, null, null), party.party(), party.country());
    }

    /**
     * Who the partner says it is. 2.1.1 says no role: it is the one in which the administrator entered the party, else the one
     * that the platform has; empty when nobody entered any.
     */
    public static List<ClaimedParty> claims(Credentials credentials, KnownPlatform platform) {
        return credentials.roles().stream()
                .flatMap(r -> roles(r, platform).stream().map(role -> claim(r, role)))
                .distinct()
                .toList();
    }

    private static ClaimedParty claim(CredentialsRole r, Role role) {
        return new ClaimedParty(
                role,
                PartyId.of(r.country_code(), r.party_id()),
                r.business_details().name(),
                r.business_details().website(),
                logo(r.business_details()));
    }

    private static @Nullable String logo(BusinessDetails business) {
        return business.logo() == null ? null : business.logo().url();
    }

    private static List<Role> roles(CredentialsRole said, KnownPlatform platform) {
        if (said.role() != null) {
            return List.of(Role.valueOf(said.role()));
        }
        PartyId party = PartyId.of(said.country_code(), said.party_id());
        List<Role> entered = platform.parties().stream()
                .filter(p -> p.party().equals(party))
                .map(HostedParty::role)
                .distinct()
                .toList();
        return entered.isEmpty()
                ? platform.parties().stream().map(HostedParty::role).distinct().toList()
                : entered;
    }
}
