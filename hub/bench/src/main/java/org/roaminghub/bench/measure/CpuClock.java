package org.roaminghub.bench.measure;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Processor time of processes and all their living descendants, from {@code /proc}: user and system time, and that of ended
 * children their parents have waited for, so that a database backend that ends is still counted at its postmaster.
 */
public final class CpuClock {

    /** What {@code /proc} counts in: 100 ticks a second on every Linux that Java runs on. */
    private static final double MS_PER_TICK = 10.0;

    private static final Path PROC = Path.of("/proc");

    private final Supplier<Set<Long>> roots;
    private final Supplier<Set<Long>> database;

    private CpuClock(Supplier<Set<Long>> roots, Supplier<Set<Long>> database) {
        this.roots = roots;
        this.database = database;
    }

    /** Milliseconds: of all, and how much of it was the database's. */
    public record Used(double allMs, double databaseMs) {

        Used since(Used before) {
            return new Used(allMs - before.allMs, databaseMs - before.databaseMs);
        }
    }

    /** Of these processes and what they started; asked anew at every reading. */
    public static CpuClock of(Supplier<Set<Long>> roots) {
        return of(roots, Set::of);
    }

    /** Of these and of the database's. */
    public static CpuClock of(Supplier<Set<Long>> roots, Supplier<Set<Long>> database) {
        return new CpuClock(roots, database);
    }

    /** Counts nothing. */
    public static CpuClock none() {
        return of(Set::of);
    }

    /** Used so far. */
    public Used used() {
        Set<Long> databases = database.get();
        Set<Long> wanted = new LinkedHashSet<>(roots.get());
        wanted.addAll(databases);
        if (wanted.isEmpty()) {
            return new Used(0, 0);
        }
        Map<Long, ProcessTimes> all = readAll();
        return new Used(usedMs(wanted, all), usedMs(databases, all));
    }

    private static double usedMs(Set<Long> wanted, Map<Long, ProcessTimes> all) {
        double ticks = 0;
        for (long pid : withDescendants(wanted, all)) {
            ProcessTimes times = all.get(pid);
            ticks += times == null ? 0 : times.ticks();
        }
        return ticks * MS_PER_TICK;
    }

    /** Parent and ticks of one process. */
    record ProcessTimes(long parent, long ticks) {

        private static final int AFTER_NAME_PARENT = 1;
        private static final int AFTER_NAME_UTIME = 11;
        private static final int TIMES = 4;

        /** Reads {@code /proc/<pid>/stat}; the name in brackets may hold anything, so it is cut off at its last bracket. */
        static ProcessTimes parse(String stat) {
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
            long ticks = 0;
            for (int i = 0; i < TIMES; i++) {
                ticks += Long.parseLong(fields[AFTER_NAME_UTIME + i]);
            }
            return new ProcessTimes(Long.parseLong(fields[AFTER_NAME_PARENT]), ticks);
        }
    }

    private static Set<Long> withDescendants(Set<Long> wanted, Map<Long, ProcessTimes> all) {
        Set<Long> found = new LinkedHashSet<>(wanted);
        List<Long> open = new ArrayList<>(wanted);
        while (!open.isEmpty()) {
            long parent = open.removeLast();
            all.forEach((pid, times) -> {
                if (times.parent() == parent && found.add(pid)) {
                    open.add(pid);
                }
            });
        }
        return found;
    }

    private static Map<Long, ProcessTimes> readAll() {
        Map<Long, ProcessTimes> all = new HashMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                try {
                    all.put(
                            Long.valueOf(entry.getFileName().toString()),
                            ProcessTimes.parse(Files.readString(entry.resolve("stat"))));
                } catch (IOException ended) {
                    // The process ended between listing and reading.
                }
            }
        } catch (IOException noProc) {
            // Not Linux: nothing to count.
        }
        return all;
    }
}
