package org.roaminghub.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaminghub.simulator.Identity;
import org.roaminghub.simulator.Party;
import org.roaminghub.simulator.Simulator;
import org.roaminghub.simulator.SimulatorProcess;
import org.roaminghub.simulator.Tongue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs one simulated partner, to try a real hub with: cpo, emsp, station.")
final class SimulateCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "cpo", mixinStandardHelpOptions = true, description = "A CPO's OCPI back office.")
    int cpo(@Mixin PartnerOptions options) throws InterruptedException {
        return run(Simulator.Role.CPO, options, 0);
    }

    @Command(name = "emsp", mixinStandardHelpOptions = true, description = "An eMSP's OCPI back office.")
    int emsp(
            @Mixin PartnerOptions options,
            @Option(
                            names = "--cards",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "Ordinary cards beside standard, blocked, offline, strict and app.")
                    int cards)
            throws InterruptedException {
        return run(Simulator.Role.EMSP, options, cards);
    }

    @Command(
            name = "station",
            mixinStandardHelpOptions = true,
            description = "Charging stations over OCPP; with a hub's token they are entered there, too.")
    int station(
            @Mixin AdminOptions admin,
            @Option(
                            names = "--ocpp",
                            paramLabel = "VERSION",
                            defaultValue = "1.6",
                            description = "1.6, 2.0.1 or 2.1; by SOAP 1.5S or 1.6S.")
                    String version,
            @Option(names = "--count", paramLabel = "N", defaultValue = "1", description = "So many (default 1).")
                    int count,
            @Option(
                            names = "--address",
                            paramLabel = "URL",
                            description = "Where the hub takes stations (default ws://localhost:8180/ocpp, by SOAP"
                                    + " http://localhost:8080/ocpp/soap).")
                    @Nullable
                    String address,
            @Option(names = "--party", defaultValue = "DE*HUB", description = "The hub's own party (default DE*HUB).")
                    String party,
            @Option(names = "--uid", paramLabel = "UID", description = "Charges once with this card.") @Nullable
                    String uid,
            @Option(
                            names = "--charge-s",
                            paramLabel = "S",
                            defaultValue = "5",
                            description = "How long a transaction lasts (default 5 s).")
                    int chargeS,
            @Option(
                            names = "--control-port",
                            paramLabel = "N",
                            description =
                                    "Where the first takes orders (plug, read, unplug, link, state); 0 = a free one.")
                    @Nullable
                    Integer controlPort,
            @Option(names = "--child", hidden = true) boolean child)
            throws InterruptedException {
        boolean soap = List.of("1.5S", "1.6S").contains(version);
        if (!soap && !List.of("1.6", "2.0.1", "2.1").contains(version) || count < 1) {
            throw new ParameterException(
                    spec().commandLine(), "--ocpp is 1.6, 2.0.1, 2.1, 1.5S or 1.6S and --count a number from 1");
        }
        String usual = soap ? "http://localhost:8080/ocpp/soap" : "ws://localhost:8180/ocpp";
        return new StationFleet(
                        admin, version, address == null ? usual : address, party, uid, chargeS, controlPort, child)
                .run(count);
    }

    private int run(Simulator.Role role, PartnerOptions options, int cards) throws InterruptedException {
        var settings = new Simulator.Settings(role, options.identity(role, spec()), options.controlPort, cards);
        var process = new SimulatorProcess.Options(settings, options.hub, options.token, options.json, options.child);
        return SimulatorProcess.run(process, System.out, System.err);
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec, "set by picocli");
    }

    static final class PartnerOptions {

        @Option(names = "--party", required = true, paramLabel = "CC*PID", description = "Who it is, as NL*MOV.")
        private String party = "";

        @Option(names = "--name", description = "What it calls itself.")
        private @Nullable String name;

        @Option(names = "--hub", paramLabel = "URL", description = "A hub to register with: its base or versions URL.")
        private @Nullable String hub;

        @Option(names = "--token", paramLabel = "TOKEN", description = "The registration token that the hub gave.")
        private @Nullable String token;

        @Option(
                names = "--port",
                paramLabel = "N",
                defaultValue = "0",
                description = "Its OCPI port; default a free one.")
        private int port;

        @Option(names = "--control-port", paramLabel = "N", defaultValue = "0", description = "Where it takes orders.")
        private int controlPort;

        @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Makes card uids (default 1).")
        private long seed;

        @Option(
                names = "--ocpi",
                paramLabel = "VERSION",
                defaultValue = "2.2.1",
                description = "The version of OCPI that it speaks: 2.1.1, 2.2.1 or 2.3.0.")
        private String ocpi = "";

        @Option(names = "--json", description = "Print what arrives as JSON.")
        private boolean json;

        @Option(names = "--child", hidden = true)
        private boolean child;

        Identity identity(Simulator.Role role, CommandSpec spec) {
            try {
                var parsed = Party.parse(party);
                var called = name == null ? role.name().toLowerCase(Locale.ROOT) + " " + parsed : name;
                return new Identity(parsed, called, port, seed, Tongue.parse(ocpi));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
        }
    }
}
