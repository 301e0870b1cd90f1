package org.roaminghub.app;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Plug & Charge, by HUB_PNC_… in the environment or hub.pnc.… in application.yaml. {@code roots}: PEM file with the V2G and mobility
 * operators' roots that are believed; {@code ocsp}: whether responders are asked; {@code ocspHosts}: private addresses that
 * stations may name as such; {@code poolUrl} and {@code poolToken}: where cars' requests for contract certificates go.
 */
@ConfigurationProperties("hub.pnc")
public record PncSettings(
        @Nullable Path roots,
        boolean ocsp,
        @Nullable List<String> ocspHosts,
        @Nullable URI poolUrl,
        @Nullable String poolToken) {

    public PncSettings {
        ocspHosts = ocspHosts == null ? List.of() : List.copyOf(ocspHosts);
        if (roots != null && !Files.isReadable(roots)) {
            throw new IllegalArgumentException("HUB_PNC_ROOTS: " + roots + " can't be read");
        }
    }

    @Override
    public String toString() {
        return "PncSettings[" + poolUrl + "]";
    }
}
