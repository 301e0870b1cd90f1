package org.roaminghub.app.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaminghub.app.cli.client.Json;
import org.roaminghub.app.cli.client.Terminal;

class ReportTest {

    private final StringWriter out = new StringWriter();
    private final Report report = new Report(new PrintWriter(out), new Terminal(false, true));

    @Test
    void isGoodWhenEveryOutcomeIs() {
        report.step("A step");
        report.expect("one", 1, 1);

        assertThat(report.allOk()).isTrue();
        assertThat(out.toString()).contains("1. A step", "✔ one: 1").doesNotContain("\u001b");
    }

    @Test
    void isNotGoodWhenOneOutcomeIsNotOrNothingWasSeen() {
        assertThat(report.allOk()).isFalse();
        report.expect("one", 1, 1);
        report.expect("two", "two", "three");

        assertThat(report.allOk()).isFalse();
        assertThat(out.toString()).contains("✘ two: three", "expected: two");
    }

    @Test
    void usesColoursOnATerminalOnlyAndPlainSignsWhereOthersCantBeShown() {
        var coloured = new StringWriter();
        new Report(new PrintWriter(coloured), new Terminal(true, false)).expect("one", 1, 1);

        assertThat(coloured.toString()).contains("\u001b[32mok").doesNotContain("✔");
    }

    @Test
    void writesTheSummary(@TempDir Path folder) throws IOException {
        report.expect("one", 1, 1);
        report.expect("two", "two", "three");
        var file = folder.resolve("a/b/out.json");

        report.write(file, "1.2.3");

        var summary = Json.read(Files.readAllBytes(file));
        assertThat(summary.path("ok").asBoolean(true)).isFalse();
        assertThat(Json.text(summary, "hub_version")).isEqualTo("1.2.3");
        assertThat(Json.text(summary, "started_at")).isNotEmpty();
        var second = summary.path("steps").get(1);
        assertThat(Json.text(second, "name")).isEqualTo("two");
        assertThat(Json.text(second, "expected")).isEqualTo("two");
        assertThat(Json.text(second, "observed")).isEqualTo("three");
        assertThat(second.path("ok").asBoolean(true)).isFalse();
    }
}
