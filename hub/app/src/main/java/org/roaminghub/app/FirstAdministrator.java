package org.roaminghub.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.roaminghub.app.admin.AdminToken;
import org.roaminghub.app.store.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/** The token of the first administrator: {@code HUB_ADMIN_TOKEN}, else one that is made once. */
@Configuration(proxyBeanMethods = false)
class FirstAdministrator {

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final int TOKEN_BYTES = 32;

    @Bean
    AdminToken adminToken(HubSettings settings) {
        String given = settings.adminToken();
        if (StringUtils.hasText(given)) {
            return new AdminToken(given);
        }
        Path file = settings.dataDir().toAbsolutePath().resolve("admin-token");
        String token = PrivateFiles.readOrMake(file, () -> {
            byte[] fresh = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(fresh);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(fresh);
        });
        log.info("admin_token_file={}", file);
        return new AdminToken(token);
    }
}
