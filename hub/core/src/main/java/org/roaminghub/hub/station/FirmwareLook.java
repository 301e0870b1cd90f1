package org.roaminghub.hub.station;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.station.store.LookStore;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a station once what it can, when it has booted with a firmware that it wasn't asked with: so that what is published of its
 * EVSEs, and what it is told of costs, follows. A station that names no firmware is never asked. Few are asked at once: after an
 * outage all boot together, but few with another firmware.
 */
final class FirmwareLook {

    private static final Logger LOG = LoggerFactory.getLogger(FirmwareLook.class);
    private static final Actor SELF = Actor.automation("LookAtFirmware");

    private static final Duration AGAIN = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 5;
    /** Stations that are asked at once. */
    private static final int MAX_AT_ONCE = 4;

    private static final List<String> KEYS = List.of("SupportedFeatureProfiles", "CustomDisplayCostAndPrice");
    private static final List<String> VARIABLES = List.of(
            "ReservationCtrlr.Available",
            "ReservationCtrlr.Enabled",
            "SmartChargingCtrlr.Available",
            "SmartChargingCtrlr.Enabled",
            "TariffCostCtrlr.Available{Cost}",
            "TariffCostCtrlr.Enabled{Cost}",
            "TariffCostCtrlr.Currency");

    private final LookStore store;
    private final StationSettings settings;
    private final Turns turns;
    private final Duration wait;
    private final Clock clock;

    /** {@code wait}: after a boot, so that what the station has to say itself comes first. */
    FirmwareLook(LookStore store, StationSettings settings, Duration wait, Executor background, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.turns = new Turns(MAX_AT_ONCE, "look", background);
        this.wait = wait;
        this.clock = clock;
    }

    /** Behind the call. To be called every second. */
    int sweep() {
        Instant now = clock.now();
        int begun = 0;
        for (LookStore.Row row : store.listDue(now, now.minus(wait), MAX_AT_ONCE)) {
            if (turns.begin(row.station(), () -> tryLook(row))) {
                begun++;
            }
        }
        return begun;
    }

    /** One whose answer can't be kept waits as one that keeps silent: it would be the first every second. */
    private void tryLook(LookStore.Row row) {
        try {
            look(row);
        } catch (RuntimeException e) {
            store.failed(row, again(row));
            throw e;
        }
    }

    /** One that answers with an error has answered. */
    private void look(LookStore.Row row) {
        List<String> names = row.version().startsWith("1.") ? KEYS : VARIABLES;
        Outcome<StationSettings.Asked> outcome = settings.read(row.identity(), names, SELF);
        boolean silent = outcome instanceof Outcome.Refused<StationSettings.Asked>(Refusal refusal, String why)
                && (refusal == Refusal.TIMED_OUT || refusal == Refusal.STATION_UNREACHABLE);
        if (silent) {
            store.failed(row, again(row));
        } else {
            store.asked(row.station(), row.firmware());
        }
        LOG.info("station=firmware_asked id={} answered={}", row.station(), !silent);
    }

    private Instant again(LookStore.Row row) {
        return clock.now().plus(AGAIN.multipliedBy(1L << Math.min(row.failures(), MAX_DOUBLINGS)));
    }
}
