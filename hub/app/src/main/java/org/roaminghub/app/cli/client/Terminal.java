package org.roaminghub.app.cli.client;

import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What the place where we print can show. {@code rich}: colours and lines that are drawn again; {@code signs}: characters
 * beyond ASCII.
 */
public record Terminal(boolean rich, boolean signs) {

    /** Standard output of this process; NO_COLOR in the environment turns colours off. */
    public static Terminal here(Map<String, String> environment) {
        var terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        var rich = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
        var encoding = System.getProperty("stdout.encoding", StandardCharsets.US_ASCII.name());
        return new Terminal(
                rich,
                Charset.isSupported(encoding)
                        && Charset.forName(encoding).newEncoder().canEncode("✔✘"));
    }

    public String yes() {
        return green(signs ? "✔" : "ok  ");
    }

    public String no() {
        return red(signs ? "✘" : "FAIL");
    }

    public String bold(String text) {
        return coloured("1", text);
    }

    public String faint(String text) {
        return coloured("2", text);
    }

    public String green(String text) {
        return coloured("32", text);
    }

    public String red(String text) {
        return coloured("31", text);
    }

    private String coloured(String code, String text) {
        return rich ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
