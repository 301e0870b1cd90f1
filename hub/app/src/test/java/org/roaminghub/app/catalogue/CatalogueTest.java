package org.roaminghub.app.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.roaminghub.events.EventTypes;
import org.roaminghub.hub.recording.HouseJson;
import tools.jackson.databind.node.ObjectNode;

/** docs/events.json is generated from the events. When this fails, run the tests with {@code -Dcatalogue.write=true} and commit. */
class CatalogueTest {

    private static final Path CATALOGUE = Path.of(System.getProperty("project.root"), "docs/events.json");

    @Test
    void isNotStale() throws IOException {
        var mapper = HouseJson.events().mapper();
        ObjectNode catalogue = mapper.createObjectNode();
        EventTypes.ALL.forEach(
                event -> catalogue.set(GoldenFilesTest.fileOf(event).replace(".json", ""), EventSchema.of(event)));
        String generated = mapper.writerWithDefaultPrettyPrinter().writeValueAsString(catalogue) + "\n";
        if (Boolean.getBoolean("catalogue.write")) {
            Files.writeString(CATALOGUE, generated);
        }
        assertThat(Files.readString(CATALOGUE)).isEqualTo(generated);
    }
}
