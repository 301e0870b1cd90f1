package org.roaminghub.bench.site;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * How a hub is started: with the Java and the options that run the benchmark, from the jar that runs it. In a test, where
 * there is no such jar, from the class path.
 */
public final class HubCommand {

    private static final String MAIN_CLASS = "org.roaminghub.app.HubApplication";
    private static final String FAT_JAR_LAUNCHER = "org.springframework.boot.loader.";

    private HubCommand() {}

    /** The command line of {@code start}; options given are used instead of the benchmark's own. */
    public static List<String> start(@Nullable Path jar, List<String> javaOptions) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(javaOptions.isEmpty() ? ownOptions() : javaOptions);
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        if (jar != null) {
            command.addAll(List.of("-jar", jar.toString()));
        } else if (isFatJar(classPath)) {
            command.addAll(List.of("-jar", classPath));
        } else {
            command.addAll(List.of("-cp", classPath, MAIN_CLASS));
        }
        command.add("start");
        return command;
    }

    private static List<String> ownOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-javaagent"))
                .toList();
    }

    private static boolean isFatJar(String classPath) {
        if (classPath.contains(File.pathSeparator) || !classPath.endsWith(".jar")) {
            return false;
        }
        try (JarFile jar = new JarFile(classPath)) {
            Manifest manifest = jar.getManifest();
            String main = manifest == null ? null : manifest.getMainAttributes().getValue("Main-Class");
            return main != null && main.startsWith(FAT_JAR_LAUNCHER);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
