package org.roaminghub.bench.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process keeps in memory, from {@code /proc}. */
public final class Memory {

    private static final String RESIDENT = "VmRSS:";
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)\\s*");
    private static final long GC_S = 60;
    private static final long BYTES_PER_KB = 1024;

    private Memory() {}

    /** {@code residentKb}: of the process; {@code liveKb}: objects on its heap that are in use. -1 where nothing can be read. */
    public record Used(long residentKb, long liveKb) {

        /**
         * KB that came since, at most. A heap that was larger once stays resident, and objects fill it without it growing: what
         * lives there and what grew count both, so some of it may count twice.
         */
        public double sinceKb(Used before) {
            return Math.max(0, residentKb - before.residentKb) + Math.max(0, liveKb - before.liveKb);
        }
    }

    /** After the garbage is collected, where the JDK's jcmd is there. */
    public static Used of(long pid) throws InterruptedException {
        long live = liveKb(pid);
        return new Used(residentKb(pid), live);
    }

    /** Resident KB; -1 where nothing can be read. */
    public static long residentKb(long pid) {
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

    /** The last line of the histogram: how many objects, and their bytes. It collects the garbage first. */
    private static long liveKb(long pid) throws InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return -1;
        }
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String last = "";
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = line.isBlank() ? last : line;
                }
            }
            if (!process.waitFor(GC_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Matcher total = TOTAL.matcher(last);
            return total.matches() ? Long.parseLong(total.group(1)) / BYTES_PER_KB : -1;
        } catch (IOException without) {
            return -1;
        }
    }
}
