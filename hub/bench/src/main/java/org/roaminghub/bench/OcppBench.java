package org.roaminghub.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.roaminghub.bench.measure.Measured;
import org.roaminghub.bench.measure.Memory;
import org.roaminghub.bench.measure.Statistics;
import org.roaminghub.bench.partner.Messages;
import org.roaminghub.bench.partner.OcpiAnswer;
import org.roaminghub.bench.partner.Partner;
import org.roaminghub.bench.site.RawWrites;
import org.roaminghub.bench.site.Site;
import org.roaminghub.bench.station.Authority;
import org.roaminghub.bench.station.Crowd;
import org.roaminghub.bench.station.Entry;
import org.roaminghub.bench.station.Fleet;
import org.roaminghub.bench.station.RawHandshakes;
import org.roaminghub.bench.wire.Template;
import org.roaminghub.bench.wire.WireClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Very many stations at one hub: what an idle one costs, a storm of all of them, in clear and through TLS, recorded calls, and one that floods. */
@Command(
        name = "ocpp",
        mixinStandardHelpOptions = true,
        description =
                "Charging stations: memory of idle sockets, a reconnect storm, recorded calls, a flooding station")
final class OcppBench implements Callable<Integer> {

    private static final double CALLS_AIM = 3_000;
    private static final double KB_AIM = 20;
    /** 10,000 of them in four tenths of the heap. */
    private static final double TLS_KB_AIM = 40;

    private static final int BESIDE = 200;
    private static final Duration RAW_WARMUP = Duration.ofSeconds(1);
    private static final Set<String> PLAIN = Set.of("idle", "storm", "calls", "flood");

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
    int warmup = 90;

    @Option(
            names = "--readings",
            description = "readings of each transaction: half an hour with one a minute (default ${DEFAULT-VALUE})")
    int readings = 30;

    @Option(
            names = "--only",
            split = ",",
            description =
                    "of idle, storm, calls, flood in clear; idle sockets and storm by tls, by certificates; default all")
    Set<String> only = Set.of("idle", "storm", "calls", "flood", "tls", "certificates");

    private boolean good = true;

    @Override
    public Integer call() throws Exception {
        Report report = hub.report();
        try (Site site = hub.open()) {
            report.doing("starting a hub in %s".formatted(site.folder()));
            Authority authority = new Authority();
            Authority.Written files = authority.write(site.folder());
            site.hub().secured(files.certificate(), files.key(), files.root());
            site.start();
            report.heading("ocpp", site.database().settings(), settings());
            if (!Collections.disjoint(only, PLAIN)) {
                try (Partner emsp = site.partner("EMSP", false)) {
                    site.agree("DE*HUB", emsp);
                    uploadCards(emsp);
                    measure(report, site, emsp);
                }
            }
            for (String kind : List.of("tls", "certificates")) {
                if (only.contains(kind)) {
                    secured(report, site, authority, kind.equals("certificates"));
                }
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
        Entry entry = Entry.plain(site.hub().ocppPort());
        try (Crowd crowd = new Crowd(enter(report, site, entry, Math.max(stations, callers)), site.cpu())) {
            CrowdPhases phases = new CrowdPhases(report, site, crowd, stations, "ocpp", KB_AIM);
            Memory.Used before = Memory.of(site.hub().pid());
            good &= phases.connect();
            if (only.contains("idle")) {
                phases.idle(before, heartbeatS, seconds);
            }
            if (only.contains("storm")) {
                phases.storm();
            }
            if (only.contains("calls")) {
                calls(phases, emsp);
            }
            if (only.contains("flood")) {
                flood(phases);
            }
        }
    }

    private static Fleet enter(Report report, Site site, Entry entry, int count)
            throws IOException, InterruptedException {
        report.doing("entering %d stations of security profile %d".formatted(count, entry.profile()));
        return Fleet.enter(site.admin(), entry, "B" + site.numbers().getAndIncrement() + "-", count);
    }

    /** In a hub that was started anew: memory that others have left would not be counted. */
    private void secured(Report report, Site site, Authority authority, boolean certificates) throws Exception {
        site.hub().stop();
        site.start();
        String name = certificates ? "ocpp certificates" : "ocpp tls";
        Entry entry = certificates
                ? Entry.certificate(site.hub().certificatePort(), authority)
                : Entry.password(site.hub().tlsPort(), authority);
        try (Crowd crowd = new Crowd(enter(report, site, entry, stations), site.cpu());
                RawHandshakes raw = new RawHandshakes(authority, certificates)) {
            CrowdPhases phases = new CrowdPhases(report, site, crowd, stations, name, TLS_KB_AIM);
            Memory.Used before = Memory.of(site.hub().pid());
            good &= phases.connect();
            phases.idle(before, heartbeatS, seconds);
            double served = phases.storm();
            report.doing("raw handshakes");
            raw.measure(RAW_WARMUP);
            Measured limit = raw.measure(Duration.ofSeconds(Math.max(1, seconds / 3)));
            report.run("  limit (both ends)", RawHandshakes.CLIENTS, limit);
            phases.print(
                    "limit",
                    RawHandshakes.CLIENTS,
                    limit,
                    Map.of("served_per_s", served, "ratio_to_limit", served / limit.ratePerS()));
        }
    }

    private void calls(CrowdPhases phases, Partner emsp) throws Exception {
        Report report = phases.report();
        Site site = phases.site();
        Crowd crowd = phases.crowd();
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
                    site.database().bytesOf("transaction.started"), Duration.ofSeconds(Math.max(1, seconds / 3))));
            good &= measured.getLast().failed() == 0;
        }
        report.done();
        report.result("ocpp calls", callers, measured, limits);
        double rate = Statistics.median(measured, Measured::ratePerS);
        phases.held("  recorded calls %.0f /s (aim %.0f)".formatted(rate, CALLS_AIM), rate >= CALLS_AIM);
    }

    private void flood(CrowdPhases phases) throws InterruptedException {
        int others = Math.min(BESIDE, stations - 1);
        Report report = phases.report();
        report.doing("%d stations alone, then beside one that floods".formatted(others));
        Measured alone = phases.crowd().beside(others, seconds, false);
        Measured beside = phases.crowd().beside(others, seconds, true);
        report.run("alone", others, alone);
        report.run("beside a flood", others, beside);
        phases.held(
                "  p99 beside one that floods %.1f ms (aim %.0f), alone %.1f ms"
                        .formatted(beside.p99Ms(), CrowdPhases.P99_AIM_MS, alone.p99Ms()),
                beside.p99Ms() < CrowdPhases.P99_AIM_MS && beside.failed() == 0);
        phases.print("flood alone", others, alone, Map.of());
        phases.print("flood beside", others, beside, Map.of());
    }
}
