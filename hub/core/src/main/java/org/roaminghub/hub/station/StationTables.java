package org.roaminghub.hub.station;

import java.time.Instant;
import org.roaminghub.hub.station.store.DefaultTariffStore;
import org.roaminghub.hub.station.store.JobStore;
import org.roaminghub.hub.station.store.LimitStore;
import org.roaminghub.hub.station.store.MeterStore;
import org.roaminghub.hub.station.store.PresenceIntake;
import org.roaminghub.hub.station.store.ReadingIntake;
import org.roaminghub.hub.station.store.ReservedStore;
import org.roaminghub.hub.station.store.SettingStore;
import org.roaminghub.hub.station.store.SignedStore;
import org.roaminghub.hub.station.store.StateIntake;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.TransactionStore;

/** Where stations' rows are. */
public record StationTables(
        StationStore stations,
        TransactionStore transactions,
        MeterStore meters,
        ReadingIntake readings,
        PresenceIntake comings,
        StateIntake states,
        SignedStore signed,
        JobStore jobs,
        SettingStore settings,
        DefaultTariffStore tariffs,
        LimitStore limits,
        ReservedStore reserved) {

    int forget(Instant before) {
        return meters.deleteOlder(before)
                + signed.deleteOlder(before)
                + transactions.forgetExpected(before)
                + limits.deleteOlder(before);
    }
}
