package org.roaminghub.projection.location;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.roaminghub.events.location.EvseDescribed;
import org.roaminghub.events.location.EvseRemoved;
import org.roaminghub.events.location.EvseStatusChanged;
import org.roaminghub.events.location.LocationDescribed;
import org.roaminghub.projection.Column;
import org.roaminghub.projection.Filter;
import org.roaminghub.projection.Projection;
import org.roaminghub.projection.ViewTable;
import org.roaminghub.vocabulary.Evse;
import org.roaminghub.vocabulary.EvseKey;
import org.roaminghub.vocabulary.Location;
import org.roaminghub.vocabulary.LocationId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps the list of locations and what their EVSEs are doing. */
public final class LocationProjection implements Projection {

    private static final Column OWNER = Column.text("owner");
    private static final Column FID = Column.text("fid");
    private static final Column AUDIENCE = Column.text("audience");
    private static final Column STATUS = Column.text("status");
    private static final Column REPORTED_AT = Column.time("reported_at");
    private static final Column LOCATION = Column.uuid("location");
    private static final Column EVSE_ID = Column.text("evse_id");
    private static final Column EVSE_FID = Column.text("evse_fid");
    private static final Column DESCRIBED = new Column("described", "int8");
    private static final Column STATUS_AT = Column.time("status_at");
    private static final Column GONE_AT = Column.time("gone_at");

    private final ViewTable locations;
    private final ViewTable evses;

    public LocationProjection(JdbcTemplate jdbc) {
        this.locations = new ViewTable(jdbc, LocationView.TABLE, OWNER, FID, AUDIENCE, STATUS, REPORTED_AT);
        this.evses = new ViewTable(
                jdbc, LocationView.EVSES, LOCATION, EVSE_ID, EVSE_FID, DESCRIBED, STATUS, STATUS_AT, GONE_AT);
    }

    @Override
    public String name() {
        return "locations";
    }

    @EventHandler
    void on(LocationDescribed event, @SequenceNumber long sequence) {
        Location location = event.location();
        LocationId id = location.location();
        if (id != null) {
            locations
                    .whole(id.value(), sequence)
                    .set(OWNER, location.owner().value())
                    .set(FID, Filter.key(location.fid()))
                    .set(
                            AUDIENCE,
                            location.audience().isEmpty()
                                    ? null
                                    : location.audience().getFirst().value())
                    .set(STATUS, location.isPublic() ? LocationView.PUBLISHED : LocationView.UNPUBLISHED)
                    .set(REPORTED_AT, location.reportedAt());
        }
    }

    @EventHandler
    void on(EvseDescribed event, @SequenceNumber long sequence) {
        Evse evse = event.evse();
        EvseKey key = evse.evse();
        LocationId at = evse.location();
        if (key != null && at != null) {
            ViewTable.Row row = sequence == 0
                    ? evses.whole(key.value(), sequence).set(LOCATION, at.value())
                    : evses.change(key.value(), sequence);
            row.set(EVSE_ID, evse.evseId() == null ? null : evse.evseId().value())
                    .set(EVSE_FID, Filter.key(evse.evseFid()))
                    .set(DESCRIBED, sequence);
        }
    }

    @EventHandler
    void on(EvseStatusChanged event, @SequenceNumber long sequence) {
        evses.change(event.evse().value(), sequence).set(STATUS, event.status()).set(STATUS_AT, event.since());
    }

    @EventHandler
    void on(EvseRemoved event, @SequenceNumber long sequence) {
        evses.change(event.evse().value(), sequence).set(GONE_AT, event.at());
    }

    @ResetHandler
    void reset() {
        locations.clear();
        evses.clear();
    }
}
