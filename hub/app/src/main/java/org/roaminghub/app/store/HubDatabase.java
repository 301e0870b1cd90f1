package org.roaminghub.app.store;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schemas up to date and opens the pool. The pool works under a role that may add to the event store and the
 * originals but neither change nor delete there, where that role may be made.
 */
public final class HubDatabase {

    private static final Logger log = LoggerFactory.getLogger(HubDatabase.class);
    private static final String WRITER = "hub_writer";
    private static final int POOL_SIZE = 32;
    private static final int CONNECTION_TIMEOUT_MS = 5_000;

    /** A forgotten transaction would hold back every reader that waits for the oldest one. */
    private static final String SESSION_LIMITS =
            "-c idle_in_transaction_session_timeout=30000 -c transaction_timeout=30000 -c statement_timeout=30000";

    private HubDatabase() {}

    public static HubPool open(DatabaseAddress address) {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(address.url());
        owner.setUser(address.user());
        owner.setPassword(address.password());
        owner.setLogServerErrorDetail(false);
        migrate(owner, "hub", "classpath:db/hub");
        migrate(owner, "read", "classpath:db/read");
        return pool(address, restrict(owner));
    }

    private static void migrate(PGSimpleDataSource owner, String schema, String location) {
        Flyway.configure()
                .dataSource(owner)
                .schemas(schema)
                .defaultSchema(schema)
                .table("schema_history")
                .locations(location)
                .connectRetries(10)
                .load()
                .migrate();
    }

    private static boolean restrict(PGSimpleDataSource owner) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("do $$ begin if not exists (select from pg_roles where rolname = '" + WRITER
                    + "') then create role " + WRITER + " nologin; end if; end $$");
            statement.execute("grant " + WRITER + " to current_user");
            statement.execute("grant usage on schema hub, read to " + WRITER);
            statement.execute("grant select, insert, update, delete on all tables in schema hub to " + WRITER);
            statement.execute("revoke update, delete, truncate on hub.event, hub.original from " + WRITER);
            statement.execute("grant usage on all sequences in schema hub, read to " + WRITER);
            statement.execute("grant all on all tables in schema read to " + WRITER);
            return true;
        } catch (SQLException e) {
            log.warn(
                    "append_only=trigger_only reason={} hint=«let the database user create roles, or create {} and grant it»",
                    e.getMessage(),
                    WRITER);
            return false;
        }
    }

    private static HubPool pool(DatabaseAddress address, boolean restricted) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("hub");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(4);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        config.setInitializationFailTimeout(CONNECTION_TIMEOUT_MS);
        config.setAutoCommit(true);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("logServerErrorDetail", "false"); // else row values come into exceptions and logs
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("ApplicationName", "roaming-hub");
        config.addDataSourceProperty("socketTimeout", "40");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("options", SESSION_LIMITS);
        if (restricted) {
            config.setConnectionInitSql("set role " + WRITER);
        }
        return new HubPool(config);
    }
}
