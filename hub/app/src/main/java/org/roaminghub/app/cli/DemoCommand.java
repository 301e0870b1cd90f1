package org.roaminghub.app.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.cli.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Shows the hub at work: starts it with simulated partners and plays roaming end to end.")
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--exit", description = "End after the scenario; status 0 only if all went as expected.")
    private boolean exit;

    @Option(names = "--summary", paramLabel = "FILE", description = "Write the observed outcomes as JSON.")
    private @Nullable Path summary;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var command = Objects.requireNonNull(spec, "set by picocli");
        Map<String, String> environment = ((HubCtl) command.root().userObject()).environment();
        var settings = new Demo.Settings(
                Path.of(environment.getOrDefault("HUB_DATA_DIR", "data/demo"))
                        .toAbsolutePath()
                        .normalize(),
                exit,
                summary,
                environment,
                HubCtl.Version.ofThisProgram());
        return Demo.run(settings, command.commandLine().getOut());
    }
}
