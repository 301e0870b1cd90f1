package org.roaminghub.app;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** What an operator may set, by HUB_… in the environment or hub.… in application.yaml. Defaults are in application.yaml. */
@ConfigurationProperties("hub")
public record HubSettings(
        int port,
        int ocppPort,
        int managementPort,
        String publicUrl,
        String party,
        Path dataDir,
        Path keyFile,
        boolean allowPlainHttp,
        long rateLimit,
        Duration stillAlive,
        @Nullable String dbUrl,
        @Nullable String dbUser,
        @Nullable String dbPassword,
        @Nullable String axonserver,
        @Nullable String adminToken) {

    public HubSettings {
        if (axonserver != null && !axonserver.isBlank()) {
            throw new IllegalArgumentException(
                    "HUB_AXONSERVER is set, but this version doesn't route between nodes yet:"
                            + " unset it. Several hubs may share one PostgreSQL without it");
        }
    }

    /** Without the slash that people put at the end. */
    public String publicBase() {
        return publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    }
}
