package org.roaminghub.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A simulated partner as a process of its own: registers with a hub when it is told one, then prints what arrives until it
 * is stopped.
 */
public final class SimulatorProcess {

    private static final String USAGE = """
            usage: SimulatorProcess cpo|emsp --party NL*MOV [--hub URL --token T] [--name N] [--port N] \
            [--control-port N] [--seed N] [--cards N] [--ocpi 2.1.1|2.2.1|2.3.0] [--json] [--child]""";

    private final Options options;
    private final PrintStream out;

    private SimulatorProcess(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * {@code hub} and {@code token}: where to register; without them it waits for the hub to register it. {@code json}:
     * prints JSON, first a line that describes it. {@code child}: ends when its standard input ends, so that it never
     * outlives the process that started it, and prints no message bodies, since that goes to a file.
     */
    public record Options(
            Simulator.Settings settings,
            @Nullable String hub,
            @Nullable String token,
            boolean json,
            boolean child) {

        /** Never the token. */
        @Override
        public String toString() {
            return "Options[" + settings + "]";
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Options options;
        try {
            options = parse(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        System.exit(run(options, System.out, System.err));
    }

    /** Runs until stopped. Gives the exit status: 0, 1 when the hub refused, 3 when it isn't there, 2 when a port is taken. */
    public static int run(Options options, PrintStream out, PrintStream err) throws InterruptedException {
        var process = new SimulatorProcess(options, out);
        Simulator simulator;
        try {
            simulator = Simulator.start(options.settings(), process::arrived);
        } catch (IOException e) {
            err.println("can't listen: " + e.getMessage());
            return 2;
        }
        try (simulator) {
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "close-simulator"));
            if (options.hub() != null && options.token() != null) {
                simulator.partner().register(Simulator.versionsUrl(options.hub()), options.token());
                if (simulator.partner() instanceof SimulatedEmsp emsp) {
                    for (var card : emsp.cards()) {
                        emsp.push(card, null);
                    }
                }
            }
            process.describe(simulator);
            if (options.child()) {
                waitForEnd(System.in);
            } else {
                simulator.await();
            }
            return 0;
        } catch (Registration.HandshakeFailed e) {
            err.println("the hub refused: " + e.getMessage());
            return 1;
        } catch (IOException e) {
            err.println("the hub can't be reached: " + e.getMessage());
            return 3;
        }
    }

    private void arrived(Arrival arrival) {
        synchronized (out) {
            out.println(
                    options.json() && !options.child()
                            ? Wire.text(arrival.toJson())
                            : "%tT  ← %s".formatted(ZonedDateTime.now(ZoneId.systemDefault()), arrival));
        }
    }

    private void describe(Simulator simulator) {
        synchronized (out) {
            if (options.json()) {
                out.println(simulator.describe());
                out.flush();
                return;
            }
            var partner = simulator.partner();
            out.println("%s %s is up; its versions are at %s"
                    .formatted(options.settings().role(), partner.party(), partner.versionsUrl()));
            out.println(
                    partner.registered()
                            ? "registered with the hub"
                            : "waiting for a hub to register it; the token for that: " + partner.registrationToken());
            out.println("orders by HTTP, for example:");
            for (var example : examples(simulator.controlUrl())) {
                out.println("  " + example);
            }
            out.flush();
        }
    }

    private List<String> examples(String control) {
        return switch (options.settings().role()) {
            case CPO ->
                List.of(
                        "curl -d '{\"uid\":\"04…\"}' " + control + "/tap",
                        "curl -d '{\"do\":\"start\",\"tap\":\"…\"}' " + control + "/session",
                        "curl -d '{\"session\":\"…\"}' " + control + "/cdr");
            case EMSP ->
                List.of(
                        "curl " + control + "/cards",
                        "curl '" + control + "/received?module=cdrs'",
                        "curl -d '{\"silent\":true}' " + control + "/behaviour");
        };
    }

    private static void waitForEnd(InputStream in) throws IOException {
        while (in.read() >= 0) {
            // What is written there doesn't matter; only that somebody holds the other end.
        }
    }

    static Options parse(List<String> args) {
        if (args.isEmpty()) {
            throw new IllegalArgumentException("cpo or emsp?");
        }
        var role = switch (args.getFirst()) {
            case "cpo" -> Simulator.Role.CPO;
            case "emsp" -> Simulator.Role.EMSP;
            default -> throw new IllegalArgumentException("cpo or emsp, not " + args.getFirst());
        };
        var values = values(args.subList(1, args.size()));
        var party = Party.parse(values.getOrDefault("party", ""));
        var identity = new Identity(
                party,
                values.getOrDefault("name", role.name().toLowerCase(Locale.ROOT) + " " + party),
                number(values, "port"),
                number(values, "seed"),
                Tongue.parse(values.getOrDefault("ocpi", "2.2.1")));
        return new Options(
                new Simulator.Settings(role, identity, number(values, "control-port"), number(values, "cards")),
                values.get("hub"),
                values.get("token"),
                values.containsKey("json"),
                values.containsKey("child"));
    }

    private static Map<String, String> values(List<String> args) {
        var known = List.of("party", "name", "port", "control-port", "seed", "cards", "hub", "token", "ocpi");
        var flags = List.of("json", "child");
        var values = new HashMap<String, String>();
        for (var i = 0; i < args.size(); i++) {
            var name = args.get(i).startsWith("--") ? args.get(i).substring(2) : "";
            if (flags.contains(name)) {
                values.put(name, "true");
            } else if (known.contains(name) && i + 1 < args.size()) {
                values.put(name, args.get(++i));
            } else {
                throw new IllegalArgumentException("can't read " + args.get(i));
            }
        }
        return values;
    }

    private static int number(Map<String, String> values, String name) {
        try {
            return Integer.parseInt(values.getOrDefault(name, "0"));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " is a number", e);
        }
    }
}
