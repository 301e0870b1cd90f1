package org.roaminghub.bench.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine the numbers belong to, and how busy others keep it at the moment: numbers count only when it is at rest. */
public record Machine(int cores, String model, long memoryMb, String kernel, String jdk, String loadAverage) {

    private static final int KB_PER_MB = 1_024;

    public static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                field("/proc/cpuinfo", "model name"),
                kilobytes(field("/proc/meminfo", "MemTotal")) / KB_PER_MB,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                "%.2f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    }

    /** Resident memory of a process in MB, or -1 where {@code /proc} doesn't tell. */
    public static long residentMb(long pid) {
        long kb = kilobytes(field("/proc/" + pid + "/status", "VmRSS"));
        return kb < 0 ? -1 : kb / KB_PER_MB;
    }

    public String text() {
        return "%d cores, %s, %d MB, %s, %s, load %s".formatted(cores, model, memoryMb, kernel, jdk, loadAverage);
    }

    private static String field(String file, String name) {
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notThere) {
            return "unknown";
        }
    }

    private static long kilobytes(String value) {
        return value.endsWith(" kB")
                ? Long.parseLong(value.substring(0, value.length() - 3).strip())
                : -1;
    }
}
