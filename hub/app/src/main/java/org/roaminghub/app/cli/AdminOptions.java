package org.roaminghub.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.cli.client.AdminApi;
import org.roaminghub.app.cli.client.Json;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Options of every command that talks to a running hub. */
final class AdminOptions {

    private static final String DEFAULT_URL = "http://localhost:8080";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The hub's address; else HUB_URL, else " + DEFAULT_URL + ".")
    private @Nullable String url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Administrator's token; else HUB_ADMIN_TOKEN, else the file $$HUB_DATA_DIR/admin-token.")
    private @Nullable String token;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** What a command does with the hub. */
    interface Work {
        void with(AdminApi api);
    }

    /** Does the work and gives exit status 0; refusals and an absent hub are the command line's to report. */
    int run(Work work) {
        try (var api = api()) {
            work.with(api);
            out().flush();
            return 0;
        }
    }

    AdminApi api() {
        return new AdminApi(url(), token());
    }

    String url() {
        return url != null ? url : environment().getOrDefault("HUB_URL", DEFAULT_URL);
    }

    boolean json() {
        return json;
    }

    Map<String, String> environment() {
        return ((HubCtl) spec().root().userObject()).environment();
    }

    PrintWriter out() {
        return spec().commandLine().getOut();
    }

    /** Exit status 2. */
    ParameterException wrong(String why) {
        return new ParameterException(spec().commandLine(), why);
    }

    void print(JsonNode node) {
        out().println(Json.print(node));
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(command, "set by picocli");
    }

    private @Nullable String token() {
        if (token != null) {
            return token;
        }
        var fromEnvironment = environment().get("HUB_ADMIN_TOKEN");
        return fromEnvironment != null && !fromEnvironment.isBlank()
                ? fromEnvironment
                : readToken(Path.of(environment().getOrDefault("HUB_DATA_DIR", "data")));
    }

    /** The token that a hub made for itself in its data folder; null when it can't be read. */
    static @Nullable String readToken(Path dataDir) {
        try {
            return Files.readString(dataDir.resolve("admin-token")).strip();
        } catch (IOException e) {
            return null;
        }
    }
}
