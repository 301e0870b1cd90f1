package org.roaminghub.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What a process keeps in memory, from {@code /proc}. */
public final class Memory {

    private static final String RESIDENT = "VmRSS:";
    private static final long GC_S = 60;

    private Memory() {}

    /** Resident KB, after the garbage is collected where the JDK's jcmd is there; -1 where nothing can be read. */
    public static long residentKb(long pid) throws InterruptedException {
        collect(pid);
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException notHere) {
            return -1;
        }
    }

    private static void collect(long pid) throws InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (Files.isExecutable(jcmd)) {
            try {
                Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (!process.waitFor(GC_S, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (IOException without) {
                // What is resident then has garbage in it.
            }
        }
    }
}
