package org.roaminghub.projection.history;

import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.roaminghub.events.Event;
import org.roaminghub.projection.Projection;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps the index of the history: which events speak of which thing, party and data subject. */
public final class HistoryProjection implements Projection {

    /** The envelope's field that names the data subject. */
    private static final String SUBJECT = "subject";

    private final HistoryIndex index;
    private final Mentions mentions = new Mentions();

    public HistoryProjection(JdbcTemplate jdbc) {
        this.index = new HistoryIndex(jdbc);
    }

    @Override
    public String name() {
        return "history";
    }

    @EventHandler
    void on(Event event, DomainEventMessage<?> message) {
        Mentions.Found found = mentions.in(event);
        String subject = (@Nullable String) message.getMetaData().get(SUBJECT);
        if (subject != null) {
            found.things().add(UUID.fromString(subject));
        }
        batch().add(UUID.fromString(message.getIdentifier()), message.getAggregateIdentifier(), found);
    }

    @ResetHandler
    void reset() {
        index.clear();
    }

    private HistoryIndex.Batch batch() {
        var unit = CurrentUnitOfWork.get().root();
        return unit.getOrComputeResource("rows of history", key -> {
            HistoryIndex.Batch fresh = new HistoryIndex.Batch();
            unit.onPrepareCommit(ending -> index.write(fresh));
            return fresh;
        });
    }
}
