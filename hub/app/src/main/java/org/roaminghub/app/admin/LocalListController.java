package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.station.LocalLists;
import org.roaminghub.hub.station.StationKeeping;
import org.roaminghub.hub.station.store.LocalListStore.Row;
import org.roaminghub.vocabulary.Clock;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tokens that a station keeps for when it can't ask. */
@RestController
@RequestMapping("/api/v1/stations/{id}/local-list")
@Tag(name = "Stations")
class LocalListController {

    private final OwnStations stations;
    private final LocalLists lists;
    private final Clock clock;

    LocalListController(OwnStations stations, StationKeeping keeping, Clock clock) {
        this.stations = stations;
        this.lists = keeping.lists();
        this.clock = clock;
    }

    @ApiJson
    record ListBody(@Nullable Boolean enabled) {}

    /**
     * {@code state}: OFF, CURRENT, PENDING (something is to be sent) or NOT_SUPPORTED. {@code left_out}: so many tokens have no
     * room. {@code last_status}: what came of the last message.
     */
    @ApiJson
    record ListItem(
            boolean enabled,
            String state,
            int version,
            int entries,
            int leftOut,
            @Nullable Integer maxEntries,
            @Nullable Integer maxEntriesInMessage,
            @Nullable String lastStatus,
            @Nullable Instant sentAt,
            @Nullable Instant nextAt) {}

    @GetMapping
    @Operation(summary = "What a station has of the tokens of eMSPs under agreement for when it can't ask")
    ListItem one(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        stations.known(id, user);
        return lists.find(id)
                .map(this::item)
                .orElseGet(() -> new ListItem(false, "OFF", 0, 0, 0, null, null, null, null, null));
    }

    @PutMapping
    @Operation(
            summary = "Whether a station is given such a list",
            description =
                    "Turned on, valid tokens whose issuers don't want to be asked always are sent, and changes of them"
                            + " within seconds. Turned off, the station is sent an empty list.")
    ListItem turn(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @RequestBody ListBody body) {
        stations.known(id, user);
        if (body.enabled() == null) {
            throw Problem.malformed("enabled", "is true or false");
        }
        return item(Problem.orThrow(lists.turn(id, body.enabled(), user.actor())));
    }

    private ListItem item(Row row) {
        boolean pending = row.failures() > 0 || row.checkedAt() == null || row.whole() || row.isDue(clock.now());
        return new ListItem(
                row.enabled(),
                row.without() != null
                        ? "NOT_SUPPORTED"
                        : !row.enabled() && row.entries() == 0 ? "OFF" : pending ? "PENDING" : "CURRENT",
                row.version(),
                row.entries(),
                row.leftOut(),
                row.most(),
                row.atOnce(),
                row.lastStatus(),
                row.sentAt(),
                row.nextAt());
    }
}
