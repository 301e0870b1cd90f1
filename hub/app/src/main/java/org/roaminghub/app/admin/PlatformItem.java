package org.roaminghub.app.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.PartnerConnection;

/** A platform as an administrator sees it; credentials are never shown. */
@ApiJson
record PlatformItem(
        String platformId,
        String name,
        String protocol,
        String status,
        List<PartyItem> parties,
        @Nullable String version,
        @Nullable String versionsUrl,
        @Nullable List<EndpointItem> endpoints,
        @Nullable Integer rateLimit,
        @Nullable List<String> clientCertificates,
        @Nullable Instant lastSeen) {

    /** {@code active} false: claimed by the partner, not yet approved. */
    @ApiJson
    record PartyItem(
            String role,
            String party,
            String name,
            @Nullable String website,
            @Nullable String logo,
            boolean active) {}

    @ApiJson
    record EndpointItem(String module, String role, String url) {}

    static PlatformItem of(KnownPlatform platform, @Nullable Instant lastSeen) {
        PartnerConnection connection = platform.connection();
        return new PlatformItem(
                platform.platform().toString(),
                platform.name(),
                platform.protocol().name(),
                platform.status().name(),
                platform.parties().stream()
                        .map(p -> new PartyItem(
                                p.role().name(), p.party().value(), p.name(), p.website(), p.logo(), p.active()))
                        .toList(),
                connection == null ? null : connection.version(),
                connection == null ? null : connection.url(),
                connection == null
                        ? null
                        : connection.endpoints().stream()
                                .map(e -> new EndpointItem(e.module(), e.role(), e.url()))
                                .toList(),
                platform.gate().requestsPerSecond(),
                platform.gate().asksForCertificate() ? platform.gate().certificates() : null,
                lastSeen);
    }
}
