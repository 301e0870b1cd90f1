package org.roaminghub.hub.party.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of this slice. */
public record PartyTables(PlatformStore platforms, CredentialStore credentials) {

    public static PartyTables on(JdbcClient jdbc) {
        return new PartyTables(new PlatformStore(jdbc), new CredentialStore(jdbc));
    }
}
