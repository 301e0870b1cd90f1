package org.roaminghub.spi.inbound;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Role;

/**
 * How to reach a partner, as learnt in the handshake. {@code credential} is what the hub must present to it and is kept
 * sealed. {@code settings} are learnt values, such as how it writes tokens.
 */
public record PartnerConnection(
        String version,
        String url,
        String credential,
        List<Endpoint> endpoints,
        List<ClaimedParty> parties,
        Map<String, String> settings) {

    public PartnerConnection {
        endpoints = List.copyOf(endpoints);
        parties = List.copyOf(parties);
        settings = Map.copyOf(settings);
    }

    /** One interface of the partner; role SENDER or RECEIVER. */
    public record Endpoint(String module, String role, String url) {}

    /** A party that the partner says it speaks for. */
    public record ClaimedParty(
            Role role,
            PartyId party,
            String name,
            @Nullable String website,
            @Nullable String logo) {}

    public Optional<String> findUrl(String module, String role) {
        return endpoints.stream()
                .filter(e -> e.module().equals(module) && e.role().equals(role))
                .map(Endpoint::url)
                .findFirst();
    }

    @Override
    public String toString() {
        return "PartnerConnection[" + version + "]";
    }
}
