package org.roaminghub.projection.tariff;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.roaminghub.events.tariff.TariffPublished;
import org.roaminghub.events.tariff.TariffWithdrawn;
import org.roaminghub.projection.Column;
import org.roaminghub.projection.Filter;
import org.roaminghub.projection.Projection;
import org.roaminghub.projection.ViewTable;
import org.roaminghub.vocabulary.Tariff;
import org.roaminghub.vocabulary.TariffId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps the list of tariffs. */
public final class TariffProjection implements Projection {

    private static final Column OWNER = Column.text("owner");
    private static final Column FID = Column.text("fid");
    private static final Column AUDIENCE = Column.text("audience");
    private static final Column PUBLISHED = new Column("published", "int8");
    private static final Column STATUS = Column.text("status");
    private static final Column REPORTED_AT = Column.time("reported_at");

    private final ViewTable table;

    public TariffProjection(JdbcTemplate jdbc) {
        this.table = new ViewTable(jdbc, TariffView.TABLE, OWNER, FID, AUDIENCE, PUBLISHED, STATUS, REPORTED_AT);
    }

    @Override
    public String name() {
        return "tariffs";
    }

    @EventHandler
    void on(TariffPublished event, @SequenceNumber long sequence) {
        Tariff tariff = event.tariff();
        TariffId id = tariff.tariff();
        if (id != null) {
            table.whole(id.value(), sequence)
                    .set(OWNER, tariff.owner().value())
                    .set(FID, Filter.key(tariff.fid()))
                    .set(
                            AUDIENCE,
                            tariff.audience().isEmpty()
                                    ? null
                                    : tariff.audience().getFirst().value())
                    .set(PUBLISHED, sequence)
                    .set(STATUS, TariffView.PUBLISHED)
                    .set(REPORTED_AT, tariff.reportedAt());
        }
    }

    @EventHandler
    void on(TariffWithdrawn event, @SequenceNumber long sequence) {
        table.change(event.tariff().value(), sequence).set(STATUS, TariffView.WITHDRAWN);
    }

    @ResetHandler
    void reset() {
        table.clear();
    }
}
