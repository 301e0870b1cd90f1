package org.roaminghub.spi.inbound;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.PlatformId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Role;

/** A platform as a connector sees it. {@code connection} is absent until the first handshake. */
public record KnownPlatform(
        PlatformId platform,
        String name,
        Protocol protocol,
        ConnectionStatus status,
        List<HostedParty> parties,
        @Nullable PartnerConnection connection,
        Gate gate) {

    public KnownPlatform {
        parties = List.copyOf(parties);
    }

    /** One whose gate is open. */
    public KnownPlatform(
            PlatformId platform,
            String name,
            Protocol protocol,
            ConnectionStatus status,
            List<HostedParty> parties,
            @Nullable PartnerConnection connection) {
        this(platform, name, protocol, status, parties, connection, Gate.OPEN);
    }

    /** A party that the platform speaks for; inactive = claimed by the partner and not yet approved. */
    public record HostedParty(
            Role role,
            PartyId party,
            String name,
            @Nullable String website,
            @Nullable String logo,
            boolean active) {}

    public boolean speaksFor(PartyId party) {
        return parties.stream().anyMatch(p -> p.active() && p.party().equals(party));
    }

    public boolean speaksFor(PartyId party, Role role) {
        return parties.stream().anyMatch(p -> p.active() && p.party().equals(party) && p.role() == role);
    }

    public boolean isRegistered() {
        return connection != null;
    }

    public Optional<PartnerConnection> findConnection() {
        return Optional.ofNullable(connection);
    }
}
