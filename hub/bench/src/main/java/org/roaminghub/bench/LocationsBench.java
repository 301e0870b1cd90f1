package org.roaminghub.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.roaminghub.bench.measure.Machine;
import org.roaminghub.bench.measure.Measured;
import org.roaminghub.bench.measure.Statistics;
import org.roaminghub.bench.partner.Partner;
import org.roaminghub.bench.partner.Places;
import org.roaminghub.bench.site.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/**
 * A CPO with many EVSEs: loaded by PUT, their states changed as fast as they are taken and repeated unchanged; then partners
 * connect, read everything while states go on changing, and are told each change.
 */
@Command(
        name = "locations",
        mixinStandardHelpOptions = true,
        description = "EVSEs loaded and paged out, status changes taken in and told to partners; exit status 1 when"
                + " anything is missing, doubled or recorded without need")
final class LocationsBench implements Callable<Integer> {

    @Mixin
    HubOptions hub = new HubOptions();

    @Option(names = "--evses", description = "EVSEs of the CPO (default ${DEFAULT-VALUE})")
    int evses = 100_000;

    @Option(names = "--partners", description = "eMSPs that are told (default ${DEFAULT-VALUE})")
    int partners = 20;

    @Option(names = "--clients", description = "connections of the CPO at full speed (default ${DEFAULT-VALUE})")
    int clients = 32;

    @Option(
            names = "--rate",
            description = "status changes a second beside reading and telling (default ${DEFAULT-VALUE})")
    int rate = 50;

    @Option(names = "--seconds", description = "length of one run (default ${DEFAULT-VALUE})")
    int seconds = 20;

    @Option(names = "--runs", description = "runs; the median counts (default ${DEFAULT-VALUE})")
    int runs = 3;

    private static final int EVSES_EACH = 10;

    @Override
    public Integer call() throws Exception {
        Report report = hub.report();
        List<Partner> emsps = new ArrayList<>();
        try (Site site = hub.open()) {
            report.doing("starting a hub in %s".formatted(site.folder()));
            site.start();
            report.heading("locations", site.database().settings(), settings());
            try (Partner cpo = site.partner("CPO", false)) {
                Places places = new Places(cpo.party(), Math.max(1, evses / EVSES_EACH), EVSES_EACH);
                StatusTraffic traffic = new StatusTraffic(site, cpo, places);
                load(report, traffic);
                boolean good = intake(report, traffic);
                good &= unchanged(report, site, traffic);
                for (int i = 0; i < partners; i++) {
                    report.doing("connecting partner %d of %d".formatted(i + 1, partners));
                    emsps.add(site.partner("EMSP", false));
                    site.agree(cpo, emsps.getLast());
                }
                good &= reading(report, traffic, emsps.getFirst(), places);
                good &= telling(report, traffic, emsps);
                report.line("  memory   %d MB resident"
                        .formatted(Machine.residentMb(site.hub().pid())));
                return good ? 0 : 1;
            }
        } finally {
            for (Partner emsp : emsps) {
                emsp.close();
            }
            report.done();
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("evses", evses);
        settings.put("partners", partners);
        settings.put("clients", clients);
        settings.put("rate", rate);
        settings.put("seconds", seconds);
        settings.put("runs", runs);
        return settings;
    }

    private void load(Report report, StatusTraffic traffic) throws Exception {
        report.doing("loading %d EVSEs".formatted(evses));
        Measured loaded = traffic.load(clients);
        report.done();
        report.result("locations put", clients, List.of(loaded), List.of());
    }

    private boolean intake(Report report, StatusTraffic traffic) throws Exception {
        List<Measured> measured = new ArrayList<>();
        report.doing("warming up");
        traffic.changes(clients, seconds);
        for (int run = 1; run <= runs; run++) {
            report.doing("status changes, run %d of %d".formatted(run, runs));
            measured.add(traffic.changes(clients, seconds));
            report.run("status run " + run, clients, measured.getLast());
        }
        report.done();
        report.result("status", clients, measured, List.of());
        return measured.stream().allMatch(run -> run.done() > 0 && run.failed() == 0);
    }

    private boolean unchanged(Report report, Site site, StatusTraffic traffic) throws Exception {
        report.doing("repeating unchanged states");
        long before = site.database().events();
        Measured repeated = traffic.repeats(clients, seconds);
        long events = site.database().events() - before;
        report.done();
        report.run("status unchanged", clients, repeated);
        report.line("  %d repeated states cost %d events".formatted(repeated.done(), events));
        ObjectNode object = Report.object("status unchanged");
        Report.put(object, "rate_per_s", repeated.ratePerS());
        report.print(object.put("events", events));
        return events == 0 && repeated.failed() == 0;
    }

    private boolean reading(Report report, StatusTraffic traffic, Partner reader, Places places) throws Exception {
        report.doing("a partner reads all while %d states a second change".formatted(rate));
        LocationsRead read;
        StatusTraffic.Running changing = traffic.paced(rate);
        try {
            read = LocationsRead.of(reader);
        } finally {
            changing.end();
        }
        report.done();
        boolean whole = read.locations() == places.locations() && read.evses() == places.evses() && read.doubled() == 0;
        report.line("  read     %d locations, %d EVSEs, %d doubled, in %d pages and %.1f s: %s"
                .formatted(
                        read.locations(),
                        read.evses(),
                        read.doubled(),
                        read.pages(),
                        read.seconds(),
                        whole ? "no gap" : "NOT WHOLE"));
        ObjectNode object = Report.object("locations read")
                .put("locations", read.locations())
                .put("evses", read.evses())
                .put("doubled", read.doubled());
        Report.put(object, "seconds", read.seconds());
        report.print(object);
        return whole;
    }

    private boolean telling(Report report, StatusTraffic traffic, List<Partner> emsps) throws Exception {
        Arrivals arrivals = new Arrivals(emsps);
        traffic.told(arrivals);
        report.doing("%d partners are told of %d states a second".formatted(emsps.size(), rate));
        StatusTraffic.Running changing = traffic.paced(rate);
        TimeUnit.SECONDS.sleep(seconds);
        changing.end();
        long missing = arrivals.await();
        report.done();
        long[] took = arrivals.sortedNanos();
        double p50 = Statistics.percentileMs(took, 0.50);
        double p99 = Statistics.percentileMs(took, 0.99);
        report.line("  told     %d of %d, p50 %.0f ms, p99 %.0f ms, last %.0f ms"
                .formatted(took.length, took.length + missing, p50, p99, Statistics.percentileMs(took, 1)));
        ObjectNode object =
                Report.object("status told").put("told", took.length).put("missing", missing);
        Report.put(object, "p50_ms", p50);
        Report.put(object, "p99_ms", p99);
        report.print(object);
        return missing == 0;
    }
}
