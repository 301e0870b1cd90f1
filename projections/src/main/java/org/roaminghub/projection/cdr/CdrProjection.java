package org.roaminghub.projection.cdr;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.roaminghub.events.cdr.CdrAccepted;
import org.roaminghub.events.cdr.CdrCredited;
import org.roaminghub.events.cdr.CdrRefused;
import org.roaminghub.events.cdr.CdrRevised;
import org.roaminghub.projection.Column;
import org.roaminghub.projection.Filter;
import org.roaminghub.projection.Projection;
import org.roaminghub.projection.ViewTable;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps the list of CDRs. */
public final class CdrProjection implements Projection {

    private static final Column FID = Column.text("fid");
    private static final Column CPO = Column.text("cpo");
    private static final Column EMSP = Column.text("emsp");
    private static final Column STATUS = Column.text("status");
    private static final Column SESSION = Column.uuid("session");
    private static final Column SESSION_REF = Column.text("session_ref");
    private static final Column EVSE = Column.text("evse");
    private static final Column EVSE_ID = Column.text("evse_id");
    private static final Column EVSE_FID = Column.text("evse_fid");
    private static final Column STARTED_AT = Column.time("started_at");

    private final ViewTable table;

    public CdrProjection(JdbcTemplate jdbc) {
        this.table = new ViewTable(
                jdbc, CdrView.TABLE, FID, CPO, EMSP, STATUS, SESSION, SESSION_REF, EVSE, EVSE_ID, EVSE_FID, STARTED_AT);
    }

    @Override
    public String name() {
        return "cdrs";
    }

    @EventHandler
    void on(CdrAccepted event, @SequenceNumber long sequence) {
        taken(event.record(), sequence, CdrView.ACCEPTED);
    }

    @EventHandler
    void on(CdrRevised event, @SequenceNumber long sequence) {
        taken(event.record(), sequence, CdrView.ACCEPTED);
    }

    @EventHandler
    void on(CdrRefused event, @SequenceNumber long sequence) {
        taken(event.record(), sequence, CdrView.REFUSED);
    }

    @EventHandler
    void on(CdrCredited event, @SequenceNumber long sequence) {
        table.change(event.cdr().value(), sequence).set(STATUS, CdrView.CREDITED);
    }

    @ResetHandler
    void reset() {
        table.clear();
    }

    private void taken(ChargeDetailRecord cdr, long sequence, String status) {
        table.whole(cdr.cdr().value(), sequence)
                .set(FID, Filter.key(cdr.fid()))
                .set(CPO, cdr.cpo().value())
                .set(EMSP, cdr.emsp().value())
                .set(STATUS, status)
                .set(SESSION, cdr.session())
                .set(SESSION_REF, Filter.keyOrNull(cdr.sessionRef()))
                .set(EVSE, cdr.place().evse())
                .set(
                        EVSE_ID,
                        cdr.place().evseId() == null
                                ? null
                                : cdr.place().evseId().value())
                .set(EVSE_FID, Filter.keyOrNull(cdr.place().evseFid()))
                .set(STARTED_AT, cdr.start());
    }
}
