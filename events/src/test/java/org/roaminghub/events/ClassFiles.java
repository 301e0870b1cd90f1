package org.roaminghub.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The compiled classes of a package and of those below it, as they lie in the module's output folder. */
final class ClassFiles {

    private ClassFiles() {}

    static List<Class<?>> below(Class<?> inPackage) {
        Path root = root(inPackage);
        String folder = inPackage.getPackageName().replace('.', '/');
        try (var files = Files.walk(root.resolve(folder))) {
            return files.map(f -> root.relativize(f).toString().replace('\\', '/'))
                    .filter(f -> f.endsWith(".class") && !f.endsWith("package-info.class"))
                    .<Class<?>>map(f ->
                            load(f.substring(0, f.length() - ".class".length()).replace('/', '.')))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
