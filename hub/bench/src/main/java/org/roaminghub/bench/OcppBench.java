package org.roaminghub.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.roaminghub.bench.measure.Measured;
import org.roaminghub.bench.measure.Memory;
import org.roaminghub.bench.measure.Statistics;
import org.roaminghub.bench.partner.Messages;
import org.roaminghub.bench.partner.OcpiAnswer;
import org.roaminghub.bench.partner.Partner;
import org.roaminghub.bench.site.RawWrites;
import org.roaminghub.bench.site.Site;
import org.roaminghub.bench.station.Crowd;
import org.roaminghub.bench.station.Fleet;
import org.roaminghub.bench.wire.Template;
import org.roaminghub.bench.wire.WireClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Very many stations at one hub: what an idle one costs, a storm of all of them, recorded calls, and one that floods. */
@Command(
        name = "ocpp",
        mixinStandardHelpOptions = true,
        description =
                "Charging stations: memory of idle sockets, a reconnect storm, recorded calls, a flooding station")
final class OcppBench implements Callable<Integer> {

    private static final double KB_AIM = 20;
    private static final double P99_AIM_MS = 200;
    private static final double STORM_AIM_S = 120;
    private static final double CALLS_AIM = 3_000;
    /** Of all stations: those that stay while the others storm. */
    private static final int WITNESS_SHARE = 20;

    private static final int BESIDE = 200;

    @Mixin
    HubOptions hub = new HubOptions();

    @Option(names = "--stations", description = "stations that are connected (default ${DEFAULT-VALUE})")
    int stations = 10_000;

    @Option(names = "--callers", description = "stations that call without a pause (default ${DEFAULT-VALUE})")
    int callers = 1_000;

    @Option(
            names = "--heartbeat",
            description = "seconds between heartbeats, and between states (default ${DEFAULT-VALUE})")
    int heartbeatS = 300;

    @Option(names = "--seconds", description = "length of one run (default ${DEFAULT-VALUE})")
    int seconds = 20;

    @Option(names = "--runs", description = "runs of recorded calls; the median counts (default ${DEFAULT-VALUE})")
    int runs = 3;

    @Option(names = "--warmup", description = "seconds of calls before the first run (default ${DEFAULT-VALUE})")
    int warmup = 30;

    @Option(
            names = "--readings",
            description = "readings of each transaction: half an hour with one a minute (default ${DEFAULT-VALUE})")
    int readings = 30;

    @Option(names = "--only", split = ",", description = "of idle, storm, calls, flood; default all")
    Set<String> only = Set.of("idle", "storm", "calls", "flood");

    private boolean good = true;

    @Override
    public Integer call() throws Exception {
        Report report = hub.report();
        try (Site site = hub.open()) {
            report.doing("starting a hub in %s".formatted(site.folder()));
            site.start();
            report.heading("ocpp", site.database().settings(), settings());
            try (Partner emsp = site.partner("EMSP", false)) {
                site.agree("DE*HUB", emsp);
                uploadCards(emsp);
                measure(report, site, emsp);
            }
        } finally {
            report.done();
        }
        return good ? 0 : 1;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("stations", stations);
        settings.put("callers", callers);
        settings.put("heartbeat", heartbeatS);
        settings.put("seconds", seconds);
        settings.put("runs", runs);
        settings.put("readings", readings);
        return settings;
    }

    private static void uploadCards(Partner emsp) throws IOException {
        Template upload = emsp.tokenUploadForAll();
        try (WireClient client = emsp.connect(Pair.CLIENT_TIMEOUT)) {
            for (int card = 0; card < Messages.CARDS; card++) {
                Partner.fillToken(upload, card, card);
                if (!OcpiAnswer.acknowledged(client.exchange(upload.bytes()))) {
                    throw new IOException("the hub didn't take a card");
                }
            }
        }
    }

    private void measure(Report report, Site site, Partner emsp) throws Exception {
        report.doing("entering %d stations".formatted(stations));
        String prefix = "B" + site.numbers().getAndIncrement() + "-";
        Fleet fleet = Fleet.enter(site.admin(), site.hub().ocppPort(), prefix, Math.max(stations, callers));
        try (Crowd crowd = new Crowd(fleet, site.cpu())) {
            Memory.Used before = Memory.of(site.hub().pid());
            report.doing("connecting %d stations".formatted(stations));
            Measured connected = crowd.connect(0, stations);
            report.run("connect", stations, connected);
            good &= connected.failed() == 0;
            if (only.contains("idle")) {
                idle(report, site, crowd, before);
            }
            if (only.contains("storm")) {
                storm(report, crowd);
            }
            if (only.contains("calls")) {
                calls(report, site, crowd, emsp);
            }
            if (only.contains("flood")) {
                flood(report, crowd);
            }
        }
    }

    private void idle(Report report, Site site, Crowd crowd, Memory.Used before) throws InterruptedException {
        double kb = Memory.of(site.hub().pid()).sinceKb(before) / stations;
        report.doing("%d stations beat for %d s".formatted(stations, seconds));
        Measured beats = crowd.idle(0, stations, heartbeatS, seconds);
        report.run("idle", stations, beats);
        held(
                report,
                "  memory of a socket at most %.1f KB (aim %.0f); p99 of answers %.1f ms (aim %.0f)"
                        .formatted(kb, KB_AIM, beats.p99Ms(), P99_AIM_MS),
                kb <= KB_AIM && beats.p99Ms() < P99_AIM_MS && beats.failed() == 0);
        print(report, "ocpp idle", stations, beats, "kb_per_socket", kb);
    }

    private void storm(Report report, Crowd crowd) throws InterruptedException {
        int witnesses = Math.max(1, stations / WITNESS_SHARE);
        report.doing("%d stations come back at once".formatted(stations - witnesses));
        Crowd.Storm storm = crowd.storm(witnesses, stations);
        report.run("storm", stations - witnesses, storm.stormers());
        report.run("storm, those there", witnesses, storm.witnesses());
        held(
                report,
                "  all %d are served after %.1f s (aim %.0f); p99 of those that were there %.1f ms"
                        .formatted(
                                stations - witnesses,
                                storm.seconds(),
                                STORM_AIM_S,
                                storm.witnesses().p99Ms()),
                storm.seconds() <= STORM_AIM_S
                        && storm.witnesses().failed() == 0
                        && storm.witnesses().p99Ms() < P99_AIM_MS);
        print(report, "ocpp storm", stations - witnesses, storm.stormers(), "seconds", storm.seconds());
        print(report, "ocpp storm witnesses", witnesses, storm.witnesses(), null, 0);
    }

    private void calls(Report report, Site site, Crowd crowd, Partner emsp) throws Exception {
        List<Measured> measured = new ArrayList<>();
        List<Measured> limits = new ArrayList<>();
        RawWrites raw = new RawWrites(site.database());
        report.doing("warming up for %d s".formatted(warmup));
        crowd.transactions(callers, emsp::cardOf, readings, warmup);
        for (int run = 1; run <= runs; run++) {
            report.doing("run %d of %d, %d stations call".formatted(run, runs, callers));
            measured.add(crowd.transactions(callers, emsp::cardOf, readings, seconds));
            report.run("calls run " + run, callers, measured.getLast());
            report.doing("run %d of %d, raw inserts".formatted(run, runs));
            limits.add(raw.oneCommit(
                    site.database().bytesOf("transaction.started"),
                    java.time.Duration.ofSeconds(Math.max(1, seconds / 3))));
            good &= measured.getLast().failed() == 0;
        }
        report.done();
        report.result("ocpp calls", callers, measured, limits);
        double rate = Statistics.median(measured, Measured::ratePerS);
        held(report, "  recorded calls %.0f /s (aim %.0f)".formatted(rate, CALLS_AIM), rate >= CALLS_AIM);
    }

    private void flood(Report report, Crowd crowd) throws InterruptedException {
        int others = Math.min(BESIDE, stations - 1);
        report.doing("%d stations alone, then beside one that floods".formatted(others));
        Measured alone = crowd.beside(others, seconds, false);
        Measured beside = crowd.beside(others, seconds, true);
        report.run("alone", others, alone);
        report.run("beside a flood", others, beside);
        held(
                report,
                "  p99 beside one that floods %.1f ms (aim %.0f), alone %.1f ms"
                        .formatted(beside.p99Ms(), P99_AIM_MS, alone.p99Ms()),
                beside.p99Ms() < P99_AIM_MS && beside.failed() == 0);
        print(report, "ocpp flood alone", others, alone, null, 0);
        print(report, "ocpp flood beside", others, beside, null, 0);
    }

    /** Says whether an aim was reached. That one was missed is a result, and no failure of the run. */
    private static void held(Report report, String line, boolean held) {
        report.line(line + ": " + (held ? "held" : "MISSED"));
    }

    private static void print(
            Report report, String name, int clients, Measured m, @Nullable String field, double value) {
        ObjectNode object = Report.object(name).put("clients", clients).put("failed", m.failed());
        Report.put(object, "rate_per_s", m.ratePerS());
        Report.put(object, "p50_ms", m.p50Ms());
        Report.put(object, "p99_ms", m.p99Ms());
        Report.put(object, "cpu_ms_per_op", m.cpuMsPerOp());
        Report.put(object, "database_cpu_ms_per_op", m.databaseMsPerOp());
        if (field != null) {
            Report.put(object, field, value);
        }
        report.print(object);
    }
}
