package org.roaminghub.app.store;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.roaminghub.app.TestFolders;

/** On the embedded PostgreSQL, as root and as an ordinary user. */
class EventStoreTest extends EventStoreContract {

    private final EmbeddedDatabase server;

    EventStoreTest() throws IOException {
        Path folder = TestFolders.make("hub-store-test");
        server = EmbeddedDatabase.start(folder);
    }

    @Override
    StoreUnderTest open() {
        return new StoreUnderTest(server.address());
    }

    @AfterAll
    void stopServer() {
        server.close();
    }
}
