package org.roaminghub.app.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** Files that only the hub's user may read: keys, tokens, passwords. */
public final class PrivateFiles {

    private PrivateFiles() {}

    /** The file's text; made once from {@code fresh} when the file is absent. Mode 0600. */
    public static String readOrMake(Path file, Supplier<String> fresh) {
        try {
            if (!Files.exists(file)) {
                write(file, fresh.get());
            }
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read or make " + file, e);
        }
    }

    /** Replaces the file at once: a reader sees the old or the new text, never a part. */
    public static void write(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(
                    folder,
                    ".new",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + file, e);
        }
    }
}
