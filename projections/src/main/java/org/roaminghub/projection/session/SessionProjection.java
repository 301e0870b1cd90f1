package org.roaminghub.projection.session;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.roaminghub.events.session.SessionBilled;
import org.roaminghub.events.session.SessionCompleted;
import org.roaminghub.events.session.SessionFlagged;
import org.roaminghub.events.session.SessionIdentified;
import org.roaminghub.events.session.SessionInvalidated;
import org.roaminghub.events.session.SessionOpened;
import org.roaminghub.events.session.SessionProgressed;
import org.roaminghub.projection.Column;
import org.roaminghub.projection.Filter;
import org.roaminghub.projection.Projection;
import org.roaminghub.projection.ViewTable;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.SessionStatus;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps the list of charging sessions. */
public final class SessionProjection implements Projection {

    private static final Column CPO = Column.text("cpo");
    private static final Column EMSP = Column.text("emsp");
    private static final Column STATUS = Column.text("status");
    private static final Column EVSE = Column.text("evse");
    private static final Column EVSE_ID = Column.text("evse_id");
    private static final Column EVSE_FID = Column.text("evse_fid");
    private static final Column CPO_REF = Column.text("cpo_ref");
    private static final Column EMSP_REF = Column.text("emsp_ref");
    private static final Column STARTED_AT = Column.time("started_at");
    private static final Column CDR = Column.uuid("cdr");

    private final ViewTable table;

    public SessionProjection(JdbcTemplate jdbc) {
        this.table = new ViewTable(
                jdbc,
                SessionView.TABLE,
                CPO,
                EMSP,
                STATUS,
                EVSE,
                EVSE_ID,
                EVSE_FID,
                CPO_REF,
                EMSP_REF,
                STARTED_AT,
                CDR);
    }

    @Override
    public String name() {
        return "sessions";
    }

    @EventHandler
    void on(SessionOpened event, @SequenceNumber long sequence) {
        Session session = event.record();
        table.whole(session.session().value(), sequence)
                .set(CPO, session.cpo().value())
                .set(EMSP, session.emsp().value())
                .set(STATUS, session.status())
                .set(EVSE, session.place().evse())
                .set(
                        EVSE_ID,
                        session.place().evseId() == null
                                ? null
                                : session.place().evseId().value())
                .set(EVSE_FID, Filter.keyOrNull(session.place().evseFid()))
                .set(CPO_REF, Filter.keyOrNull(session.cpoRef()))
                .set(EMSP_REF, Filter.keyOrNull(session.emspRef()))
                .set(STARTED_AT, session.start());
    }

    @EventHandler
    void on(SessionIdentified event, @SequenceNumber long sequence) {
        Column ref = switch (event.side()) {
            case CPO -> CPO_REF;
            case EMSP -> EMSP_REF;
        };
        table.change(event.session().value(), sequence).set(ref, Filter.keyOrNull(event.ref()));
    }

    @EventHandler
    void on(SessionProgressed event, @SequenceNumber long sequence) {
        table.change(event.session().value(), sequence).set(STATUS, event.status());
    }

    @EventHandler
    void on(SessionCompleted event, @SequenceNumber long sequence) {
        table.change(event.session().value(), sequence).set(STATUS, SessionStatus.COMPLETED);
    }

    @EventHandler
    void on(SessionInvalidated event, @SequenceNumber long sequence) {
        table.change(event.session().value(), sequence).set(STATUS, SessionStatus.INVALID);
    }

    @EventHandler
    void on(SessionBilled event, @SequenceNumber long sequence) {
        table.change(event.session().value(), sequence).set(CDR, event.cdr().value());
    }

    @EventHandler
    void on(SessionFlagged event, @SequenceNumber long sequence) {
        table.change(event.session().value(), sequence);
    }

    @ResetHandler
    void reset() {
        table.clear();
    }
}
