package org.roaminghub.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.bench.site.HubCommand;
import org.roaminghub.bench.site.Site;
import picocli.CommandLine.Option;

/** Which hub, on which data. */
final class HubOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "data folder of the hub; stays. Default: a fresh one, removed at the end")
    @Nullable
    Path data;

    @Option(names = "--jar", paramLabel = "FILE", description = "the hub's jar. Default: the one that runs this")
    @Nullable
    Path jar;

    @Option(
            names = "--hub-java",
            paramLabel = "OPTION",
            description = "a Java option for the hub, may be repeated. Default: those this was started with")
    List<String> javaOptions = List.of();

    @Option(names = "--json", description = "one JSON object a line on standard output")
    boolean json;

    Site open() throws IOException {
        return Site.open(data, HubCommand.start(jar, javaOptions));
    }

    Report report() {
        return new Report(json);
    }
}
