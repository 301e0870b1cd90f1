package org.roaminghub.app.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same on a PostgreSQL in a container; skipped, and said so, where no Docker engine answers. */
@EnabledIf(value = "dockerAnswers", disabledReason = "no Docker engine answers on this machine")
class EventStoreOnContainerTest extends EventStoreContract {

    private @org.jspecify.annotations.Nullable PostgreSQLContainer container;

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    StoreUnderTest open() {
        PostgreSQLContainer server = new PostgreSQLContainer("postgres:17");
        container = server;
        server.start();
        return new StoreUnderTest(new DatabaseAddress(server.getJdbcUrl(), server.getUsername(), server.getPassword()));
    }

    @AfterAll
    void stopServer() {
        if (container != null) {
            container.stop();
        }
    }
}
