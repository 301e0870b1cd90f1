package org.roaminghub.app.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.cli.client.AdminApi;
import org.roaminghub.app.cli.client.AdminRefused;
import org.roaminghub.app.cli.client.HistoryLines;
import org.roaminghub.app.cli.client.HubUnreachable;
import org.roaminghub.app.cli.client.Json;
import org.roaminghub.app.cli.client.Terminal;
import org.roaminghub.app.cli.demo.PartnerProcess.Who;

/** The demo from the first process to the last line; whatever happens, no process of its own stays behind. */
public final class Demo {

    private static final Who VOLTWERK = new Who("cpo", "DE*VOL", "Voltwerk", 0, "2.2.1");
    private static final Who LAADPUNT = new Who("cpo", "BE*LON", "Laadpunt Oost", 0, "2.2.1");
    private static final Who MOVLYN = new Who("emsp", "NL*MOV", "Movlyn", 20, "2.2.1");
    private static final Who ELAN = new Who("emsp", "FR*ELE", "Élan Mobilité", 0, "2.2.1");
    private static final Who OUDELAND = new Who("cpo", "NL*OUD", "Oudeland Laden", 0, "2.1.1");
    private static final Who NYKVARN = new Who("emsp", "SE*NYK", "Nykvarn Resor", 0, "2.3.0");
    private static final int NAMED_CARDS = 5;
    private static final int MAX_HISTORY = 200;

    private final Settings settings;
    private final Report report;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    private Demo(Settings settings, PrintWriter out) {
        this.settings = settings;
        this.report = new Report(out, Terminal.here(settings.environment()));
    }

    /** {@code dataDir} is kept between runs; {@code exit} ends after the scenario; {@code summary} gets the outcomes. */
    public record Settings(
            Path dataDir, boolean exit, @Nullable Path summary, Map<String, String> environment, String hubVersion) {

        /** Never the environment, where secrets are. */
        @Override
        public String toString() {
            return "Settings[" + dataDir + "]";
        }
    }

    /** Gives the exit status: 0 when every outcome was as expected. */
    public static int run(Settings settings, PrintWriter out) throws InterruptedException {
        var demo = new Demo(settings, out);
        Runtime.getRuntime().addShutdownHook(new Thread(demo::closeAll, "end-of-demo"));
        try {
            return demo.play();
        } finally {
            demo.closeAll();
        }
    }

    private int play() throws InterruptedException {
        var program = Program.ofThisProcess();
        var hub = new HubProcess(program, settings.dataDir(), settings.environment());
        report.title("Roaming hub " + settings.hubVersion() + ", a demonstration with simulated partners");
        report.note("data in " + settings.dataDir() + ", logs in "
                + settings.dataDir().resolve("logs"));
        var played = false;
        try {
            played = scenario(program, hub);
        } catch (IllegalStateException | AdminRefused | HubUnreachable | PartnerProcess.OrderFailed e) {
            report.expect("the scenario goes on to its end", "no failure", String.valueOf(e.getMessage()), false);
        }
        report.end();
        writeSummary();
        if (!report.allOk()) {
            report.out().println("the end of " + hub.log() + ":");
            hub.logTail().forEach(line -> report.out().println("  " + line));
            report.out().flush();
        }
        if (!settings.exit() && played) {
            stayUp(hub);
        }
        return report.allOk() ? 0 : 1;
    }

    private boolean scenario(Program program, HubProcess hub) throws InterruptedException {
        report.step("The hub and six partners start, each a process of its own");
        var cast = start(program, hub);
        report.expect("the hub is ready", "ready", "ready");
        report.note("hub %s, process %d".formatted(hub.url(), hub.pid()));
        cast.all()
                .forEach(p ->
                        report.note("%s %s, %s".formatted(p.party(), p.who().name(), p.versionsUrl())));
        var api = remember(new AdminApi(hub.url(), hub.adminToken()));
        var stage = new Stage(hub, api, cast, report);
        connect(stage);
        new AuthorizationScenes(stage).play();
        var session = new ChargingScenes(stage).play();
        new VersionScenes(stage).play();
        try (var stations = new StationScenes(stage, program, settings.dataDir().resolve("logs"))) {
            stations.play();
        }
        new CrashScene(stage).play();
        history(stage, session);
        return true;
    }

    private Stage.Cast start(Program program, HubProcess hub) throws InterruptedException {
        try (ExecutorService starting = Executors.newVirtualThreadPerTaskExecutor()) {
            remember(hub);
            var hubReady = starting.submit(hub::start);
            var voltwerk = starting.submit(() -> partner(program, VOLTWERK));
            var laadpunt = starting.submit(() -> partner(program, LAADPUNT));
            var movlyn = starting.submit(() -> partner(program, MOVLYN));
            var elan = starting.submit(() -> partner(program, ELAN));
            var oudeland = starting.submit(() -> partner(program, OUDELAND));
            var nykvarn = starting.submit(() -> partner(program, NYKVARN));
            get(hubReady);
            return new Stage.Cast(get(voltwerk), get(laadpunt), get(movlyn), get(elan), get(oudeland), get(nykvarn));
        }
    }

    private PartnerProcess partner(Program program, Who who) throws InterruptedException {
        return remember(PartnerProcess.start(program, who, settings.dataDir().resolve("logs")));
    }

    private static <T> T get(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    private void connect(Stage stage) throws InterruptedException {
        var cast = stage.cast();
        var casting = new Casting(stage.api(), report, stage.hub().url() + "/ocpi/versions");
        report.step("The partners register and sign agreements");
        casting.register(cast.voltwerk(), Casting.Starter.PARTNER);
        casting.register(cast.laadpunt(), Casting.Starter.PARTNER);
        casting.register(cast.movlyn(), Casting.Starter.PARTNER);
        casting.register(cast.elan(), Casting.Starter.HUB);
        casting.register(cast.oudeland(), Casting.Starter.PARTNER);
        casting.register(cast.nykvarn(), Casting.Starter.PARTNER);
        casting.agree(cast.voltwerk(), cast.movlyn(), "ALLOW_OFFLINE_TOKENS");
        casting.agree(cast.voltwerk(), cast.elan(), "REFUSE");
        casting.agree(cast.voltwerk(), cast.nykvarn(), "REFUSE");
        casting.agree(cast.oudeland(), cast.nykvarn(), "REFUSE");
        report.step("The eMSPs push their tokens to the hub");
        var all = 0;
        for (var emsp : new PartnerProcess[] {cast.movlyn(), cast.elan(), cast.nykvarn()}) {
            var cards = NAMED_CARDS + emsp.who().cards();
            all += cards;
            var pushed = emsp.order("push", Json.object());
            report.expect(
                    "tokens of " + emsp.party() + " at the hub",
                    cards,
                    pushed.path("pushed").asInt(0));
        }
        var expected = all;
        var seen = Waiting.until(
                Stage.SHOWN_WITHIN,
                () -> cast.voltwerk()
                        .order("pull", Json.object())
                        .path("tokens")
                        .asInt(0),
                n -> n == expected);
        report.expect(
                "tokens that %s gets from the hub".formatted(cast.voltwerk().party()), expected, seen);
        report.expect(
                "tokens that %s gets, without agreement"
                        .formatted(cast.laadpunt().party()),
                0,
                cast.laadpunt().order("pull", Json.object()).path("tokens").asInt(-1));
    }

    private void history(Stage stage, String session) throws InterruptedException {
        report.step("The history of session " + session);
        var events = Waiting.until(
                Stage.SHOWN_WITHIN,
                () -> stage.api().list("/history", Map.of("session", session), MAX_HISTORY),
                seen -> seen.stream().anyMatch(e -> Json.text(e, "type").equals("session.billed")));
        HistoryLines.print(report.out(), events);
        var names = events.stream().map(e -> Json.text(e, "type")).toList();
        for (var wanted :
                new String[] {"authorization.granted", "session.opened", "session.completed", "cdr.accepted"}) {
            report.expect("the history tells of " + wanted, "there", names.contains(wanted) ? "there" : "missing");
        }
    }

    private void writeSummary() {
        var file = settings.summary();
        if (file != null) {
            try {
                report.write(file, settings.hubVersion());
            } catch (IOException e) {
                report.expect("the summary is written", file.toString(), String.valueOf(e.getMessage()), false);
            }
        }
    }

    private void stayUp(HubProcess hub) throws InterruptedException {
        var out = report.out();
        out.println();
        out.println("The hub stays up for you to look around; Ctrl-C ends everything.");
        out.println("  admin API   %s/api/v1/docs   (token: %s)"
                .formatted(hub.url(), settings.dataDir().resolve("admin-token")));
        out.println("  health      " + hub.managementUrl() + "/actuator/health/readiness");
        out.println("  try         HUB_URL=%s HUB_DATA_DIR=%s ./hubctl platform list"
                .formatted(hub.url(), settings.dataDir()));
        open.stream()
                .filter(PartnerProcess.class::isInstance)
                .map(PartnerProcess.class::cast)
                .forEach(p -> out.println("  partner     %s takes orders at %s".formatted(p.party(), p.controlUrl())));
        out.flush();
        new CountDownLatch(1).await();
    }

    /** Closed at the end, last one first; at once when the end has come already. */
    private <T extends AutoCloseable> T remember(T resource) {
        synchronized (open) {
            if (!closed) {
                open.push(resource);
                return resource;
            }
        }
        close(resource);
        throw new IllegalStateException("the demo ends");
    }

    private void closeAll() {
        Deque<AutoCloseable> closing;
        synchronized (open) {
            closed = true;
            closing = new ArrayDeque<>(open);
            open.clear();
        }
        closing.forEach(this::close);
    }

    private void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            report.note("could not be closed: " + e.getMessage());
        }
    }
}
