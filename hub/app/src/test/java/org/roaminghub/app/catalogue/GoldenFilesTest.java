package org.roaminghub.app.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.roaminghub.events.Event;
import org.roaminghub.events.EventName;
import org.roaminghub.events.EventTypes;
import org.roaminghub.hub.recording.HouseJson;

/**
 * What was stored once is read for ever: one file per event name and version, never changed once released. A new event gets
 * its file by running the tests with {@code -Dcatalogue.write=true}.
 */
class GoldenFilesTest {

    static final Path FOLDER = Path.of(System.getProperty("project.root"), "hub/app/src/test/resources/golden");

    static Iterable<Class<? extends Event>> events() {
        return EventTypes.ALL;
    }

    static String fileOf(Class<? extends Event> event) {
        EventName name = event.getAnnotation(EventName.class);
        return name.value() + ".v" + name.version() + ".json";
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsAndWritesTheStoredForm(Class<? extends Event> event) throws IOException {
        Path file = FOLDER.resolve(fileOf(event));
        var mapper = HouseJson.events().mapper();
        if (Boolean.getBoolean("catalogue.write") && !Files.exists(file)) {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    file,
                    mapper.writerWithDefaultPrettyPrinter().writeValueAsString(new EventSamples().sample(event))
                            + "\n");
        }
        assertThat(file).as("golden file of %s", event.getSimpleName()).exists();
        byte[] stored = Files.readAllBytes(file);

        Event read = HouseJson.events().read(stored, event);

        assertThat(mapper.readTree(HouseJson.events().write(read))).isEqualTo(mapper.readTree(stored));
    }

    /** What has nothing in it is left out where it is stored, and is there again when it is read. */
    @ParameterizedTest
    @MethodSource("events")
    void readsWhatHasNothingInItsLists(Class<? extends Event> event) {
        Event empty = event.cast(new EventSamples(true).sample(event));
        assertThat(HouseJson.events().read(HouseJson.events().write(empty), event))
                .isEqualTo(empty);
    }

    @Test
    void keepsAFileForEveryEventAndNoOther() throws IOException {
        Set<String> expected =
                EventTypes.ALL.stream().map(GoldenFilesTest::fileOf).collect(Collectors.toCollection(TreeSet::new));
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
