package org.roaminghub.projection.delivery;

import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.roaminghub.events.delivery.DeliveryAcknowledged;
import org.roaminghub.events.delivery.DeliveryDegraded;
import org.roaminghub.events.delivery.DeliveryDiscarded;
import org.roaminghub.events.delivery.DeliveryParked;
import org.roaminghub.events.delivery.DeliveryRetried;
import org.roaminghub.projection.Column;
import org.roaminghub.projection.Projection;
import org.roaminghub.projection.ViewTable;
import org.roaminghub.vocabulary.DeliveryId;
import org.roaminghub.vocabulary.PartyId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps what events tell of deliveries. */
public final class DeliveryProjection implements Projection {

    private static final Column OBJECT = Column.text("object");
    private static final Column RECEIVER = Column.text("receiver");
    private static final Column STATUS = Column.text("status");
    private static final Column HAPPENED_AT = Column.time("happened_at");

    private final ViewTable table;

    public DeliveryProjection(JdbcTemplate jdbc) {
        this.table = new ViewTable(jdbc, DeliveryView.TABLE, OBJECT, RECEIVER, STATUS, HAPPENED_AT);
    }

    @Override
    public String name() {
        return "deliveries";
    }

    @EventHandler
    void on(DeliveryAcknowledged event, @SequenceNumber long sequence, @Timestamp Instant at) {
        now(event.delivery(), event.object(), event.receiver(), DeliveryView.ACKNOWLEDGED, sequence, at);
    }

    /** One row for all of them, by the first. */
    @EventHandler
    void on(DeliveryDegraded event, @SequenceNumber long sequence, @Timestamp Instant at) {
        now(event.delivery(), event.objects().getFirst(), event.receiver(), DeliveryView.ACKNOWLEDGED, sequence, at);
    }

    @EventHandler
    void on(DeliveryParked event, @SequenceNumber long sequence, @Timestamp Instant at) {
        now(event.delivery(), event.object(), event.receiver(), DeliveryView.PARKED, sequence, at);
    }

    @EventHandler
    void on(DeliveryRetried event, @SequenceNumber long sequence, @Timestamp Instant at) {
        now(event.delivery(), event.object(), event.receiver(), DeliveryView.QUEUED, sequence, at);
    }

    @EventHandler
    void on(DeliveryDiscarded event, @SequenceNumber long sequence, @Timestamp Instant at) {
        now(event.delivery(), event.object(), event.receiver(), DeliveryView.DISCARDED, sequence, at);
    }

    @ResetHandler
    void reset() {
        table.clear();
    }

    private void now(DeliveryId delivery, String object, PartyId receiver, String status, long sequence, Instant at) {
        table.whole(delivery.value(), sequence)
                .set(OBJECT, object)
                .set(RECEIVER, receiver.value())
                .set(STATUS, status)
                .set(HAPPENED_AT, at);
    }
}
