package org.roaminghub.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.cli.client.AdminRefused;
import org.roaminghub.app.cli.client.HubUnreachable;
import org.roaminghub.app.cli.vector.CheckCdrCommand;
import org.roaminghub.app.cli.vector.RateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;

/** The root of the command line. Exit status: 0 done, 1 the hub refused, 2 wrong usage, 3 no hub there. */
@Command(
        name = "hubctl",
        description = "A clearing-house hub for EV charging roaming.",
        mixinStandardHelpOptions = true,
        versionProvider = HubCtl.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            StartCommand.class,
            StatusCommand.class,
            PlatformCommand.class,
            AgreementCommand.class,
            StationCommand.class,
            TariffCommand.class,
            HistoryCommand.class,
            ProjectionsCommand.class,
            ReplayCommand.class,
            DeliveriesCommand.class,
            RateCommand.class,
            CheckCdrCommand.class,
            SimulateCommand.class,
            HelpCommand.class
        })
public final class HubCtl {

    private static final int HELP_WIDTH = 120; // one line for each command

    static final int REFUSED = 1;
    static final int UNREACHABLE = 3;

    private final Map<String, String> environment;

    private HubCtl(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * The whole command line. {@code more} are further picocli commands (objects with {@code @Command}), such as the
     * benchmarks, that this package knows nothing about.
     */
    public static CommandLine commandLine(HubStarter starter, Map<String, String> environment, Object... more) {
        var root = new CommandLine(new HubCtl(environment), new Making(starter));
        for (var command : more) {
            root.addSubcommand(command);
        }
        root.setUsageHelpWidth(HELP_WIDTH);
        root.setExecutionExceptionHandler(HubCtl::failed);
        root.setCommandName("hubctl");
        return root;
    }

    /** Runs one command and gives the exit status of the process. */
    public static int run(String[] args, HubStarter starter, Object... more) {
        return commandLine(starter, System.getenv(), more).execute(args.length == 0 ? new String[] {"help"} : args);
    }

    Map<String, String> environment() {
        return environment;
    }

    private static int failed(Exception exception, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        var err = command.getErr();
        return switch (exception) {
            case AdminRefused refused -> {
                err.println("refused: " + refused.getMessage());
                yield REFUSED;
            }
            case HubUnreachable gone -> {
                err.println(gone.getMessage());
                yield UNREACHABLE;
            }
            default -> throw exception;
        };
    }

    /** Commands make themselves, but for the one that starts the hub. */
    private record Making(HubStarter starter) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type == StartCommand.class
                    ? type.cast(new StartCommand(starter))
                    : CommandLine.defaultFactory().create(type);
        }
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {

        private static final String POM = "/META-INF/maven/org.roaminghub/app/pom.properties";

        @Override
        public String[] getVersion() {
            return new String[] {"hubctl " + ofThisProgram()};
        }

        static String ofThisProgram() {
            try (@Nullable InputStream pom = HubCtl.class.getResourceAsStream(POM)) {
                if (pom == null) {
                    return "development";
                }
                var properties = new Properties();
                properties.load(pom);
                return properties.getProperty("version", "development");
            } catch (IOException e) {
                return "development";
            }
        }
    }
}
