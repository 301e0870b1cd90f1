package org.roaminghub.app.projection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.roaminghub.events.Event;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the events of many streams at once, opened where their keys exist. */
public final class StoredEvents {

    private static final String SELECT = """
            select stream_type, stream, sequence, event_id, recorded_at, name, version, payload, envelope from hub.event""";

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final EventUpcaster upcaster;

    public StoredEvents(JdbcClient jdbc, Serializer serializer, EventUpcaster upcaster) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.upcaster = upcaster;
    }

    /** An event and its place in its stream. */
    public record Placed(long sequence, Instant recordedAt, Event event) {}

    /** The events of each stream in order; streams without events are left out. */
    public Map<String, List<Placed>> ofStreams(Collection<String> streams) {
        if (streams.isEmpty()) {
            return Map.of();
        }
        return grouped(jdbc.sql(SELECT + " where stream = any(string_to_array(?, ' ')) order by stream, sequence")
                .param(String.join(" ", streams)));
    }

    /** One event of each stream, by its place there. */
    public Map<String, Placed> at(Map<String, Long> places) {
        if (places.isEmpty()) {
            return Map.of();
        }
        Map<String, Placed> found = new HashMap<>();
        grouped(jdbc.sql(SELECT
                                + " where (stream, sequence) in (select * from unnest(string_to_array(?, ' '),"
                                + " string_to_array(?, ' ')::bigint[])) order by stream, sequence")
                        .params(
                                String.join(" ", places.keySet()),
                                places.values().stream().map(String::valueOf).collect(Collectors.joining(" "))))
                .forEach((stream, events) -> found.put(stream, events.getFirst()));
        return found;
    }

    private Map<String, List<Placed>> grouped(JdbcClient.StatementSpec select) {
        Map<String, List<Placed>> byStream = new HashMap<>();
        Stream<? extends DomainEventData<?>> stored = select
                .query((row, number) -> new GenericDomainEventEntry<>(
                        row.getString("stream_type"),
                        row.getString("stream"),
                        row.getLong("sequence"),
                        row.getString("event_id"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getString("name"),
                        row.getString("version"),
                        row.getBytes("payload"),
                        row.getBytes("envelope")))
                .list()
                .stream();
        var events = EventStreamUtils.upcastAndDeserializeDomainEvents(stored, serializer, upcaster);
        while (events.hasNext()) {
            DomainEventMessage<?> message = events.next();
            byStream.computeIfAbsent(message.getAggregateIdentifier(), stream -> new ArrayList<>())
                    .add(new Placed(message.getSequenceNumber(), message.getTimestamp(), (Event) message.getPayload()));
        }
        return byStream;
    }
}
