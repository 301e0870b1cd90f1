package org.roaminghub.hub.privacy.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables that the slice owns. */
public record PrivacyTables(KeyStore keys, SubjectStore subjects, OriginalStore originals, SecretStore secrets) {

    public static PrivacyTables on(JdbcClient jdbc) {
        return new PrivacyTables(
                new KeyStore(jdbc), new SubjectStore(jdbc), new OriginalStore(jdbc), new SecretStore(jdbc));
    }
}
