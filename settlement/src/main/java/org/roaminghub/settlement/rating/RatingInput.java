package org.roaminghub.settlement.rating;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.roaminghub.vocabulary.ChargingPeriod;
import org.roaminghub.vocabulary.Tariff;

/**
 * A session and the tariffs that it may have.
 *
 * @param tariffs as they were when the session started
 * @param periods in order of time; each ends where the next one starts, the last one with the session
 * @param zone of the place: restrictions speak of its wall clock
 * @param reservationExpired whether it is a reservation that nobody used
 */
public record RatingInput(
        List<Tariff> tariffs,
        List<ChargingPeriod> periods,
        Instant start,
        Instant end,
        ZoneId zone,
        boolean reservationExpired) {

    public RatingInput {
        tariffs = List.copyOf(tariffs);
        periods = List.copyOf(periods);
    }
}
