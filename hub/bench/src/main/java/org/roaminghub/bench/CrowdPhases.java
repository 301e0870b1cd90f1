package org.roaminghub.bench;

import java.util.Map;
import org.roaminghub.bench.measure.Measured;
import org.roaminghub.bench.measure.Memory;
import org.roaminghub.bench.site.Site;
import org.roaminghub.bench.station.Crowd;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stations that come, are there, and come back all at once, in clear or through TLS. {@code name}: of the results. {@code kbAim}: of
 * memory for a socket.
 */
record CrowdPhases(Report report, Site site, Crowd crowd, int stations, String name, double kbAim) {

    static final double P99_AIM_MS = 200;
    private static final double STORM_AIM_S = 120;
    private static final double KB_PER_MB = 1024;
    /** Of all stations: those that stay while the others storm. */
    private static final int WITNESS_SHARE = 20;

    /** False when one of them didn't come in. */
    boolean connect() throws InterruptedException {
        report.doing("connecting %d stations".formatted(stations));
        Measured connected = crowd.connect(0, stations);
        report.run(name + " connect", stations, connected);
        return connected.failed() == 0;
    }

    /** {@code before}: what the hub had in memory before they came. */
    void idle(Memory.Used before, int heartbeatS, int seconds) throws InterruptedException {
        Memory.Used now = Memory.of(site.hub().pid());
        double kb = now.sinceKb(before) / stations;
        report.doing("%d stations beat for %d s".formatted(stations, seconds));
        Measured beats = crowd.idle(0, stations, heartbeatS, seconds);
        report.run(name + " idle", stations, beats);
        held(
                "  memory of a socket at most %.1f KB (aim %.0f), %.1f of it alive on the heap; p99 of answers %.1f ms (aim %.0f)"
                        .formatted(
                                kb,
                                kbAim,
                                (double) (now.liveKb() - before.liveKb()) / stations,
                                beats.p99Ms(),
                                P99_AIM_MS),
                kb <= kbAim && beats.p99Ms() < P99_AIM_MS && beats.failed() == 0);
        print("idle", stations, beats, Map.of("kb_per_socket", kb));
    }

    /** All but a few lose their sockets and come back; gives how many a second were served. */
    double storm() throws InterruptedException {
        int witnesses = Math.max(1, stations / WITNESS_SHARE);
        int coming = stations - witnesses;
        report.doing("%d stations come back at once".formatted(coming));
        Crowd.Storm storm = crowd.storm(witnesses, stations);
        double megabytes = Memory.residentKb(site.hub().pid()) / KB_PER_MB;
        report.run(name + " storm", coming, storm.stormers());
        report.run("  those there", witnesses, storm.witnesses());
        held(
                "  all %d are served after %.1f s (aim %.0f); p99 of those that were there %.1f ms; the hub has %.0f MB"
                        .formatted(
                                coming,
                                storm.seconds(),
                                STORM_AIM_S,
                                storm.witnesses().p99Ms(),
                                megabytes),
                storm.seconds() <= STORM_AIM_S
                        && storm.witnesses().failed() == 0
                        && storm.witnesses().p99Ms() < P99_AIM_MS);
        print("storm", coming, storm.stormers(), Map.of("seconds", storm.seconds(), "hub_mb", megabytes));
        print("storm witnesses", witnesses, storm.witnesses(), Map.of());
        return coming / storm.seconds();
    }

    /** Says whether an aim was reached. That one was missed is a result, and no failure of the run. */
    void held(String line, boolean held) {
        report.line(line + ": " + (held ? "held" : "MISSED"));
    }

    void print(String what, int clients, Measured m, Map<String, Double> more) {
        ObjectNode object =
                Report.object(name + " " + what).put("clients", clients).put("failed", m.failed());
        Report.put(object, "rate_per_s", m.ratePerS());
        Report.put(object, "p50_ms", m.p50Ms());
        Report.put(object, "p99_ms", m.p99Ms());
        Report.put(object, "cpu_ms_per_op", m.cpuMsPerOp());
        Report.put(object, "database_cpu_ms_per_op", m.databaseMsPerOp());
        more.forEach((field, value) -> Report.put(object, field, value));
        report.print(object);
    }
}
