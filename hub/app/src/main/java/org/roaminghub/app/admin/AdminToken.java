package org.roaminghub.app.admin;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.roaminghub.app.HubSettings;
import org.roaminghub.app.store.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bearer token of the first administrator: {@code HUB_ADMIN_TOKEN} or the one made in the data folder. */
public record AdminToken(String value) {

    private static final Logger log = LoggerFactory.getLogger(AdminToken.class);
    private static final int BYTES = 32;

    public AdminToken {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the administrator's token is empty");
        }
    }

    /** As set; else made once and kept in {@code admin-token} (mode 0600). Its place is logged, its value never. */
    static AdminToken of(HubSettings settings) {
        String set = settings.adminToken();
        if (set != null && !set.isBlank()) {
            return new AdminToken(set.strip());
        }
        Path file = settings.dataDir().resolve("admin-token");
        String made = PrivateFiles.readOrMake(file, () -> {
            byte[] fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(fresh);
        });
        log.info("admin_token=kept file={}", file.toAbsolutePath());
        return new AdminToken(made);
    }

    @Override
    public String toString() {
        return "AdminToken[…]";
    }
}
