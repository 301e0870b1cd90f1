package org.roaminghub.outside;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Node, with what {@code src/test/js/ocpp} needs of other people's libraries. */
final class StationLibraries {

    private static final Path SOURCES = Path.of("src/test/js/ocpp");
    private static final Path HERE = Path.of("target/ocpp-stations");
    private static final int NODE_NEEDED = 20;
    private static final int INSTALL_S = 180;

    private StationLibraries() {}

    /** Puts the scripts and what they need into one folder. */
    static synchronized void prepare() throws IOException, InterruptedException {
        if (nodeVersion() < NODE_NEEDED) {
            leaveOut("There is no Node " + NODE_NEEDED + " or later on this machine (node, npm).");
        }
        Path lock = HERE.resolve("package-lock.json");
        boolean there = Files.exists(HERE.resolve("node_modules/.package-lock.json"))
                && Files.exists(lock)
                && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) == -1;
        try (Stream<Path> all = Files.walk(SOURCES)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copy = HERE.resolve(SOURCES.relativize(file));
                Files.createDirectories(copy.getParent());
                // Another test may be running what is there already.
                if (Files.notExists(copy) || Files.mismatch(file, copy) != -1) {
                    Files.write(copy, Files.readAllBytes(file));
                }
            }
        }
        if (!there) {
            Ended ended = run(
                    List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"),
                    INSTALL_S,
                    "{}");
            if (ended.status() != 0) {
                leaveOut("npm ci failed: " + ended.printed());
            }
        }
    }

    private static int nodeVersion() throws InterruptedException {
        try {
            String said =
                    run(List.of("node", "--version"), INSTALL_S, "{}").printed().strip();
            return said.matches("v\\d+\\..*") ? Integer.parseInt(said.substring(1, said.indexOf('.'))) : 0;
        } catch (IOException notThere) {
            return 0;
        }
    }

    private static void leaveOut(String why) {
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(why + " With CI=true the checks of src/test/js/ocpp may not be left out.");
        }
        System.out.println("LEFT OUT: the checks of hub/app/src/test/js/ocpp. " + why);
        Assumptions.abort(why);
    }

    record Ended(int status, String printed) {}

    /** Both streams in one, by a file: a process that outlives its time leaves what it said. */
    static Ended run(List<String> command, int seconds, String world) throws IOException, InterruptedException {
        Files.createDirectories(HERE);
        Path log = HERE.toAbsolutePath().resolve(String.join("-", command).replace('/', '-') + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(HERE.toFile()).redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        builder.environment().put("HUB_CHECKS", world);
        Process process = builder.start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                return new Ended(
                        -1, Files.readString(log, StandardCharsets.UTF_8) + "\nnot done within " + seconds + " s");
            }
            return new Ended(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
