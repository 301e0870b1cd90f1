package org.roaminghub.app.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.roaminghub.hub.station.ReservationBills;
import org.roaminghub.vocabulary.ReservationId;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reservations at own stations whose bill waits for a person's word. */
@RestController
@RequestMapping("/api/v1/stations/{id}/reservations/{reservation}")
@Tag(name = "Stations")
class ReservationController {

    private final OwnStations stations;
    private final ReservationBills bills;

    ReservationController(OwnStations stations, ReservationBills bills) {
        this.stations = stations;
        this.bills = bills;
    }

    @PostMapping("/bill")
    @Operation(
            summary = "Bills a reservation that is held",
            description =
                    "As one of a place that was out of order (EVSE_INOPERATIVE), or of a station that doesn't come back"
                            + " (STATION_AWAY). Its CDR is made within moments; should its start still come, that CDR is credited."
                            + " 409: it isn't held, or has its CDR.")
    ReservationItem bill(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @PathVariable String reservation) {
        return decide(user, id, reservation, true);
    }

    @PostMapping("/waive")
    @Operation(
            summary = "Never bills a reservation that is held",
            description = "A session that began with it still pays for its time. 409: it isn't held, or has its CDR.")
    ReservationItem waive(
            @Parameter(hidden = true) @AuthenticationPrincipal AdminUser user,
            @PathVariable String id,
            @PathVariable String reservation) {
        return decide(user, id, reservation, false);
    }

    private ReservationItem decide(AdminUser user, String id, String reservation, boolean bill) {
        var station = stations.known(id, user).station().station();
        return ReservationItem.of(
                Problem.orThrow(bills.decide(station, reservationOf(reservation), bill, user.actor())));
    }

    private static ReservationId reservationOf(String text) {
        try {
            return new ReservationId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Problem.unknown("reservation");
        }
    }
}
