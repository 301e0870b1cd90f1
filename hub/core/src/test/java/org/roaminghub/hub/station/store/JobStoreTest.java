package org.roaminghub.hub.station.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.roaminghub.hub.CoreUnderTest;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.StationId;

/** Stations name what they tell of as they like. */
class JobStoreTest {

    private final CoreUnderTest core = new CoreUnderTest();
    private final JobStore store = new JobStore(core.jdbc);

    private long kept() {
        return core.jdbc
                .sql("select count(*) from hub.station_job")
                .query(Long.class)
                .single();
    }

    @Test
    void ofWhatAStationTellsUnaskedTheNewestAreKept() {
        StationId station = new StationId(core.ids.next());
        new StationStore(core.jdbc).add(station, "A", new PartyId("DE*HUB"), "LOC", 0, null, true, null, 1);
        for (int number = 0; number < 60; number++) {
            core.clock.advance(Duration.ofSeconds(1));
            store.part(station, "REPORT", "r" + number, 0, false, core.clock.now());
            store.progressed(station, "LOG", "l" + number, "Uploading", core.clock.now());
        }
        assertThat(kept()).isEqualTo(50);
        assertThat(store.list(station).getFirst().requestId()).isEqualTo("l59");
    }
}
