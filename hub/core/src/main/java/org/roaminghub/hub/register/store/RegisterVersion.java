package org.roaminghub.hub.register.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/** One row of {@code hub.register}: how often a register was changed. */
public final class RegisterVersion {

    private final JdbcClient jdbc;
    private final String name;

    public RegisterVersion(JdbcClient jdbc, String name) {
        this.jdbc = jdbc;
        this.name = name;
    }

    /** Every committed change has made it greater. */
    public long current() {
        return jdbc.sql("select version from hub.register where name = ?").param(name).query(Long.class).single();
    }

    /** First thing in a command that may change the register: others that want to wait until this one has ended. */
    public void claim() {
        jdbc.sql("update hub.register set version = version + 1 where name = ?").param(name).update();
    }
}
