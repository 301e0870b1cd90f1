package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.roaminghub.app.projection.Projections;
import org.roaminghub.hub.delivery.Deliveries;
import org.roaminghub.hub.party.Parties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the hub is, in one answer. */
@RestController
@Tag(name = "Status")
class StatusController {

    private final Parties parties;
    private final Projections projections;
    private final Deliveries deliveries;

    StatusController(Parties parties, Projections projections, Deliveries deliveries) {
        this.parties = parties;
        this.projections = projections;
        this.deliveries = deliveries;
    }

    @ApiJson
    record DeliveryCounts(long queued, long parked) {}

    /** {@code party}: the hub's own; {@code last_position} is that of the store's newest event, {@code projection_lag} the greatest, in events. */
    @ApiJson
    record StatusBody(
            String health,
            String party,
            Map<String, Long> platforms,
            long lastPosition,
            long projectionLag,
            List<ProjectionItem> projections,
            DeliveryCounts deliveries) {}

    @GetMapping("/api/v1/status")
    @Operation(
            summary = "How the hub is",
            description =
                    "UP, or DEGRADED while a projection can't go on. When the database is away there is no answer but 500.")
    StatusBody status() {
        List<ProjectionItem> all =
                projections.list().stream().map(ProjectionItem::of).toList();
        boolean stuck = all.stream()
                .anyMatch(p -> p.status().equals("FAILING") || p.status().equals("STOPPED"));
        var counts = deliveries.counts();
        return new StatusBody(
                stuck ? "DEGRADED" : "UP",
                parties.hubParty().value(),
                parties.list().stream()
                        .collect(Collectors.groupingBy(p -> p.status().name(), TreeMap::new, Collectors.counting())),
                projections.head(),
                all.stream().mapToLong(ProjectionItem::lag).max().orElse(0),
                all,
                new DeliveryCounts(counts.queued(), counts.parked()));
    }
}
