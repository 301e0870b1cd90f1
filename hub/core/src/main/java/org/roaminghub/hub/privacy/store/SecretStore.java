package org.roaminghub.hub.privacy.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.secret}: values made once. */
public final class SecretStore {

    private final JdbcClient jdbc;

    public SecretStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The stored value; {@code fresh} becomes it when there is none. Two nodes that start at once agree on one. */
    public byte[] findOrAdd(String name, byte[] fresh) {
        jdbc.sql("insert into hub.secret (name, wrapped) values (?, ?) on conflict do nothing")
                .params(name, fresh)
                .update();
        return jdbc.sql("select wrapped from hub.secret where name = ?")
                .param(name)
                .query((row, n) -> row.getBytes(1))
                .single();
    }
}
