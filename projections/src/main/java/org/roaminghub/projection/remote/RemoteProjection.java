package org.roaminghub.projection.remote;

import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.roaminghub.events.remote.RemoteAcknowledged;
import org.roaminghub.events.remote.RemoteAnsweredLate;
import org.roaminghub.events.remote.RemoteCompleted;
import org.roaminghub.events.remote.RemoteRequested;
import org.roaminghub.projection.Column;
import org.roaminghub.projection.Filter;
import org.roaminghub.projection.Projection;
import org.roaminghub.projection.ViewTable;
import org.roaminghub.vocabulary.Place;
import org.roaminghub.vocabulary.RemoteId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps the list of remote commands. */
public final class RemoteProjection implements Projection {

    private static final Column KIND = Column.text("kind");
    private static final Column EMSP = Column.text("emsp");
    private static final Column CPO = Column.text("cpo");
    private static final Column SESSION = Column.uuid("session");
    private static final Column STATUS = Column.text("status");
    private static final Column EVSE = Column.text("evse");
    private static final Column EVSE_ID = Column.text("evse_id");
    private static final Column EVSE_FID = Column.text("evse_fid");
    private static final Column REQUESTED_AT = Column.time("requested_at");

    private final ViewTable table;

    public RemoteProjection(JdbcTemplate jdbc) {
        this.table = new ViewTable(
                jdbc, RemoteView.TABLE, KIND, EMSP, CPO, SESSION, STATUS, EVSE, EVSE_ID, EVSE_FID, REQUESTED_AT);
    }

    @Override
    public String name() {
        return "remote-commands";
    }

    @EventHandler
    void on(RemoteRequested event, @SequenceNumber long sequence, @Timestamp Instant recordedAt) {
        ViewTable.Row row = table.whole(event.remote().value(), sequence)
                .set(KIND, event.kind().name())
                .set(EMSP, event.emsp().value())
                .set(CPO, event.cpo().value())
                .set(SESSION, event.session() == null ? null : event.session().value())
                .set(STATUS, RemoteView.REQUESTED)
                .set(REQUESTED_AT, recordedAt);
        Place place = event.place();
        if (place != null) {
            row.set(EVSE, place.evse())
                    .set(EVSE_ID, place.evseId() == null ? null : place.evseId().value())
                    .set(EVSE_FID, Filter.keyOrNull(place.evseFid()));
        }
    }

    @EventHandler
    void on(RemoteAcknowledged event, @SequenceNumber long sequence) {
        now(event.remote(), sequence, RemoteView.ACKNOWLEDGED);
    }

    @EventHandler
    void on(RemoteCompleted event, @SequenceNumber long sequence) {
        now(event.remote(), sequence, RemoteView.COMPLETED);
    }

    @EventHandler
    void on(RemoteAnsweredLate event, @SequenceNumber long sequence) {
        table.change(event.remote().value(), sequence);
    }

    private void now(RemoteId remote, long sequence, String status) {
        table.change(remote.value(), sequence).set(STATUS, status);
    }

    @ResetHandler
    void reset() {
        table.clear();
    }
}
