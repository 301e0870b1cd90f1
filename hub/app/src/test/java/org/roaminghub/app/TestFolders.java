package org.roaminghub.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/** Folders for what runs until the tests end; they are gone when it has stopped. */
public final class TestFolders {

    private TestFolders() {}

    public static Path make(String name) throws IOException {
        Path folder = Files.createTempDirectory(name);
        // These run after all hubs of this process have ended.
        SpringApplication.getShutdownHandlers().add(() -> {
            try {
                FileSystemUtils.deleteRecursively(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return folder;
    }
}
