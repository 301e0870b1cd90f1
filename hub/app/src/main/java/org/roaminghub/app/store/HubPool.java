package org.roaminghub.app.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/** The hub's connections. Their transactions begin with the first write. */
public final class HubPool extends HikariDataSource {

    HubPool(HikariConfig config) {
        super(config);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return LazyTransaction.of(super.getConnection());
    }

    /** One that nothing of this application stands before. */
    Connection plainConnection() throws SQLException {
        return super.getConnection();
    }
}
