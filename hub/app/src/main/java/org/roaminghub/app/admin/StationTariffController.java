package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.app.admin.StationController.CommandAnswer;
import org.roaminghub.hub.station.StationTariffs;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tariffs by which a station of OCPP 2.1 reckons itself. */
@RestController
@RequestMapping("/api/v1/stations/{id}/tariff")
@Tag(name = "Stations")
class StationTariffController {

    private final OwnStations stations;
    private final StationTariffs tariffs;

    StationTariffController(OwnStations stations, StationTariffs tariffs) {
        this.stations = stations;
        this.tariffs = tariffs;
    }

    /** {@code evse} absent or 0: all of the station's. */
    @ApiJson
    record TariffBody(@Nullable String tariffId, @Nullable Integer evse) {}

    /** {@code status}: what became of the last try. {@code sentAs}: its id at the station; absent: the station has it not. */
    @ApiJson
    record KeptTariff(
            int evse,
            String tariffId,
            @Nullable String sentAs,
            String status,
            @Nullable Instant sentAt,
            Instant nextAt) {}

    @ApiJson
    record KeptTariffs(List<KeptTariff> items) {}

    @GetMapping("/kept")
    @Operation(
            summary = "Default tariffs that the hub keeps at a station as they are",
            description =
                    "Of EVSE 0: all. One that changed is sent again, one that was withdrawn or that OCPP can't express any more is"
                            + " taken from the station (WITHDRAWN, NOT_EXPRESSIBLE); what fails is tried again ever later.")
    KeptTariffs kept(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        stations.known(id, user);
        return new KeptTariffs(tariffs.kept(id).stream()
                .map(row -> new KeptTariff(
                        row.evse(), row.tariffFid(), row.sentAs(), row.status(), row.sentAt(), row.nextAt()))
                .toList());
    }

    @GetMapping
    @Operation(summary = "Asks a station which tariffs it has")
    CommandAnswer ask(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        stations.known(id, user);
        return StationController.answer("GetTariffs", Problem.orThrow(tariffs.ask(id, user.actor())));
    }

    @PutMapping
    @Operation(
            summary = "Sends a station a tariff of the hub's own as its default",
            description =
                    "As the tariff is now; once it changes it is sent again by itself, and has another id there. 422: OCPP can't express it, or"
                            + " the station's version knows no tariffs. CDRs are priced by the hub all the same; where the station"
                            + " comes to another cost, the transaction is flagged COST_DIFFERS.")
    CommandAnswer set(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @RequestBody TariffBody body) {
        stations.known(id, user);
        return StationController.answer(
                "SetDefaultTariff",
                Problem.orThrow(tariffs.set(
                        id,
                        Ask.required("tariff_id", body.tariffId()),
                        body.evse() == null ? 0 : body.evse(),
                        user.actor())));
    }

    @DeleteMapping
    @Operation(summary = "Takes all tariffs from a station")
    CommandAnswer clear(@Parameter(hidden = true) @AuthenticationPrincipal AdminUser user, @PathVariable String id) {
        stations.known(id, user);
        return StationController.answer("ClearTariffs", Problem.orThrow(tariffs.clear(id, user.actor())));
    }
}
