package org.roaminghub.bench.chaos;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.roaminghub.bench.site.Projections;
import org.roaminghub.bench.site.ReadTables;
import org.roaminghub.bench.site.Site;
import tools.jackson.databind.JsonNode;

/** Asks the hub, its history, its receivers and its tables for everything that was acknowledged. */
final class ChaosChecks {

    private static final Duration PROJECTION_LIMIT = Duration.ofMinutes(5);
    /** The longest deadline, and the hub's grace and sweep behind it. */
    private static final Duration DECIDED_LIMIT = Duration.ofMinutes(2);

    private static final long POLL_MS = 250;
    private static final String REBUILT = "rebuilt projections equal, rows";
    private static final List<String> DECISIONS = List.of("authorization.granted", "authorization.refused");

    private final Site site;
    private final Acknowledged acknowledged;
    private final List<Lane> lanes;
    private final Projections projections;

    ChaosChecks(Site site, Acknowledged acknowledged, List<Lane> lanes) {
        this.site = site;
        this.acknowledged = acknowledged;
        this.lanes = lanes;
        this.projections = new Projections(site.admin());
    }

    /** Waits until nothing is queued any more; what is left after the limit is a violation. */
    Check drained(Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        JsonNode queued = queued();
        while (!queued.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
            queued = queued();
        }
        List<String> left = queued.isEmpty() ? List.of() : List.of("still queued: " + queued.get(0));
        return new Check("deliveries drained", acknowledged.cdrs().size(), left);
    }

    private JsonNode queued() throws IOException {
        return site.admin().get("/deliveries?status=QUEUED&limit=1").path("items");
    }

    List<Check> all() throws IOException, SQLException, InterruptedException {
        projections.awaitCaughtUp(PROJECTION_LIMIT);
        Parked parked = Parked.read(site.admin());
        List<Check> checks = new ArrayList<>();
        checks.add(decisions());
        checks.add(sessions());
        checks.add(cdrs());
        checks.add(cdrsAtReceivers(parked));
        checks.add(sessionsAtReceivers(parked));
        checks.add(rebuilt());
        return checks;
    }

    private Check decisions() throws IOException {
        Map<String, Integer> found = new HashMap<>();
        for (String type : DECISIONS) {
            site.admin()
                    .each(
                            "/history?type=" + type,
                            event -> found.merge(event.path("correlation_id").asString(""), 1, Integer::sum));
        }
        return Check.exactlyOnce("authorisation decided once", acknowledged.authorizations(), found);
    }

    private Check cdrs() throws IOException {
        Map<String, Integer> found = new HashMap<>();
        site.admin().each("/cdrs", cdr -> found.merge(cdr.path("id").asString(""), 1, Integer::sum));
        return Check.exactlyOnce("CDR in the hub once", acknowledged.cdrs(), found);
    }

    /** What the hub shows an eMSP: the admin API's view holds samples only. */
    private Check sessions() throws IOException {
        Map<String, Long> found = new HashMap<>();
        for (Lane lane : lanes) {
            found.putAll(lane.emsp().sessionWattHours());
        }
        return Check.atLeast("session energy in the hub", acknowledged.sessionWattHours(), found, Parked.NONE);
    }

    private Check sessionsAtReceivers(Parked parked) {
        Map<String, Long> found = new HashMap<>();
        for (Lane lane : lanes) {
            found.putAll(lane.emsp().inbox().sessionWattHours());
        }
        return Check.atLeast("session energy at the receiver", acknowledged.sessionWattHours(), found, parked);
    }

    private Check cdrsAtReceivers(Parked parked) {
        Map<String, Set<String>> arrived = new HashMap<>();
        for (Lane lane : lanes) {
            arrived.putAll(lane.emsp().inbox().cdrContents());
        }
        String name = "CDR one object at its receiver (%d parked)".formatted(parked.count());
        return Check.oneObject(name, acknowledged.cdrs(), arrived, parked);
    }

    /** A replay that fails is a violation like any other; the checks before it still count. */
    private Check rebuilt() throws SQLException, InterruptedException {
        try {
            return compared();
        } catch (IOException failed) {
            return new Check(REBUILT, 0, List.of(String.valueOf(failed.getMessage())));
        }
    }

    private Check compared() throws IOException, SQLException, InterruptedException {
        projections.awaitCaughtUp(PROJECTION_LIMIT);
        awaitDecided();
        projections.awaitCaughtUp(PROJECTION_LIMIT);
        long newest = site.database().newestPosition();
        ReadTables lived = ReadTables.of(site.database(), newest);
        for (String name : projections.names()) {
            projections.replay(name, PROJECTION_LIMIT);
        }
        projections.awaitCaughtUp(PROJECTION_LIMIT);
        List<String> differences = lived.differences(ReadTables.of(site.database(), newest));
        return new Check(REBUILT, lived.rowCount(), differences);
    }

    /** What a kill left undecided is closed some time after its deadline; until then rows change while they are compared. */
    private void awaitDecided() throws IOException, SQLException, InterruptedException {
        long end = System.nanoTime() + DECIDED_LIMIT.toNanos();
        while (site.database().undecided() > 0) {
            if (System.nanoTime() > end) {
                throw new IOException("requests are undecided still after " + DECIDED_LIMIT.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }
}
