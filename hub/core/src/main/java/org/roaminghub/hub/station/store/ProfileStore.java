package org.roaminghub.hub.station.store;

import java.time.Instant;
import java.util.Optional;
import org.roaminghub.hub.recording.HouseJson;
import org.roaminghub.vocabulary.ChargingProfile;
import org.roaminghub.vocabulary.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code hub.station_profile}. */
public final class ProfileStore {

    private final JdbcClient jdbc;

    public ProfileStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void put(StationId station, int id, ChargingProfile profile, Instant now) {
        jdbc.sql("""
                        insert into hub.station_profile (station, id, content, set_at) values (?, ?, ?, ?)
                        on conflict (station, id) do update set content = excluded.content, set_at = excluded.set_at""")
                .params(station.value(), id, HouseJson.rows().write(profile), StationStore.utc(now))
                .update();
    }

    public void remove(StationId station, int id) {
        jdbc.sql("delete from hub.station_profile where station = ? and id = ?")
                .params(station.value(), id)
                .update();
    }

    public Optional<ChargingProfile> find(StationId station, int id) {
        return jdbc.sql("select content from hub.station_profile where station = ? and id = ?")
                .params(station.value(), id)
                .query((row, n) -> HouseJson.rows().read(row.getBytes(1), ChargingProfile.class))
                .optional();
    }

    public int deleteOlder(Instant before) {
        return jdbc.sql("delete from hub.station_profile where set_at < ?")
                .param(StationStore.utc(before))
                .update();
    }
}
