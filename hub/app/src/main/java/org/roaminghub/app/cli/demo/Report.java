package org.roaminghub.app.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.roaminghub.app.cli.client.Json;
import org.roaminghub.app.cli.client.Terminal;

/** Tells what happens while it happens, and keeps every outcome. */
final class Report {

    private final PrintWriter out;
    private final Terminal terminal;
    private final Instant startedAt = Instant.now();
    private final long started = System.nanoTime();
    private final List<Outcome> outcomes = new ArrayList<>();
    private int steps;

    Report(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    PrintWriter out() {
        return out;
    }

    Instant startedAt() {
        return startedAt;
    }

    void title(String text) {
        out.println(terminal.bold(text));
        out.flush();
    }

    void step(String text) {
        steps++;
        out.println();
        out.println("%s %s %s".formatted(terminal.faint(elapsed()), terminal.bold(steps + "."), terminal.bold(text)));
        out.flush();
    }

    /** A fact on the way, no expectation. */
    void note(String text) {
        out.println("           " + terminal.faint(text));
        out.flush();
    }

    void expect(String name, String expected, String observed, boolean ok) {
        outcomes.add(new Outcome(name, expected, observed, ok));
        out.println("%s %s %s: %s"
                .formatted(terminal.faint(elapsed()), ok ? terminal.yes() : terminal.no(), name, observed));
        if (!ok) {
            out.println("           " + terminal.red("expected: " + expected));
        }
        out.flush();
    }

    /** The expected is what must be observed. */
    void expect(String name, Object expected, Object observed) {
        expect(name, String.valueOf(expected), String.valueOf(observed), expected.equals(observed));
    }

    boolean allOk() {
        return !outcomes.isEmpty() && outcomes.stream().allMatch(Outcome::ok);
    }

    void end() {
        var good = outcomes.stream().filter(Outcome::ok).count();
        out.println();
        var line = "%d of %d outcomes as expected, in %s".formatted(good, outcomes.size(), seconds());
        out.println(allOk() ? terminal.green(line) : terminal.red(line));
        outcomes.stream()
                .filter(o -> !o.ok())
                .forEach(o -> out.println(terminal.red("  not as expected: " + o.name())));
        out.flush();
    }

    /** {@code {"ok", "started_at", "hub_version", "seconds", "steps": [{"name", "expected", "observed", "ok"}]}}. */
    void write(Path file, String hubVersion) throws IOException {
        var json = Json.object()
                .put("ok", allOk())
                .put("started_at", startedAt.toString())
                .put("hub_version", hubVersion)
                .put("seconds", Duration.ofNanos(System.nanoTime() - started).toSeconds());
        var list = json.putArray("steps");
        outcomes.forEach(o -> list.addObject()
                .put("name", o.name())
                .put("expected", o.expected())
                .put("observed", o.observed())
                .put("ok", o.ok()));
        var parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(file, Json.write(json));
    }

    private String elapsed() {
        return String.format(Locale.ROOT, "[%7s]", seconds());
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - started) / 1e9);
    }
}
