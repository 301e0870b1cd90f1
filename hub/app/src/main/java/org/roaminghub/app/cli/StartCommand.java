package org.roaminghub.app.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Runs the hub; settings come from HUB_… in the environment. Ctrl-C stops it cleanly.")
final class StartCommand implements Callable<Integer> {

    private final HubStarter starter;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..*", hidden = true)
    private List<String> args = List.of();

    StartCommand(HubStarter starter) {
        this.starter = starter;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            starter.start(args.toArray(String[]::new));
        } catch (RuntimeException failed) {
            Throwable root = failed;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            Objects.requireNonNull(spec).commandLine().getErr().println("the hub didn't start: " + root.getMessage());
            return HubCtl.REFUSED; // the way there is in the log
        }
        new CountDownLatch(1).await(); // until a signal ends the process; the hub stops in its shutdown hook
        return 0;
    }
}
