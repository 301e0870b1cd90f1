package org.roaminghub.projection.authorization;

import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.authorization.AuthorizationAnsweredLate;
import org.roaminghub.events.authorization.AuthorizationGranted;
import org.roaminghub.events.authorization.AuthorizationRefused;
import org.roaminghub.events.authorization.AuthorizationRequested;
import org.roaminghub.projection.Column;
import org.roaminghub.projection.Filter;
import org.roaminghub.projection.Projection;
import org.roaminghub.projection.ViewTable;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Place;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps the list of authorisations. */
public final class AuthorizationProjection implements Projection {

    private static final Column SESSION = Column.uuid("session");
    private static final Column CPO = Column.text("cpo");
    private static final Column EMSP = Column.text("emsp");
    private static final Column STATUS = Column.text("status");
    private static final Column EVSE = Column.text("evse");
    private static final Column EVSE_ID = Column.text("evse_id");
    private static final Column EVSE_FID = Column.text("evse_fid");
    private static final Column CPO_REF = Column.text("cpo_ref");
    private static final Column EMSP_REF = Column.text("emsp_ref");
    private static final Column REQUESTED_AT = Column.time("requested_at");

    private final ViewTable table;

    public AuthorizationProjection(JdbcTemplate jdbc) {
        this.table = new ViewTable(
                jdbc,
                AuthorizationView.TABLE,
                SESSION,
                CPO,
                EMSP,
                STATUS,
                EVSE,
                EVSE_ID,
                EVSE_FID,
                CPO_REF,
                EMSP_REF,
                REQUESTED_AT);
    }

    @Override
    public String name() {
        return "authorizations";
    }

    @EventHandler
    void on(AuthorizationRequested event, @SequenceNumber long sequence, @Timestamp Instant recordedAt) {
        ViewTable.Row row = table.whole(event.authorization().value(), sequence)
                .set(SESSION, event.session().value())
                .set(CPO, event.cpo().value())
                .set(EMSP, text(event.issuer()))
                .set(STATUS, AuthorizationView.REQUESTED)
                .set(CPO_REF, Filter.keyOrNull(event.cpoRef()))
                .set(REQUESTED_AT, recordedAt);
        Place place = event.place();
        if (place != null) {
            row.set(EVSE, place.evse())
                    .set(EVSE_ID, place.evseId() == null ? null : place.evseId().value())
                    .set(EVSE_FID, Filter.keyOrNull(place.evseFid()));
        }
    }

    @EventHandler
    void on(AuthorizationGranted event, @SequenceNumber long sequence) {
        table.change(event.authorization().value(), sequence)
                .set(SESSION, event.session().value())
                .set(EMSP, event.emsp().value())
                .set(STATUS, AuthorizationView.GRANTED)
                .set(EMSP_REF, Filter.keyOrNull(event.emspRef()));
    }

    @EventHandler
    void on(AuthorizationRefused event, @SequenceNumber long sequence) {
        table.change(event.authorization().value(), sequence)
                .set(EMSP, text(event.emsp()))
                .set(STATUS, AuthorizationView.REFUSED);
    }

    @EventHandler
    void on(AuthorizationAnsweredLate event, @SequenceNumber long sequence) {
        table.change(event.authorization().value(), sequence);
    }

    @ResetHandler
    void reset() {
        table.clear();
    }

    private static @Nullable String text(@Nullable PartyId party) {
        return party == null ? null : party.value();
    }
}
